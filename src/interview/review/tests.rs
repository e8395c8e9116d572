//! A verdict taken through the keys.

use super::*;
use crate::bank::{Level, Step, Tier};
use crate::scoring::{Evidence, Overall, RubricRef, SCHEMA};

fn judged(id: &str, verdict: Verdict) -> CriterionVerdict {
    let quote = "GET /{code}".to_owned();
    let evidence = Evidence { quote, step: Step::Api.into(), start: 0, end: 11 };
    CriterionVerdict {
        id: id.into(),
        step: Step::Api,
        tier: Tier::Must,
        weight: 1.0,
        verdict,
        confidence: 0.6,
        unsure: true,
        prompted: false,
        evidence: if verdict == Verdict::Missed { Vec::new() } else { vec![evidence] },
        reason: "as judged".into(),
        second: None,
        kept: None,
    }
}

fn document() -> Document {
    Document {
        model: None,
        second: None,
        schema: SCHEMA.into(),
        id: None,
        scorer: "1".into(),
        prompt: "p".into(),
        rubric: RubricRef { version: 1, sha256: String::new() },
        level: Level::Mid,
        judge: "offline".into(),
        total: 0.0,
        range: [0.0; 2],
        verdict: Overall::Below,
        capped_by: Vec::new(),
        guess: None,
        levels: BTreeMap::new(),
        steps: Vec::new(),
        criteria: vec![
            judged("missed", Verdict::Missed),
            judged("partly", Verdict::Partly),
            judged("met", Verdict::Met),
        ],
        red_flags: Vec::new(),
        arithmetic: Vec::new(),
        unused_estimates: Vec::new(),
        answers: [(Step::Api.into(), "GET /{code}\n-> 302".to_owned())].into(),
    }
}

/// Types lines about a criterion; what came of the last.
fn typed(criterion: usize, reviews: &BTreeMap<String, Review>, lines: &[&str]) -> Took {
    let document = document();
    let mut disputed = Disputed::new(&document, &document.criteria[criterion], reviews);
    let mut last = Took::Asks;
    for line in lines {
        last = disputed.take(line);
    }
    last
}

fn fresh(criterion: usize, lines: &[&str]) -> Took {
    typed(criterion, &BTreeMap::new(), lines)
}

fn decided(verdict: Verdict, reason: &str, quote: Option<&str>) -> Took {
    Took::Decided(Review { verdict, reason: reason.into(), quote: quote.map(str::to_owned) })
}

use Verdict::{Met, Missed, Partly};

#[test]
fn enter_accepts_and_so_does_the_judges_own_verdict() {
    assert_eq!(fresh(0, &[""]), decided(Missed, "", None));
    assert_eq!(fresh(1, &["p"]), decided(Partly, "", None));
    assert_eq!(fresh(2, &["met"]), decided(Met, "", None));
}

#[test]
fn met_takes_lines_and_a_reason() {
    assert_eq!(fresh(0, &["m"]), Took::Asks);
    assert_eq!(fresh(0, &["m", "2"]), Took::Asks);
    let taken = decided(Met, "it is there", Some("-> 302"));
    assert_eq!(fresh(0, &["m", "2", "it is there"]), taken);
    assert_eq!(fresh(0, &["m it is there", "2"]), taken);
    assert_eq!(fresh(0, &["e 2", "m it is there"]), taken);
    assert_eq!(fresh(0, &["e", "2", "r it is there", "M"]), taken);
    assert_eq!(fresh(0, &["r", "it is there", "m", "7", "2"]), taken);
}

#[test]
fn met_without_lines_takes_the_word_that_it_was_said_aloud() {
    assert_eq!(fresh(0, &["m", "", "said aloud"]), decided(Met, "said aloud", None));
    // What the judge quotes is a quotation.
    assert_eq!(fresh(1, &["m", "it is enough"]), decided(Met, "it is enough", None));
}

#[test]
fn every_change_takes_a_reason() {
    let dropped = |took: &Took| matches!(took, Took::Dropped(_));
    assert!(dropped(&fresh(1, &["m", ""])));
    assert!(dropped(&fresh(2, &["x", "  "])));
    assert!(dropped(&fresh(0, &["m", "", ""])));
    assert!(dropped(&fresh(0, &["e", ""])));
    // Nothing is left of it: Enter accepts.
    assert_eq!(fresh(0, &["m", "2", "", ""]), decided(Missed, "", None));
    assert_eq!(fresh(2, &["x wrong"]), decided(Missed, "wrong", None));
    assert_eq!(fresh(2, &["e 1", "x wrong"]), decided(Missed, "wrong", None));
}

#[test]
fn other_lines_for_the_same_verdict_take_a_reason_too() {
    assert!(matches!(fresh(1, &["e 2"]), Took::Noted(_)));
    assert_eq!(fresh(1, &["e 2", ""]), Took::Asks);
    let taken = decided(Partly, "this is the place", Some("-> 302"));
    assert_eq!(fresh(1, &["e 2", "", "this is the place"]), taken);
}

#[test]
fn what_was_decided_before_stays_or_is_changed() {
    let earlier = Review { verdict: Met, reason: "said aloud".into(), quote: None };
    let reviews = BTreeMap::from([("missed".to_owned(), earlier)]);
    let again = |lines: &[&str]| typed(0, &reviews, lines);
    assert_eq!(again(&[""]), Took::Stays);
    assert_eq!(again(&["x"]), decided(Missed, "", None));
    assert_eq!(again(&["p", "half"]), decided(Partly, "half", None));
    assert_eq!(again(&["e 2", ""]), decided(Met, "said aloud", Some("-> 302")));
    assert_eq!(again(&["r better", "m", ""]), decided(Met, "better", None));
    // An acceptance of another verdict is none of this one.
    let stale = BTreeMap::from([("missed".to_owned(), confirm(&judged("missed", Met)))]);
    assert_eq!(typed(0, &stale, &[""]), decided(Missed, "", None));
}

#[test]
fn anything_else_is_refused_and_decides_nothing() {
    for line in ["z", "yes", "mm", "q now", "e 9", "e nine", "1"] {
        assert!(matches!(fresh(0, &[line]), Took::Refused(_)), "{line}");
    }
    assert_eq!(fresh(0, &["b"]), Took::Back);
    assert_eq!(fresh(0, &["q"]), Took::Stop);
    assert_eq!(fresh(0, &["?"]), Took::Help);
}

proptest::proptest! {
    /// Whatever is typed, a verdict that differs from the judge's has a reason, and one of met that
    /// nothing was quoted for was asked about its lines.
    #[test]
    fn no_change_without_a_reason(
        criterion in 0_usize..3,
        lines in proptest::collection::vec("[mpxerbq?]?( [a-z0-9 -]{0,6})?", 0..6),
    ) {
        let document = document();
        let reviews = BTreeMap::new();
        let judged = &document.criteria[criterion];
        let mut disputed = Disputed::new(&document, judged, &reviews);
        let mut asked_lines = false;
        for line in &lines {
            asked_lines |= disputed.asking() == Asking::Lines;
            if let Took::Decided(review) = disputed.take(line) {
                if review.verdict != judged.verdict {
                    proptest::prop_assert!(!review.reason.is_empty());
                }
                if review.verdict == Met && judged.verdict == Missed && review.quote.is_none() {
                    proptest::prop_assert!(asked_lines);
                }
                break;
            }
        }
    }
}
