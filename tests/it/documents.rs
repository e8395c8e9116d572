//! The JSON documents of the contract, written down once more: reading them fails when a field is
//! missing, and when there is one that the contract does not know.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// `status --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Status {
    pub(crate) schema: String,
    pub(crate) id: String,
    pub(crate) prompt: String,
    pub(crate) mode: String,
    pub(crate) state: String,
    pub(crate) step: String,
    pub(crate) remaining_s: Option<u64>,
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) draft: String,
}

impl Status {
    /// What was answered in a step.
    pub(crate) fn answer(&self, step: &str) -> &str {
        self.answers.get(step).map_or("", String::as_str)
    }
}

/// `history --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct History {
    pub(crate) schema: String,
    pub(crate) sessions: Vec<Sitting>,
}

/// A session in `history --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sitting {
    pub(crate) id: String,
    pub(crate) prompt: String,
    pub(crate) mode: String,
    pub(crate) level: String,
    pub(crate) state: String,
    pub(crate) started_at: String,
    pub(crate) minutes: Option<u64>,
    pub(crate) spent_s: u64,
    pub(crate) total: Option<f64>,
    pub(crate) reviewed_total: Option<f64>,
    pub(crate) verdict: Option<String>,
    pub(crate) input: String,
    pub(crate) rehearsal: bool,
}

/// `prompts --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prompts {
    pub(crate) schema: String,
    pub(crate) prompts: Vec<Listed>,
}

/// A prompt in `prompts --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) difficulty: String,
    pub(crate) tags: Vec<String>,
    pub(crate) criteria: u64,
    pub(crate) source: String,
    pub(crate) practised: u64,
}

/// `score --json`, and a line of `score --jsonl`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Score {
    pub(crate) schema: String,
    #[serde(default)]
    pub(crate) id: Option<Value>,
    pub(crate) scorer: String,
    pub(crate) prompt: String,
    pub(crate) rubric: RubricOf,
    pub(crate) level: String,
    pub(crate) judge: String,
    #[serde(default)]
    pub(crate) model: Option<String>,
    #[serde(default)]
    pub(crate) second: Option<OtherScore>,
    pub(crate) total: f64,
    pub(crate) range: [f64; 2],
    pub(crate) verdict: String,
    pub(crate) capped_by: Vec<String>,
    pub(crate) guess: Option<u8>,
    pub(crate) levels: BTreeMap<String, f64>,
    pub(crate) steps: Vec<StepOf>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) red_flags: Vec<RedFlag>,
    pub(crate) arithmetic: Vec<Slip>,
    pub(crate) unused_estimates: Vec<Quotation>,
    pub(crate) answers: BTreeMap<String, String>,
}

/// The rubric that a score was made by.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RubricOf {
    pub(crate) version: u64,
    pub(crate) sha256: String,
}

/// A step's score.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepOf {
    pub(crate) id: String,
    pub(crate) score: Option<f64>,
    pub(crate) weight: Option<f64>,
}

/// A criterion's verdict.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) step: String,
    pub(crate) tier: String,
    pub(crate) weight: f64,
    pub(crate) verdict: String,
    pub(crate) confidence: f64,
    pub(crate) unsure: bool,
    pub(crate) prompted: bool,
    pub(crate) evidence: Vec<Quotation>,
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) second: Option<OtherVerdict>,
    #[serde(default)]
    pub(crate) kept: Option<String>,
}

/// What the other judge says of a criterion.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherVerdict {
    pub(crate) judge: String,
    pub(crate) verdict: String,
    pub(crate) reason: String,
}

/// The score of the other judge.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherScore {
    pub(crate) judge: String,
    #[serde(default)]
    pub(crate) model: Option<String>,
    pub(crate) total: f64,
    pub(crate) range: [f64; 2],
    pub(crate) verdict: String,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quotation {
    pub(crate) quote: String,
    pub(crate) step: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A raised red flag.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedFlag {
    pub(crate) id: String,
    pub(crate) points: f64,
    pub(crate) evidence: Vec<Quotation>,
}

/// Arithmetic that does not come out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slip {
    pub(crate) quote: String,
    pub(crate) step: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) stated: String,
    pub(crate) right: String,
}

impl Score {
    /// Everything that the contract says of a score document without knowing the rubric.
    #[track_caller]
    pub(crate) fn keeps_the_contract(self) -> Self {
        assert_eq!((self.schema.as_str(), self.judge.as_str()), ("onsite.score/1", "offline"));
        assert!((0.0..=100.0).contains(&self.total));
        assert!(self.range[0] <= self.total && self.total <= self.range[1], "{:?}", self.range);
        let verdict = match self.total {
            total if total >= 85.0 => "strong",
            total if total >= 70.0 => "meets",
            total if total >= 55.0 => "borderline",
            _ => "below",
        };
        assert_eq!(self.verdict, verdict);
        let levels: Vec<&str> = self.levels.keys().map(String::as_str).collect();
        assert_eq!(levels, ["junior", "mid", "senior", "staff"]);
        assert!((self.levels[&self.level] - self.total).abs() < 1e-9);
        assert_eq!(self.rubric.sha256.len(), 64);
        assert!(self.rubric.version >= 1 && !self.scorer.is_empty());
        let steps: Vec<&str> = self.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(steps, STEPS);
        for step in &self.steps {
            assert!(step.score.is_none() || step.weight.is_some(), "{}", step.id);
        }
        let flagged = self.red_flags.iter().flat_map(|flag| &flag.evidence);
        for piece in self.criteria.iter().flat_map(|one| &one.evidence).chain(flagged) {
            assert_eq!(self.answers[&piece.step][piece.start..piece.end], piece.quote);
        }
        for slip in &self.arithmetic {
            assert_eq!(self.answers[&slip.step][slip.start..slip.end], slip.quote);
            assert!(slip.quote.ends_with(&slip.stated) && !slip.right.is_empty(), "{slip:?}");
        }
        for unused in &self.unused_estimates {
            assert_eq!(self.answers[&unused.step][unused.start..unused.end], unused.quote);
        }
        for one in &self.criteria {
            assert!(STEPS.contains(&one.step.as_str()), "{}", one.id);
            assert!(["must", "should", "bonus"].contains(&one.tier.as_str()), "{}", one.id);
            assert!(["met", "partly", "missed"].contains(&one.verdict.as_str()), "{}", one.id);
            assert!((0.0..=1.0).contains(&one.confidence) && one.weight >= 0.0, "{}", one.id);
            assert!(!one.prompted, "{}", one.id);
            assert!(one.verdict == "missed" || !one.evidence.is_empty(), "{}", one.id);
        }
        self
    }

    /// The criteria with their verdicts.
    pub(crate) fn verdicts(&self) -> Vec<(&str, &str)> {
        self.criteria.iter().map(|one| (one.id.as_str(), one.verdict.as_str())).collect()
    }
}

/// The steps of the framework.
pub(crate) const STEPS: [&str; 5] = ["requirements", "api", "components", "storage", "scale"];

/// A line of `score --jsonl` that could not be scored.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BadLine {
    pub(crate) id: Value,
    pub(crate) line: u64,
    pub(crate) error: String,
}

/// `export --format json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Session {
    pub(crate) schema: String,
    pub(crate) id: String,
    pub(crate) prompt: String,
    pub(crate) title: String,
    pub(crate) brief: String,
    pub(crate) mode: String,
    pub(crate) level: String,
    pub(crate) state: String,
    pub(crate) started_at: String,
    pub(crate) minutes: Option<u64>,
    pub(crate) spent_s: u64,
    pub(crate) paused: u64,
    pub(crate) input: String,
    pub(crate) rehearsal: bool,
    pub(crate) rate: u64,
    pub(crate) seed: u64,
    pub(crate) continues: Option<String>,
    pub(crate) started_by: String,
    pub(crate) program: String,
    pub(crate) prompt_sha256: String,
    pub(crate) rubric_sha256: String,
    pub(crate) lexicon_sha256: String,
    pub(crate) step: String,
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) whiteboard: Option<Value>,
    pub(crate) typed_at_bell: BTreeMap<String, Vec<usize>>,
    pub(crate) draft: String,
    pub(crate) half_command: Option<String>,
    pub(crate) timings: Vec<Timing>,
    pub(crate) asked: Vec<Value>,
    pub(crate) prompted: BTreeMap<String, BTreeMap<String, usize>>,
    pub(crate) dialogue: Vec<Utterance>,
    pub(crate) unasked: Vec<Unasked>,
    pub(crate) ticks: Vec<Ticks>,
    pub(crate) guess: Option<u8>,
    pub(crate) score: Option<Score>,
    pub(crate) review: Option<Value>,
    pub(crate) refinements: Vec<Refinement>,
    pub(crate) improvements: Vec<String>,
    pub(crate) reference: BTreeMap<String, String>,
    pub(crate) seal: String,
}

/// `packs --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Packs {
    pub(crate) schema: String,
    pub(crate) packs: Vec<Pack>,
}

/// An installed pack.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pack {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) title: String,
    pub(crate) authors: Vec<String>,
    pub(crate) licence: Option<String>,
    pub(crate) prompts: Vec<String>,
    pub(crate) path: String,
}

/// A criterion that was answered again.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refinement {
    pub(crate) criterion: String,
    pub(crate) first: String,
    pub(crate) first_verdict: Option<String>,
    pub(crate) text: String,
    pub(crate) verdict: Option<String>,
}

/// A question that was not asked.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unasked {
    pub(crate) step: String,
    pub(crate) criterion: String,
    pub(crate) text: String,
}

/// What was ticked in a step.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ticks {
    pub(crate) step: String,
    pub(crate) said: Vec<String>,
    pub(crate) unsaid: Vec<String>,
}

/// The minutes of a step.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Timing {
    pub(crate) step: String,
    pub(crate) planned_s: u64,
    pub(crate) spent_s: u64,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Utterance {
    pub(crate) who: String,
    pub(crate) step: String,
    pub(crate) kind: String,
    pub(crate) about: Option<String>,
    pub(crate) at_s: Option<u64>,
    pub(crate) text: String,
}

/// `doctor --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Doctor {
    pub(crate) schema: String,
    pub(crate) version: String,
    pub(crate) program: Option<String>,
    pub(crate) paths: PathsOf,
    pub(crate) terminal: TerminalOf,
    pub(crate) programs: ProgramsOf,
    pub(crate) settings: Vec<SettingOf>,
    pub(crate) settings_faults: Vec<String>,
    pub(crate) store: StoreOf,
    pub(crate) model: ModelFacts,
}

/// The language model in `doctor --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelFacts {
    pub(crate) can_connect: bool,
    pub(crate) endpoint: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) fault: Option<String>,
    pub(crate) answer: Option<String>,
    pub(crate) agreed: Vec<String>,
}

/// `config --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) schema: String,
    pub(crate) path: Option<String>,
    pub(crate) settings: Vec<SettingOf>,
    pub(crate) faults: Vec<String>,
}

/// `config get --json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Got {
    pub(crate) schema: String,
    pub(crate) key: String,
    pub(crate) value: Value,
    pub(crate) origin: String,
    pub(crate) from: Option<String>,
    pub(crate) line: Option<usize>,
}

/// A setting.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingOf {
    pub(crate) key: String,
    pub(crate) value: Value,
    pub(crate) origin: String,
    pub(crate) from: Option<String>,
    pub(crate) line: Option<usize>,
}

/// Where things lie.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PathsOf {
    pub(crate) config: Option<String>,
    pub(crate) data: Option<String>,
    pub(crate) database: Option<String>,
    pub(crate) bank: Option<String>,
}

/// What the terminal can do.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct TerminalOf {
    pub(crate) input: bool,
    pub(crate) output: bool,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
    pub(crate) colour: bool,
    pub(crate) line_editor: bool,
    pub(crate) locale: Option<String>,
    pub(crate) charset: String,
}

/// Other programs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgramsOf {
    pub(crate) editor: Option<Vec<String>>,
    pub(crate) editor_fault: Option<String>,
    pub(crate) pager: Option<Vec<String>>,
    pub(crate) man: bool,
}

/// How the store stands.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoreOf {
    pub(crate) state: String,
    pub(crate) version: i64,
    pub(crate) bytes: Option<u64>,
    pub(crate) sessions: usize,
    pub(crate) unfinished: usize,
    pub(crate) copies: usize,
    pub(crate) faults: Vec<String>,
    pub(crate) stale: Vec<String>,
    pub(crate) rebuilt: Vec<String>,
}
