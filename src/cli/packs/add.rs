//! `onsite packs add`: takes a pack in, whole or not at all.

use super::shelf::Shelf;
use super::source;
use crate::bank::{BankError, Manifest, Palette, Severity, visible};
use crate::cli::args::PacksAdd;
use crate::cli::check::try_all;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::interview::count;
use crate::packs::{Examined, examine};

/// Reads a pack, checks it, and puts it in the place of an older version.
///
/// # Errors
/// When it cannot be read or fetched, is no pack, or has errors: these were shown then, and
/// nothing was changed.
pub(super) fn run(context: &Context, args: &PacksAdd) -> Result<(), Failure> {
    let data = context.data_dir()?;
    let source = source::read(context, &args.source, args.sha256.as_ref())?;
    let (left_out, called) = (source.contents.left_out, source.called);
    let mut examined = examine(source.contents, &source.label, env!("CARGO_PKG_VERSION"))
        .map_err(|refusal| source::refused(&called, &refusal))?;
    let _tried = try_all(&examined.bank, &mut examined.inspections);
    let manifest = sound(context, &examined, &called)?;
    let shelf = Shelf::open(data)?;
    let before = context.bank().packs().into_iter().find(|pack| pack.name == manifest.name);
    shelf.install(&manifest.name, &examined.files)?;
    let before = before.map(|pack| pack.manifest.map(|manifest| manifest.version));
    context.ui.line(&told(manifest, before.as_ref(), examined.prompts()))?;
    if left_out > 0 {
        let files = count(left_out, "other file", "other files");
        context.ui.detail(&format!("{files} in it: left out"));
    }
    let warnings = examined.count(Severity::Warning);
    if warnings > 0 {
        let path = Shelf::path_in(data, &manifest.name);
        let warnings = count(warnings, "warning", "warnings");
        context.ui.say(&format!("It has {warnings}: `onsite check {}`.", path.display()));
    }
    let first = examined.inspections.iter().find(|one| one.prompt.is_some());
    if let Some(first) = first {
        context.ui.say(&format!("`onsite start {}/{}` sits one.", manifest.name, first.id));
    }
    Ok(())
}

/// The pack's own words about it, when nothing is wrong; else every error is shown.
fn sound<'a>(
    context: &Context,
    examined: &'a Examined,
    called: &str,
) -> Result<&'a Manifest, Failure> {
    let errors = examined.count(Severity::Error);
    if let Some(manifest) = examined.manifest.as_ref().filter(|_| errors == 0) {
        return Ok(manifest);
    }
    let palette = if context.ui.style.paints() { Palette::Coloured } else { Palette::Plain };
    for faults in examined.errors() {
        context.ui.line(faults.errors().draw(palette).trim_end())?;
        context.ui.line("")?;
    }
    let errors = count(errors, "error", "errors");
    Err(Failure::expected(format!("{called} has {errors}; it was not taken in")))
}

fn told(manifest: &Manifest, before: Option<&Result<String, BankError>>, prompts: usize) -> String {
    let Manifest { name, version, title, .. } = manifest;
    let (title, prompts) = (visible(title), count(prompts, "prompt", "prompts"));
    match before {
        None => format!("Added {name} {version}, {title}: {prompts}."),
        Some(Ok(old)) if old == version => {
            format!("Replaced {name} {version} by another {version}: {prompts}.")
        }
        Some(Ok(old)) => format!("Updated {name} from {old} to {version}: {prompts}."),
        Some(Err(_)) => format!("Replaced a broken {name} by {version}: {prompts}."),
    }
}
