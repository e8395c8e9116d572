//! A rubric: criteria, red flags and caps, as written in a file and as resolved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::framework::{Level, Step};

/// How much a criterion matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// An interview without it has failed to answer.
    Must,
    /// Expected of a good answer.
    Should,
    /// Adds, never costs.
    Bonus,
}

impl Tier {
    /// The word used in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Bonus => "bonus",
        }
    }

    /// The weight of a criterion that states none.
    pub fn default_weight(self) -> f64 {
        match self {
            Self::Must => 3.0,
            Self::Should => 2.0,
            Self::Bonus => 1.0,
        }
    }
}

/// What a criterion weighs: the same at every level, or by level. Weights are 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Weight {
    /// The same at every level.
    Same(f64),
    /// By level.
    ByLevel(LevelWeights),
}

/// A weight for each level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelWeights {
    /// At junior.
    pub junior: f64,
    /// At mid.
    pub mid: f64,
    /// At senior.
    pub senior: f64,
    /// At staff.
    pub staff: f64,
}

impl Weight {
    /// The weight at a level.
    pub fn at(self, level: Level) -> f64 {
        match self {
            Self::Same(weight) => weight,
            Self::ByLevel(weights) => match level {
                Level::Junior => weights.junior,
                Level::Mid => weights.mid,
                Level::Senior => weights.senior,
                Level::Staff => weights.staff,
            },
        }
    }
}

/// Example sentences, by the verdict they deserve.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exemplars {
    /// Sentences that meet it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<String>,
    /// Sentences that half meet it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partly: Vec<String>,
    /// Near misses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<String>,
}

impl Exemplars {
    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        self.met.is_empty() && self.partly.is_empty() && self.missed.is_empty()
    }
}

/// A figure that has to be stated: between `min` and `max`, in `unit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberRange {
    /// The smallest figure that counts, in `unit`.
    pub min: f64,
    /// The largest figure that counts, in `unit`.
    pub max: f64,
    /// The unit, such as `per second`, `bytes`, `ms`, `years`, `%`; empty for a bare number.
    pub unit: String,
}

/// A criterion as resolved: shared fields taken in, defaults filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Unique in the rubric: `a-z`, `0-9` and `-`.
    pub id: String,
    /// The step where it is listed and where evidence is looked for first.
    pub step: Step,
    /// What has to be shown, decidable by a stranger.
    pub text: String,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// How much it matters.
    pub tier: Tier,
    /// What it weighs.
    pub weight: Weight,
    /// Whether only a reason, a consequence or an alternative makes it `met`.
    #[serde(default)]
    pub depth: bool,
    /// Groups that all have to be near each other; any phrase of a group will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<Vec<String>>,
    /// Figures of which one has to be stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberRange>,
    /// Facts of the prompt; having asked for one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Sentences.
    #[serde(default, skip_serializing_if = "Exemplars::is_empty")]
    pub exemplars: Exemplars,
    /// Wrong statements about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misconceptions: Vec<String>,
    /// The curveball that it belongs to; counted only where that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curveball: Option<String>,
    /// Whether it was taken in from the shared criteria: what every prompt asks for.
    #[serde(default)]
    pub shared: bool,
}

/// A mistake that subtracts points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedFlag {
    /// Unique in the rubric.
    pub id: String,
    /// The mistake.
    pub text: String,
    /// Points subtracted from the total, 1 to 20.
    #[schemars(range(min = 1, max = 20))]
    pub points: f64,
    /// Groups that all have to be near each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<Vec<String>>,
    /// Sentences that make the mistake (`met`) and correct ones close to it (`missed`).
    #[serde(default, skip_serializing_if = "Exemplars::is_empty")]
    pub exemplars: Exemplars,
}

/// A limit on the total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Unique in the rubric.
    pub id: String,
    /// What is said in the report, completing "capped at 40: …".
    pub text: String,
    /// The highest total, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub at_most: f64,
    /// When it applies.
    pub when: When,
}

/// The condition of a cap; exactly one of the fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// All of these criteria are missed.
    Missed(Vec<String>),
    /// Every criterion of this step is missed, never where the step has none; or it holds no answer
    /// and less than half of what belongs there stands elsewhere.
    StepMissed(Step),
    /// All of these steps hold no answer, and less than half of what belongs there stands elsewhere.
    Empty(Vec<Step>),
    /// This red flag was raised.
    RedFlag(String),
    /// Less than this share (0 to 1) of the rubric's own musts (those that are not
    /// [`Criterion::shared`]) is met, half met counting half; never where it has none.
    MustsBelow(f64),
}

/// A rubric with shared criteria taken in and defaults filled: what a session carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The prompt's id.
    pub prompt: String,
    /// Counted up by hand when verdicts may change.
    pub version: u32,
    /// The criteria in the order of the file.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
    /// The red flags.
    #[serde(rename = "red_flag", default, skip_serializing_if = "Vec::is_empty")]
    pub red_flags: Vec<RedFlag>,
    /// The caps, the two of every rubric included.
    #[serde(rename = "cap", default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
}

/// A criterion as a file writes it: everything but its id (or `use`) may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionFile {
    /// The id of a shared criterion whose fields are taken.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// Unique in the rubric: `a-z`, `0-9` and `-`. A used criterion may keep the shared one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The step where it is listed and where evidence is looked for first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// What has to be shown, decidable by a stranger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// How much it matters; `should` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// What it weighs; when left out 3 for a must, 2 for a should, 1 for a bonus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// Whether only a reason, a consequence or an alternative makes it `met`; false when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<bool>,
    /// Groups that all have to be near each other; any phrase of a group will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concepts: Option<Vec<Vec<String>>>,
    /// Figures of which one has to be stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Vec<NumberRange>>,
    /// Facts of the prompt, by id; having asked for one counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<Vec<String>>,
    /// Sentences by the verdict they deserve; each list given replaces the shared one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemplars: Option<Exemplars>,
    /// Wrong statements about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misconceptions: Option<Vec<String>>,
    /// The curveball that it belongs to; counted only where that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curveball: Option<String>,
}

/// A rubric as a file in `rubrics/` writes it. `shared.toml` has the same form without `prompt`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RubricFile {
    /// The id of the prompt that it judges; left out in `shared.toml` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Counted up by hand when verdicts may change; from 1.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// The criteria.
    #[serde(rename = "criterion", default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionFile>,
    /// The red flags.
    #[serde(rename = "red_flag", default, skip_serializing_if = "Vec::is_empty")]
    pub red_flags: Vec<RedFlag>,
    /// Caps particular to this prompt.
    #[serde(rename = "cap", default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
}
