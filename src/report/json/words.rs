//! The JSON Schemas of the interview's words, which are serialised as plain strings.

use schemars::{Schema, SchemaGenerator, json_schema};

use crate::interview::{LineKind, Mode, Remark, Source, State};

/// The words for [`Mode`].
pub(super) fn mode(_: &mut SchemaGenerator) -> Schema {
    one_of(&[Mode::Mock, Mode::Practice, Mode::SelfInterview].map(Mode::id))
}

/// The words for [`State`].
pub(super) fn state(_: &mut SchemaGenerator) -> Schema {
    let states = [State::Running, State::Paused, State::Finished, State::Expired, State::Abandoned];
    one_of(&states.map(State::id))
}

/// The words for [`Source`].
pub(super) fn source(_: &mut SchemaGenerator) -> Schema {
    one_of(&[Source::Terminal, Source::Script].map(Source::id))
}

/// The words of an utterance: what kind of remark, or what kind of line.
pub(super) fn utterance(_: &mut SchemaGenerator) -> Schema {
    let remarks = [
        Remark::Budget,
        Remark::TenMinutes,
        Remark::Fact,
        Remark::HandedBack,
        Remark::FollowUp,
        Remark::Curveball,
        Remark::Hint,
    ];
    let lines = [LineKind::Question, LineKind::Reply];
    let words: Vec<&str> =
        remarks.into_iter().map(remark_word).chain(lines.into_iter().map(line_word)).collect();
    one_of(&words)
}

/// The word for a remark.
pub(super) fn remark_word(remark: Remark) -> &'static str {
    match remark {
        Remark::Budget => "budget",
        Remark::TenMinutes => "ten-minutes",
        Remark::Fact => "fact",
        Remark::HandedBack => "handed-back",
        Remark::FollowUp => "follow-up",
        Remark::Curveball => "curveball",
        Remark::Hint => "hint",
    }
}

/// The word for a kind of line.
pub(super) fn line_word(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Typed => "typed",
        LineKind::Question => "question",
        LineKind::Reply => "reply",
        LineKind::Calculation => "calculation",
        LineKind::Edge => "edge",
        LineKind::Bell => "bell",
    }
}

fn one_of(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_are_stored() {
        let remarks = [
            Remark::Budget,
            Remark::TenMinutes,
            Remark::Fact,
            Remark::HandedBack,
            Remark::FollowUp,
            Remark::Curveball,
            Remark::Hint,
        ];
        for remark in remarks {
            assert_eq!(serde_json::to_value(remark).unwrap(), remark_word(remark));
        }
        let lines = [
            LineKind::Typed,
            LineKind::Question,
            LineKind::Reply,
            LineKind::Calculation,
            LineKind::Edge,
            LineKind::Bell,
        ];
        for kind in lines {
            assert_eq!(serde_json::to_value(kind).unwrap(), line_word(kind));
        }
        assert_eq!(serde_json::to_value(Mode::SelfInterview).unwrap(), Mode::SelfInterview.id());
        assert_eq!(serde_json::to_value(State::Expired).unwrap(), State::Expired.id());
        assert_eq!(serde_json::to_value(Source::Script).unwrap(), Source::Script.id());
    }

    #[test]
    fn the_schemas_allow_nothing_unknown_and_name_the_words() {
        use crate::report::{HistoryDocument, PromptsDocument, SessionDocument, StatusDocument};
        let schemas = [
            schemars::schema_for!(SessionDocument),
            schemars::schema_for!(StatusDocument),
            schemars::schema_for!(HistoryDocument),
            schemars::schema_for!(PromptsDocument),
        ];
        for schema in &schemas {
            assert_eq!(schema.get("additionalProperties"), Some(&serde_json::json!(false)));
        }
        let text = serde_json::to_string(&schemas).unwrap();
        assert!(text.contains(r#""enum":["mock","practice","self-interview"]"#));
        assert!(text.contains(r#""enum":["terminal","script"]"#));
    }
}
