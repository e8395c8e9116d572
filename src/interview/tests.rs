//! The engine, driven as a caller drives it; and, in parts of their own, the stored form and the
//! room.

use proptest::prelude::*;

use super::*;
use crate::bank::{Level, Step, budgets};
use crate::scoring::Verdict;

/// Minutes of box time.
const MINUTE: u64 = 60_000;

mod dialogue;
mod guide;
mod room;
mod second;
mod stored;

fn at(ms: u64) -> Reading {
    Reading {
        boot: "0f1e2d3c".to_owned(),
        boot_ms: 5_000 + ms,
        wall_ms: 1_795_000_000_000 + ms.cast_signed(),
    }
}

fn started(mode: Mode, box_ms: Option<u64>, steps: &[Step]) -> Started {
    let seconds = budgets(box_ms.unwrap_or(0) / 1000, steps);
    let steps = steps.iter().zip(seconds);
    Started {
        session: "k7m2qxha".to_owned(),
        prompt: "url-shortener".to_owned(),
        mode,
        level: Level::Mid,
        box_ms,
        steps: steps.map(|(step, seconds)| Budget { step: *step, seconds }).collect(),
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
    }
}

/// A sitting as a caller runs it: effects are carried out in order, kept events applied at once.
struct Sitting {
    records: Vec<Record>,
    session: Session,
    interviewer: Interviewer,
    told: Vec<String>,
    last: Vec<Effect>,
}

impl Sitting {
    fn start(mode: Mode, box_ms: Option<u64>, steps: &[Step]) -> Self {
        Self::with(started(mode, box_ms, steps), Interviewer::absent())
    }

    fn with(started: Started, interviewer: Interviewer) -> Self {
        let event = Event::Started(Box::new(started));
        let record = Record { version: VERSION, seq: 1, at: at(0), elapsed_ms: 0, event };
        let records = vec![record];
        let session = Session::fold(&records).unwrap();
        Self { records, session, interviewer, told: Vec::new(), last: Vec::new() }
    }

    fn mock() -> Self {
        Self::start(Mode::Mock, Some(45 * MINUTE), &Step::ALL)
    }

    fn input(&mut self, ms: u64, input: &Input<'_>) -> &mut Self {
        self.last = handle(&self.session, input, &at(ms), &self.interviewer);
        for effect in self.last.clone() {
            match effect {
                Effect::Keep(event) => self.keep(ms, event),
                Effect::Tell(notice) => self.told.extend(notice.lines()),
                _ => {}
            }
        }
        self
    }

    fn keep(&mut self, ms: u64, event: Event) {
        let elapsed_ms = self.session.used_ms(&at(ms));
        let seq = self.session.last_seq() + 1;
        let record = Record { version: VERSION, seq, at: at(ms), elapsed_ms, event };
        self.session.apply(&record).unwrap();
        self.records.push(record);
    }

    fn line(&mut self, ms: u64, text: &str) -> &mut Self {
        self.input(ms, &Input::Submitted { text, lifted: None })
    }

    fn text(&self, step: Step) -> String {
        self.session.answer(step).map_or_else(String::new, Answer::text)
    }
}

#[test]
fn a_mock_from_the_first_line_to_finish() {
    let mut sitting = Sitting::mock();
    sitting.line(1_000, "100M links a month").line(60_000, ":next").line(61_000, "POST /v1/links");
    assert_eq!(sitting.session.current(), Step::Api);
    sitting.line(90_000, ":finish");
    assert_eq!(sitting.told.last().unwrap(), "Nothing is written for components, storage, scale.");
    assert_eq!(sitting.last.last(), Some(&Effect::Ask(Question::Finish)));
    sitting.input(95_000, &Input::Confirmed(Question::Finish));
    assert_eq!(sitting.session.state(&at(95_000)), State::Finished);
    assert_eq!(sitting.session.spent_ms(Step::Requirements, &at(0)), 60_000);
    assert_eq!(sitting.session.spent_ms(Step::Api, &at(0)), 35_000);
    sitting.input(96_000, &Input::Idle);
    assert_eq!(sitting.last, [Effect::Close]);
}

#[test]
fn the_last_line_is_lifted_corrected_and_deleted() {
    let mut sitting = Sitting::mock();
    sitting.line(0, "one").line(0, "two").input(0, &Input::LiftLast);
    assert_eq!(sitting.last, [Effect::Lift { number: Some(2), text: "two".to_owned() }]);
    sitting.input(0, &Input::Submitted { text: "2", lifted: Some(2) });
    assert_eq!(sitting.text(Step::Requirements), "one\n2");
    sitting.input(0, &Input::Submitted { text: "", lifted: Some(1) });
    assert_eq!(sitting.text(Step::Requirements), "2");
    assert_eq!(sitting.told.last().unwrap(), "Line 1 deleted.");
    sitting.line(0, ":undo").line(0, ":undo");
    assert_eq!(sitting.text(Step::Requirements), "one\ntwo");
    sitting.line(0, ":redo");
    assert_eq!(sitting.text(Step::Requirements), "one\n2");
}

#[test]
fn text_that_looks_like_a_command_survives_being_lifted() {
    let mut sitting = Sitting::mock();
    sitting.line(0, "::next is text").line(0, ":edit 1");
    let lift = Effect::Lift { number: Some(1), text: "::next is text".to_owned() };
    assert_eq!(sitting.last, [lift]);
    assert_eq!(sitting.text(Step::Requirements), ":next is text");
}

#[test]
fn an_unknown_command_comes_back_to_be_edited() {
    let mut sitting = Sitting::mock();
    sitting.line(0, ":netx");
    assert!(
        sitting.last.contains(&Effect::Lift { number: None, text: ":netx".to_owned() }),
        "{:?}",
        sitting.last
    );
    assert_eq!(sitting.text(Step::Requirements), "");
}

#[test]
fn text_goes_to_another_step_without_moving() {
    let mut sitting = Sitting::mock();
    sitting.line(0, ":in storage Redis in front");
    assert_eq!(sitting.text(Step::Storage), "Redis in front");
    assert_eq!(sitting.session.current(), Step::Requirements);
}

#[test]
fn a_mock_is_not_paused_and_a_practice_is() {
    let mut mock = Sitting::mock();
    mock.line(0, ":pause");
    assert!(mock.told[0].starts_with("A mock interview is not paused"));
    let mut practice = Sitting::start(Mode::Practice, Some(10 * MINUTE), &[Step::Api]);
    practice.line(MINUTE, ":pause");
    assert_eq!(practice.session.state(&at(30 * MINUTE)), State::Paused);
    practice.input(30 * MINUTE, &Input::GoOn);
    assert_eq!(practice.session.left_ms(&at(30 * MINUTE)), Some(9 * MINUTE));
    practice.line(31 * MINUTE, ":goto scale");
    assert_eq!(
        practice.told.last().unwrap(),
        "Scalability, reliability, security is not part of this practice."
    );
}

#[test]
fn the_interviewer_speaks_once_at_the_end_of_a_budget_and_at_ten_minutes() {
    let mut sitting = Sitting::mock();
    sitting.line(7 * MINUTE - 1, "a").line(7 * MINUTE, "b").line(8 * MINUTE, "c");
    assert_eq!(sitting.told, ["Interviewer: That is the seven minutes for requirements."]);
    sitting.line(8 * MINUTE, ":next").line(9 * MINUTE, "d");
    sitting.input(35 * MINUTE + 2_000, &Input::Idle).input(35 * MINUTE + 4_000, &Input::Idle);
    let said: Vec<&str> = sitting.session.said().iter().map(|said| said.text.as_str()).collect();
    assert_eq!(said[1], "We have about ten minutes left.");
    assert_eq!(said.len(), 2, "of two about the time the more important one: {said:?}");
    sitting.line(44 * MINUTE, "in the last two minutes it is silent");
    assert_eq!(sitting.session.said().len(), 2);
}

#[test]
fn the_bell_keeps_what_is_being_typed() {
    let end = 45 * MINUTE;
    let mut sitting = Sitting::mock();
    sitting.line(0, "one").input(end, &Input::Bell { text: "half a wo", held: Held::New });
    assert_eq!(sitting.text(Step::Requirements), "one\nhalf a wo");
    let kinds: Vec<LineKind> = {
        let answer = sitting.session.answer(Step::Requirements).unwrap();
        answer.lines().iter().map(|line| line.kind).collect()
    };
    assert_eq!(kinds, [LineKind::Typed, LineKind::Bell]);
    assert_eq!(sitting.session.sealed(), Some(Seal::Bell));
    assert_eq!(sitting.told, ["Time. What you were typing is kept. Your answers are sealed."]);
}

#[test]
fn the_bell_takes_the_text_of_a_half_typed_command_only_where_it_is_answer_text() {
    let end = 45 * MINUTE;
    let mut sitting = Sitting::mock();
    sitting.input(end, &Input::Bell { text: ":in storage Redis in fr", held: Held::New });
    assert_eq!(sitting.text(Step::Storage), "Redis in fr");
    let mut sitting = Sitting::mock();
    sitting.input(end, &Input::Bell { text: ":fini", held: Held::New });
    assert_eq!(sitting.text(Step::Requirements), "");
    assert_eq!(sitting.session.half_command(), Some(":fini"));
}

#[test]
fn an_emptied_correction_at_the_bell_loses_no_line() {
    let mut sitting = Sitting::mock();
    sitting.line(0, "one").input(45 * MINUTE, &Input::Bell { text: "", held: Held::Line(1) });
    assert_eq!(sitting.text(Step::Requirements), "one");
}

#[test]
fn a_line_submitted_after_the_end_is_kept_as_typed_at_the_bell() {
    let mut sitting = Sitting::mock();
    sitting.line(45 * MINUTE + 3, "just too late");
    assert_eq!(sitting.text(Step::Requirements), "just too late");
    assert_eq!(sitting.session.sealed(), Some(Seal::Bell));
    assert_eq!(sitting.session.used_ms(&at(99 * MINUTE)), 45 * MINUTE);
}

#[test]
fn the_editors_text_replaces_the_step() {
    let mut sitting = Sitting::mock();
    sitting.line(0, "one");
    let step = Step::Requirements;
    sitting.input(0, &Input::EditorClosed { step, text: "one\n\ttwo\n" });
    assert_eq!(sitting.text(step), "one\n\ttwo");
    sitting.input(0, &Input::EditorClosed { step, text: "one\n\ttwo\n" });
    assert_eq!(sitting.told.last().unwrap(), "Nothing changed in the editor.");
}

fn any_event() -> impl Strategy<Value = Event> {
    let step = || prop::sample::select(&Step::ALL[..]);
    let text = || "[a:\\n\\t ]{0,6}";
    prop_oneof![
        (step(), text()).prop_map(|(step, text)| Event::Added {
            step,
            line: LineKind::Typed,
            text
        }),
        (step(), 0_usize..5, text()).prop_map(|(step, number, text)| Event::Corrected {
            step,
            number,
            text
        }),
        (step(), text()).prop_map(|(step, text)| Event::Replaced { step, text }),
        step().prop_map(|step| Event::Undone { step }),
        step().prop_map(|step| Event::Redone { step }),
        step().prop_map(|to| Event::Moved { to }),
        (step(), 0_usize..5, text()).prop_map(|(step, n, text)| Event::Belled {
            step,
            held: Held::Line(n),
            text
        }),
        Just(Event::Paused),
        Just(Event::Continued),
        Just(Event::Resumed),
        Just(Event::Sealed { by: Seal::Finish }),
        Just(Event::Abandoned),
        any::<u8>().prop_map(|total| Event::Guessed { total }),
    ]
}

proptest! {
    /// Any sequence of events folds, through the stored form too, and step by step to the same.
    #[test]
    fn any_sequence_of_events_folds_and_replays(
        events in prop::collection::vec((any_event(), 0_u64..4_000_000), 0..40),
        steps in 1_u8..32,
    ) {
        let steps: Vec<Step> =
            Step::ALL.into_iter().filter(|step| steps & (1 << step.index()) != 0).collect();
        let mut sitting = Sitting::start(Mode::Practice, Some(45 * MINUTE), &steps);
        let mut sealed: Option<crate::scoring::Answers> = None;
        let mut used = 0;
        for (event, ms) in events {
            sitting.keep(ms, event);
            let session = &sitting.session;
            prop_assert!(session.used_ms(&at(0)) >= used);
            used = session.used_ms(&at(0));
            if let Some(answers) = &sealed {
                prop_assert_eq!(&session.answers(), answers);
            }
            if session.sealed().is_some() {
                sealed = Some(session.answers());
            }
        }
        let stored: Vec<String> =
            sitting.records.iter().map(|r| serde_json::to_string(r).unwrap()).collect();
        let read: Vec<Record> = stored.iter().map(|s| serde_json::from_str(s).unwrap()).collect();
        prop_assert_eq!(Session::fold(&read).unwrap(), sitting.session);
    }

    /// Whatever is typed, the engine answers, and text is never lost.
    #[test]
    fn every_typed_text_line_is_in_the_answer(lines in prop::collection::vec(any::<String>(), 0..20)) {
        let mut sitting = Sitting::mock();
        let mut expected = Vec::new();
        for line in &lines {
            if let Entry::Text(text) = read(line) {
                expected.push(text.to_owned());
                sitting.line(1, line);
            }
        }
        prop_assert_eq!(sitting.text(Step::Requirements), expected.join("\n"));
    }
}
