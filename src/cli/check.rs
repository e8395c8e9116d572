//! `onsite check`: says everything that is wrong with prompts and rubrics.

use super::args::Check;
use super::context::Context;
use super::error::{Failure, Kind};
use super::packs::read_folder;
use crate::bank::{MANIFEST, Palette, Severity};
use crate::interview::count;
use crate::packs::examine;

/// Checks the built-in bank and the user's own, or what lies at a path.
///
/// # Errors
/// When there are errors, or the path cannot be read.
pub(super) fn run(context: &Context, args: &Check) -> Result<(), Failure> {
    let inspections = match &args.path {
        Some(path) if path.join(MANIFEST).exists() => {
            let contents = read_folder(path)?;
            let examined = examine(contents, path, env!("CARGO_PKG_VERSION"));
            examined.map_err(|refusal| Failure::expected(refusal.to_string()))?.inspections
        }
        Some(path) => context.bank().inspect_path(path)?,
        None => context.bank().inspect()?,
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
    context.ui.line(&format!(
        "{} checked: {}, {}.",
        count(inspections.len(), "entry", "entries"),
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings"),
    ))?;
    if errors > 0 { Err(Failure::silent(Kind::Expected)) } else { Ok(()) }
}
