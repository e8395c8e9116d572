//! The second opinion, beside the offline score.

use std::fmt::Write as _;

use super::prose::words;
use crate::bank::Rubric;
use crate::report::figures::whole;
use crate::report::worth;
use crate::scoring::Document;

/// What the other judge's verdicts come to, and where they differ.
pub(super) fn section(page: &mut String, document: &Document, rubric: &Rubric) {
    let Some(second) = &document.second else { return };
    let model = second.model.as_deref().unwrap_or("unnamed");
    let _ = writeln!(
        page,
        "\n## A second opinion\n\nA language model ({}) judged the same answers against the same \
         criteria: {} of 100 beside {} of the offline judge. The verdicts are its own, the numbers \
         are made of them as of any others.",
        words(model),
        whole(second.total),
        whole(document.total),
    );
    let differing = document.criteria.iter().filter(|judged| judged.is_disputed());
    let mut listed = String::new();
    for judged in differing {
        let Some(other) = &judged.second else { continue };
        let criterion = worth::criterion(rubric, &judged.id);
        let text = criterion.map_or_else(|| worth::name(&judged.id), |one| words(&one.text));
        let _ = writeln!(
            listed,
            "- {text}: {} by the offline judge, {} by the model. {}",
            judged.verdict.id(),
            other.verdict.id(),
            words(&other.reason),
        );
    }
    if listed.is_empty() {
        page.push_str("\nThe two differ in no verdict.\n");
    } else {
        let _ = write!(page, "\nWhere they differ:\n\n{listed}");
    }
}
