//! `onsite tour`: three minutes in which everything is tried once, on the real thing.

use super::context::{Context, chance_seed};
use super::error::{Failure, Kind};
use super::sit::{self, Plan};
use super::stored::Content;
use crate::bank::{Bank, Level, Step, read_prompt, read_rubric};
use crate::interview::{Mode, TOUR, TOUR_SECONDS};

/// The prompt and the rubric. They are none of the bank, and count nowhere.
const PROMPT: &str = include_str!("tour/prompt.toml");
const RUBRIC: &str = include_str!("tour/rubric.toml");

const WORDS: &str = "Three minutes to try everything once; they count nowhere. The lines that begin \
                     with `Tour` say what to try. :q leaves at any time.";

/// Sits the tour.
///
/// # Errors
/// Where nobody sits at a terminal, and as every sitting.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    if !context.ui.may_ask {
        return Err(Failure::usage("the tour needs somebody at a terminal, and leave to ask")
            .hint("type `onsite tour` at a terminal, without `--no-input` and without a pipe"));
    }
    let rate = context.clock_rate()?;
    let content = content(&context.bank())?;
    let plan = Plan {
        prompt: TOUR.to_owned(),
        mode: Mode::Practice,
        level: Level::Mid,
        box_s: Some(TOUR_SECONDS),
        steps: vec![Step::Requirements, Step::Components],
        seed: chance_seed(),
        rate,
        continues: None,
        follow_ups: false,
        curveball: false,
        voice: None,
    };
    sit::begin_tour(context, content, &plan, WORDS)
}

fn content(bank: &Bank) -> Result<Content, Failure> {
    let broken = |why: String| Failure::new(Kind::Store, format!("the tour cannot be read: {why}"));
    let prompt = read_prompt("tour/prompt.toml", PROMPT).map_err(|why| broken(why.to_string()))?;
    let rubric = read_rubric("tour/rubric.toml", RUBRIC).map_err(|why| broken(why.to_string()))?;
    let rubric = bank.resolve(&rubric)?;
    Ok(Content { prompt: Some(prompt.into_value()), rubric, lexicon: bank.lexicon()?.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_of_the_tour_is_whole() {
        let content = content(&Bank::open(None)).unwrap();
        assert_eq!(content.rubric.criteria.len(), 4);
        assert_eq!(content.prompt.unwrap().id, content.rubric.prompt);
    }
}
