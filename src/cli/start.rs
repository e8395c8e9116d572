//! `onsite start`: a mock interview.

use super::args::Start;
use super::choose;
use super::context::{Context, chance_seed};
use super::endpoint::voice;
use super::error::Failure;
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
    if !MINUTES.contains(&args.minutes) {
        let prompt = args.prompt.as_deref().unwrap_or("url-shortener");
        return Err(Failure::usage(format!(
            "a mock interview takes 45 to 50 minutes, not {}",
            args.minutes
        ))
        .hint(format!(
            "`onsite practice {prompt} --minutes {}` takes any length",
            args.minutes.clamp(1, 600)
        )));
    }
    let rate = context.clock_rate()?;
    let seed = args.seed.unwrap_or_else(chance_seed);
    let bank = context.bank();
    let id = match &args.prompt {
        Some(id) => id.clone(),
        None if args.random => {
            let prompt = choose::at_random(&bank, seed)?;
            choose::say_by_chance(context, &prompt, seed);
            prompt
        }
        None => choose::by_hand(context, &bank, "start")?,
    };
    let voice = voice(context, args.interviewer, &args.model)?;
    sit::begin(
        context,
        &bank,
        &Plan {
            prompt: id,
            mode: Mode::Mock,
            level: args.level,
            box_s: Some(u64::from(args.minutes) * 60),
            steps: Step::ALL.to_vec(),
            seed,
            rate,
            continues: None,
            follow_ups: args.interviewer.is_some() || context.input() == Source::Terminal,
            curveball: args.curveball || (args.level >= Level::Senior && !args.no_curveball),
            voice,
        },
    )
}
