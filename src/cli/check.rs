//! `onsite check`: says everything that is wrong with prompts and rubrics.

use std::num::NonZero;
use std::path::Path;
use std::thread;

use super::args::Check;
use super::context::Context;
use super::error::{Failure, Kind};
use super::packs::read_folder;
use crate::bank::{Bank, Inspection, Lexicon, MANIFEST, Palette, Prompt, Severity};
use crate::interview::{Questions, count};
use crate::packs::{Examined, examine};
use crate::scoring::{Tried, try_out};

/// Checks the built-in bank and the user's own, or what lies at a path: how it is written, whether
/// its sentences are judged as they say, and whether its reference answers are worth what they
/// should be, on their own rubric and on the others.
///
/// # Errors
/// When there are errors, or the path cannot be read.
pub(super) fn run(context: &Context, args: &Check) -> Result<(), Failure> {
    let (inspections, tried) = match &args.path {
        Some(path) if path.join(MANIFEST).exists() => check_pack(path)?,
        Some(path) => {
            let bank = context.bank();
            let mut inspections = bank.inspect_path(path)?;
            let tried = try_all(&bank, &mut inspections);
            (inspections, tried)
        }
        None => check_all(&context.bank())?,
    };
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

/// Checks a folder as the pack that it is to be.
fn check_pack(path: &Path) -> Result<(Vec<Inspection>, Tried), Failure> {
    let examined = examine(read_folder(path)?, path, env!("CARGO_PKG_VERSION"));
    let Examined { bank, mut inspections, .. } =
        examined.map_err(|refusal| Failure::expected(refusal.to_string()))?;
    let tried = try_all(&bank, &mut inspections);
    Ok((inspections, tried))
}

/// Checks what is built in and the user's own, then each pack by itself.
fn check_all(bank: &Bank) -> Result<(Vec<Inspection>, Tried), Failure> {
    let mut inspections = [bank.inspect()?, bank.inspect_guides()?].concat();
    let mut tried = try_all(bank, &mut inspections);
    for (_, pack) in bank.installed() {
        let mut own = pack.inspect_pack()?;
        tried += try_all(pack, &mut own);
        inspections.extend(own);
    }
    Ok((inspections, tried))
}

/// Tries out all that can be read, on all processors.
pub(super) fn try_all(bank: &Bank, inspections: &mut [Inspection]) -> Tried {
    // What is wrong with either was told where they were inspected.
    let empty = Lexicon::default();
    let lexicon = bank.lexicon().unwrap_or(&empty);
    let prompts: Vec<Prompt> = bank.prompts_beside();
    let readable = |one: &&mut Inspection| one.resolved.is_some();
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
                        listen(one, lexicon);
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

/// Adds the facts that nobody is ever told.
fn listen(inspection: &mut Inspection, lexicon: &Lexicon) {
    let Inspection { prompt, faults, .. } = inspection;
    let Some(prompt) = prompt.as_ref() else { return };
    let questions = Questions::prepare(&prompt.facts, &prompt.brief, lexicon);
    for index in questions.unheard(&prompt.facts) {
        let message = format!("no way of asking finds the fact `{}`", prompt.facts[index].id);
        let fault = prompt
            .fault(&format!("fact[{index}].ask"), Severity::Error, message)
            .with_hint("ask for it in words that no other fact is asked for with");
        faults.add(prompt, fault);
    }
}
