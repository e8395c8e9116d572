//! Lines written blind: mistakes raise their red flag, what is right about the same thing does not, and
//! who says that something is not done has not done it. `tests/mistakes/README.md` says how they came
//! about.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::bank::{Bank, Step};
use crate::scoring::{Compiled, Place, Submission, Verdict, score};

#[derive(Deserialize)]
struct Line {
    prompt: String,
    id: String,
    kind: String,
    text: String,
}

/// How many lines of each kind there are, and of how many it is said what their kind says.
fn told(file: &str) -> BTreeMap<String, (usize, usize)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<Line> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let bank = Bank::open(None);
    let mut prepared: BTreeMap<String, Compiled> = BTreeMap::new();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in lines {
        let compiled = prepared.entry(line.prompt.clone()).or_insert_with(|| {
            let prompt = bank.prompt(&line.prompt).unwrap();
            let rubric = bank.rubric(&line.prompt).unwrap();
            Compiled::new(&rubric, Some(&prompt.brief), &prompt.facts, bank.lexicon().unwrap())
        });
        let criteria = &compiled.rubric().criteria;
        let own = criteria.iter().find(|one| one.id == line.id).map(|one| one.step);
        let place = Place::Step(own.unwrap_or(Step::Storage));
        let submission = Submission {
            answers: [(place, line.text.clone())].into_iter().collect(),
            ..Submission::default()
        };
        let document = score(compiled, &submission).unwrap();
        let shown = match line.kind.as_str() {
            "mistake" | "right" => document.red_flags.iter().any(|flag| flag.id == line.id),
            _ => {
                let own = document.criteria.iter().find(|one| one.id == line.id);
                // Some count only where a requirement is changed.
                let Some(own) = own else { continue };
                own.verdict != Verdict::Missed
            }
        };
        let count = counts.entry(line.kind).or_default();
        count.0 += 1;
        count.1 += usize::from(shown);
    }
    counts
}

#[test]
fn a_mistake_in_other_words_is_told_from_what_is_right() {
    let told = told("unread.jsonl");
    let (mistakes, raised) = told["mistake"];
    let (right, accused) = told["right"];
    assert!(raised * 4 >= mistakes, "{raised} of {mistakes} mistakes raise their flag");
    assert!(accused * 50 <= right, "{accused} of {right} right lines raise one");
}

#[test]
fn what_is_not_done_earns_nothing() {
    let (denials, earning) = told("unread.jsonl")["denial"];
    assert!(earning * 15 <= denials, "{earning} of {denials} refusals earn something");
    let fitted = told("fitted.jsonl");
    let (denials, earning) = fitted["denial"];
    assert!(earning * 15 <= denials, "{earning} of {denials} refusals earn something");
    // A "no" or a "never" in what somebody does is none.
    let (traps, earning) = fitted["trap"];
    assert!(earning * 10 >= traps * 9, "{earning} of {traps} earn something");
}
