//! What a good prompt and a good rubric have beyond being readable.
//!
//! Errors are contradictions: a reference to nothing, a sentence that is both met and missed.
//! Everything else is a warning: the content works, less well. Whether the exemplars are judged as
//! they say is for the scorer to find out.

mod concepts;
mod exemplars;
mod inspect;
mod lexicon;
mod lint;
mod numbers;
mod pack;
mod pair;
mod prompt;
mod rubric;
mod spelling;

pub use inspect::Inspection;
pub use lint::Context;

use super::fault::Faults;
use super::prompt::Prompt;
use super::reading::Sourced;
use super::rubric::RubricFile;

/// Everything about a prompt and its rubric that can be decided without scoring, as errors and
/// warnings with their places. Either may be left out: then what needs both is not looked at.
pub fn check(
    prompt: Option<&Sourced<Prompt>>,
    rubric: Option<&Sourced<RubricFile>>,
    context: &Context<'_>,
) -> Faults {
    let mut faults = Faults::default();
    if let Some(prompt) = prompt {
        faults.merge(prompt::check(prompt, context));
    }
    if let Some(rubric) = rubric {
        let (resolved, errors) = super::resolve::as_far_as_possible(rubric, context.shared);
        let mut rest = rubric::check(rubric, &resolved, context);
        if let Some(prompt) = prompt {
            rest.merge(pair::check(prompt, rubric, &resolved));
        }
        if errors.has_errors() {
            // What else is wrong may follow from these where it is a warning, or about the prompt.
            rest = rest.errors();
            rest.only(rubric.path());
        }
        faults.merge(errors);
        faults.merge(rest);
    }
    faults
}

#[cfg(test)]
mod tests;
