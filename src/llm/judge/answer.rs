//! A model's verdicts, read strictly.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::llm::reply::{only_value, unwrapped};
use crate::scoring::{Opinion, Verdict};

/// The longest reason and quotation that are taken, in bytes.
const LONGEST: usize = 2_000;

/// What was said of a criterion, or why nothing was.
type Said = Result<Opinion, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    quote: Option<String>,
    reason: String,
    verdict: String,
}

/// The verdicts on the criteria that were asked about. One that cannot be used costs the others
/// nothing.
///
/// # Errors
/// When the whole cannot be used.
pub(super) fn verdicts(words: &str, asked: &[String]) -> Result<BTreeMap<String, Said>, String> {
    let value = unwrapped(only_value(words)?, "verdicts");
    let lines = match value {
        Value::Array(lines) => lines,
        Value::Object(mut object) if object.contains_key("verdicts") => {
            match (object.remove("verdicts"), object.is_empty()) {
                (Some(Value::Array(lines)), true) => lines,
                (_, false) => return Err("it holds more than `verdicts`".to_owned()),
                _ => return Err("`verdicts` is no list".to_owned()),
            }
        }
        line @ Value::Object(_) if asked.len() == 1 => vec![line],
        Value::Object(_) => return Err("it holds no `verdicts`".to_owned()),
        _ => return Err("it is neither an object nor a list".to_owned()),
    };
    let mut found: BTreeMap<String, Said> = BTreeMap::new();
    for line in lines {
        let named = line.get("id").and_then(Value::as_str).map(str::to_owned);
        let said = serde_json::from_value::<Line>(line).map_err(|error| error.to_string());
        let id = match (&said, named) {
            (Ok(Line { id: None, .. }), _) if asked.len() == 1 => asked[0].clone(),
            (_, Some(id)) => id,
            (Err(why), None) => return Err(format!("a verdict has no id: {why}")),
            (Ok(_), None) => return Err("a verdict has no id".to_owned()),
        };
        if !asked.contains(&id) {
            return Err("it judges what it was not asked about".to_owned());
        }
        if found.insert(id, said.and_then(opinion)).is_some() {
            return Err("it judges a criterion twice".to_owned());
        }
    }
    for id in asked {
        found.entry(id.clone()).or_insert_with(|| Err("it says nothing about it".to_owned()));
    }
    Ok(found)
}

fn opinion(line: Line) -> Said {
    let verdict = Verdict::named(&line.verdict).ok_or_else(|| {
        let word: String = line.verdict.chars().take(20).collect();
        format!("it gives the verdict `{word}`, which there is not")
    })?;
    let quote = line.quote.unwrap_or_default();
    if quote.len() > LONGEST || line.reason.len() > LONGEST {
        return Err("it quotes or explains at too great a length".to_owned());
    }
    let reason = line.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Opinion { verdict, quote, reason, unanimous: false })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked() -> Vec<String> {
        vec!["a".to_owned(), "b".to_owned()]
    }

    #[test]
    fn good_answers_in_several_wrappings() {
        let one = r#"{"id":"a","quote":"q","reason":"r","verdict":"met"}"#;
        let two = r#"{"id":"b","quote":"","reason":" r\n s ","verdict":"missed"}"#;
        for words in [
            format!(r#"{{"verdicts":[{one},{two}]}}"#),
            format!("```json\n[{one},{two}]\n```"),
            format!(r#"{{"answer":{{"verdicts":[{one},{two}]}}}}"#),
        ] {
            let found = verdicts(&words, &asked()).unwrap();
            assert_eq!(found["a"].as_ref().unwrap().verdict, Verdict::Met);
            assert_eq!(found["b"].as_ref().unwrap().reason, "r s");
        }
        let alone = r#"{"quote":"q","reason":"r","verdict":"partly"}"#;
        let found = verdicts(alone, &["a".to_owned()]).unwrap();
        assert_eq!(found["a"].as_ref().unwrap().verdict, Verdict::Partly);
        assert!(verdicts(alone, &asked()).is_err());
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        for (line, why) in [
            (r#"{"id":"b","quote":"","reason":"r","verdict":"great"}"#, "`great`"),
            (r#"{"id":"b","quote":7,"reason":"r","verdict":"met"}"#, "invalid type"),
            (r#"{"id":"b","quote":"q","verdict":"met"}"#, "missing field `reason`"),
            (r#"{"id":"b","quote":"q","reason":"r","verdict":"met","score":9}"#, "unknown field"),
        ] {
            let words = format!(
                r#"{{"verdicts":[{{"id":"a","quote":"q","reason":"r","verdict":"met"}},{line}]}}"#
            );
            let found = verdicts(&words, &asked()).unwrap();
            assert!(found["a"].is_ok());
            assert!(found["b"].as_ref().unwrap_err().contains(why), "{:?}", found["b"]);
        }
        let found = verdicts(r#"{"verdicts":[]}"#, &asked()).unwrap();
        assert_eq!(found["a"], Err("it says nothing about it".to_owned()));
    }

    #[test]
    fn a_bad_whole_is_refused() {
        let line = r#"{"id":"a","quote":"q","reason":"r","verdict":"met"}"#;
        for words in [
            String::new(),
            "met, met".to_owned(),
            "[1]".to_owned(),
            r#"{"verdicts":"met"}"#.to_owned(),
            format!(r#"{{"verdicts":[{line}],"total":100}}"#),
            format!(r#"{{"verdicts":[{line},{line}]}}"#),
            r#"{"verdicts":[{"id":"z","quote":"q","reason":"r","verdict":"met"}]}"#.to_owned(),
            format!("{line} and {line}"),
        ] {
            assert!(verdicts(&words, &asked()).is_err(), "{words}");
        }
    }

    proptest! {
        /// Whatever a model says, there is a verdict for what was asked or a reason why not.
        #[test]
        fn any_words_are_read(words in any::<String>()) {
            if let Ok(found) = verdicts(&words, &asked()) {
                prop_assert_eq!(found.len(), 2);
            }
        }
    }
}
