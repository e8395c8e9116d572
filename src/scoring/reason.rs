//! Why a verdict was given, in one sentence that a candidate can argue with.

use crate::bank::Criterion;

use super::document::Verdict;
use super::page::Page;
use super::ruling::{Note, Ruling};

/// The sentence.
pub(super) fn reason(criterion: &Criterion, ruling: &Ruling, pages: &[Page<'_>]) -> String {
    if let Some(said) = ruling.notes.iter().find_map(overriding) {
        return said.to_owned();
    }
    let (named, lacking) = groups(criterion, ruling, pages);
    let one = named.len() == 1;
    let named = listed(&named);
    match ruling.verdict {
        Verdict::Met if named.is_empty() => "says what is asked for, in other words".to_owned(),
        Verdict::Met => format!("says it: {named}"),
        Verdict::Partly => {
            let but = shortfall(ruling, &lacking);
            if named.is_empty() {
                format!("touches on it, but {but}")
            } else {
                format!("names {named}, but {but}")
            }
        }
        Verdict::Missed if ruling.chosen.is_none() => {
            "nothing in the answer is about it".to_owned()
        }
        Verdict::Missed if named.is_empty() => "nothing in the answer says it".to_owned(),
        Verdict::Missed if one => format!("{named} alone does not say it"),
        Verdict::Missed => format!("{named} alone do not say it"),
    }
}

/// Rules that explain a verdict by themselves.
fn overriding(note: &Note) -> Option<&'static str> {
    Some(match note {
        Note::Disordered => "the words are there, in an order that says nothing",
        Note::OffTopic => "the answer as a whole is about something else",
        Note::Crowded => "a list of terms names it and says nothing about it",
        Note::Wrong => "what is said about it is a common mistake",
        Note::Contradicted => "says it, and elsewhere says the opposite",
        Note::Declined => "says that it is not done, and not why",
        Note::Asked => "asked about it, and did not say what follows",
        _ => return None,
    })
}

/// What is missing for it to be met.
fn shortfall(ruling: &Ruling, lacking: &[String]) -> String {
    let has = |note: &Note| ruling.notes.contains(note);
    if has(&Note::Denied) {
        "with a \"no\" or a \"not\" to it".to_owned()
    } else if has(&Note::NoReason) {
        "not why, or what follows from it".to_owned()
    } else if has(&Note::NoFigure) {
        "no figure that fits".to_owned()
    } else if !lacking.is_empty() {
        format!("nothing like {}", listed(lacking))
    } else if has(&Note::Hedged) {
        "only as something that could be done".to_owned()
    } else {
        "not in the detail that is asked for".to_owned()
    }
}

/// The words of the answer that stand for concept groups, and the groups that nothing stands for.
fn groups(
    criterion: &Criterion,
    ruling: &Ruling,
    pages: &[Page<'_>],
) -> (Vec<String>, Vec<String>) {
    let mut named: Vec<String> = Vec::new();
    let mut lacking = Vec::new();
    for (at, phrases) in criterion.concepts.iter().enumerate() {
        if let Some(text) = phrase(ruling, at, pages) {
            let quoted = format!("`{}`", text.replace(['\n', '`'], " "));
            if !named.contains(&quoted) {
                named.push(quoted);
            }
        } else {
            lacking.extend(phrases.first().map(|phrase| format!("`{phrase}`")));
        }
    }
    (named, lacking)
}

/// The words of what is quoted that stand for a concept group.
pub(super) fn phrase<'a>(ruling: &Ruling, group: usize, pages: &[Page<'a>]) -> Option<&'a str> {
    ruling.quoted.iter().find_map(|one| {
        let page = &pages[one.page];
        let (from, to) = (page.segments[one.first].first, page.segments[one.last - 1].last);
        let hit = page.hits_between(from, to).iter().find(|hit| {
            usize::from(hit.group.target) == ruling.number && usize::from(hit.group.group) == group
        })?;
        page.text.get(page.words[hit.first].start..page.words[hit.last - 1].end)
    })
}

/// "a, b and c".
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
