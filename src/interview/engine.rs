//! The engine of a sitting: what somebody did and the time go in, effects come out.
//!
//! It changes nothing by itself. The caller carries out the effects in order: each
//! [`Effect::Keep`] is made durable and then [applied](super::Session::apply) before anything that
//! follows is shown. When keeping fails, the caller shows nothing of the rest, and the session
//! stands where it stood.

use super::calculation::calculation;
use super::command::{Command, Entry, protect, read};
use super::event::{Event, Held, LineKind, Remark, Seal};
use super::notice::Notice;
use super::session::Session;
use super::timebox::Reading;
use crate::bank::Step;

/// A minute in milliseconds.
const MINUTE: u64 = 60_000;

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<'a> {
    /// Submitted a line, or the correction of a lifted one.
    Submitted {
        /// The text.
        text: &'a str,
        /// The number of the lifted line.
        lifted: Option<usize>,
    },
    /// Asked for the last line, with Up on an empty one.
    LiftLast,
    /// Closed the external editor.
    EditorClosed {
        /// The step that was open.
        step: Step,
        /// The text as saved last.
        text: &'a str,
    },
    /// Asked to leave, with Ctrl-D on an empty line.
    Leave,
    /// Reached the end of a script.
    EndOfScript,
    /// Has typed nothing for two seconds.
    Idle,
    /// Answered a question with yes.
    Confirmed(Question),
    /// Went on after a pause.
    GoOn,
    /// Was interrupted by the end of the box.
    Bell {
        /// What was being typed.
        text: &'a str,
        /// What it was.
        held: Held,
    },
}

/// A question that is asked once before something that cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether to leave while the clock runs on.
    Leave,
    /// Whether to finish with steps still empty.
    Finish,
    /// Whether to strike the session out.
    Abandon,
}

/// What has to be done about it, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Make the event durable, then apply it.
    Keep(Event),
    /// Tell the candidate.
    Tell(Notice),
    /// Put text into the next line to be edited; it stands for a line of the answer when numbered.
    Lift {
        /// The number of the line, from 1; without it the text is a new line.
        number: Option<usize>,
        /// The text.
        text: String,
    },
    /// Open the step in an external editor.
    OpenEditor {
        /// The step.
        step: Step,
        /// Its text.
        text: String,
    },
    /// Ask, and come back with [`Input::Confirmed`] on yes.
    Ask(Question),
    /// Wait for Enter, then come back with [`Input::GoOn`].
    WaitPaused,
    /// The candidate leaves; the session goes on.
    Leave,
    /// The answers are sealed or the session is struck out: nothing more is read.
    Close,
}

/// Decides what follows from an input at a time.
pub fn handle(session: &Session, input: &Input<'_>, now: &Reading) -> Vec<Effect> {
    if session.sealed().is_some() || session.is_abandoned() {
        return vec![Effect::Close];
    }
    if session.state(now).is_over() {
        return match input {
            Input::Bell { text, held } => bell(session, text, *held),
            Input::Submitted { text, lifted } => {
                bell(session, text, lifted.map_or(Held::New, Held::Line))
            }
            Input::EditorClosed { text, .. } => bell(session, text, Held::Whole),
            _ => bell(session, "", Held::New),
        };
    }
    let mut effects = match input {
        Input::Submitted { text, lifted } => submitted(session, text, *lifted, now),
        Input::LiftLast => lift_last(session),
        Input::EditorClosed { step, text } => editor_closed(session, *step, text),
        Input::Leave => vec![Effect::Ask(Question::Leave)],
        Input::EndOfScript | Input::Confirmed(Question::Finish) => seal(Seal::Finish),
        Input::Idle => Vec::new(),
        Input::Confirmed(Question::Leave) => vec![Effect::Leave],
        Input::Confirmed(Question::Abandon) => {
            vec![Effect::Keep(Event::Abandoned), Effect::Tell(Notice::Abandoned), Effect::Close]
        }
        Input::GoOn => vec![Effect::Keep(Event::Continued), Effect::Tell(Notice::GoesOn)],
        Input::Bell { text, held } => return bell(session, text, *held),
    };
    if matches!(input, Input::Submitted { .. } | Input::Idle | Input::EditorClosed { .. }) {
        let moved = effects.iter().any(|e| matches!(e, Effect::Keep(Event::Moved { .. })));
        let over = effects.contains(&Effect::Close);
        if !moved && !over {
            remark(session, now, &mut effects);
        }
    }
    effects
}

fn submitted(session: &Session, line: &str, lifted: Option<usize>, now: &Reading) -> Vec<Effect> {
    match read(line) {
        Entry::Text(text) => {
            let step = session.current();
            let event = match lifted {
                Some(number) => Event::Corrected { step, number, text: text.to_owned() },
                None => Event::Added { step, line: LineKind::Typed, text: text.to_owned() },
            };
            let mut effects = vec![Effect::Keep(event)];
            if lifted.is_some() {
                let deleted = text.is_empty();
                let number = lifted.unwrap_or_default();
                effects.push(Effect::Tell(Notice::Corrected { number, deleted }));
            }
            effects
        }
        Entry::Refused(refusal) => {
            let lift = Effect::Lift { number: lifted, text: line.to_owned() };
            vec![Effect::Tell(Notice::Refused(refusal)), lift]
        }
        Entry::Command(command) => obey(session, &command, line, now),
    }
}

fn obey(session: &Session, command: &Command<'_>, line: &str, now: &Reading) -> Vec<Effect> {
    let step = session.current();
    let position = session.position(step).unwrap_or_default();
    let steps = session.steps();
    match command {
        Command::Next => match steps.get(position + 1) {
            Some(next) => go(next.step),
            None => tell(Notice::LastStep),
        },
        Command::Back => match position.checked_sub(1).and_then(|index| steps.get(index)) {
            Some(before) => go(before.step),
            None => tell(Notice::FirstStep),
        },
        Command::Goto(to) if *to == step => tell(Notice::AlreadyThere(step)),
        Command::Goto(to) if session.answer(*to).is_some() => go(*to),
        Command::In(to, text) if session.answer(*to).is_some() => vec![
            Effect::Keep(Event::Added {
                step: *to,
                line: LineKind::Typed,
                text: (*text).to_owned(),
            }),
            Effect::Tell(Notice::AddedTo(*to)),
        ],
        Command::Goto(to) | Command::In(to, _) => vec![
            Effect::Tell(Notice::NotPart(*to)),
            Effect::Lift { number: None, text: line.to_owned() },
        ],
        Command::Show(which) => {
            let which = which.unwrap_or(step);
            match session.answer(which) {
                Some(answer) => {
                    let lines = answer.lines().iter().map(|line| line.text.clone()).collect();
                    tell(Notice::Shown { step: which, lines })
                }
                None => tell(Notice::NotPart(which)),
            }
        }
        Command::EditLine(number) => lift(session, *number),
        Command::Edit => {
            let text = session.answer(step).map_or_else(String::new, super::Answer::text);
            vec![Effect::OpenEditor { step, text }]
        }
        Command::Undo if session.answer(step).is_some_and(super::Answer::can_undo) => {
            vec![Effect::Keep(Event::Undone { step }), Effect::Tell(Notice::Undone)]
        }
        Command::Undo => tell(Notice::NothingToUndo),
        Command::Redo if session.answer(step).is_some_and(super::Answer::can_redo) => {
            vec![Effect::Keep(Event::Redone { step }), Effect::Tell(Notice::Redone)]
        }
        Command::Redo => tell(Notice::NothingToRedo),
        Command::Calc { expression, keep } => calculation(step, expression, *keep, line),
        Command::Time => tell(Notice::Time {
            left_ms: session.left_ms(now),
            step,
            spent_ms: session.spent_ms(step, now),
            budget_ms: session.budget_ms(step),
        }),
        Command::Pause if session.is_mock() => tell(Notice::NoPauseInMock),
        Command::Pause => {
            let paused = Effect::Tell(Notice::Paused);
            vec![Effect::Keep(Event::Paused), paused, Effect::WaitPaused]
        }
        Command::Finish => match session.blank_steps() {
            blank if blank.is_empty() => seal(Seal::Finish),
            blank => vec![Effect::Tell(Notice::Blank(blank)), Effect::Ask(Question::Finish)],
        },
        Command::Quit => vec![Effect::Ask(Question::Leave)],
        Command::Abandon => vec![Effect::Ask(Question::Abandon)],
        Command::Help => tell(Notice::Help),
        Command::Write => tell(Notice::AllSaved),
    }
}

fn tell(notice: Notice) -> Vec<Effect> {
    vec![Effect::Tell(notice)]
}

fn go(to: Step) -> Vec<Effect> {
    vec![Effect::Keep(Event::Moved { to }), Effect::Tell(Notice::Step(to))]
}

fn seal(by: Seal) -> Vec<Effect> {
    vec![Effect::Keep(Event::Sealed { by }), Effect::Close]
}

fn lift(session: &Session, number: usize) -> Vec<Effect> {
    let lines = session.answer(session.current()).map_or(&[][..], super::Answer::lines);
    match number.checked_sub(1).and_then(|index| lines.get(index)) {
        Some(line) => vec![Effect::Lift { number: Some(number), text: protect(&line.text) }],
        None => tell(Notice::NoLine { number, lines: lines.len() }),
    }
}

fn lift_last(session: &Session) -> Vec<Effect> {
    match session.answer(session.current()).map_or(0, |answer| answer.lines().len()) {
        0 => tell(Notice::NothingToLift),
        last => lift(session, last),
    }
}

fn editor_closed(session: &Session, step: Step, text: &str) -> Vec<Effect> {
    let before = session.answer(step).map_or_else(String::new, super::Answer::text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    if text == before {
        return tell(Notice::EditorUnchanged);
    }
    let lines = text.split('\n').count();
    vec![
        Effect::Keep(Event::Replaced { step, text: text.to_owned() }),
        Effect::Tell(Notice::EditorTaken { step, lines }),
    ]
}

/// Keeps what was being typed and seals. A command that was half typed is no answer text, except
/// the text of `:in STEP TEXT`; a line that was lifted and emptied stays as it was.
fn bell(session: &Session, text: &str, held: Held) -> Vec<Effect> {
    let mut effects = Vec::new();
    let here = session.current();
    let lifted = match held {
        Held::Line(number) => number
            .checked_sub(1)
            .and_then(|index| session.answer(here)?.lines().get(index))
            .map(|line| protect(&line.text)),
        _ => None,
    };
    let untouched = text.is_empty() || lifted.as_deref() == Some(text);
    if held == Held::Whole {
        let before = session.answer(here).map_or_else(String::new, super::Answer::text);
        let text = text.strip_suffix('\n').unwrap_or(text);
        if text != before {
            effects.push(belled(here, held, text));
        }
    } else if !untouched {
        effects.push(match read(text) {
            Entry::Text(text) => belled(here, held, text),
            Entry::Command(Command::In(to, text)) if session.answer(to).is_some() => {
                belled(to, Held::New, text)
            }
            Entry::Command(_) | Entry::Refused(_) => belled(here, Held::Command, text),
        });
    }
    let kept = !effects.is_empty();
    effects.push(Effect::Keep(Event::Sealed { by: Seal::Bell }));
    effects.push(Effect::Tell(Notice::Bell { kept }));
    effects.push(Effect::Close);
    effects
}

fn belled(step: Step, held: Held, text: &str) -> Effect {
    Effect::Keep(Event::Belled { step, held, text: text.to_owned() })
}

/// What the interviewer says about the time, each once: when a step's budget is used up, and when
/// ten minutes are left of a box of at least twenty. Two minutes before the end it is silent.
fn remark(session: &Session, now: &Reading, effects: &mut Vec<Effect>) {
    let used = session.used_ms(now);
    let Some(length) = session.time().length_ms() else { return };
    if silent_from(length).is_some_and(|silent| used > silent) {
        return;
    }
    let mut due = remarks_to_come(session).filter(|(at_ms, _)| *at_ms <= used);
    let Some((_, remark)) = due.next() else { return };
    let step = session.current();
    let (about, text) = match remark {
        Remark::TenMinutes => ("box", Notice::ten_minutes_left(length - used)),
        _ => (step.id(), Notice::budget_used(step, session.budget_ms(step))),
    };
    let about = about.to_owned();
    effects.push(Effect::Keep(Event::Said { remark, about, text: text.clone() }));
    effects.push(Effect::Tell(Notice::Interviewer(text)));
}

/// When the interviewer has something to say about the time next, in milliseconds of box time used.
pub fn next_remark_ms(session: &Session) -> Option<u64> {
    let silent = silent_from(session.time().length_ms()?);
    let next = remarks_to_come(session).map(|(at_ms, _)| at_ms).min()?;
    silent.is_none_or(|silent| next <= silent).then_some(next)
}

/// The remarks on the time that were not made yet, with the box time at which they fall due; when
/// several are due the first is made.
fn remarks_to_come(session: &Session) -> impl Iterator<Item = (u64, Remark)> {
    let length = session.time().length_ms();
    let step = session.current();
    let is_last = session.steps().last().is_some_and(|last| last.step == step);
    let ten_minutes = length
        .filter(|length| silent_from(*length).is_some())
        .filter(|_| !session.has_said(Remark::TenMinutes, "box"))
        .map(|length| (length.saturating_sub(10 * MINUTE), Remark::TenMinutes));
    let budget = length
        .filter(|_| !is_last && !session.has_said(Remark::Budget, step.id()))
        .map(|_| (session.budget_ends_ms(step), Remark::Budget));
    ten_minutes.into_iter().chain(budget)
}

/// From when on the interviewer is silent; `None` for a box of less than twenty minutes, in which
/// the last two are not special.
fn silent_from(length_ms: u64) -> Option<u64> {
    (length_ms >= 20 * MINUTE).then(|| length_ms - 2 * MINUTE)
}
