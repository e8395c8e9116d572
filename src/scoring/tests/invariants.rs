//! What holds for every document.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::bank::{Level, Lexicon, Rubric, Step};
use crate::scoring::{
    Answers, Compiled, Document, Evidence, Place, Submission, Verdict, explain, score,
};

use super::loader::{PROMPTS, answers, band, compiled, scored};

fn every_quotation_stands_where_it_says(document: &Document) {
    let criteria = document.criteria.iter().flat_map(|one| &one.evidence);
    let flags = document.red_flags.iter().flat_map(|one| &one.evidence);
    for Evidence { quote, step, start, end } in criteria.chain(flags) {
        assert_eq!(document.answers[step].get(*start..*end), Some(quote.as_str()));
        assert_eq!(quote.trim(), quote);
    }
}

#[test]
fn quotations_reasons_and_steps() {
    for id in PROMPTS {
        for name in ["strong", "terse-strong", "average", "weak", "rejects"] {
            let document = scored(id, &band(id, name));
            every_quotation_stands_where_it_says(&document);
            for one in &document.criteria {
                assert_eq!(one.evidence.is_empty(), one.verdict == Verdict::Missed, "{}", one.id);
                assert!(!one.reason.is_empty() && !one.reason.contains('\n'));
                assert!((0.0..=1.0).contains(&one.confidence));
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for id in PROMPTS {
        let text = band(id, "average");
        let json = || serde_json::to_string(&scored(id, &text)).unwrap();
        assert_eq!(json(), json());
    }
}

#[test]
fn verdicts_do_not_depend_on_the_level() {
    let text = band("note-taking", "average");
    let at = |level: Level| {
        let submission = Submission { answers: answers(&text), level, ..Submission::default() };
        let document = score(compiled("note-taking"), &submission).unwrap();
        let verdicts: Vec<Verdict> = document.criteria.iter().map(|one| one.verdict).collect();
        (verdicts, document.levels)
    };
    assert_eq!(at(Level::Junior), at(Level::Staff));
}

#[test]
fn a_true_and_unrelated_sentence_lowers_nothing() {
    let unrelated = "\n\nThe team has lunch together at half past twelve on Thursdays.\n";
    for id in PROMPTS {
        for name in ["strong", "average"] {
            let text = band(id, name);
            let before = scored(id, &text);
            let after = scored(id, &format!("{text}{unrelated}"));
            for (old, new) in before.criteria.iter().zip(&after.criteria) {
                assert!(new.verdict >= old.verdict, "{id}, {name}: {}", old.id);
            }
        }
    }
}

#[test]
fn what_came_after_a_follow_up_is_prompted() {
    let text = "POST /links returns a code.\n302, so that every click reaches us and can be \
                counted; a 301 would be cached by the browser and we would lose the analytics.\n";
    let before = text.find('\n').unwrap() + 1;
    let judged = |length: usize| {
        let place = Place::Step(Step::Api);
        let prompted = BTreeMap::from([("redirect-status".to_owned(), [(place, length)].into())]);
        let answers = Answers::from([(place, text.to_owned())]);
        let submission = Submission { answers, prompted, part: true, ..Submission::default() };
        let document = score(compiled("url-shortener"), &submission).unwrap();
        document.criteria.into_iter().find(|one| one.id == "redirect-status").unwrap()
    };
    assert_eq!(judged(before).verdict, Verdict::Met);
    assert!(judged(before).prompted);
    assert!(!judged(text.len()).prompted);
}

#[test]
fn asking_for_a_fact_counts() {
    let submission =
        Submission { asked: BTreeSet::from(["volume".to_owned()]), ..Submission::default() };
    let document = score(compiled("url-shortener"), &submission).unwrap();
    let asked = document.criteria.iter().find(|one| one.id == "scale-numbers").unwrap();
    assert_eq!(asked.verdict, Verdict::Partly);
}

#[test]
fn curveballs_and_steps_choose_what_counts() {
    let count = |curveballs: &[&str], steps: Option<BTreeSet<Step>>| {
        let curveballs = curveballs.iter().map(|&id| id.to_owned()).collect();
        let submission = Submission { curveballs, steps, ..Submission::default() };
        score(compiled("url-shortener"), &submission).unwrap().criteria.len()
    };
    assert!(count(&["delete-on-request"], None) > count(&[], None));
    assert!(count(&[], Some([Step::Api].into())) < count(&[], None));
}

#[test]
fn a_verdict_is_explained() {
    let submission =
        Submission { answers: answers(&band("url-shortener", "average")), ..Submission::default() };
    let compiled = compiled("url-shortener");
    let explained = explain(compiled, &submission, "redirect-status").unwrap().unwrap();
    let document = score(compiled, &submission).unwrap();
    let judged = document.criteria.iter().find(|one| one.id == "redirect-status").unwrap();
    assert_eq!(explained.verdict, judged.verdict);
    assert_eq!(explained.window, judged.evidence);
    assert!(explained.to_string().contains("302"));
    assert_eq!(explain(compiled, &submission, "no-such").unwrap(), None);
}

#[test]
fn the_smallest_rubric_works_by_its_text() {
    let rubric: Rubric = toml::from_str(
        "prompt = 'p'\nversion = 1\n[[criterion]]\nid = 'redirect-status'\nstep = 'api'\n\
         tier = 'must'\nweight = 3\ntext = 'Chooses 301 or 302 for the redirect and says what \
         follows for caching and analytics'\n",
    )
    .unwrap();
    let compiled = Compiled::new(&rubric, None, &[], &Lexicon::default());
    let verdict = |text: &str| {
        let answers = Answers::from([(Place::All, text.to_owned())]);
        let submission = Submission { answers, ..Submission::default() };
        score(&compiled, &submission).unwrap().criteria[0].verdict
    };
    let good = "A 302 redirect, because a 301 would sit in browser caches and analytics would \
                lose the repeat clicks.";
    assert_ne!(verdict(good), Verdict::Missed);
    assert_eq!(verdict("Notes are stored in Postgres, one row for each."), Verdict::Missed);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_is_scored(text in "[ -~é→\u{200b}\n|`#*]{0,400}") {
        let answers = Answers::from([(Place::All, text)]);
        let submission = Submission { answers, ..Submission::default() };
        let document = score(compiled("url-shortener"), &submission).unwrap();
        every_quotation_stands_where_it_says(&document);
        prop_assert!((0.0..=100.0).contains(&document.total));
    }
}

/// What a candidate pastes beside the answer, a log or a table of two hundred lines, takes nothing from
/// what is said.
#[test]
fn pasted_records_take_nothing_away() {
    for id in PROMPTS {
        let own = band(id, "average");
        let short =
            |row: usize| format!("row {row}\tvalue {}\tnote about key {}", row * 7, row % 13);
        // As long as a line of prose that was broken because it was full.
        let long = |row: usize| {
            let sum = row * 7;
            format!("\tledger row {row}: debit buyer {sum}, credit seller {sum}, currency EUR")
        };
        for line in [&short as &dyn Fn(usize) -> String, &long] {
            let rows: Vec<String> = (0..200).map(line).collect();
            let pasted = format!("{own}\n\n{}\n", rows.join("\n"));
            let (without, with) = (scored(id, &own).total, scored(id, &pasted).total);
            assert!((without - with).abs() <= 5.0, "{id}: {without} without, {with} with");
        }
    }
}
