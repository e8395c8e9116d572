//! Lints against whole pairs: each finds what it is for, and the good pair has nothing to find.

mod paths;

use super::*;
use crate::bank::fixtures::{LEXICON, PROMPT, RUBRIC, SHARED, SMALLEST};
use crate::bank::{Severity, read_lexicon, read_prompt, read_rubric, read_shared};

fn faults(prompt: Option<&str>, rubric: Option<&str>) -> Faults {
    let shared = read_shared("s", SHARED).unwrap();
    let lexicon = read_lexicon("l", LEXICON).unwrap();
    let prompts = ["parking-lot".to_owned(), "url-shortener".to_owned()];
    let context = Context { shared: &shared, lexicon: &lexicon, prompts: &prompts };
    let prompt = prompt.map(|text| read_prompt("p", text).unwrap());
    let rubric = rubric.map(|text| read_rubric("r", text).unwrap());
    check(prompt.as_ref(), rubric.as_ref(), &context)
}

fn lines(faults: &Faults) -> String {
    faults.iter().map(|fault| fault.to_string() + "\n").collect()
}

/// What is found in a changed pair beyond what is found in the fixtures.
fn found(prompt: impl Fn(&str) -> String, rubric: impl Fn(&str) -> String) -> String {
    let (prompt, rubric) = (prompt(PROMPT), rubric(RUBRIC));
    assert!((prompt.as_str(), rubric.as_str()) != (PROMPT, RUBRIC), "nothing was changed");
    let before = faults(Some(PROMPT), Some(RUBRIC));
    let known: Vec<&str> = before.iter().map(|fault| fault.message.as_str()).collect();
    let after = faults(Some(&prompt), Some(&rubric));
    let new = after.iter().filter(|fault| !known.contains(&fault.message.as_str()));
    new.map(|fault| fault.to_string() + "\n").collect()
}

fn in_prompt(from: &str, to: &str) -> String {
    found(|text| text.replacen(from, to, 1), str::to_owned)
}

fn in_rubric(from: &str, to: &str) -> String {
    found(str::to_owned, |text| text.replacen(from, to, 1))
}

#[test]
fn the_fixtures_are_right_and_small() {
    let faults = faults(Some(PROMPT), Some(RUBRIC));
    assert!(!faults.has_errors(), "{faults}");
    insta::assert_snapshot!(lines(&faults));
}

#[test]
fn the_smallest_rubric_has_warnings_and_no_errors() {
    let faults = faults(None, Some(SMALLEST));
    assert!(!faults.has_errors() && faults.count(Severity::Warning) > 0);
    insta::assert_snapshot!(lines(&faults));
}

#[test]
fn texts_have_budgets() {
    let long = in_prompt("\"Parking lot\"", &format!("\"{}\"", "P".repeat(41)));
    assert_eq!(long, "p:3:9: warning: `title` has 41 characters, and 40 fit\n");
    let long = in_prompt("A car park", &"car ".repeat(200));
    assert!(long.contains("warning: `brief` has 8"), "{long}");
}

#[test]
fn tags_and_siblings_are_looked_at() {
    let tags = in_prompt("[\"state\", \"payments\"]", "[\"State\", \"a\", \"a\"]");
    assert_eq!(
        tags,
        "p:5:9: warning: a tag is written in lower case\n\
         p:5:23: warning: the tag `a` is there twice\n"
    );
    let siblings = in_prompt("[\"url-shortener\"]", "[\"parking-lot\", \"url-shortner\"]");
    assert_eq!(
        siblings,
        "p:7:13: warning: a prompt is no sibling of itself\n\
         p:7:28: warning: there is no prompt `url-shortner`; did you mean `url-shortener`?\n"
    );
}

#[test]
fn facts_can_be_asked_in_one_way_only_once() {
    let twice = in_prompt("\"how do people pay\"", "\"How many cars  a day?\"");
    assert_eq!(twice, "p:21:8: warning: this way of asking is there already, in `volume`\n");
    let optional = in_prompt("must = true", "must = false");
    assert!(optional.contains("no fact has to be asked or assumed"), "{optional}");
    let unassumed = in_prompt("assumed = [\"assume 2,000 cars a day\"]", "");
    assert!(unassumed.contains("`volume` has no `assumed`"), "{unassumed}");
}

#[test]
fn a_reference_has_every_step_and_is_not_pasted() {
    let missing = in_prompt("api = \"POST /entries answers 201 or 409.\"", "");
    assert_eq!(missing, "p:46:1: warning: there is no reference answer for `api`\n");
    let pasted = in_prompt("One table of", "409 with an error body when the car park is full:");
    assert!(pasted.contains("a sentence of the reference is an exemplar of `error-format`"));
}

#[test]
fn follow_ups_and_curveballs_belong_to_criteria() {
    let unknown = in_prompt("criterion = \"double-booking\"", "criterion = \"double-boking\"");
    assert_eq!(
        unknown,
        "p:34:1: warning: there is no follow-up for the musts double-booking, error-format\n\
         p:35:13: error: there is no criterion `double-boking` in the rubric \
         (did you mean `double-booking`?)\n"
    );
    let twice = found(
        |text| {
            let start = text.find("[[follow_up]]").unwrap();
            let end = text.find("[[curveball]]").unwrap();
            format!("{text}\n{}", &text[start..end])
        },
        str::to_owned,
    );
    assert_eq!(twice, "p:54:13: error: `double-booking` has a follow-up already\n");
    let unanswered = in_rubric("curveball = \"reservations\"\n", "");
    assert_eq!(unanswered, "p:41:1: warning: no criterion of the rubric answers `reservations`\n");
    let unknown = in_rubric("curveball = \"reservations\"", "curveball = \"reservation\"");
    assert!(unknown.contains("r:17:13: error: there is no curveball `reservation` in the prompt"));
}

#[test]
fn facts_of_criteria_are_those_of_the_prompt() {
    let unknown = in_rubric("facts = [\"volume\"]", "facts = [\"volume\", \"volum\"]");
    assert_eq!(
        unknown,
        "r:15:20: error: there is no fact `volum` in the prompt (did you mean `volume`?)\n"
    );
    let other = in_rubric("prompt = \"parking-lot\"", "prompt = \"url-shortener\"");
    assert_eq!(
        other,
        "r:2:10: error: the rubric is for `url-shortener`, the prompt is `parking-lot`\n"
    );
}

#[test]
fn a_sentence_deserves_one_verdict() {
    let both =
        in_rubric("partly = [\"lock the place\"]", "partly = [\"The gate is locked at night\"]");
    assert_eq!(both, "r:20:21: error: this sentence is `partly` and `missed`\n");
    let twice = in_rubric("[\"lock the place\"]", "[\"lock the place\", \"Lock  the place\"]");
    assert_eq!(twice, "r:19:39: warning: this sentence is there twice under `partly`\n");
    // Against the shared sentences as well.
    let shared =
        in_rubric("409 with an error body when the car park is full", "Errors are handled");
    assert!(shared.contains("error: this sentence is `met` and `partly`"), "{shared}");
    let flag = in_rubric(
        "the payment provider keeps the card, we keep a token",
        "we save the card number in the cars table",
    );
    assert!(flag.contains("error: this sentence is `met` and `missed`"), "{flag}");
    let wrong = in_rubric(
        "the gate counts by itself",
        "THE count of free places changes in one transaction, so two gates cannot both win",
    );
    assert_eq!(wrong, "r:16:19: error: a misconception is a `met` exemplar at the same time\n");
}

#[test]
fn every_met_exemplar_has_a_phrase_of_every_group() {
    let narrow = in_rubric("[\"place\", \"space\"]", "[\"barrier\"]");
    assert_eq!(
        narrow,
        "r:18:18: warning: no phrase of concept group 2 (`barrier` …) is in this sentence\n"
    );
    // The lexicon knows another name for a transaction.
    let named = in_rubric("\"transaction\", \"lock\"", "\"atomic write\", \"lock\"");
    assert_eq!(named, "");
    // Where the sentences are the shared ones, the group is at fault.
    let own = "prompt = \"x\"\nversion = 1\n[[criterion]]\nuse = \"error-format\"\n\
               concepts = [[\"404\"], [\"cursor\"]]\n";
    let faults = lines(&faults(None, Some(own)));
    let line = "r:5:22: warning: a shared `met` exemplar has no phrase of this group\n";
    assert!(faults.contains(line), "{faults}");
}

#[test]
fn something_counts_at_every_level() {
    let nothing = "weight = { junior = 0, mid = 1, senior = 1, staff = 1 }";
    let zero = lines(&faults(None, Some(&format!("{SMALLEST}{nothing}\n"))));
    assert!(zero.contains("r:4:1: error: nothing counts at level `junior`"), "{zero}");
    let bonus = lines(&faults(None, Some(&format!("{SMALLEST}tier = \"bonus\"\n"))));
    assert_eq!(bonus.matches("error: nothing counts").count(), 4);
}

#[test]
fn criteria_red_flags_and_caps_are_not_empty_words() {
    let same =
        in_rubric("Says how a card is charged", "the last place cannot be given to TWO cars");
    assert_eq!(same, "r:30:8: warning: `card` has the same text as `double-booking`\n");
    let flag = in_rubric(
        "exemplars.missed = [\"the payment provider keeps the card, we keep a token\"]\n",
        "",
    );
    assert!(flag.contains("`card-in-database` has no correct exemplars close to it"), "{flag}");
    let cap = in_rubric("at_most = 60", "at_most = 100");
    assert_eq!(cap, "r:43:11: warning: a cap at 100 caps nothing\n");
    let own = in_rubric("tier = \"must\"\nweight = { junior", "weight = { junior");
    assert!(own.contains("the rubric has no `must` of its own"), "{own}");
}

#[test]
fn a_lexicon_gives_a_name_to_one_term() {
    let text = "version = 1\n[[term]]\nname = \"cache\"\nnames = [\"store\"]\n\
                [[term]]\nname = \"database\"\nnames = [\"stores\", \"databases\"]\n\
                [[term]]\nname = \"queue\"\n";
    let faults = lexicon::check(&read_lexicon("l", text).unwrap());
    assert_eq!(
        lines(&faults),
        "l:7:10: warning: `stores` is a name of `cache` already\n\
         l:8:1: warning: `queue` has neither other names nor examples\n"
    );
}
