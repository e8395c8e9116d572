//! What the other judge says, beside the one whose score is shown.

use super::styled::{Layout, Styled, Tone, hanging};
use crate::report::figures::whole;
use crate::report::one_line;
use crate::scoring::{CriterionVerdict, Document};

/// The judge's name for a reader.
pub(super) fn name(judge: &str) -> &str {
    match judge {
        "offline" => "the offline judge",
        "llm" => "the model",
        other => other,
    }
}

/// The total of the other judge, and in how many verdicts the two differ.
pub(super) fn total(document: &Document) -> Option<String> {
    let second = document.second.as_ref()?;
    let differ = document.criteria.iter().filter(|judged| judged.is_disputed()).count();
    let model = second.model.as_deref().or(document.model.as_deref()).unwrap_or_default();
    if document.judge != "offline" && document.criteria.iter().all(|one| one.second.is_none()) {
        let model = one_line(model);
        return Some(format!(
            "The model `{model}` said nothing that counts: the offline verdicts stand"
        ));
    }
    let who = match second.judge.as_str() {
        "llm" => format!("The model `{}` says", one_line(model)),
        _ => format!("By the model `{}`; the offline judge says", one_line(model)),
    };
    let (total, verdict) = (whole(second.total), second.verdict.id());
    let where_they_differ = match differ {
        0 => "they differ nowhere".to_owned(),
        1 => "they differ in 1 verdict".to_owned(),
        many => format!("they differ in {many} verdicts"),
    };
    Some(format!("{who} {total}, {verdict}; {where_they_differ}"))
}

/// What the other judge says of a criterion, where it says something else; or why its opinion does
/// not count.
pub(super) fn words(judged: &CriterionVerdict) -> Option<String> {
    if let Some(why) = &judged.kept {
        return Some(format!("the offline verdict stands: {}", one_line(why)));
    }
    let second = judged.second.as_ref().filter(|_| judged.is_disputed())?;
    let who = name(&second.judge);
    let reason = one_line(&second.reason);
    let colon = if reason.is_empty() { "" } else { ": " };
    Some(format!("{who} says {}{colon}{reason}", second.verdict.id()))
}

/// The same as lines below a criterion.
pub(super) fn other(judged: &CriterionVerdict, margin: &str, layout: Layout) -> Vec<Styled> {
    let Some(words) = words(judged) else { return Vec::new() };
    let mut letters = words.chars();
    let first = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().to_string());
    let sentence = format!("{first}{}", letters.as_str());
    hanging(Styled::of(Tone::Plain, margin), Tone::Accent, &sentence, layout)
}
