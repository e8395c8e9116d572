//! What to judge by: a prompt of the bank, or a rubric file.

use std::path::Path;

use crate::bank::{Bank, Guide, Rubric};
use crate::cli::error::{Failure, file_failure};
use crate::cli::stored::Content;

/// The content for a prompt and a rubric file, one of which may be missing. With a rubric file the
/// prompt need not be in the bank.
///
/// # Errors
/// When neither is given, or one cannot be read.
pub(in crate::cli) fn content(
    bank: &Bank,
    prompt: Option<&str>,
    rubric: Option<&Path>,
) -> Result<Content, Failure> {
    let Some(path) = rubric else {
        let id = prompt.ok_or_else(|| {
            Failure::usage("it is not known which prompt the text answers")
                .hint("`--prompt PROMPT` says so; `onsite prompts` lists them")
        })?;
        return match guide(bank, prompt, None) {
            Some(guide) => Ok(Content {
                prompt: None,
                rubric: bank.guide_rubric(guide)?,
                lexicon: bank.lexicon()?.clone(),
            }),
            None => Content::of(bank, id),
        };
    };
    let mut rubric = from_file(bank, path)?;
    if let Some(id) = prompt {
        id.clone_into(&mut rubric.prompt);
    }
    let prompt = bank.prompt(&rubric.prompt).ok();
    let lexicon = bank.lexicon_for(&rubric.prompt)?.clone();
    Ok(Content { prompt, rubric, lexicon })
}

/// The guided document that is meant, unless a prompt of the bank has its name or another rubric
/// judges.
pub(in crate::cli) fn guide(
    bank: &Bank,
    prompt: Option<&str>,
    rubric: Option<&Path>,
) -> Option<&'static Guide> {
    let guide = Guide::of(prompt?)?;
    (rubric.is_none() && bank.source(guide.id).is_err()).then_some(guide)
}

/// A rubric file, with the shared criteria of the bank taken in. What `onsite check` calls an error is
/// one here, but for sentences that are judged otherwise than they are listed: that is what
/// `score --explain` is asked about.
///
/// # Errors
/// When it cannot be read or has errors.
pub(in crate::cli) fn from_file(bank: &Bank, path: &Path) -> Result<Rubric, Failure> {
    let bytes = std::fs::read(path).map_err(|error| file_failure("read", path, &error))?;
    let found = bank.inspect_rubric(&path.display().to_string(), bytes)?;
    match found.rubric {
        Some(file) if !found.faults.has_errors() => Ok(bank.resolve(&file)?),
        _ => Err(Failure::expected(found.faults.errors().to_string())),
    }
}
