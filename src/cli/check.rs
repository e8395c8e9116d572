//! `onsite check`: says everything that is wrong with prompts and rubrics.

use super::args::Check;
use super::context::Context;
use super::error::{Failure, Kind};
use crate::bank::{Checked, Palette};
use crate::interview::count;

/// Checks the built-in bank and the user's own, or what lies at a path.
///
/// # Errors
/// When there are errors, or the path cannot be read.
pub(super) fn run(context: &Context, args: &Check) -> Result<(), Failure> {
    let checked = match &args.path {
        Some(path) => Checked::path(path)?,
        None => Checked::bank(&context.bank()),
    };
    let palette = if context.ui.style.paints() { Palette::Colour } else { Palette::Plain };
    let drawn = checked.faults.draw(palette);
    if !drawn.is_empty() {
        context.ui.out(&drawn)?;
    }
    let (errors, warnings) = (checked.faults.errors(), checked.faults.warnings());
    let summary = format!(
        "{} checked: {}, {}",
        count(checked.files, "file", "files"),
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings"),
    );
    context.ui.line(&summary)?;
    if errors > 0 { Err(Failure::silent(Kind::Expected)) } else { Ok(()) }
}
