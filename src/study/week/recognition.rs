//! Recognising what was done: what a block's command asks for, and sessions and files that are it.

use jiff::civil::Date;

use super::layout::{Block, Day};
use super::progress::Progress;
use crate::bank::Step;
use crate::interview::Mode;

/// A session that was sat to its end and counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sat {
    /// Its id.
    pub id: String,
    /// The prompt's id.
    pub prompt: String,
    /// What kind of sitting.
    pub mode: Mode,
    /// The steps that were sat and in which something was written; steps that were only carried
    /// over are left out.
    pub steps: Vec<Step>,
    /// The day of the calendar on which it was started.
    pub on: Date,
    /// Seconds of box time used.
    pub spent_s: u64,
    /// The total, 0 to 100; the one after the review where there is one.
    pub total: Option<f64>,
}

/// What a command asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// An interview.
    Sitting {
        /// What kind.
        mode: Mode,
        /// On which prompt; `None` when any will do.
        prompt: Option<String>,
        /// Which steps; empty when all.
        steps: Vec<Step>,
        /// Whether it goes on from the last session.
        goes_on: bool,
    },
    /// A file, as entries of the journal name it.
    File {
        /// `template`, `template api-guidelines`, `map`.
        what: String,
    },
    /// Something that leaves no trace that could be recognised.
    Other,
}

impl Asked {
    /// What a command of the week asks for. `prompt` is the day's.
    pub fn by(command: &str, prompt: Option<&str>) -> Self {
        let words: Vec<&str> = command.split_whitespace().collect();
        let after = |flag: &str| -> Vec<&str> {
            words.windows(2).filter(|pair| pair[0] == flag).map(|pair| pair[1]).collect()
        };
        let named =
            words.get(2).filter(|word| !word.starts_with('-')).map(|word| (*word).to_owned());
        let mode = match words.get(1).copied() {
            Some("start") => Mode::Mock,
            Some("practice") => Mode::Practice,
            Some("self-interview") => Mode::SelfInterview,
            Some("template") => {
                let what = match after("--kind").first() {
                    None | Some(&"design") => "template".to_owned(),
                    Some(kind) => format!("template {kind}"),
                };
                return Self::File { what };
            }
            Some("map") if words.contains(&"--write") => {
                return Self::File { what: "map".to_owned() };
            }
            _ => return Self::Other,
        };
        let goes_on = words.contains(&"--continue");
        let steps = after("--step").into_iter().filter_map(|step| step.parse().ok()).collect();
        let prompt = if goes_on { prompt.map(str::to_owned) } else { named };
        Self::Sitting { mode, prompt, steps, goes_on }
    }

    /// Whether a session is what was asked for. A mock of the prompt is more than a practice of it.
    pub fn is(&self, sat: &Sat) -> bool {
        let Self::Sitting { mode, prompt, steps, .. } = self else { return false };
        let is_mode = *mode == sat.mode || (*mode == Mode::Practice && sat.mode == Mode::Mock);
        // Told aloud, nothing need be written; otherwise an empty sitting is none.
        let is_there = !sat.steps.is_empty() || sat.mode == Mode::SelfInterview;
        is_mode
            && is_there
            && prompt.as_ref().is_none_or(|prompt| *prompt == sat.prompt)
            && steps.iter().all(|step| sat.steps.contains(step))
    }
}

/// What was made for a block, in the order of its commands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Recognised {
    /// Sessions that count to no other block and are what a command asks for.
    pub(super) sessions: Vec<Sat>,
    /// What was made, in words.
    pub(super) words: Vec<String>,
    /// How many commands leave a trace that could be recognised, and how many of them did.
    pub(super) found: (usize, usize),
    /// The first command that has not been done, by its place.
    pub(super) next: Option<usize>,
}

/// Looks for what a block asks for among what was sat and made since the week began.
pub(super) fn recognised(
    (number, day): (u8, &Day),
    block: &Block,
    progress: &Progress,
    sat: &[Sat],
) -> Recognised {
    let mut all = Recognised::default();
    let own = progress.block(number, &block.id).map_or(&[][..], |record| &record.sessions);
    for (place, command) in block.commands.iter().enumerate() {
        let asked = Asked::by(command, day.prompt.as_deref());
        let words = match &asked {
            Asked::Other => {
                // It may have been done: who comes here has done what stands before it.
                continue;
            }
            Asked::Sitting { .. } => {
                let free = |one: &&Sat| {
                    let counted = progress.counts(&one.id) && !own.contains(&one.id);
                    !counted && !all.sessions.iter().any(|taken| taken.id == one.id)
                };
                let found = sat.iter().filter(free).find(|one| asked.is(one)).cloned();
                found.map(|one| {
                    let done = match one.mode {
                        Mode::Practice => "practised",
                        Mode::Mock => "sat as a mock",
                        Mode::SelfInterview => "told aloud",
                    };
                    let words = format!("{} {done} on {}", one.prompt, one.on);
                    all.sessions.push(one);
                    words
                })
            }
            Asked::File { what } => {
                let made = progress.made().iter().rev().find(|made| made.what == *what);
                made.map(|made| format!("{} written on {}", made.path, made.on))
            }
        };
        all.found.1 += 1;
        match words {
            Some(words) => {
                all.found.0 += 1;
                all.words.push(words);
            }
            None => all.next = all.next.or(Some(place)),
        }
    }
    all
}
