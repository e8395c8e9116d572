//! Readers against whole files: what they accept, and everything that they say about the rest.

mod hostile;
mod schema;

use super::*;
use crate::bank::fixtures::{LEXICON, PROMPT, RUBRIC, SHARED, SMALLEST};
use crate::bank::{Faults, Lexicon, Prompt, RubricFile, Severity};

fn messages(faults: &Faults) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_walk_and_serde_read_the_same() {
    let prompt: Prompt = toml::from_str(PROMPT).unwrap();
    assert_eq!(*read_prompt("p", PROMPT).unwrap(), prompt);
    for text in [RUBRIC, SMALLEST] {
        let rubric: RubricFile = toml::from_str(text).unwrap();
        assert_eq!(*read_rubric("r", text).unwrap(), rubric);
    }
    let shared: RubricFile = toml::from_str(SHARED).unwrap();
    assert_eq!(*read_shared("s", SHARED).unwrap(), shared);
    let lexicon: Lexicon = toml::from_str(LEXICON).unwrap();
    assert_eq!(*read_lexicon("l", LEXICON).unwrap(), lexicon);
}

#[test]
fn every_fault_of_a_prompt_is_reported_at_once() {
    let text = r#"id = "URL Shortener"
tilte = "URL shortener"
difficulty = "meduim"
tags = []
days = [1, 8]
siblings = ["../etc"]
brief = "  "

[[fact]]
id = "volume"
must = "yes"
ask = "how many"
say = 5

[[fact]]
id = "volume"
ask = ["how often"]

[[curveball]]
id = "a"
window = [32, 20]
say = "New."

[[curveball]]
id = "b"
window = [20, 46]
say = "New."

[[curveball]]
id = "c"
window = [20]
say = "New."

[scale]
what = "links"

[reference]
strage = "…"
"#;
    let faults = read_prompt("prompts/x.toml", text).unwrap_err();
    insta::assert_snapshot!(messages(&faults).join("\n"));
    insta::assert_snapshot!("every_fault_drawn", faults.to_string());
}

#[test]
fn every_fault_of_a_rubric_is_reported_at_once() {
    let text = r#"prompt = "x"
version = 0

[[criterion]]
id = "a"
step = "frontend"
text = "A"
tier = "could"
weight = 11
concepts = ["cache", []]
numbers = [{ min = 5, max = 1, unit = "ms" }, { min = inf, max = "3" }]
exemplars.mett = ["x"]
depth = 1

[[criterion]]
step = "api"

[[criterion]]
use = "pagination"
weight = { junior = 1, mid = "2", senior = 3 }
exemplars.met = []

[[red_flag]]
id = "a"
text = "A"
points = 21

[[cap]]
id = "c"
text = "C"
at_most = 101
when = { missed = ["a"], empty = ["api"] }

[[cap]]
id = "c"
text = "C"
at_most = 50
when = { musts_below = 30 }

[[cap]]
id = "d"
text = "D"
at_most = 50
when = {}
"#;
    let faults = read_rubric("rubrics/x.toml", text).unwrap_err();
    insta::assert_snapshot!(messages(&faults).join("\n"));
}

#[test]
fn a_fault_of_syntax_is_not_followed_by_what_it_hid() {
    let text = "id = \"a\"\ntitle = \"A\ndifficulty = easy\ntags = [\"x\"\nbreif = \"B\"\n";
    let faults = read_prompt("p", text).unwrap_err();
    insta::assert_snapshot!(messages(&faults).join("\n"));
}

#[test]
fn shared_criteria_are_only_that() {
    let text = "prompt = \"x\"\nversion = 1\n[[criterion]]\nuse = \"a\"\n[[cap]]\n";
    let faults = read_shared("rubrics/shared.toml", text).unwrap_err();
    insta::assert_snapshot!(messages(&faults).join("\n"));
}

#[test]
fn an_empty_file_lacks_everything() {
    let faults = read_rubric("r", "").unwrap_err();
    insta::assert_snapshot!(messages(&faults).join("\n"));
    assert!(read_lexicon("l", "version = 1").is_ok());
    assert!(read_shared("s", "version = 1").is_ok());
}

#[test]
fn a_name_in_capitals_is_corrected() {
    let faults = read_lexicon("l", "version = 1\n[[term]]\nname = \"CDN\"\n").unwrap_err();
    assert_eq!(messages(&faults), ["l:3:8: error: `name` is written in lower case (write `cdn`)"]);
}

#[test]
fn a_part_is_found_in_its_file() {
    let rubric = read_rubric("r", RUBRIC).unwrap();
    let text = |place: &str| &RUBRIC[rubric.span(place)];
    assert_eq!(text("criterion[0].exemplars.partly[0]"), "\"lock the place\"");
    assert_eq!(text("criterion[1].use"), "\"error-format\"");
    assert_eq!(text("criterion[1]"), "[[criterion]]");
    assert_eq!(text("criterion[0].concepts[1][0]"), "\"place\"");
    // What is not there is shown where it would be.
    assert_eq!(
        rubric.span("criterion[1].exemplars.missed[4]"),
        rubric.span("criterion[1].exemplars")
    );
    assert_eq!(rubric.span("criterion[1].facts[0]"), rubric.span("criterion[1]"));
    assert_eq!(rubric.span("nothing.at[0].all"), 0..0);
    let fault = rubric.fault("cap[0].when.missed[0]", Severity::Warning, "x");
    assert_eq!((fault.line, &RUBRIC[fault.span]), (44, "\"double-booking\""));
}
