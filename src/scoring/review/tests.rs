//! The rules of a review.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::bank::{Criterion, Exemplars, Level, Rubric, Step, Tier, Weight};
use crate::scoring::{
    Answers, CriterionVerdict, Document, Evidence, Frame, Place, RubricRef, Verdict, assemble,
};

const API: &str = "GET /{code} -> 302\n\nDELETE  /v1/links/{code}\nGET /{code} -> 302";
const STORAGE: &str = "a key-value store,\n\tcode -> url";

fn criterion(id: &str, step: Step, weight: f64) -> Criterion {
    Criterion {
        id: id.into(),
        step,
        text: id.into(),
        why: String::new(),
        tier: Tier::Must,
        weight: Weight::Same(weight),
        depth: false,
        concepts: Vec::new(),
        numbers: Vec::new(),
        facts: Vec::new(),
        exemplars: Exemplars::default(),
        misconceptions: Vec::new(),
        curveball: None,
        shared: false,
    }
}

fn rubric() -> Rubric {
    Rubric {
        prompt: "p".into(),
        version: 1,
        criteria: vec![
            criterion("status", Step::Api, 1.0),
            criterion("store", Step::Storage, 2.0),
            criterion("failure", Step::Scale, 2.0),
            criterion("abuse", Step::Scale, 4.0),
            criterion("ratio", Step::Requirements, 1.0),
        ],
        red_flags: Vec::new(),
        caps: Vec::new(),
    }
}

fn document(each: [(Verdict, bool); 5]) -> Document {
    let rubric = rubric();
    let criteria = rubric.criteria.iter().zip(each).map(|(criterion, (verdict, unsure))| {
        let quote = "GET /{code} -> 302";
        let evidence = Evidence { quote: quote.into(), step: Step::Api.into(), start: 0, end: 18 };
        CriterionVerdict {
            id: criterion.id.clone(),
            step: criterion.step,
            tier: criterion.tier,
            weight: 0.0,
            verdict,
            confidence: 0.6,
            unsure,
            prompted: false,
            evidence: if verdict == Verdict::Missed { Vec::new() } else { vec![evidence] },
            reason: "as judged".into(),
            second: None,
            kept: None,
        }
    });
    let answers = [(Step::Api, API), (Step::Storage, STORAGE), (Step::Scale, "")];
    let answers: Answers =
        answers.into_iter().map(|(step, text)| (step.into(), text.to_owned())).collect();
    let frame = Frame {
        id: None,
        rubric: RubricRef { version: 1, sha256: String::new() },
        level: Level::Mid,
        judge: "offline".into(),
        guess: None,
        steps: Step::ALL.to_vec(),
        answers,
    };
    assemble(&rubric, frame, criteria.collect(), Vec::new())
}

use Verdict::{Met, Missed, Partly};

/// status half met and unsure, store met, failure and abuse missed, ratio half met.
fn judged() -> Document {
    document([(Partly, true), (Met, false), (Missed, false), (Missed, false), (Partly, false)])
}

fn one(id: &str, review: Review) -> BTreeMap<String, Review> {
    BTreeMap::from([(id.to_owned(), review)])
}

#[test]
fn unsure_first_then_missed_then_half_met_then_the_rest() {
    let document = judged();
    let ids: Vec<&str> = to_review(&document).iter().map(|judged| judged.id.as_str()).collect();
    assert_eq!(ids, ["status", "abuse", "failure", "ratio", "store"]);
    assert_eq!(turn(to_review(&document)[4]), Turn::Rest);
}

#[test]
fn an_override_takes_a_reason_a_criterion_and_words_that_are_there() {
    let document = judged();
    let dispute = |id: &str, verdict, reason: &str, quote| {
        super::dispute(&document, id, verdict, reason, quote)
    };
    let refused = |taken: Result<Review, NotTaken>| taken.unwrap_err().to_string();
    let unknown = dispute("faliure", Met, "said", None).unwrap_err();
    let nearest = Some("failure".to_owned());
    assert_eq!(unknown, NotTaken::UnknownCriterion { criterion: "faliure".into(), nearest });
    assert_eq!(unknown.to_string(), "the score has no criterion `faliure`");
    for reason in ["", " \n\t"] {
        let why = refused(dispute("abuse", Met, reason, None));
        assert_eq!(why, "it is not said why `abuse` is met");
    }
    let why = refused(dispute("abuse", Met, "said", Some("rate\n limits")));
    assert_eq!(why, "`rate limits` is not in the answers");
    for nothing in ["", "  \n"] {
        assert!(dispute("abuse", Met, "said", Some(nothing)).is_err());
    }
    let why = refused(dispute("abuse", Missed, "wrong", Some("302")));
    assert_eq!(why, "`abuse` cannot be missed and quoted");
    let aloud = dispute("abuse", Met, " said\n aloud ", None).unwrap();
    assert_eq!(aloud, Review { verdict: Met, reason: "said aloud".into(), quote: None });
}

#[test]
fn a_quotation_is_the_candidates_own_bytes() {
    let document = judged();
    let quote = |text| dispute(&document, "store", Partly, "r", Some(text)).map(|r| r.quote);
    assert_eq!(quote("store, code -> url").unwrap().unwrap(), "store,\n\tcode -> url");
    assert_eq!(quote(" DELETE /v1/links ").unwrap().unwrap(), "DELETE  /v1/links");
    // Pieces that stand apart, in two answers.
    assert_eq!(quote("key-value\nDELETE").unwrap().unwrap(), "key-value\nDELETE");
    assert!(quote("key-value\nPATCH").is_err());
    assert!(quote("keyvalue").is_err());
}

#[test]
fn lines_are_picked_by_their_numbers() {
    let answers = judged().answers;
    let pick = |words| super::pick(&answers, Step::Api, words);
    assert_eq!(pick("1").unwrap(), "GET /{code} -> 302");
    assert_eq!(pick("3-2").unwrap(), "DELETE  /v1/links/{code}");
    assert_eq!(pick("1, 3").unwrap(), "GET /{code} -> 302\nDELETE  /v1/links/{code}");
    assert_eq!(pick("storage 1-2").unwrap(), STORAGE);
    assert_eq!(pick("STO 2").unwrap(), "code -> url");
    assert_eq!(pick("2"), Err(NoLines::Blank));
    assert_eq!(pick("storage"), Err(NoLines::Blank));
    assert_eq!(pick("1 two"), Err(NoLines::Word("two".into())));
    assert_eq!(pick("s 1"), Err(NoLines::Word("s".into())));
    let says = |words| pick(words).unwrap_err().to_string();
    assert_eq!(says("5"), "`api` has no line 5: it has 4");
    assert_eq!(says("0"), "`api` has no line 0: it has 4");
    assert_eq!(says("scale 1"), "`scale` has no line 1: nothing was written");
}

#[test]
fn an_accepted_verdict_is_no_longer_unsure_and_changes_no_total() {
    let document = judged();
    let reviews = one("status", confirm(&document.criteria[0]));
    let after = reviewed(&rubric(), &document, &reviews);
    assert_eq!((after.total.to_bits(), after.range), (document.total.to_bits(), [after.total; 2]));
    assert!(document.range[0] < document.total);
    let status = &after.criteria[0];
    assert_eq!((status.verdict, status.unsure), (Partly, false));
    assert_eq!(
        (&status.reason, &status.evidence),
        (&"as judged".to_owned(), &document.criteria[0].evidence)
    );
}

#[test]
fn an_override_puts_its_words_in_the_place_of_the_judges() {
    let document = judged();
    let review = dispute(&document, "abuse", Met, "limits are named", Some("key-value")).unwrap();
    let after = reviewed(&rubric(), &document, &one("abuse", review));
    let abuse = &after.criteria[3];
    assert_eq!((abuse.verdict, abuse.reason.as_str()), (Met, "limits are named"));
    let evidence = &abuse.evidence[0];
    assert_eq!(evidence.step, Place::Step(Step::Storage));
    assert_eq!(&STORAGE[evidence.start..evidence.end], evidence.quote);
    assert!(after.total > document.total);
    let lowered = dispute(&document, "store", Missed, "it is the wrong store", None).unwrap();
    let after = reviewed(&rubric(), &document, &one("store", lowered));
    assert!(after.total < document.total && after.criteria[1].evidence.is_empty());
}

#[test]
fn a_newer_judge_changes_no_override_and_opens_what_was_accepted() {
    let old = judged();
    let reviews = BTreeMap::from([
        ("abuse".to_owned(), dispute(&old, "abuse", Met, "said aloud", None).unwrap()),
        ("ratio".to_owned(), dispute(&old, "ratio", Partly, "half is right", None).unwrap()),
        ("failure".to_owned(), confirm(&old.criteria[2])),
        ("gone".to_owned(), Review { verdict: Met, reason: "r".into(), quote: None }),
    ]);
    let new = document([(Met, false), (Met, false), (Met, false), (Partly, true), (Missed, false)]);
    let after = reviewed(&rubric(), &new, &reviews);
    let verdicts: Vec<Verdict> = after.criteria.iter().map(|judged| judged.verdict).collect();
    assert_eq!(verdicts, [Met, Met, Met, Met, Partly]);
    let decided: Vec<bool> =
        new.criteria.iter().map(|judged| is_decided(judged, &reviews)).collect();
    assert_eq!(decided, [false, false, false, true, true]);
    assert!(is_decided(&old.criteria[2], &reviews));
}

fn any_judged() -> impl Strategy<Value = [(Verdict, bool); 5]> {
    prop::array::uniform5((prop::sample::select(vec![Met, Partly, Missed]), any::<bool>()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Every verdict has one turn, and deciding never changes the order of the others.
    #[test]
    fn everything_has_its_turn_once(each in any_judged()) {
        let document = document(each);
        let order = to_review(&document);
        prop_assert!(order.windows(2).all(|pair| turn(pair[0]) <= turn(pair[1])));
        let mut ids: Vec<&str> = order.iter().map(|judged| judged.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), 5);
    }

    /// Accepting everything gives the judge's total; a better verdict never lowers it.
    #[test]
    fn totals_follow_the_verdicts(each in any_judged(), which in 0_usize..5) {
        let document = document(each);
        let mut reviews: BTreeMap<String, Review> =
            document.criteria.iter().map(|judged| (judged.id.clone(), confirm(judged))).collect();
        let accepted = reviewed(&rubric(), &document, &reviews);
        prop_assert_eq!(accepted.total.to_bits(), document.total.to_bits());
        prop_assert!(accepted.range.iter().all(|end| end.to_bits() == document.total.to_bits()));
        let judged = &document.criteria[which];
        let raised = dispute(&document, &judged.id, judged.verdict.higher(), "r", None).unwrap();
        reviews.insert(judged.id.clone(), raised);
        prop_assert!(reviewed(&rubric(), &document, &reviews).total >= document.total);
    }

    /// What is located stands in the answer, byte for byte, whatever is asked for.
    #[test]
    fn what_is_located_is_there(quote in "[a-zé /{}>\n\t-]{0,12}|GET[ \n]{1,3}/\\{code\\}", own in 0_usize..5) {
        let answers = judged().answers;
        for piece in locate(&answers, Step::ALL[own], &quote).unwrap_or_default() {
            prop_assert_eq!(&answers[&piece.step][piece.start..piece.end], &piece.quote);
            prop_assert!(!piece.quote.trim().is_empty());
        }
    }

    /// Picked lines can always be quoted.
    #[test]
    fn what_is_picked_can_be_quoted(words in "(storage |api )?[0-6](-[0-6])?( [0-6])?") {
        let document = judged();
        if let Ok(quote) = pick(&document.answers, Step::Api, &words) {
            let review = dispute(&document, "status", Met, "r", Some(&quote)).unwrap();
            // Blank lines between two that are picked come with them.
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&review.quote.unwrap()), words(&quote));
        }
    }
}
