//! The score document: what `score --json` prints and what a session keeps.
//!
//! Fields are only ever added. Same answers, rubric, level and [`SCORER`]: same bytes.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bank::{Level, Step, Tier};

/// The name of the document's format.
pub const SCHEMA: &str = "onsite.score/1";
/// Counted up whenever the same input may give another document.
pub const SCORER: &str = "1";

/// Where a piece of answer text stands: in a step, or in text that is not divided into steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the answer to a step.
    Step(Step),
    /// In undivided text, written `all`.
    All,
}

impl Place {
    /// The id of the step, or `all`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Step(step) => step.id(),
            Self::All => "all",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl From<Step> for Place {
    fn from(step: Step) -> Self {
        Self::Step(step)
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "all" {
            return Ok(Self::All);
        }
        Step::ALL.into_iter().find(|step| step.id() == text).map(Self::Step).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is neither a step nor `all`"))
        })
    }
}

impl JsonSchema for Place {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "enum": ["requirements", "api", "components", "storage", "scale", "all"],
        })
    }
}

/// The answer text, one UTF-8 string a place. Places without text may be absent.
pub type Answers = BTreeMap<Place, String>;

/// How far a criterion is met.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Not shown.
    Missed,
    /// Half shown.
    Partly,
    /// Shown.
    Met,
}

impl Verdict {
    /// The word used in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Partly => "partly",
            Self::Met => "met",
        }
    }

    /// The verdict that a word names.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Missed, Self::Partly, Self::Met].into_iter().find(|verdict| verdict.id() == word)
    }

    /// 0, ½ or 1.
    pub fn credit(self) -> f64 {
        match self {
            Self::Missed => 0.0,
            Self::Partly => 0.5,
            Self::Met => 1.0,
        }
    }

    /// One class lower, or the same.
    #[must_use]
    pub fn lower(self) -> Self {
        match self {
            Self::Met => Self::Partly,
            Self::Partly | Self::Missed => Self::Missed,
        }
    }

    /// One class higher, or the same.
    #[must_use]
    pub fn higher(self) -> Self {
        match self {
            Self::Missed => Self::Partly,
            Self::Partly | Self::Met => Self::Met,
        }
    }
}

/// The verdict on the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Overall {
    /// From 85.
    Strong,
    /// From 70.
    Meets,
    /// From 55.
    Borderline,
    /// Less than 55.
    Below,
}

impl Overall {
    /// The verdict for a total of 0 to 100.
    pub fn of(total: f64) -> Self {
        match total {
            total if total >= 85.0 => Self::Strong,
            total if total >= 70.0 => Self::Meets,
            total if total >= 55.0 => Self::Borderline,
            _ => Self::Below,
        }
    }

    /// The word used in JSON and on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Meets => "meets",
            Self::Borderline => "borderline",
            Self::Below => "below",
        }
    }
}

/// A score with everything that leads to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// The id of the line, with `score --jsonl`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<serde_json::Value>,
    /// [`SCORER`].
    pub scorer: String,
    /// The prompt's id.
    pub prompt: String,
    /// Which rubric.
    pub rubric: RubricRef,
    /// The level whose weights `total` uses.
    pub level: Level,
    /// Who gave the verdicts: `offline` or `llm`.
    pub judge: String,
    /// The model behind an `llm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The score of the other judge, where two judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<OtherScore>,
    /// 0 to 100, one decimal.
    pub total: f64,
    /// The total if every unsure verdict fell one class, and if it rose one.
    pub range: [f64; 2],
    /// The verdict on the whole.
    pub verdict: Overall,
    /// Ids of the caps that lowered the total.
    pub capped_by: Vec<String>,
    /// The candidate's own guess, 0 to 100.
    pub guess: Option<u8>,
    /// The total at every level.
    pub levels: BTreeMap<Level, f64>,
    /// Every step in order.
    pub steps: Vec<StepScore>,
    /// Every criterion that counted, in the order of the rubric.
    pub criteria: Vec<CriterionVerdict>,
    /// The red flags that were raised.
    pub red_flags: Vec<RaisedFlag>,
    /// Arithmetic in the answers that is more than a factor of 1.5 out. It costs no points.
    #[serde(default)]
    pub arithmetic: Vec<Slip>,
    /// Results of estimates that no later sentence uses. They cost no points.
    #[serde(default)]
    pub unused_estimates: Vec<Evidence>,
    /// The text that was judged.
    pub answers: Answers,
}

/// Which rubric was used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RubricRef {
    /// The rubric's version.
    pub version: u32,
    /// Over the resolved rubric with its shared criteria and the lexicon, in hexadecimal.
    pub sha256: String,
}

/// The score of a step from its own criteria.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepScore {
    /// The step.
    pub id: Step,
    /// 0 to 100, one decimal; `null` when the step was not part of the session.
    pub score: Option<f64>,
    /// Its share of all weight that is not bonus, 0 to 1; `null` when not part.
    pub weight: Option<f64>,
}

/// The verdict on a criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionVerdict {
    /// The criterion's id.
    pub id: String,
    /// Where it is listed.
    pub step: Step,
    /// How much it matters.
    pub tier: Tier,
    /// Its weight at the document's level.
    pub weight: f64,
    /// How far it is met.
    pub verdict: Verdict,
    /// 0 to 1.
    pub confidence: f64,
    /// Whether the confidence is too small to rely on; `review` asks about these first.
    pub unsure: bool,
    /// Whether it was shown only after a follow-up or a hint about it.
    pub prompted: bool,
    /// The sentences that earned it; empty when missed.
    pub evidence: Vec<Evidence>,
    /// Why it was judged so, in one sentence.
    pub reason: String,
    /// What the other judge says of it, where two judged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<OtherVerdict>,
    /// Why the offline verdict stands here, in the document of another judge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
}

impl CriterionVerdict {
    /// Whether two judges judged it and say different things.
    pub fn is_disputed(&self) -> bool {
        self.second.as_ref().is_some_and(|second| second.verdict != self.verdict)
    }
}

/// What another judge says of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherVerdict {
    /// `offline` or `llm`.
    pub judge: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its reason.
    pub reason: String,
}

/// What the verdicts of another judge come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherScore {
    /// `offline` or `llm`.
    pub judge: String,
    /// The model behind an `llm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The total, 0 to 100.
    pub total: f64,
    /// The total if every unsure verdict fell one class, and if it rose one.
    pub range: [f64; 2],
    /// The total in a word.
    pub verdict: Overall,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Exactly the text at `start..end`.
    pub quote: String,
    /// The answer in which it stands.
    pub step: Place,
    /// Byte offset of its beginning.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
}

/// A red flag that was raised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaisedFlag {
    /// The red flag's id.
    pub id: String,
    /// Points subtracted.
    pub points: f64,
    /// The sentences that raised it.
    pub evidence: Vec<Evidence>,
}

/// Arithmetic that does not come out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// Exactly the text at `start..end`: the arithmetic with its stated result.
    pub quote: String,
    /// The answer in which it stands.
    pub step: Place,
    /// Byte offset of its beginning.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
    /// The result as stated.
    pub stated: String,
    /// The right figure, in three significant figures.
    pub right: String,
}
