//! The diagram and the table go into a file that is somebody's own.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::cli::{files, plan};
use crate::project::{BEGIN, END, Project, with_part};
use crate::report::map_part;

/// Puts the part between the markers of a file. One that is as it should be is not touched.
///
/// # Errors
/// When the file cannot be read or written, or its markers are no pair.
pub(super) fn write(context: &Context, project: &Project, path: &Path) -> Result<(), Failure> {
    // Where the file is a link, what it leads to is written, and the link stays.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let old = match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(file_failure("read", path, &error)),
    };
    let new =
        with_part(old.as_deref().unwrap_or_default(), &map_part(project)).map_err(|error| {
            Failure::expected(format!("`{}` was not written: {error}", path.display()))
                .hint(format!("the part stands between a line `{BEGIN}` and a line `{END}`"))
                .hint("mend them, or take both away, and the part comes at the end of the file")
        })?;
    if old.as_ref() == Some(&new) {
        context.ui.say(&format!("`{}` is as it should be.", path.display()));
        return Ok(());
    }
    if old.is_none() {
        // A new one is for everybody to read that may read its neighbours; replacing keeps that.
        let made = OpenOptions::new().write(true).create_new(true).open(path);
        made.map_err(|error| file_failure("write", path, &error))?;
    }
    files::replace(path, &new).map_err(|error| file_failure("write", path, &error))?;
    plan::note_made(context, "map", path)?;
    context.ui.line(&path.display().to_string())
}
