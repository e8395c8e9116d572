//! A model that words what the interviewer says.

use super::{Settings, obtain, settings};
use crate::cli::args::{ModelArgs, Who};
use crate::cli::context::Context;
use crate::cli::error::Failure;

/// The words with which consent is asked for.
const WHAT: &str = "What you write, the brief, its facts and criteria";

/// The model of an interview, agreed to before its clock starts; `None` where the bank's words are
/// wanted.
///
/// # Errors
/// When no endpoint was named, or nobody agreed to it.
pub(in crate::cli) fn voice(
    context: &Context,
    who: Option<Who>,
    args: &ModelArgs,
) -> Result<Option<Settings>, Failure> {
    if who != Some(Who::Llm) {
        return Ok(None);
    }
    let settings = settings(context, args)?;
    obtain(context, &settings.endpoint, WHAT)?;
    Ok(Some(settings))
}
