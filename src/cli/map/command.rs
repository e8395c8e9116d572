//! From the arguments of `map` to what it shows and writes.

use std::path::Path;

use super::reading;
use super::writing;
use crate::cli::args::Map;
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::cli::files;
use crate::cli::sessions;
use crate::project::{Beside, Design};
use crate::report::{MapDocument, Mapped, map_markdown, map_page};

/// Reads a Go tree and shows what it is; with `--design` beside what somebody designed.
///
/// # Errors
/// When the folder or the session is not there, or a file cannot be written.
pub(in crate::cli) fn run(context: &Context, args: &Map) -> Result<(), Failure> {
    let design = args.design.as_deref().map(|name| designed(context, name)).transpose()?;
    let project = reading::read(&args.path)?;
    if project.packages.is_empty() && project.unread.is_empty() {
        let none = format!("there is no Go source in `{}`", args.path.display());
        return Err(Failure::expected(none).hint(
            "name the folder that holds `go.mod`; vendored and hidden folders do not count",
        ));
    }
    let beside: Option<(String, String, Beside)> =
        design.map(|(id, prompt, design)| (id, prompt, project.beside(&design)));
    let mapped = Mapped {
        project: &project,
        beside: beside.as_ref().map(|(id, prompt, beside)| (id.as_str(), prompt.as_str(), beside)),
    };
    if let Some(path) = &args.write {
        return writing::write(context, &project, path);
    }
    if let Some(path) = &args.output {
        let text = if args.json { json(&mapped)? } else { map_markdown(&mapped) };
        if path.as_path() == Path::new("-") {
            return context.ui.out(&text);
        }
        files::replace(path, text.as_bytes())
            .map_err(|error| file_failure("write", path, &error))?;
        return context.ui.line(&path.display().to_string());
    }
    if args.json {
        return context.json(&MapDocument::of(&mapped));
    }
    context.styled_paged(&map_page(&mapped, context.layout()))
}

fn json(mapped: &Mapped<'_>) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(&MapDocument::of(mapped))
        .map_err(|error| Failure::expected(format!("cannot write JSON: {error}")))?;
    text.push('\n');
    Ok(text)
}

/// What somebody drew and wrote in a session: nothing but their own words, so that it spoils
/// nothing while the interview goes on.
fn designed(context: &Context, name: &str) -> Result<(String, String, Design), Failure> {
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, name)?;
    let session = sessions::open(&store, &summary.id)?;
    let answers = session.answers().into_iter();
    let design = Design {
        diagram: session.whiteboard(),
        answers: answers.map(|(step, text)| (step.to_string(), text)).collect(),
    };
    Ok((summary.id, summary.prompt, design))
}
