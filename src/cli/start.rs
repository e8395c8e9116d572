//! `onsite start`: a mock interview.

use super::args::Start;
use super::choose;
use super::context::{Context, chance_seed};
use super::endpoint::voice;
use super::error::Failure;
use super::first_run::{self, Greeted};
use super::sit::{self, Plan};
use crate::bank::{Level, Step};
use crate::interview::{Mode, Source};

/// The lengths of a mock interview, in minutes.
const MINUTES: std::ops::RangeInclusive<u32> = 45..=50;

/// Sits a mock interview.
///
/// # Errors
/// When the length is none of a mock, the prompt is not there, or the store fails.
pub(super) fn run(context: &Context, args: &Start) -> Result<(), Failure> {
    let settings = context.sound_settings()?;
    let minutes = args.minutes.unwrap_or_else(|| settings.minutes().value);
    let mut level = args.level.unwrap_or_else(|| settings.level().value);
    if !MINUTES.contains(&minutes) {
        let prompt = args.prompt.as_deref().unwrap_or("url-shortener");
        return Err(Failure::usage(format!(
            "a mock interview takes 45 to 50 minutes, not {minutes}"
        ))
        .hint(format!(
            "`onsite practice {prompt} --minutes {}` takes any length",
            minutes.clamp(1, 600)
        )));
    }
    let rate = context.clock_rate()?;
    let seed = args.seed.unwrap_or_else(chance_seed);
    let bank = context.bank();
    let mut first = args.level.is_none() && first_run::is_due(context);
    let id = match &args.prompt {
        Some(id) => id.clone(),
        None if args.random => {
            let prompt = choose::at_random(&bank, seed)?;
            choose::say_by_chance(context, &prompt, seed);
            prompt
        }
        None if first => {
            match first_run::greeted(context)? {
                Greeted::Toured => return Ok(()),
                Greeted::Level(asked) => (level, first) = (asked, false),
                Greeted::Unasked => {}
            }
            choose::by_hand(context, &bank, "start")?
        }
        None => choose::by_hand(context, &bank, "start")?,
    };
    let voice = voice(context, args.interviewer, &args.model)?;
    let plan = |level| Plan {
        prompt: id.clone(),
        mode: Mode::Mock,
        level,
        box_s: Some(u64::from(minutes) * 60),
        steps: Step::ALL.to_vec(),
        seed,
        rate,
        continues: None,
        follow_ups: args.interviewer.is_some() || context.input() == Source::Terminal,
        curveball: args.curveball || (level >= Level::Senior && !args.no_curveball),
        voice: voice.clone(),
    };
    if first {
        let words = first_run::BELOW_THE_BRIEF;
        return sit::begin_asking(context, &bank, plan(level), words, |typed, sat| {
            first_run::replied(context, typed, sat, plan)
        });
    }
    sit::begin(context, &bank, &plan(level))
}
