//! `onsite template`: markdown to be filled in.

use super::args::{Template, TemplateKind};
use super::context::Context;
use super::error::Failure;
use super::plan;
use crate::bank::{DESIGN_TEMPLATE, Guide};

/// Writes a template to a file or to standard output.
///
/// # Errors
/// When the file is there and holds something else, or cannot be written.
pub(super) fn run(context: &Context, args: &Template) -> Result<(), Failure> {
    let id = match args.kind {
        TemplateKind::Design => None,
        TemplateKind::ApiGuidelines => Some("api-guidelines"),
        TemplateKind::Decomposition => Some("decomposition"),
    };
    let guide = id.and_then(Guide::of);
    let text = guide.map_or(DESIGN_TEMPLATE, |guide| guide.template);
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        return context.ui.out(text);
    };
    plan::write(path, text, args.force)?;
    let what = guide.map_or("template".to_owned(), |guide| format!("template {}", guide.id));
    plan::note_made(context, &what, path)?;
    context.ui.line(&path.display().to_string())?;
    let prompt = guide.map_or("PROMPT", |guide| guide.id);
    context.ui.say(&format!(
        "Write under its headings; `onsite score --file {} --prompt {prompt}` judges it.",
        path.display()
    ));
    Ok(())
}
