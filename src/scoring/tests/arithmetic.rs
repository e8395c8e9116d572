//! The section "Score" of the contract, figure by figure.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::{
    Cap, Criterion, Exemplars, Level, LevelWeights, RedFlag, Rubric, Step, Tier, Weight, When,
};
use crate::scoring::{
    Answers, CriterionVerdict, Document, Frame, Override, Place, RaisedFlag, RubricRef, Verdict,
    assemble, rescore,
};

fn criterion(id: &str, step: Step, tier: Tier, weight: Weight) -> Criterion {
    Criterion {
        id: id.into(),
        step,
        text: id.into(),
        why: String::new(),
        tier,
        weight,
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
    let senior = LevelWeights { junior: 0.0, mid: 1.0, senior: 3.0, staff: 3.0 };
    Rubric {
        prompt: "p".into(),
        version: 1,
        criteria: vec![
            criterion("a", Step::Requirements, Tier::Must, Weight::Same(3.0)),
            criterion("b", Step::Api, Tier::Should, Weight::Same(2.0)),
            criterion("c", Step::Api, Tier::Must, Weight::ByLevel(senior)),
            criterion("d", Step::Scale, Tier::Bonus, Weight::Same(1.0)),
        ],
        red_flags: vec![RedFlag {
            id: "f".into(),
            text: "f".into(),
            points: 6.0,
            concepts: Vec::new(),
            exemplars: Exemplars::default(),
        }],
        caps: Vec::new(),
    }
}

fn verdict(id: &str, step: Step, tier: Tier, verdict: Verdict) -> CriterionVerdict {
    CriterionVerdict {
        id: id.into(),
        step,
        tier,
        weight: 0.0,
        verdict,
        confidence: 0.9,
        unsure: false,
        prompted: false,
        evidence: Vec::new(),
        reason: String::new(),
        second: None,
        kept: None,
    }
}

fn verdicts(each: [Verdict; 4]) -> Vec<CriterionVerdict> {
    vec![
        verdict("a", Step::Requirements, Tier::Must, each[0]),
        verdict("b", Step::Api, Tier::Should, each[1]),
        verdict("c", Step::Api, Tier::Must, each[2]),
        verdict("d", Step::Scale, Tier::Bonus, each[3]),
    ]
}

fn frame(level: Level) -> Frame {
    Frame {
        id: None,
        rubric: RubricRef { version: 1, sha256: String::new() },
        level,
        judge: "offline".into(),
        guess: None,
        steps: Step::ALL.to_vec(),
        answers: Answers::from([(Place::Step(Step::Api), "x".to_owned())]),
    }
}

fn flag() -> RaisedFlag {
    RaisedFlag { id: "f".into(), points: 6.0, evidence: Vec::new() }
}

fn same(left: f64, right: f64) {
    assert!((left - right).abs() < 1e-9, "{left} is not {right}");
}

use Verdict::{Met, Missed, Partly};

fn of(rubric: &Rubric, each: [Verdict; 4]) -> Document {
    assemble(rubric, frame(Level::Mid), verdicts(each), Vec::new())
}

#[test]
fn weight_times_credit_over_all_that_is_not_bonus() {
    let document = of(&rubric(), [Met, Partly, Missed, Missed]);
    same(document.total, 66.7);
    same(document.levels[&Level::Junior], 80.0);
    same(document.levels[&Level::Senior], 50.0);
    same(of(&rubric(), [Met, Partly, Missed, Met]).total, 83.3);
    same(of(&rubric(), [Met, Met, Met, Met]).total, 100.0);
}

#[test]
fn halves_round_up() {
    let mut halves = rubric();
    halves.criteria.truncate(2);
    halves.criteria[0].weight = Weight::Same(1.0);
    halves.criteria[1].weight = Weight::Same(7.0);
    let given = verdicts([Met, Missed, Missed, Missed]).into_iter().take(2).collect();
    same(assemble(&halves, frame(Level::Mid), given, Vec::new()).total, 12.5);
    same(super::super::arithmetic::round(0.25, 1), 0.3);
    same(super::super::arithmetic::round(71.45, 1), 71.5);
    same(super::super::arithmetic::round(71.44, 1), 71.4);
}

#[test]
fn prompted_counts_half_from_senior() {
    let mut given = verdicts([Met, Met, Met, Missed]);
    given[0].prompted = true;
    let document = assemble(&rubric(), frame(Level::Mid), given, Vec::new());
    same(document.total, 100.0);
    same(document.levels[&Level::Senior], 81.3);
}

#[test]
fn red_flags_subtract_and_then_caps_hold() {
    let mut capped = rubric();
    let cap = |id: &str, at_most: f64, when: When| Cap {
        id: id.into(),
        text: String::new(),
        at_most,
        when,
    };
    capped.caps = vec![
        cap("missed", 70.0, When::Missed(vec!["b".into(), "c".into()])),
        cap("empty", 60.0, When::Empty(vec![Step::Storage])),
        cap("flag", 50.0, When::RedFlag("f".into())),
        cap("musts", 35.0, When::MustsBelow(0.6)),
        cap("step", 30.0, When::StepMissed(Step::Api)),
        cap("high", 99.0, When::RedFlag("f".into())),
    ];
    let given = verdicts([Met, Met, Met, Missed]);
    let document = assemble(&capped, frame(Level::Mid), given, vec![flag()]);
    same(document.total, 50.0);
    assert_eq!(document.capped_by, ["empty", "flag"], "94 before the caps: `high` lowers nothing");
    let document = of(&capped, [Met, Missed, Missed, Met]);
    assert_eq!(document.capped_by, ["empty", "musts", "step"], "66.7 is under the cap of 70");
    same(document.total, 30.0);
    let document = assemble(&rubric(), frame(Level::Mid), verdicts([Missed; 4]), vec![flag()]);
    same(document.total, 0.0);
}

#[test]
fn a_step_without_text_is_absent_unless_half_of_it_stands_elsewhere() {
    let cap = |id: &str, when| Cap { id: id.into(), text: String::new(), at_most: 40.0, when };
    let mut capped = rubric();
    capped.caps = vec![
        cap("empty", When::Empty(vec![Step::Api])),
        cap("missed", When::StepMissed(Step::Api)),
    ];
    for (b, c, applies) in [
        (Missed, Missed, true),
        (Partly, Missed, true),
        (Partly, Partly, false),
        (Met, Missed, false),
        (Met, Met, false),
    ] {
        let answers = Answers::from([(Place::Step(Step::Scale), "x".to_owned())]);
        let frame = Frame { answers, ..frame(Level::Mid) };
        let document = assemble(&capped, frame, verdicts([Met, b, c, Missed]), Vec::new());
        let ids: &[&str] = if applies { &["empty", "missed"] } else { &[] };
        assert_eq!(document.capped_by, ids, "{b:?} {c:?}");
    }
}

#[test]
fn the_range_moves_the_unsure_only() {
    let mut given = verdicts([Met, Partly, Missed, Missed]);
    given[1].unsure = true;
    let document = assemble(&rubric(), frame(Level::Mid), given, Vec::new());
    same(document.range[0], 50.0);
    same(document.range[1], 83.3);
}

#[test]
fn steps_that_were_not_part_are_null() {
    let mut part = frame(Level::Mid);
    part.steps = vec![Step::Api];
    let given = verdicts([Met, Met, Missed, Met]).into_iter().skip(1).take(2).collect();
    let document = assemble(&rubric(), part, given, Vec::new());
    same(document.total, 66.7);
    assert_eq!(document.steps[0].score, None);
    assert_eq!(document.steps[0].weight, None);
    assert_eq!(document.steps[1].weight, Some(1.0));
    assert_eq!(document.steps[1].score, Some(66.7));
}

#[test]
fn a_review_replaces_verdicts_and_nothing_else() {
    let document = of(&rubric(), [Met, Missed, Missed, Missed]);
    assert_eq!(rescore(&rubric(), &document, &BTreeMap::new()), document);
    let change = Override { verdict: Met, reason: "it is there".into(), evidence: Vec::new() };
    let reviewed = rescore(&rubric(), &document, &BTreeMap::from([("b".to_owned(), change)]));
    same(reviewed.total, 83.3);
    assert_eq!(reviewed.criteria[1].reason, "it is there");
    let changed: BTreeSet<&str> = document
        .criteria
        .iter()
        .zip(&reviewed.criteria)
        .filter(|(old, new)| old != new)
        .map(|(old, _)| old.id.as_str())
        .collect();
    assert_eq!(changed, BTreeSet::from(["b"]));
}

proptest::proptest! {
    #[test]
    fn a_better_verdict_never_lowers_a_total(
        each in proptest::array::uniform4(0_usize..3),
        raised in 0_usize..4,
    ) {
        let all = [Missed, Partly, Met];
        let before = each.map(|at| all[at]);
        let mut after = before;
        after[raised] = after[raised].higher();
        let (before, after) = (of(&rubric(), before), of(&rubric(), after));
        for level in Level::ALL {
            proptest::prop_assert!(after.levels[&level] >= before.levels[&level]);
        }
        proptest::prop_assert!(before.range[0] <= before.total && before.total <= before.range[1]);
    }
}
