//! `onsite packs list`.

use super::shelf::Shelf;
use crate::cli::args::PacksList;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::report::{PackEntry, PacksDocument, pack_list};

/// Lists the installed packs. What is there and cannot be read is told as a warning.
///
/// # Errors
/// When there is no data directory, or nothing can be written.
pub(super) fn run(context: &Context, args: &PacksList) -> Result<(), Failure> {
    let data = context.data_dir()?;
    Shelf::put_right(data);
    let mut entries = Vec::new();
    for pack in context.bank().packs() {
        match pack.manifest {
            Ok(manifest) => entries.push(PackEntry {
                path: Shelf::path_in(data, &pack.name).display().to_string(),
                name: pack.name,
                version: manifest.version,
                title: manifest.title,
                authors: manifest.authors,
                licence: manifest.licence,
                prompts: pack.prompts,
            }),
            Err(error) => context.ui.warning(&error.to_string()),
        }
    }
    if args.json {
        return context.json(&PacksDocument::new(entries));
    }
    if entries.is_empty() {
        context.ui.say("No pack is installed.");
        context.ui.say("`onsite packs add DIR|FILE|URL` takes one in, `onsite packs new NAME`");
        context.ui.say("begins one of your own.");
        return Ok(());
    }
    context.styled_paged(&pack_list(&entries, context.layout()))
}
