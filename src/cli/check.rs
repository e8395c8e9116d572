//! `onsite check`: says everything that is wrong with prompts and rubrics.

use std::num::NonZero;
use std::thread;

use super::args::Check;
use super::context::Context;
use super::error::{Failure, Kind};
use crate::bank::{Bank, Inspection, Lexicon, Palette, Prompt, Severity};
use crate::interview::count;
use crate::scoring::{Tried, try_out};

/// Checks the built-in bank and the user's own, or what lies at a path: how it is written, whether
/// its sentences are judged as they say, and whether its reference answers are worth what they
/// should be, on their own rubric and on the others.
///
/// # Errors
/// When there are errors, or the path cannot be read.
pub(super) fn run(context: &Context, args: &Check) -> Result<(), Failure> {
    let bank = context.bank();
    let mut inspections = match &args.path {
        Some(path) => bank.inspect_path(path)?,
        None => bank.inspect()?,
    };
    let tried = try_all(&bank, &mut inspections);
    let palette = if context.ui.style.paints() { Palette::Coloured } else { Palette::Plain };
    let (mut errors, mut warnings) = (0, 0);
    for inspection in &inspections {
        let drawn = inspection.faults.draw(palette);
        if !drawn.is_empty() {
            context.ui.line(drawn.trim_end())?;
            context.ui.line("")?;
        }
        errors += inspection.faults.count(Severity::Error);
        warnings += inspection.faults.count(Severity::Warning);
    }
    context.ui.detail(&format!(
        "{} judged, {} of them a class away from what they are listed as; {} scored",
        count(tried.sentences, "sentence", "sentences"),
        tried.a_class_away,
        count(tried.references, "reference answer", "reference answers"),
    ));
    context.ui.line(&format!(
        "{} checked: {}, {}.",
        count(inspections.len(), "entry", "entries"),
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings"),
    ))?;
    if errors > 0 { Err(Failure::silent(Kind::Expected)) } else { Ok(()) }
}

/// Tries out all that can be read, on all processors.
fn try_all(bank: &Bank, inspections: &mut [Inspection]) -> Tried {
    // What is wrong with either was told where they were inspected.
    let empty = Lexicon::default();
    let lexicon = bank.lexicon().unwrap_or(&empty);
    let prompts: Vec<Prompt> = bank.ids().iter().filter_map(|id| bank.prompt(id).ok()).collect();
    let readable = |one: &&mut Inspection| !one.faults.has_errors() && one.resolved.is_some();
    let mut waiting: Vec<&mut Inspection> = inspections.iter_mut().filter(readable).collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = waiting.len().div_ceil(threads).max(1);
    let mut tried = Tried::default();
    thread::scope(|scope| {
        let prompts = &prompts;
        let running: Vec<_> = waiting
            .chunks_mut(share)
            .map(|some| {
                scope.spawn(move || {
                    let mut tried = Tried::default();
                    for one in some {
                        tried += try_out(one, prompts, lexicon);
                    }
                    tried
                })
            })
            .collect();
        for one in running {
            tried += one.join().unwrap_or_default();
        }
    });
    tried
}
