//! `plan export`: the whole week, written out.

use std::path::{Path, PathBuf};

use super::command::reading;
use crate::cli::args::{PlanExport, PlanFormat};
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::cli::files;
use crate::report;
use crate::study::week::Week;

/// Writes the week to a file or to standard output.
///
/// # Errors
/// When the week cannot be read, or the file is there and holds something else.
pub(super) fn run(context: &Context, args: &PlanExport) -> Result<(), Failure> {
    let opened = reading(context)?;
    let (text, default) = match args.format {
        PlanFormat::Markdown => {
            (report::week_markdown(&opened.view), format!("{}-week.md", opened.view.date))
        }
        PlanFormat::Html => (
            report::html::week(&opened.view, env!("CARGO_PKG_VERSION")),
            format!("{}-week.html", opened.view.date),
        ),
        PlanFormat::Toml => (Week::built_in_text().to_owned(), "plan.toml".to_owned()),
    };
    if args.output.as_deref() == Some(Path::new("-")) {
        return context.ui.out(&text);
    }
    let path = args.output.clone().unwrap_or(PathBuf::from(default));
    write(&path, &text, args.force)?;
    context.ui.line(&path.display().to_string())
}

/// Puts a text into a file. What is there is only replaced when it is the same, an export that
/// nobody changed, or with `force`.
///
/// # Errors
/// When something else is there, or the file cannot be written.
pub(in crate::cli) fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    if !force && path.exists() {
        let bytes = std::fs::read(path).map_err(|error| file_failure("read", path, &error))?;
        let there = String::from_utf8_lossy(&bytes);
        if there != text && !report::is_untouched(&there) {
            return Err(Failure::expected(format!(
                "`{}` is there and holds something else",
                path.display()
            ))
            .hint("`--force` replaces it, `-o FILE` writes elsewhere"));
        }
    }
    files::replace(path, text.as_bytes()).map_err(|error| file_failure("write", path, &error))
}
