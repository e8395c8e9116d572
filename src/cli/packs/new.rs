//! `onsite packs new`: begins a pack in a folder here.

use std::path::Path;

use super::shelf::write_files;
use crate::bank::visible;
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::packs::{TEMPLATE_PROMPT, template};

/// Writes the files that a pack starts from. When one cannot be written, none stays.
///
/// # Errors
/// When the name cannot be that of a pack, or something is there already.
pub(super) fn run(context: &Context, name: &str) -> Result<(), Failure> {
    let files = template(name).map_err(|error| {
        let near = error.nearest.as_ref().map(|near| format!("`onsite packs new {near}`"));
        let name = visible(name);
        let rule = "a-z, 0-9 and -, at most 64 characters, and no word that `onsite` uses";
        Failure::usage(format!("`{name}` is no name for a pack: {rule}")).maybe_hint(near)
    })?;
    let folder = Path::new(name);
    std::fs::create_dir(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::expected(format!("`{name}` is there already"))
                .hint("choose another name, or another place")
        }
        _ => file_failure("make", folder, &error),
    })?;
    if let Err(error) = write_files(folder, &files) {
        drop(std::fs::remove_dir_all(folder));
        return Err(file_failure("write", folder, &error));
    }
    for path in files.keys() {
        context.ui.line(&folder.join(path).display().to_string())?;
    }
    context.ui.say(&format!(
        "Write what is yours into them; `onsite check {name}` says what is missing."
    ));
    context.ui.say(&format!(
        "`onsite packs add {name}` takes it in, `onsite start {name}/{TEMPLATE_PROMPT}` sits it."
    ));
    Ok(())
}
