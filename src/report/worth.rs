//! What earned most and what would earn most: the order in which a report names criteria.

use crate::bank::{Criterion, Level, Rubric, Tier};
use crate::scoring::{CriterionVerdict, Document, Verdict};

/// A criterion that is not fully met, with what it could still bring.
pub(super) struct Gain<'a> {
    /// The verdict.
    pub verdict: &'a CriterionVerdict,
    /// The criterion, where the rubric has it.
    pub criterion: Option<&'a Criterion>,
    /// Points of the total that it would add, before red flags and caps.
    pub points: f64,
}

/// The criterion of a verdict, where the rubric has it.
pub(super) fn criterion<'a>(rubric: &'a Rubric, id: &str) -> Option<&'a Criterion> {
    rubric.criteria.iter().find(|criterion| criterion.id == id)
}

/// An id as a name: `cache-failure` is `cache failure`.
pub(super) fn name(id: &str) -> String {
    super::one_line(&id.replace('-', " "))
}

/// Missed and half-met criteria, the most valuable first; what only adds comes last, what weighs
/// nothing at this level not at all.
pub(super) fn gains<'a>(document: &'a Document, rubric: &'a Rubric) -> Vec<Gain<'a>> {
    let counted = document.criteria.iter().filter(|verdict| verdict.tier != Tier::Bonus);
    let possible: f64 = counted.map(|verdict| verdict.weight).sum();
    let open = document.criteria.iter().filter(|v| v.verdict != Verdict::Met && v.weight > 0.0);
    let mut gains: Vec<Gain<'a>> = open
        .map(|verdict| {
            let missing =
                verdict.weight * (1.0 - verdict.verdict.credit() * share(document, verdict));
            let points = if possible > 0.0 { 100.0 * missing / possible } else { 0.0 };
            Gain { verdict, criterion: criterion(rubric, &verdict.id), points }
        })
        .collect();
    let bonus = |gain: &Gain<'_>| gain.verdict.tier == Tier::Bonus;
    gains.sort_by(|a, b| bonus(a).cmp(&bonus(b)).then(b.points.total_cmp(&a.points)));
    gains
}

/// Met criteria with a quotation, the weightiest first.
pub(super) fn strengths(document: &Document) -> Vec<&CriterionVerdict> {
    let met = document.criteria.iter();
    let mut met: Vec<&CriterionVerdict> =
        met.filter(|v| v.verdict == Verdict::Met && !v.evidence.is_empty()).collect();
    let bonus = |verdict: &CriterionVerdict| verdict.tier == Tier::Bonus;
    met.sort_by(|a, b| bonus(a).cmp(&bonus(b)).then(b.weight.total_cmp(&a.weight)));
    met
}

/// How much of its credit a criterion gets: half when it was prompted, at senior and staff.
fn share(document: &Document, verdict: &CriterionVerdict) -> f64 {
    let strict = matches!(document.level, Level::Senior | Level::Staff);
    if verdict.prompted && strict { 0.5 } else { 1.0 }
}

/// The caps that lowered the total in words: "capped at 40: no requirements were stated".
pub(super) fn caps(document: &Document, rubric: &Rubric) -> Vec<String> {
    let words =
        document.capped_by.iter().map(|id| match rubric.caps.iter().find(|cap| cap.id == *id) {
            Some(cap) => format!("capped at {}: {}", cap.at_most, super::one_line(&cap.text)),
            None => format!("capped: {}", name(id)),
        });
    words.collect()
}

/// The text of a red flag, or its id in words.
pub(super) fn flag_text(rubric: &Rubric, id: &str) -> String {
    let flag = rubric.red_flags.iter().find(|flag| flag.id == id);
    flag.map_or_else(|| name(id), |flag| super::one_line(&flag.text))
}
