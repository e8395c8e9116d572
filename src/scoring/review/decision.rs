//! What a candidate holds of a verdict, when it counts, and what it does to the score.

use std::collections::BTreeMap;

use super::quotation::locate;
use crate::bank::{Rubric, nearest};
use crate::scoring::arithmetic::{Override, rescore};
use crate::scoring::{CriterionVerdict, Document, Verdict};

/// What the candidate holds of a verdict of the judge's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The candidate's verdict.
    pub verdict: Verdict,
    /// Why, on one line; empty where the judge's verdict was accepted as it stood.
    pub reason: String,
    /// The words of the answers that show it; pieces that stand apart are joined by a line feed.
    /// `None` where nothing more than the judge's own quotation shows it, or where it was said aloud.
    pub quote: Option<String>,
}

impl Review {
    /// Whether it accepts what the judge said.
    pub fn is_acceptance(&self) -> bool {
        self.reason.is_empty()
    }

    /// Whether it counts beside this verdict of the judge's: an override always does, an acceptance
    /// only of the verdict that was accepted.
    pub fn stands_for(&self, judged: &CriterionVerdict) -> bool {
        !self.is_acceptance() || self.verdict == judged.verdict
    }
}

/// Why an override is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The score has no such criterion.
    #[error("the score has no criterion `{criterion}`")]
    UnknownCriterion {
        /// What was named.
        criterion: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// It is not said why.
    #[error("it is not said why `{criterion}` is {}", verdict.id())]
    NoReason {
        /// The criterion.
        criterion: String,
        /// The candidate's verdict.
        verdict: Verdict,
    },
    /// The quotation is not the candidate's own words.
    #[error("`{quote}` is not in the answers")]
    NotInTheAnswers {
        /// What was to be quoted, on one line.
        quote: String,
    },
    /// What is missed has nothing that shows it.
    #[error("`{criterion}` cannot be missed and quoted")]
    MissedAndQuoted {
        /// The criterion.
        criterion: String,
    },
}

/// Accepts a verdict as it stands.
pub fn confirm(judged: &CriterionVerdict) -> Review {
    Review { verdict: judged.verdict, reason: String::new(), quote: None }
}

/// Overrides a verdict, or gives the same one with a reason of one's own, which then holds whatever
/// another judge may say. `quote` is found in the answers or it is nothing; where it differs from
/// them in white space only, what stands there is taken. Without one, a verdict of met or partly
/// rests on the judge's own quotation, or on the candidate's word that it was said aloud.
///
/// # Errors
/// See [`NotTaken`].
pub fn dispute(
    document: &Document,
    criterion: &str,
    verdict: Verdict,
    reason: &str,
    quote: Option<&str>,
) -> Result<Review, NotTaken> {
    let judged = document.criteria.iter().find(|judged| judged.id == criterion);
    let judged = judged.ok_or_else(|| NotTaken::UnknownCriterion {
        criterion: criterion.to_owned(),
        nearest: nearest(criterion, document.criteria.iter().map(|judged| judged.id.as_str()))
            .map(str::to_owned),
    })?;
    let reason = one_line(reason);
    if reason.is_empty() {
        return Err(NotTaken::NoReason { criterion: criterion.to_owned(), verdict });
    }
    let quote = match quote {
        Some(_) if verdict == Verdict::Missed => {
            return Err(NotTaken::MissedAndQuoted { criterion: criterion.to_owned() });
        }
        Some(quote) => {
            let found = locate(&document.answers, judged.step, quote);
            let found =
                found.ok_or_else(|| NotTaken::NotInTheAnswers { quote: one_line(quote) })?;
            let pieces: Vec<&str> = found.iter().map(|piece| piece.quote.as_str()).collect();
            Some(pieces.join("\n"))
        }
        None => None,
    };
    Ok(Review { verdict, reason, quote })
}

/// The score with the reviews that count put in the place of the judge's verdicts. Accepted verdicts
/// stay what they are and are no longer unsure. Reviews of criteria that the score lacks change
/// nothing.
pub fn reviewed(
    rubric: &Rubric,
    document: &Document,
    reviews: &BTreeMap<String, Review>,
) -> Document {
    let standing = document.criteria.iter().filter_map(|judged| {
        let review = reviews.get(&judged.id).filter(|review| review.stands_for(judged))?;
        let quoted = review.quote.as_deref();
        let evidence = quoted.and_then(|quote| locate(&document.answers, judged.step, quote));
        let reason = if review.is_acceptance() { &judged.reason } else { &review.reason };
        let instead = Override {
            verdict: review.verdict,
            reason: reason.clone(),
            evidence: evidence.unwrap_or_default(),
        };
        Some((judged.id.clone(), instead))
    });
    rescore(rubric, document, &standing.collect())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
