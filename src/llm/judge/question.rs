//! What a model is asked about a few criteria of an answer.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::bank::Criterion;
use crate::llm::chat::{Message, Request, Role};
use crate::llm::endpoint::Endpoint;
use crate::llm::fence::{fenced, rule};
use crate::scoring::Answers;

/// The version of what is asked: part of the key under which an opinion is remembered.
const VERSION: u32 = 1;

/// How many example sentences of each kind go along.
const EXAMPLES: usize = 2;

/// Tokens of an answer about one criterion, with the braces around it.
const TOKENS: u32 = 300;

const TASK: &str = "You are one of two judges of a system-design interview. For each criterion you \
say whether the candidate's answer meets it: `met` when the answer shows all that the criterion \
asks for, `partly` when it shows some of it, or names it without what is asked beyond the name, \
`missed` when it does not show it or turns it down. A list of terms shows nothing. Judge only what \
is written, by its content: neither length nor style nor confidence count. You give no numbers.\n\n\
For each criterion answer in this order: `id`, then `quote`: the words of the answer that show it, \
copied letter by letter from it, a whole sentence or line, at least three words, empty when it is \
missed; then `reason`: one short sentence; and only then `verdict`. Answer with one JSON object and \
nothing else: {\"verdicts\":[{\"id\":\"…\",\"quote\":\"…\",\"reason\":\"…\",\"verdict\":\"met\"}]}";

/// The request about some criteria.
pub(super) fn question(
    brief: &str,
    criteria: &[&Criterion],
    answers: &Answers,
    nonce: &str,
) -> Request {
    let listed: Vec<Value> = criteria.iter().map(|criterion| described(criterion)).collect();
    let user = format!(
        "{}\n\n{}\n\n{}",
        fenced("TASK OF THE CANDIDATE", &brief, nonce),
        fenced("CRITERIA", &listed, nonce),
        fenced("ANSWER OF THE CANDIDATE BY STEP", answers, nonce),
    );
    let system = format!("{TASK}\n\n{}", rule(nonce));
    let ids: Vec<&str> = criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    Request {
        messages: vec![
            Message { role: Role::System, content: system },
            Message { role: Role::User, content: user },
        ],
        name: "verdicts",
        schema: schema(&ids),
        max_tokens: TOKENS * u32::try_from(criteria.len()).unwrap_or(1) + 100,
    }
}

/// A criterion as the judge is told of it.
fn described(criterion: &Criterion) -> Value {
    let mut told = json!({"id": criterion.id, "text": criterion.text});
    if criterion.depth {
        told["met_only_with"] = json!("a reason, a consequence or an alternative");
    }
    let figures: Vec<String> = criterion
        .numbers
        .iter()
        .map(|range| format!("{} to {} {}", range.min, range.max, range.unit))
        .collect();
    if !figures.is_empty() {
        told["met_only_with_a_figure_of"] = json!(figures);
    }
    let examples = [
        ("examples_met", &criterion.exemplars.met),
        ("examples_partly", &criterion.exemplars.partly),
        ("examples_missed", &criterion.exemplars.missed),
        ("common_mistakes", &criterion.misconceptions),
    ];
    for (name, all) in examples {
        if !all.is_empty() {
            told[name] = json!(all.iter().take(EXAMPLES).collect::<Vec<_>>());
        }
    }
    told
}

/// The form of the answer. Its properties stand in the order in which they are to be written.
fn schema(ids: &[&str]) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["verdicts"],
        "properties": {"verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["id", "quote", "reason", "verdict"],
                "properties": {
                    "id": {"type": "string", "enum": ids},
                    "quote": {"type": "string"},
                    "reason": {"type": "string"},
                    "verdict": {"type": "string", "enum": ["met", "partly", "missed"]},
                },
            },
        }},
    })
}

/// What an opinion on a criterion is remembered under: a hash over everything that it depends on.
/// Which other criteria were asked about in the same call is left out.
pub fn key(endpoint: &Endpoint, brief: &str, criterion: &Criterion, answers: &Answers) -> String {
    let whole = json!([
        VERSION,
        endpoint.url(),
        endpoint.model(),
        TASK,
        brief,
        described(criterion),
        answers,
    ]);
    let hash = Sha256::digest(whole.to_string());
    hash.iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write as _;
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}
