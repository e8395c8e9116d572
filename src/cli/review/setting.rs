//! `--set ID=VERDICT`: overrides without a terminal.

use super::reviewing::Reviewing;
use crate::bank::nearest;
use crate::cli::args::Review as Args;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::scoring::{NotTaken, Verdict, dispute};

/// A criterion and the verdict that it is to have.
pub(in crate::cli) type Setting = (String, Verdict);

/// Reads `ID=VERDICT`.
///
/// # Errors
/// When there is no `=`, or the word behind it is no verdict.
pub(in crate::cli) fn read_setting(text: &str) -> Result<Setting, String> {
    let (criterion, word) =
        text.split_once('=').ok_or("ID=VERDICT is needed, such as `cache-failure=met`")?;
    let word = word.trim().to_lowercase();
    let verdict = Verdict::named(&word).ok_or_else(|| {
        let words = ["met", "partly", "missed"];
        match nearest(&word, words) {
            Some(near) => format!("there is no verdict `{word}`; did you mean `{near}`?"),
            None => format!("there is no verdict `{word}`; it is met, partly or missed"),
        }
    })?;
    Ok((criterion.trim().to_owned(), verdict))
}

/// Keeps the overrides, all or none, and shows what they come to.
///
/// # Errors
/// When one of them is not taken.
pub(super) fn run(context: &Context, args: &Args, mut reviewing: Reviewing) -> Result<(), Failure> {
    let reason = args.reason.as_deref().unwrap_or_default();
    let mut decided = Vec::new();
    for (at, (criterion, verdict)) in args.set.iter().enumerate() {
        if args.set[..at].iter().any(|(earlier, _)| earlier == criterion) {
            return Err(Failure::usage(format!("`{criterion}` is set twice")));
        }
        let quote = args.quote.as_deref();
        let review = dispute(&reviewing.document, criterion, *verdict, reason, quote);
        decided.push((criterion.clone(), review.map_err(|why| failure(&why))?));
    }
    reviewing.keep(decided)?;
    if args.json {
        return context.json(&reviewing.reviewed());
    }
    for (criterion, verdict) in &args.set {
        let judged = reviewing.document.criteria.iter().find(|judged| judged.id == *criterion);
        let was = judged.map_or(Verdict::Missed, |judged| judged.verdict);
        let words = if was == *verdict {
            format!("{criterion}: {}, as the judge said", verdict.id())
        } else {
            format!("{criterion}: {} instead of {}", verdict.id(), was.id())
        };
        context.ui.line(&words)?;
    }
    reviewing.show_totals(context)
}

/// A refusal with what to type instead.
fn failure(why: &NotTaken) -> Failure {
    let message = why.to_string();
    match why {
        NotTaken::UnknownCriterion { nearest, .. } => Failure::expected(message)
            .maybe_hint(nearest.as_ref().map(|near| format!("did you mean `{near}`?")))
            .hint("`onsite review --no-input` lists them"),
        NotTaken::NoReason { .. } => {
            Failure::usage(message).hint("`--reason TEXT` says so: every override takes one")
        }
        NotTaken::NotInTheAnswers { .. } => Failure::expected(message).hint(
            "a quotation is the candidate's own words; without `--quote` the reason alone stands \
             for what was said aloud",
        ),
        NotTaken::MissedAndQuoted { .. } => {
            Failure::usage(message).hint("leave `--quote` out, or set it to partly")
        }
    }
}
