//! How well a card was answered.

use serde::{Deserialize, Serialize};

use crate::scoring::CriterionVerdict;
use crate::scoring::Verdict;

/// How well a card was answered, as the scheduler wants to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// It was not there.
    Again,
    /// Half of it was.
    Hard,
    /// It was there.
    Good,
    /// It was there at once.
    Easy,
}

impl Grade {
    /// All grades, the worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The word used in entries, in JSON and on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// The grade that a key or a beginning of its word names, in any case.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let named = |grade: &Self| !word.is_empty() && grade.id().starts_with(&word);
        Self::ALL.into_iter().find(named)
    }
}

/// From this confidence on a verdict is beyond doubt.
const BEYOND_DOUBT: f64 = 0.85;
/// An answer within so many seconds was there at once: half of what a card may take.
const AT_ONCE: u32 = 90;

/// The grade that the judge proposes. `seconds` is how long the answer took; `None` where nobody
/// typed it, and then nothing is called easy.
pub fn propose(judged: &CriterionVerdict, seconds: Option<u32>) -> Grade {
    let at_once = seconds.is_some_and(|seconds| seconds <= AT_ONCE);
    match judged.verdict {
        Verdict::Missed => Grade::Again,
        Verdict::Partly => Grade::Hard,
        Verdict::Met if at_once && !judged.unsure && judged.confidence >= BEYOND_DOUBT => {
            Grade::Easy
        }
        Verdict::Met => Grade::Good,
    }
}
