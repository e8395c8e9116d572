//! A sentence that warns of a mistake is not the mistake.

use super::loader::scored_part;

/// Whether a line about links, in the last two steps, is taken for a mistake.
fn is_a_mistake(line: &str) -> bool {
    ["components", "scale"].into_iter().any(|step| {
        let document = scored_part("url-shortener", &format!("## {step}\n{line}\n"));
        let reasons = || document.criteria.iter().map(|one| one.reason.as_str());
        !document.red_flags.is_empty()
            || reasons().any(|reason| reason.contains("a common mistake"))
    })
}

#[test]
fn who_warns_makes_no_mistake() {
    for line in [
        "The first 7 characters of the md5 of the url would collide sooner or later, so we insert with a unique constraint and retry.",
        "Updating a counter row in the database in each redirect would make people wait for a hot row; clicks go to a queue and are added up later.",
        "Own counters on each server would make the same codes, that's why each gets a range of its own.",
    ] {
        assert!(!is_a_mistake(line), "{line}");
    }
}

#[test]
fn who_makes_one_is_told() {
    for line in [
        "First look up the random code, then store it when nothing was found; that way there can never be two the same.",
        "Every instance increments its own local variable for new codes, and there is no conflict as the counter is always new.",
        "301 redirect, so we can count every click on our server",
    ] {
        assert!(is_a_mistake(line), "{line}");
    }
}
