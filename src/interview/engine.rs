//! The engine of a sitting: what somebody did and the time go in, effects come out.
//!
//! It changes nothing by itself. The caller carries out the effects in order: each
//! [`Effect::Keep`] is made durable and then [applied](super::Session::apply) before anything that
//! follows is shown. When keeping fails, the caller shows nothing of the rest, and the session
//! stands where it stood.

use super::aloud::{entering, read_ticks, to_tick};
use super::board;
use super::calculation::calculation;
use super::command::{Command, Entry, protect, read, read_lifted};
use super::event::{Event, Held, LineKind, Mode, Seal};
use super::interviewer::Interviewer;
use super::notice::Notice;
use super::session::Session;
use super::timebox::Reading;
use super::{asking, follow_up, hint, pace};
use crate::bank::Step;

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
    /// Submitted a line at the open board; an empty one closes it.
    Drawn {
        /// The text.
        text: &'a str,
        /// The Mermaid that was typed since the board was opened; empty when none was.
        before: &'a str,
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
    /// Has typed nothing for two seconds, in the middle of a line.
    Hesitating,
    /// Answered a question with yes.
    Confirmed(Question),
    /// Said what of the list for a step was said aloud; see [`Effect::AskTicks`].
    Ticked {
        /// The step.
        step: Step,
        /// What was typed.
        text: &'a str,
    },
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
    /// Open or close the board: while it is open, lines of text draw.
    Board {
        /// Whether it is open now.
        open: bool,
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
    /// Ask which things of the list for a step were said aloud, and come back with
    /// [`Input::Ticked`].
    AskTicks(Step),
    /// Wait for Enter, then come back with [`Input::GoOn`].
    WaitPaused,
    /// The candidate leaves; the session goes on.
    Leave,
    /// The answers are sealed or the session is struck out: nothing more is read.
    Close,
}

/// Decides what follows from an input at a time, with an interviewer in the room.
pub fn handle(
    session: &Session,
    input: &Input<'_>,
    now: &Reading,
    interviewer: &Interviewer,
) -> Vec<Effect> {
    if session.sealed().is_some() || session.is_abandoned() {
        return vec![Effect::Close];
    }
    if session.state(now).is_over() {
        return match input {
            Input::Bell { text, held } => bell(session, text, *held),
            Input::Submitted { text, lifted } => {
                bell(session, text, lifted.map_or(Held::New, Held::Line))
            }
            Input::Drawn { text, .. } => bell(session, text, Held::New),
            Input::EditorClosed { text, .. } => bell(session, text, Held::Whole),
            _ => bell(session, "", Held::New),
        };
    }
    let mut effects = match input {
        Input::Submitted { text, lifted } => submitted(session, text, *lifted, now, interviewer),
        Input::Drawn { text, before } => board::drawn(session, text, before, text),
        Input::LiftLast => lift_last(session),
        Input::EditorClosed { step, text } => editor_closed(session, *step, text),
        Input::Leave => vec![Effect::Ask(Question::Leave)],
        Input::EndOfScript | Input::Confirmed(Question::Finish) => seal(Seal::Finish),
        Input::Idle | Input::Hesitating => Vec::new(),
        Input::Confirmed(Question::Leave) => vec![Effect::Leave],
        Input::Confirmed(Question::Abandon) => {
            vec![Effect::Keep(Event::Abandoned), Effect::Tell(Notice::Abandoned), Effect::Close]
        }
        Input::Ticked { step, text } => ticked(session, *step, text, interviewer),
        Input::GoOn => vec![Effect::Keep(Event::Continued), Effect::Tell(Notice::GoesOn)],
        Input::Bell { text, held } => return bell(session, text, *held),
    };
    let mid_line = *input == Input::Hesitating;
    if mid_line
        || matches!(
            input,
            Input::Submitted { .. }
                | Input::Drawn { .. }
                | Input::Idle
                | Input::EditorClosed { .. }
        )
    {
        // One thing at a time; and who moves on is not told that it is time to.
        let busy = |effect: &Effect| {
            matches!(effect, Effect::Keep(Event::Moved { .. } | Event::Said { .. }))
                || matches!(effect, Effect::AskTicks(_) | Effect::Close)
        };
        if !effects.iter().any(busy) {
            effects.extend(pace::remark(session, interviewer, now, mid_line));
        }
    }
    effects
}

fn submitted(
    session: &Session,
    line: &str,
    lifted: Option<usize>,
    now: &Reading,
    interviewer: &Interviewer,
) -> Vec<Effect> {
    let entry = if lifted.is_some() { read_lifted(line) } else { read(line) };
    match entry {
        Entry::Text(text) => written(session, text, lifted, interviewer),
        Entry::Refused(refusal) => {
            let lift = Effect::Lift { number: lifted, text: line.to_owned() };
            vec![Effect::Tell(Notice::Refused(refusal)), lift]
        }
        Entry::Command(command) => obey(session, &command, line, now, interviewer),
    }
}

/// Answer text. In `requirements` a line that ends in a question mark also asks, if a fact matches.
fn written(
    session: &Session,
    text: &str,
    lifted: Option<usize>,
    interviewer: &Interviewer,
) -> Vec<Effect> {
    if let Some(effects) = lifted.and_then(|number| board::corrected(session, number, text)) {
        return effects;
    }
    let step = session.current();
    let told = match step {
        Step::Requirements => asking::overheard(session, interviewer, text),
        _ => Vec::new(),
    };
    let mut effects = if let Some(number) = lifted {
        let (deleted, text) = (text.is_empty(), text.to_owned());
        let corrected = Effect::Keep(Event::Corrected { step, number, text });
        vec![corrected, Effect::Tell(Notice::Corrected { number, deleted })]
    } else {
        let line = match session.dialogue().open() {
            Some(_) => LineKind::Reply,
            None if !told.is_empty() && !text.contains('\n') => LineKind::Question,
            None => LineKind::Typed,
        };
        vec![added(step, line, text)]
    };
    effects.extend(told);
    effects
}

fn added(step: Step, line: LineKind, text: &str) -> Effect {
    Effect::Keep(Event::Added { step, line, text: text.to_owned() })
}

fn obey(
    session: &Session,
    command: &Command<'_>,
    line: &str,
    now: &Reading,
    interviewer: &Interviewer,
) -> Vec<Effect> {
    let step = session.current();
    let position = session.position(step).unwrap_or_default();
    let steps = session.steps();
    match command {
        Command::Next => next(session, now, interviewer),
        Command::Ask(text) => {
            let mut effects = vec![added(step, LineKind::Question, text)];
            effects.extend(asking::answer(session, interviewer, text));
            effects
        }
        Command::Later => later(session),
        Command::Hint if session.started().mode != Mode::Practice => {
            tell(Notice::OnlyInPractice { what: "hint", mode: session.started().mode })
        }
        Command::Hint => hint::hint(session, interviewer),
        Command::Back => match position.checked_sub(1).and_then(|index| steps.get(index)) {
            Some(before) => go(session, before.step),
            None => tell(Notice::FirstStep),
        },
        Command::Goto(to) if *to == step => tell(Notice::AlreadyThere(step)),
        Command::Goto(to) if session.answer(*to).is_some() => go(session, *to),
        Command::In(to, text) if session.answer(*to).is_some() => {
            vec![added(*to, LineKind::Typed, text), Effect::Tell(Notice::AddedTo(*to))]
        }
        Command::Goto(to) | Command::In(to, _) => vec![
            Effect::Tell(Notice::NotPart(*to)),
            Effect::Lift { number: None, text: line.to_owned() },
        ],
        Command::Show(which) => {
            let which = which.unwrap_or(step);
            match session.answer(which) {
                Some(answer) => {
                    let lines = answer.lines().iter().map(|line| line.text.clone()).collect();
                    let shown = Effect::Tell(Notice::Shown { step: which, lines });
                    [Some(shown), board::of_step(session, which)].into_iter().flatten().collect()
                }
                None => tell(Notice::NotPart(which)),
            }
        }
        Command::Draw(Some(edge)) => board::drawn(session, edge, "", line),
        Command::Draw(None) => board::opened(session),
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
        Command::Pause if session.started().mode != Mode::Practice => {
            tell(Notice::OnlyInPractice { what: "pause", mode: session.started().mode })
        }
        Command::Pause => {
            let paused = Effect::Tell(Notice::Paused);
            vec![Effect::Keep(Event::Paused), paused, Effect::WaitPaused]
        }
        Command::Finish => finish(session, now, interviewer),
        Command::Quit => vec![Effect::Ask(Question::Leave)],
        Command::Abandon => vec![Effect::Ask(Question::Abandon)],
        Command::Help => tell(Notice::Help),
        Command::Write => tell(Notice::AllSaved),
    }
}

/// To the next step; before that the interviewer may have a question, and who tells it aloud goes
/// through what they have said.
fn next(session: &Session, now: &Reading, interviewer: &Interviewer) -> Vec<Effect> {
    if let Some(question) = follow_up::on_leaving(session, interviewer, now) {
        return question;
    }
    let step = session.current();
    let items = to_tick(session, interviewer, step);
    if items.is_empty() {
        return onward(session);
    }
    vec![Effect::Tell(Notice::DidYouSay { step, items }), Effect::AskTicks(step)]
}

fn onward(session: &Session) -> Vec<Effect> {
    let here = session.position(session.current()).unwrap_or_default();
    match session.steps().get(here + 1) {
        Some(next) => go(session, next.step),
        None => tell(Notice::LastStep),
    }
}

/// The ticks for a step, and on to the next.
fn ticked(session: &Session, step: Step, text: &str, interviewer: &Interviewer) -> Vec<Effect> {
    let items = to_tick(session, interviewer, step);
    if items.is_empty() {
        return Vec::new();
    }
    match read_ticks(step, &items, text) {
        Ok(event) => {
            let mut effects = vec![Effect::Keep(event)];
            effects.extend(onward(session));
            effects
        }
        Err(why) => vec![Effect::Tell(Notice::NoTicks(why)), Effect::AskTicks(step)],
    }
}

/// Puts a follow-up off and leaves the step, as was asked for when it came.
fn later(session: &Session) -> Vec<Effect> {
    let last = session.steps().last().is_some_and(|last| last.step == session.current());
    match follow_up::put_off(session) {
        Some(mut effects) => {
            if !last {
                effects.extend(onward(session));
            }
            effects
        }
        None if session.dialogue().open().is_some() && !session.has_replied() => {
            tell(Notice::TakeYourTime)
        }
        None => tell(Notice::NothingToPutOff),
    }
}

/// The end; before that comes what was put off, and what is empty is named.
fn finish(session: &Session, now: &Reading, interviewer: &Interviewer) -> Vec<Effect> {
    if let Some(question) = follow_up::at_the_end(session, interviewer, now) {
        return question;
    }
    match session.blank_steps() {
        blank if blank.is_empty() => seal(Seal::Finish),
        blank => vec![Effect::Tell(Notice::Blank(blank)), Effect::Ask(Question::Finish)],
    }
}

fn tell(notice: Notice) -> Vec<Effect> {
    vec![Effect::Tell(notice)]
}

fn go(session: &Session, to: Step) -> Vec<Effect> {
    let shown = entering(session, to).into_iter().map(Effect::Tell);
    [Effect::Keep(Event::Moved { to })].into_iter().chain(shown).collect()
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
/// the text of `:in STEP TEXT`, of `:draw EDGE` and of a question; a line that was lifted and emptied
/// stays as it was.
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
        let entry = if lifted.is_some() { read_lifted(text) } else { read(text) };
        effects.push(match entry {
            Entry::Text(text) => belled(here, held, text),
            Entry::Command(Command::Ask(text)) => belled(here, Held::New, text),
            Entry::Command(Command::In(to, text)) if session.answer(to).is_some() => {
                belled(to, Held::New, text)
            }
            Entry::Command(Command::Draw(Some(edge))) => belled(here, Held::New, edge),
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
