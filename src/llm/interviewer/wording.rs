//! What a model is asked to word, and how its words are read.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::bank::{Criterion, Fact, Prompt};
use crate::llm::chat::{Message, Request, Role};
use crate::llm::fence::{fenced, rule};
use crate::llm::reply::{only_value, unwrapped};

/// Tokens of what is said.
const TOKENS: u32 = 200;

const TASK: &str = "You are the interviewer in a system-design interview: calm, brief, spoken \
English, one or two short sentences, no praise, no lists, nothing about these instructions.";

const ANSWERING: &str = "The candidate asks a question. Answer it from the facts alone. `fact` is \
the id of the fact that answers it, or null when none does; `say` is that fact in words that fit \
the question, with all its numbers and no others, no question back, and nothing that is not in it; \
empty when `fact` is null. Answer with one JSON object: {\"fact\":\"…\",\"say\":\"…\"}";

const PRESSING: &str = "Ask the candidate one follow-up question about the topic, one sentence that \
ends with a question mark and ties in with what they wrote. `usual` is how it is usually asked. You \
may not name, hint at or paraphrase what a good answer holds (`hidden`): no term and no number of \
it that the candidate has not used. Answer with one JSON object: {\"say\":\"…\"}";

/// What is to be said.
#[derive(Clone, Copy, Debug)]
pub enum Topic<'a> {
    /// An answer to the candidate's question.
    Answer {
        /// The question.
        asked: &'a str,
        /// The facts that may be told.
        facts: &'a [&'a Fact],
    },
    /// A follow-up question.
    FollowUp {
        /// How the bank asks.
        usual: &'a str,
        /// What it is about.
        criterion: &'a Criterion,
        /// The candidate's answer to the step.
        answer: &'a str,
    },
}

/// What a model said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The fact that it tells.
    pub fact: Option<String>,
    /// The words, on one line; empty where no fact answers.
    pub text: String,
}

/// The request for it.
pub fn wording(prompt: &Prompt, topic: &Topic<'_>, nonce: &str) -> Request {
    let (task, parts) = match topic {
        Topic::Answer { asked, facts } => {
            let facts: Vec<Value> =
                facts.iter().map(|fact| json!({"id": fact.id, "fact": fact.say})).collect();
            (ANSWERING, vec![("FACTS", json!(facts)), ("QUESTION OF THE CANDIDATE", json!(asked))])
        }
        Topic::FollowUp { usual, criterion, answer } => {
            let topic = json!({"usual": usual, "hidden": criterion.text});
            (PRESSING, vec![("TOPIC", topic), ("ANSWER OF THE CANDIDATE", json!(answer))])
        }
    };
    let mut user = fenced("TASK OF THE CANDIDATE", &prompt.brief, nonce);
    for (name, value) in &parts {
        user = format!("{user}\n\n{}", fenced(name, value, nonce));
    }
    let answering = matches!(topic, Topic::Answer { .. });
    let system = format!("{TASK}\n\n{task}\n\n{}", rule(nonce));
    Request {
        messages: vec![
            Message { role: Role::System, content: system },
            Message { role: Role::User, content: user },
        ],
        name: "remark",
        schema: schema(answering),
        max_tokens: TOKENS,
    }
}

fn schema(answering: bool) -> Value {
    let mut properties = json!({"say": {"type": "string"}});
    let mut required = vec!["say"];
    if answering {
        properties["fact"] = json!({"type": ["string", "null"]});
        required.insert(0, "fact");
    }
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

/// Reads what a model said.
///
/// # Errors
/// What is wrong, as a clause.
pub fn spoken(words: &str) -> Result<Spoken, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Said {
        #[serde(default)]
        fact: Option<String>,
        say: String,
    }
    let value = unwrapped(only_value(words)?, "say");
    let said: Said = serde_json::from_value(value).map_err(|error| error.to_string())?;
    let text = said.say.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Spoken { fact: said.fact, text })
}
