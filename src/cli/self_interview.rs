//! `onsite self-interview`: a design told aloud, with cue cards and notes.

use super::args::SelfInterview;
use super::choose;
use super::context::{Context, chance_seed};
use super::error::Failure;
use super::settings::{Given, Origin};
use super::sit::{self, Plan};
use crate::bank::Step;
use crate::interview::Mode;

/// The lengths of a self-interview, in minutes.
const MINUTES: std::ops::RangeInclusive<u32> = 45..=60;
/// The length where nobody says one.
const USUAL: u32 = 50;

/// Sits a self-interview.
///
/// # Errors
/// When the length is none of a self-interview, the prompt is not there, or the store fails.
pub(super) fn run(context: &Context, args: &SelfInterview) -> Result<(), Failure> {
    let settings = context.sound_settings()?;
    let minutes = args.minutes.unwrap_or_else(|| match settings.minutes() {
        Given { origin: Origin::Default, .. } => USUAL,
        set => set.value,
    });
    if !MINUTES.contains(&minutes) {
        let prompt = args.prompt.as_deref().unwrap_or("url-shortener");
        return Err(Failure::usage(format!(
            "a self-interview takes 45 to 60 minutes, not {minutes}"
        ))
        .hint(format!("`onsite practice {prompt} --minutes N` takes any length")));
    }
    let rate = context.clock_rate()?;
    let seed = args.seed.unwrap_or_else(chance_seed);
    let bank = context.bank();
    let prompt = match &args.prompt {
        Some(id) => id.clone(),
        None if args.random => {
            let prompt = choose::at_random(&bank, seed)?;
            choose::say_by_chance(context, &prompt, seed);
            prompt
        }
        None => {
            let chosen = choose::weakest(context, &bank, seed)?;
            context.ui.say(&chosen.why());
            chosen.prompt
        }
    };
    sit::begin(
        context,
        &bank,
        &Plan {
            prompt,
            mode: Mode::SelfInterview,
            level: args.level.unwrap_or_else(|| settings.level().value),
            box_s: Some(u64::from(minutes) * 60),
            steps: Step::ALL.to_vec(),
            seed,
            rate,
            continues: None,
            follow_ups: false,
            curveball: false,
            voice: None,
        },
    )
}
