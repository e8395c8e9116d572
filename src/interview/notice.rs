//! What a candidate is told inside an interview, as values; [`Notice::lines`] words them.

use super::aloud::{Item, NoTicks};
use super::command::{COMMANDS, Refusal};
use super::event::Mode;
use crate::bank::Step;
use crate::diagram::{Diagram, Fault, Fit, drawing};

/// Something the candidate is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The interviewer speaks.
    Interviewer(String),
    /// The candidate is in this step now; shown as a heading.
    Step(Step),
    /// The lines of an answer, to be numbered from 1.
    Shown {
        /// The step.
        step: Step,
        /// Its lines.
        lines: Vec<String>,
    },
    /// The whiteboard; how it is drawn depends on the room that there is.
    Whiteboard(Diagram),
    /// The board is open.
    BoardOpened,
    /// The board is closed.
    BoardClosed,
    /// Everything was wiped off.
    BoardBlank,
    /// An edge is on the board already.
    DrawnAlready,
    /// A line is no edge.
    NotDrawn(Fault),
    /// A command was refused.
    Refused(Refusal),
    /// Text was added to another step.
    AddedTo(Step),
    /// Something was worked out.
    Worked {
        /// The expression with its result.
        line: String,
        /// Whether it was added to the answer.
        kept: bool,
    },
    /// A line was corrected or deleted.
    Corrected {
        /// Its number, from 1.
        number: usize,
        /// Whether it was emptied and is gone.
        deleted: bool,
    },
    /// The last change was taken back.
    Undone,
    /// It was made again.
    Redone,
    /// There is no change to take back.
    NothingToUndo,
    /// There is no change to make again.
    NothingToRedo,
    /// The answer has no line to lift.
    NothingToLift,
    /// The line does not exist.
    NoLine {
        /// The number that was asked for.
        number: usize,
        /// How many lines there are.
        lines: usize,
    },
    /// The step is not part of this practice.
    NotPart(Step),
    /// `:next` in the last step.
    LastStep,
    /// `:back` in the first step.
    FirstStep,
    /// `:goto` to where one is.
    AlreadyThere(Step),
    /// The time left.
    Time {
        /// Milliseconds left of the box; `None` when untimed.
        left_ms: Option<u64>,
        /// The step.
        step: Step,
        /// Milliseconds spent in it.
        spent_ms: u64,
        /// Its budget in milliseconds.
        budget_ms: u64,
    },
    /// The sitting is no practice.
    OnlyInPractice {
        /// The command.
        what: &'static str,
        /// What kind of sitting it is.
        mode: Mode,
    },
    /// How a follow-up is replied to; told with the first.
    HowToReply,
    /// A follow-up was put off.
    PutOff,
    /// A follow-up that had come back was put off again: it is left open.
    LeftOpen,
    /// No follow-up waits for a reply.
    NothingToPutOff,
    /// A changed requirement needs no putting off.
    TakeYourTime,
    /// A hint.
    Hint {
        /// Which one it is, from 1.
        number: usize,
        /// How many there are about this.
        of: usize,
        /// The words.
        text: String,
    },
    /// There is no hint left for the step.
    NoHint,
    /// What to speak about in a step that is told aloud.
    CueCard([&'static str; 4]),
    /// What may have been said aloud in a step, to be numbered from 1.
    DidYouSay {
        /// The step.
        step: Step,
        /// The list.
        items: Vec<Item>,
    },
    /// A line ticks nothing.
    NoTicks(NoTicks),
    /// The clock stands still.
    Paused,
    /// The clock goes on.
    GoesOn,
    /// These steps are empty.
    Blank(Vec<Step>),
    /// The list of commands.
    Help,
    /// Everything is saved.
    AllSaved,
    /// The editor was closed without a change.
    EditorUnchanged,
    /// The editor's text was taken.
    EditorTaken {
        /// The step.
        step: Step,
        /// How many lines it has.
        lines: usize,
    },
    /// The box has ended.
    Bell {
        /// Whether something was being typed.
        kept: bool,
    },
    /// The session is struck out.
    Abandoned,
}

impl Notice {
    pub(super) fn budget_used(step: Step, budget_ms: u64) -> String {
        let length = if budget_ms >= 60_000 && budget_ms.is_multiple_of(60_000) {
            format!("{} minutes", number_word(budget_ms / 60_000))
        } else {
            format!("{} seconds", budget_ms / 1000)
        };
        match step {
            Step::Requirements => format!("That is the {length} for requirements."),
            Step::Api => format!("That was the {length} for the API. Shall we draw it?"),
            Step::Components => format!("We have spent {length} on the components."),
            Step::Storage => format!("That is the {length} for storage."),
            Step::Scale => format!("That is the {length} for scale."),
        }
    }

    pub(super) fn ten_minutes_left(left_ms: u64) -> String {
        match left_ms.div_ceil(60_000) {
            0 | 1 => "We are nearly out of time.".to_owned(),
            minutes => format!("We have about {} minutes left.", number_word(minutes)),
        }
    }

    /// The words, one entry a line; the interviewer's begin with who speaks.
    pub fn lines(&self) -> Vec<String> {
        let one = |text: &str| vec![text.to_owned()];
        match self {
            Self::Interviewer(text) => vec![format!("Interviewer: {text}")],
            Self::Step(step) => one(step.heading()),
            Self::Shown { step, lines } if lines.is_empty() => {
                vec![format!("Nothing is written for {step} yet.")]
            }
            Self::Shown { lines, .. } => {
                let width = lines.len().to_string().len();
                let numbered = lines.iter().enumerate();
                numbered.map(|(index, line)| format!("{:>width$}  {line}", index + 1)).collect()
            }
            Self::Whiteboard(diagram) => {
                drawing(diagram, Fit { width: 76, height: None, ascii: false })
            }
            Self::BoardOpened => one("The board is open: `api -> cache, db: reads` draws, \
                 `- api -> db` wipes off, Mermaid can be pasted. An empty line closes it."),
            Self::BoardClosed => one("The board is closed: what you type is your answer again."),
            Self::BoardBlank => one("The board is blank."),
            Self::DrawnAlready => one("That is on the board already."),
            Self::NotDrawn(fault) => {
                vec![format!("{} {}", sentence(&fault.to_string()), sentence(&fault.hint()))]
            }
            Self::Refused(refusal) => vec![sentence(&refusal.to_string())],
            Self::AddedTo(step) => vec![format!("Added to {step}.")],
            Self::Worked { line, kept: false } => one(line),
            Self::Worked { line, kept: true } => vec![format!("Added: {line}")],
            Self::Corrected { number, deleted: true } => vec![format!("Line {number} deleted.")],
            Self::Corrected { number, deleted: false } => {
                vec![format!("Line {number} corrected.")]
            }
            Self::Undone => one("Taken back. `:redo` makes it again."),
            Self::Redone => one("Made again."),
            Self::NothingToUndo => one("There is nothing to take back in this step."),
            Self::NothingToRedo => one("There is nothing to make again in this step."),
            Self::NothingToLift => one("This step has no line to correct yet."),
            Self::NoLine { number, lines } => vec![format!(
                "There is no line {number}: this step has {}.",
                count(*lines, "line", "lines")
            )],
            Self::NotPart(step) => {
                vec![format!("{} is not part of this practice.", step.heading())]
            }
            Self::LastStep => {
                one("This is the last step. `:finish` ends the interview, `:back` goes back.")
            }
            Self::FirstStep => one("This is the first step."),
            Self::AlreadyThere(step) => vec![format!("You are in {step} already.")],
            Self::Time { left_ms, step, spent_ms, budget_ms } => {
                let spent = clock(*spent_ms);
                match left_ms {
                    Some(left) => vec![format!(
                        "{} left of the interview; {spent} of {} spent on {step}.",
                        clock(*left),
                        clock(*budget_ms)
                    )],
                    None => vec![format!("Untimed; {spent} spent on {step}.")],
                }
            }
            Self::OnlyInPractice { what, mode } => vec![only_in_practice(what, *mode)],
            Self::HowToReply => {
                one("Your reply joins this step. `:next` goes on, `:later` puts it off.")
            }
            Self::PutOff => one("Later, then. It comes back before the end."),
            Self::LeftOpen => one("Left open, then."),
            Self::NothingToPutOff => one("There is no question to put off."),
            Self::TakeYourTime => {
                one("It needs no answer at once: take it up in any step, when it suits you.")
            }
            Self::Hint { number, of, text } => vec![format!("Hint {number} of {of}: {text}")],
            Self::NoHint => one("There is no hint left for this step."),
            Self::CueCard(cues) => {
                let cues = cues.iter().map(|cue| format!("- {cue}"));
                one("Aloud, as if to an interviewer:").into_iter().chain(cues).collect()
            }
            Self::DidYouSay { step, items } => {
                let width = items.len().to_string().len();
                let numbered = items.iter().enumerate();
                let items = numbered.map(|(i, item)| format!("{:>width$}  {}", i + 1, item.text));
                one(&format!("Did you say it? {}", step.heading()))
                    .into_iter()
                    .chain(items)
                    .collect()
            }
            Self::NoTicks(why) => vec![sentence(&why.to_string())],
            Self::Paused => one("Paused. Enter goes on."),
            Self::GoesOn => one("The clock goes on."),
            Self::Blank(steps) => {
                let names: Vec<&str> = steps.iter().map(|step| step.id()).collect();
                vec![format!("Nothing is written for {}.", names.join(", "))]
            }
            Self::Help => help(),
            Self::AllSaved => one("Everything is saved as you type."),
            Self::EditorUnchanged => one("Nothing changed in the editor."),
            Self::EditorTaken { step, lines } => {
                vec![format!("{step} now has {}.", count(*lines, "line", "lines"))]
            }
            Self::Bell { kept: true } => {
                one("Time. What you were typing is kept. Your answers are sealed.")
            }
            Self::Bell { kept: false } => one("Time. Your answers are sealed."),
            Self::Abandoned => one("Struck out: this interview counts nowhere."),
        }
    }
}

fn only_in_practice(what: &str, mode: Mode) -> String {
    match (what, mode) {
        ("hint", Mode::SelfInterview) => {
            "A self-interview has cue cards and no hints; `onsite practice` has hints.".to_owned()
        }
        ("hint", _) => {
            "A mock interview gives no hints: that is what makes it one. `onsite practice` does."
                .to_owned()
        }
        (_, Mode::SelfInterview) => {
            "A self-interview is not paused: it is told in one go. `onsite practice` can be."
                .to_owned()
        }
        _ => "A mock interview is not paused: an interviewer would not wait either. \
              `onsite practice` can be."
            .to_owned(),
    }
}

fn help() -> Vec<String> {
    let mut lines: Vec<String> = COMMANDS
        .iter()
        .filter(|(name, ..)| !matches!(*name, "wq"))
        .map(|(_, usage, what)| format!("{usage:<15}{what}"))
        .collect();
    lines.push(format!("{:<15}correct the last line; emptied, it is deleted", "Up"));
    lines.push("Everything else you type is your answer. `::` begins a line with a colon.".into());
    lines
}

fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut text: String = first.into_iter().flatten().chain(letters).collect();
    if !text.ends_with(['.', '?']) {
        text.push('.');
    }
    text
}

/// A count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Milliseconds as `m:ss`, or `h:mm:ss` from an hour; rounded down.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

fn number_word(number: u64) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    usize::try_from(number)
        .ok()
        .and_then(|index| WORDS.get(index))
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
