//! Answering again: what comes first, what is left, and that the first answers never change.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::bank::Level;
use crate::interview::{
    Conduct, Held, LineKind, Mode, Remark, Seal, Source, Started, State, VERSION,
};
use crate::scoring::{CriterionVerdict, Overall, RubricRef};

const MINUTE: u64 = 60_000;

fn at(ms: u64) -> Reading {
    Reading { boot: "a".to_owned(), boot_ms: ms, wall_ms: ms.cast_signed() }
}

fn record(seq: u64, ms: u64, event: Event) -> Record {
    Record { version: VERSION, seq, at: at(ms), elapsed_ms: ms.min(45 * MINUTE), event }
}

fn started() -> Event {
    let steps = Step::ALL.map(|step| crate::interview::Budget { step, seconds: 540 });
    Event::Started(Box::new(Started {
        session: "k7m2qxha".to_owned(),
        prompt: "url-shortener".to_owned(),
        mode: Mode::Mock,
        level: Level::Mid,
        box_ms: Some(45 * MINUTE),
        steps: steps.into(),
        rate: 1,
        rehearsal: false,
        input: Source::Terminal,
        seed: 7,
        prompt_sha256: "aa".to_owned(),
        rubric_sha256: "bb".to_owned(),
        lexicon_sha256: "cc".to_owned(),
        continues: None,
        program: "0.1.0".to_owned(),
        conduct: Conduct::default(),
    }))
}

fn session(events: impl IntoIterator<Item = (u64, Event)>) -> Session {
    let answer =
        |step, text: &str| Event::Added { step, line: LineKind::Typed, text: text.to_owned() };
    let before = [
        (0, started()),
        (MINUTE, answer(Step::Api, "GET /{code} -> 302")),
        (2 * MINUTE, Event::Sealed { by: Seal::Finish }),
    ];
    let all = before.into_iter().chain(events).zip(1..);
    let records: Vec<Record> = all.map(|((ms, event), seq)| record(seq, ms, event)).collect();
    Session::fold(&records).unwrap()
}

fn verdict(id: &str, tier: Tier, weight: f64, verdict: Verdict) -> CriterionVerdict {
    CriterionVerdict {
        second: None,
        kept: None,
        id: id.to_owned(),
        step: Step::Api,
        tier,
        weight,
        verdict,
        confidence: 0.9,
        unsure: false,
        prompted: false,
        evidence: Vec::new(),
        reason: String::new(),
    }
}

fn document(criteria: Vec<CriterionVerdict>) -> Document {
    Document {
        model: None,
        second: None,
        schema: String::new(),
        id: None,
        scorer: "1".to_owned(),
        prompt: String::new(),
        rubric: RubricRef { version: 1, sha256: String::new() },
        level: Level::Mid,
        judge: String::new(),
        total: 0.0,
        range: [0.0; 2],
        verdict: Overall::Below,
        capped_by: Vec::new(),
        guess: None,
        levels: BTreeMap::new(),
        steps: Vec::new(),
        criteria,
        red_flags: Vec::new(),
        arithmetic: Vec::new(),
        unused_estimates: Vec::new(),
        answers: Answers::new(),
    }
}

fn refining(criteria: &[&str]) -> Event {
    let criteria = criteria.iter().map(|id| (*id).to_owned()).collect();
    Event::Refining { box_ms: 15 * MINUTE, rate: 1, criteria }
}

fn turned(id: &str) -> Event {
    let first = "GET /{code} -> 302".to_owned();
    Event::Turned { criterion: id.to_owned(), verdict: Verdict::Missed, first }
}

fn refined(id: &str, text: &str, verdict: Option<Verdict>) -> Event {
    Event::Refined { criterion: id.to_owned(), text: text.to_owned(), verdict }
}

#[test]
fn the_heaviest_comes_first_and_what_is_met_or_weighs_nothing_never() {
    use Tier::{Bonus, Must, Should};
    use Verdict::{Met, Missed, Partly};
    let document = document(vec![
        verdict("half", Should, 3.0, Partly),
        verdict("extra", Bonus, 9.0, Missed),
        verdict("light", Should, 1.0, Missed),
        verdict("met", Must, 5.0, Met),
        verdict("none", Should, 0.0, Missed),
        verdict("heavy", Must, 3.0, Missed),
    ]);
    let order = |session: &Session| to_refine(session, &document).join(" ");
    assert_eq!(order(&session([])), "heavy half light extra");
    // What was refined comes again only when nothing else is left, and only where it would not do.
    let one = session([(3 * MINUTE, refined("heavy", "x", Some(Missed)))]);
    assert_eq!(order(&one), "half light extra");
    let all = ["heavy", "half", "light", "extra"].into_iter().zip([Missed, Met, Partly, Met]);
    let all = session(all.map(|(id, verdict)| (3 * MINUTE, refined(id, "x", Some(verdict)))));
    assert_eq!(order(&all), "heavy light");
}

#[test]
fn what_is_left_of_a_box_begins_with_what_was_being_answered() {
    let box_of = |more: Vec<Event>| {
        let events = [refining(&["a", "b", "c"])].into_iter().chain(more);
        session(events.map(|event| (10 * MINUTE, event)))
    };
    let left = |more: Vec<Event>, ms: u64| box_of(more).left_to_refine(&at(ms)).join(" ");
    let now = 11 * MINUTE;
    assert_eq!(left(vec![], now), "a b c");
    assert_eq!(left(vec![turned("a"), refined("a", "so", None)], now), "a b c");
    // `a` was skipped, `b` is being answered.
    assert_eq!(left(vec![turned("a"), turned("b")], now), "b c");
    let done = |id| refined(id, "so", Some(Verdict::Met));
    let round = vec![turned("a"), turned("b"), done("b"), turned("c"), done("c")];
    assert_eq!(left(round.clone(), now), "a", "what was skipped comes at the end");
    assert_eq!(left([round.clone(), vec![turned("a"), done("a")]].concat(), now), "");
    assert_eq!(left(round, 25 * MINUTE), "", "the box has ended");
    let session = box_of(vec![turned("a")]);
    assert_eq!(session.refining().unwrap().time().left_ms(&at(12 * MINUTE)), Some(13 * MINUTE));
}

#[test]
fn the_first_answer_is_given_in_whole_lines_of_one_step() {
    let answers = Answers::from([
        (Place::Step(Step::Api), "one\ntwo three\nfour".to_owned()),
        (Place::Step(Step::Scale), "elsewhere".to_owned()),
    ]);
    let piece = |step, start, end| Evidence { quote: String::new(), step, start, end };
    let api = Place::Step(Step::Api);
    let pieces = [piece(api, 8, 13), piece(Place::Step(Step::Scale), 0, 4), piece(api, 14, 18)];
    assert_eq!(first_answer(&answers, &pieces), "two three\nfour");
    assert_eq!(first_answer(&answers, &[]), "");
}

#[test]
fn a_line_is_text_or_a_command_by_the_rules_of_the_interview() {
    use RefineLine::{Help, Next, Quit, Refused, Saved, Skip, Text};
    for (line, read) in [
        (":next", Next),
        (":n", Next),
        (":SKIP ", Skip),
        (":q", Quit),
        (":x", Quit),
        (":finish", Quit),
        (":w", Saved),
        (":he", Help),
        (":8080", Text(":8080")),
        ("::next", Text(":next")),
        (":next\n", Text(":next\n")),
        ("", Text("")),
        ("next", Text("next")),
    ] {
        assert_eq!(read_refining(line), read, "{line:?}");
    }
    for line in [":s", ":draw a -> b", ":next one"] {
        assert!(matches!(read_refining(line), Refused(_)), "{line}");
    }
}

/// Everything that may stand behind the seal, and what would change an answer if it were let.
fn later() -> impl Strategy<Value = Event> {
    let id = || prop::sample::select(vec!["a", "b", "c"]);
    let text = || "[a-z:\n]{0,6}";
    let verdict = || prop::sample::select(vec![Verdict::Met, Verdict::Partly, Verdict::Missed]);
    let step = || prop::sample::select(Step::ALL.to_vec());
    prop_oneof![
        Just(refining(&["a", "b", "c"])),
        id().prop_map(turned),
        (id(), text(), prop::option::of(verdict()))
            .prop_map(|(id, text, verdict)| refined(id, &text, verdict)),
        text().prop_map(|text| Event::Improvement { text }),
        (id(), verdict()).prop_map(|(id, verdict)| Event::Reviewed {
            criterion: id.to_owned(),
            verdict,
            reason: "so".to_owned(),
            quote: None,
            total: None,
        }),
        Just(Event::Scored { scorer: "1".to_owned(), total: 50.0 }),
        Just(Event::Guessed { total: 40 }),
        Just(Event::Resumed),
        (step(), text()).prop_map(|(step, text)| Event::Added {
            step,
            line: LineKind::Typed,
            text
        }),
        (step(), text()).prop_map(|(step, text)| Event::Replaced { step, text }),
        (step(), text()).prop_map(|(step, text)| Event::Belled { step, held: Held::New, text }),
        step().prop_map(|step| Event::Undone { step }),
        text().prop_map(|text| Event::Said { remark: Remark::Hint, about: text.clone(), text }),
    ]
}

proptest! {
    /// Whatever follows the seal in whatever order: the answers, the state and the time used stay,
    /// and of every criterion the last refined answer is there.
    #[test]
    fn nothing_behind_the_seal_changes_an_answer(
        events in prop::collection::vec((0_u64..100, later()), 0..30),
    ) {
        let sealed = session([]);
        let after = session(events.iter().cloned().map(|(ms, event)| (ms * MINUTE, event)));
        let now = at(200 * MINUTE);
        prop_assert_eq!(after.answers(), sealed.answers());
        prop_assert_eq!(after.state(&now), State::Finished);
        prop_assert_eq!(after.used_ms(&now), sealed.used_ms(&now));
        for id in ["a", "b", "c"] {
            let last = events.iter().rev().find_map(|(_, event)| match event {
                Event::Refined { criterion, text, verdict } if criterion == id => {
                    Some((text.clone(), *verdict))
                }
                _ => None,
            });
            let kept = after.refinements().iter().find(|one| one.criterion == id);
            let kept = kept.map(|one| (one.text.clone(), one.verdict));
            prop_assert_eq!(kept.unwrap_or_default(), last.unwrap_or_default());
        }
        let improvements = events.iter().filter(|(_, e)| matches!(e, Event::Improvement { .. }));
        prop_assert_eq!(after.improvements().len(), improvements.count());
    }
}
