//! `onsite practice`: single steps, any length or none, pausing.

use super::args::Practice;
use super::choose;
use super::context::{Context, chance_seed};
use super::endpoint::voice;
use super::error::Failure;
use super::sessions;
use super::sit::{self, Plan};
use crate::bank::{PARTS, Step};
use crate::interview::{Mode, Source};

/// Sits a practice.
///
/// # Errors
/// When the prompt or the session to go on from is not there, or the store fails.
pub(super) fn run(context: &Context, args: &Practice) -> Result<(), Failure> {
    let settings = context.sound_settings()?;
    let rate = context.clock_rate()?;
    let seed = args.seed.unwrap_or_else(chance_seed);
    let bank = context.bank();
    let steps: Vec<Step> = if args.steps.is_empty() {
        Step::ALL.to_vec()
    } else {
        Step::ALL.into_iter().filter(|step| args.steps.contains(step)).collect()
    };
    let continues = match &args.continue_session {
        Some(name) => {
            let store = context.store()?;
            let summary = sessions::find(&store, name)?;
            let now = context.clock.now();
            if summary.state_at(&now).is_open() {
                return Err(Failure::expected(format!("session `{}` is not over", summary.id))
                    .hint(format!("`onsite resume {}` goes on with it", summary.id)));
            }
            Some(sessions::open(&store, &summary.id)?)
        }
        None => None,
    };
    let prompt = match (&args.prompt, &continues) {
        (_, Some(session)) => session.started().prompt.clone(),
        (Some(id), None) => id.clone(),
        (None, None) => choose::by_hand(context, &bank, "practice")?,
    };
    let box_s = match (args.minutes, args.untimed) {
        (_, true) => None,
        (Some(minutes), false) => Some(u64::from(minutes) * 60),
        (None, false) => {
            let parts: u64 = steps.iter().map(|step| step.parts()).sum();
            Some(u64::from(settings.minutes().value) * 60 * parts / PARTS)
        }
    };
    // What goes on is the same interview: it is graded for the same level.
    let earlier = continues.as_ref().map(|session| session.started().level);
    let level = args.level.or(earlier).unwrap_or_else(|| settings.level().value);
    let voice = voice(context, args.interviewer, &args.model)?;
    sit::begin(
        context,
        &bank,
        &Plan {
            prompt,
            mode: Mode::Practice,
            level,
            box_s,
            steps,
            seed,
            rate,
            continues,
            follow_ups: args.interviewer.is_some() || context.input() == Source::Terminal,
            curveball: false,
            voice,
        },
    )
}
