//! The five steps of the interview framework, their time budgets, and the four levels.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A step of the framework, in the order in which an interview walks through them.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Clarify requirements.
    Requirements,
    /// APIs and core use cases.
    Api,
    /// High-level components and data flow.
    Components,
    /// Storage, caching, queues.
    Storage,
    /// Scalability, reliability, security.
    Scale,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 5] =
        [Self::Requirements, Self::Api, Self::Components, Self::Storage, Self::Scale];

    /// The id used in files, flags, JSON and headings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Requirements => "requirements",
            Self::Api => "api",
            Self::Components => "components",
            Self::Storage => "storage",
            Self::Scale => "scale",
        }
    }

    /// The heading that people see.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Requirements => "Clarify requirements",
            Self::Api => "APIs and core use cases",
            Self::Components => "High-level components and data flow",
            Self::Storage => "Storage, caching, queues",
            Self::Scale => "Scalability, reliability, security",
        }
    }

    /// The share of the box, in parts of [`PARTS`].
    pub fn parts(self) -> u64 {
        match self {
            Self::Requirements => 7,
            Self::Api => 8,
            Self::Components => 12,
            Self::Storage | Self::Scale => 9,
        }
    }

    /// Position in the framework, from 0.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Step {
    type Err = UnknownStep;

    /// Reads an id or a unique beginning of one, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownStep> {
        let wanted = text.trim().to_lowercase();
        let mut found = Self::ALL.into_iter().filter(|step| step.id().starts_with(&wanted));
        match (wanted.is_empty(), found.next(), found.next()) {
            (false, Some(step), None) => Ok(step),
            (false, Some(first), Some(_)) if first.id() == wanted => Ok(first),
            _ => Err(UnknownStep(text.to_owned())),
        }
    }
}

/// A word that names no step, or more than one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no step `{0}`: the steps are requirements, api, components, storage, scale")]
pub struct UnknownStep(pub String);

/// Sum of all [`Step::parts`].
pub const PARTS: u64 = 45;

/// Splits a box among the given steps by largest remainder on 7:8:12:9:9, in whole minutes, or in
/// whole seconds when the box is shorter than 20 minutes or not whole minutes. Ties go to the
/// earlier step.
///
/// Returns seconds, one entry a step in the order given; they add up to `seconds` exactly.
pub fn budgets(seconds: u64, steps: &[Step]) -> Vec<u64> {
    let unit = if seconds >= 20 * 60 && seconds.is_multiple_of(60) { 60 } else { 1 };
    let units = seconds / unit;
    let parts: u64 = steps.iter().map(|step| step.parts()).sum();
    if parts == 0 {
        return Vec::new();
    }
    let share = |step: &Step| u128::from(units) * u128::from(step.parts());
    let mut whole: Vec<u64> =
        steps.iter().map(|step| (share(step) / u128::from(parts)) as u64).collect();
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(share(&steps[index]) % u128::from(parts)));
    let missing = units - whole.iter().sum::<u64>();
    for &index in order.iter().take(missing as usize) {
        whole[index] += 1;
    }
    whole.iter().map(|units| units * unit).collect()
}

/// The level that an interview is graded for.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Junior engineer.
    Junior,
    /// Mid-level engineer.
    #[default]
    Mid,
    /// Senior engineer.
    Senior,
    /// Staff engineer.
    Staff,
}

impl Level {
    /// All levels, from junior to staff.
    pub const ALL: [Self; 4] = [Self::Junior, Self::Mid, Self::Senior, Self::Staff];

    /// The word used in flags, files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Staff => "staff",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_budgets() {
        let minutes = |box_minutes: u64| -> Vec<u64> {
            budgets(box_minutes * 60, &Step::ALL).iter().map(|seconds| seconds / 60).collect()
        };
        assert_eq!(minutes(45), [7, 8, 12, 9, 9]);
        assert_eq!(minutes(50), [8, 9, 13, 10, 10]);
        assert_eq!(minutes(60), [9, 11, 16, 12, 12]);
    }

    #[test]
    fn short_boxes_are_split_in_seconds() {
        assert_eq!(budgets(45, &Step::ALL), [7, 8, 12, 9, 9]);
        assert_eq!(budgets(600, &[Step::Api, Step::Scale]), [282, 318]);
    }

    #[test]
    fn a_step_is_read_by_a_unique_beginning() {
        assert_eq!("req".parse::<Step>(), Ok(Step::Requirements));
        assert_eq!("sc".parse::<Step>(), Ok(Step::Scale));
        assert!("s".parse::<Step>().is_err());
        assert!("".parse::<Step>().is_err());
    }

    proptest::proptest! {
        #[test]
        fn budgets_always_add_up(seconds in 0_u64..100_000, mask in 1_u8..32) {
            let steps: Vec<Step> =
                Step::ALL.into_iter().filter(|step| mask & (1 << step.index()) != 0).collect();
            proptest::prop_assert_eq!(budgets(seconds, &steps).iter().sum::<u64>(), seconds);
        }
    }
}
