//! The self-interview, told aloud: cue cards when a step begins, and "did I say it?" when it ends.

use super::event::{Event, Mode};
use super::interviewer::{Interviewer, spoken};
use super::notice::Notice;
use super::session::Session;
use crate::bank::Step;

/// Something that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The criterion.
    pub criterion: String,
    /// What has to be shown, in plain words.
    pub text: String,
}

/// Why a line ticks nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTicks {
    /// A word is neither a number nor a range of numbers.
    #[error("`{0}` is no number of the list: type numbers such as `1 3 5-7`, `all`, or nothing")]
    Word(String),
    /// A number is not in the list.
    #[error("there is no {number}: the list has {count}")]
    Number {
        /// The number.
        number: usize,
        /// How many there are.
        count: usize,
    },
}

/// What is shown on entering a step: its heading, and its cue card where the sitting is told aloud.
pub fn entering(session: &Session, step: Step) -> Vec<Notice> {
    let mut notices = vec![Notice::Step(step)];
    if session.started().mode == Mode::SelfInterview {
        notices.push(Notice::CueCard(cues(step)));
    }
    notices
}

/// The list to tick for a step: its criteria that count, unless they were ticked before, the step is
/// none of the sitting, or the sitting is none that is told aloud.
pub fn to_tick(session: &Session, interviewer: &Interviewer, step: Step) -> Vec<Item> {
    let started = session.started();
    let aloud = started.mode == Mode::SelfInterview && session.answer(step).is_some();
    if !aloud || session.ticks().contains_key(&step) {
        return Vec::new();
    }
    let criteria = interviewer.rubric().criteria.iter();
    criteria
        .filter(|one| one.step == step && one.curveball.is_none())
        .filter(|one| one.weight.at(started.level) > 0.0)
        .map(|one| Item { criterion: one.id.clone(), text: spoken(&one.text) })
        .collect()
}

/// The steps of an ended self-interview that were begun and whose lists were not ticked, in order.
pub fn left_to_tick(session: &Session, interviewer: &Interviewer) -> Vec<Step> {
    let begun = |step: &Step| {
        *step == session.current()
            || session.spent_in(*step) > 0
            || session.answer(*step).is_some_and(|answer| !answer.is_blank())
    };
    let steps = session.steps().iter().map(|budget| budget.step).filter(begun);
    steps.filter(|step| !to_tick(session, interviewer, *step).is_empty()).collect()
}

/// Reads which of the items a line ticks: numbers and ranges of them, `all`, or nothing.
///
/// # Errors
/// When something else is said, or a number is not in the list.
pub fn read_ticks(step: Step, items: &[Item], line: &str) -> Result<Event, NoTicks> {
    let mut ticked = vec![false; items.len()];
    let words = line.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    for word in words {
        match word.to_lowercase().as_str() {
            "all" => ticked.fill(true),
            "none" => {}
            word => {
                let (first, last) = word.split_once(['-', '–']).unwrap_or((word, word));
                let number = |text: &str| text.parse::<usize>().ok();
                let (Some(first), Some(last)) = (number(first), number(last)) else {
                    return Err(NoTicks::Word(word.to_owned()));
                };
                let count = items.len();
                let wrong = [first, last].into_iter().find(|number| !(1..=count).contains(number));
                if let Some(number) = wrong {
                    return Err(NoTicks::Number { number, count });
                }
                ticked[first.min(last) - 1..first.max(last)].fill(true);
            }
        }
    }
    let pick = |wanted: bool| {
        let chosen = items.iter().zip(&ticked).filter(|(_, ticked)| **ticked == wanted);
        chosen.map(|(item, _)| item.criterion.clone()).collect()
    };
    Ok(Event::Ticked { step, said: pick(true), unsaid: pick(false) })
}

/// The cue card of a step: what to speak about, whatever the prompt.
fn cues(step: Step) -> [&'static str; 4] {
    match step {
        Step::Requirements => [
            "Who uses it, and the three or four things they do with it",
            "What is in, and what I leave out on purpose",
            "How much: users, reads and writes a second, bytes, growth",
            "How fast, how available, what must never be lost",
        ],
        Step::Api => [
            "Each main thing somebody does, as a call: method, path, fields",
            "What comes back, when it works and when it does not",
            "Lists, retries, versions, who may call",
            "One call walked through from end to end",
        ],
        Step::Components => [
            "The boxes, and what each one is for",
            "The way of one write and of one read through them",
            "The hardest part, in detail, and the alternative I turned down",
            "What is done at once, and what later",
        ],
        Step::Storage => [
            "The data, its keys, the queries; which store, and why",
            "What is cached, where, for how long, and when it is wrong",
            "What goes through a queue, and what happens to it twice",
            "How much it becomes, and how it is split",
        ],
        Step::Scale => [
            "What breaks first at ten times the load, and what then",
            "Each part failing in turn: what the user sees",
            "Who might abuse it; secrets, limits, access",
            "What I watch, what wakes somebody, what it costs",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<Item> {
        let item = |id: &str| Item { criterion: id.to_owned(), text: String::new() };
        ["a", "b", "c", "d"].map(item).to_vec()
    }

    fn ticked(line: &str) -> Result<Vec<String>, NoTicks> {
        read_ticks(Step::Api, &items(), line).map(|event| match event {
            Event::Ticked { said, unsaid, .. } => {
                assert_eq!(said.len() + unsaid.len(), 4);
                said
            }
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn numbers_ranges_all_and_nothing() {
        assert_eq!(ticked("1 3").unwrap(), ["a", "c"]);
        assert_eq!(ticked("4, 2-3").unwrap(), ["b", "c", "d"]);
        assert_eq!(ticked(" all ").unwrap().len(), 4);
        assert!(ticked("").unwrap().is_empty());
    }

    #[test]
    fn anything_else_ticks_nothing_and_says_why() {
        assert_eq!(ticked("1 maybe"), Err(NoTicks::Word("maybe".to_owned())));
        assert_eq!(ticked("0"), Err(NoTicks::Number { number: 0, count: 4 }));
        assert_eq!(ticked("2-5"), Err(NoTicks::Number { number: 5, count: 4 }));
    }
}
