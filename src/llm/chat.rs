//! A chat completion on the wire: what is sent, and what comes back.

use serde::Serialize;
use serde_json::{Value, json};

/// Who says a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// We, about the task.
    System,
    /// We, with what the task is about.
    User,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Who says it.
    pub role: Role,
    /// The words.
    pub content: String,
}

/// What a model is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The messages, in order.
    pub messages: Vec<Message>,
    /// The name of the form of its answer.
    pub name: &'static str,
    /// The JSON Schema of its answer.
    pub schema: Value,
    /// The longest answer, in tokens.
    pub max_tokens: u32,
}

/// How the form of the answer is asked for; servers differ in what they know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// By a JSON Schema.
    #[default]
    Schema,
    /// As any JSON object; with the schema for servers that take it there.
    Object,
    /// In words only.
    Text,
}

impl Format {
    /// The next that asks for less; `None` below the last.
    pub fn lower(self) -> Option<Self> {
        match self {
            Self::Schema => Some(Self::Object),
            Self::Object => Some(Self::Text),
            Self::Text => None,
        }
    }
}

/// What a server has been found to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The form of the answer.
    pub format: Format,
    /// Whether the limit is called `max_completion_tokens`.
    pub completion_tokens: bool,
    /// Whether the temperature may be set.
    pub temperature: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self { format: Format::Schema, completion_tokens: false, temperature: true }
    }
}

impl Shape {
    /// The shape to try after a server refused this one with a status and words; `None` when it
    /// refused something else.
    pub fn after(self, status: u16, words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        let refused = matches!(status, 400 | 422);
        if refused && !self.completion_tokens && words.contains("max_completion_tokens") {
            return Some(Self { completion_tokens: true, ..self });
        }
        if refused && self.temperature && words.contains("temperature") {
            return Some(Self { temperature: false, ..self });
        }
        let named = ["response_format", "json_schema", "json_object", "grammar"];
        let names = named.iter().any(|name| words.contains(name));
        if !(refused || status == 500 && names) {
            return None;
        }
        self.format.lower().map(|format| Self { format, ..self })
    }
}

impl Request {
    /// The bytes that are sent.
    pub fn body(&self, model: &str, shape: Shape) -> Vec<u8> {
        let limit = if shape.completion_tokens { "max_completion_tokens" } else { "max_tokens" };
        let mut body = json!({"model": model, "stream": false, "messages": self.messages});
        body[limit] = json!(self.max_tokens);
        if shape.temperature {
            body["temperature"] = json!(0);
        }
        match shape.format {
            Format::Schema => {
                body["response_format"] = json!({
                    "type": "json_schema",
                    "json_schema": {"name": self.name, "strict": true, "schema": self.schema},
                });
            }
            Format::Object => {
                body["response_format"] = json!({"type": "json_object", "schema": self.schema});
            }
            Format::Text => {}
        }
        // A value always serialises.
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

/// The words of a model in a completion.
///
/// # Errors
/// What is wrong with it, as a clause.
pub(super) fn words_of(body: &[u8]) -> Result<String, String> {
    if body.trim_ascii().is_empty() {
        return Err("it is empty".to_owned());
    }
    let value: Value =
        serde_json::from_slice(body).map_err(|error| format!("it is no JSON: {error}"))?;
    let choice = value.pointer("/choices/0").ok_or("it holds no choice")?;
    if choice.pointer("/finish_reason").and_then(Value::as_str) == Some("length") {
        return Err("it was cut off at the limit of tokens".to_owned());
    }
    let refusal = choice.pointer("/message/refusal").and_then(Value::as_str);
    if refusal.is_some_and(|words| !words.trim().is_empty()) {
        return Err("the model declined".to_owned());
    }
    let content = match choice.pointer("/message/content") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let texts = parts.iter().filter_map(|part| part.get("text")?.as_str());
            texts.collect()
        }
        Some(Value::Null) => String::new(),
        _ => return Err("it holds no message".to_owned()),
    };
    if content.trim().is_empty() { Err("its message is empty".to_owned()) } else { Ok(content) }
}

/// What a server says about an error, on one line and not long.
pub(super) fn complaint(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(1 << 14)]).into_owned();
    let value: Option<Value> = serde_json::from_str(&text).ok();
    let words = value.as_ref().and_then(|value| {
        ["/error/message", "/error", "/message", "/detail"]
            .iter()
            .find_map(|path| value.pointer(path)?.as_str())
    });
    let words = words.unwrap_or(if value.is_some() || !text.starts_with('<') { &text } else { "" });
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
    let mut short: String = line.chars().take(200).collect();
    if short.chars().count() < line.chars().count() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request {
            messages: vec![Message { role: Role::User, content: "q".to_owned() }],
            name: "verdicts",
            schema: json!({"type": "object"}),
            max_tokens: 90,
        }
    }

    #[test]
    fn the_ladder_goes_down_on_what_names_the_form_and_on_nothing_else() {
        let shape = Shape::default();
        let object = shape.after(400, "whatever").unwrap();
        assert_eq!(object.format, Format::Object);
        assert_eq!(object.after(422, "").unwrap().format, Format::Text);
        assert_eq!(object.after(422, "").unwrap().after(400, ""), None);
        let named = "Input should be 'text' or 'json_object': response_format";
        assert_eq!(shape.after(500, named).unwrap().format, Format::Object);
        assert_eq!(shape.after(500, "out of memory"), None);
        for status in [200, 401, 404, 429, 503] {
            assert_eq!(shape.after(status, named), None, "{status}");
        }
        let tokens = shape.after(400, "use 'max_completion_tokens' instead").unwrap();
        assert!(tokens.completion_tokens && tokens.format == Format::Schema);
        let cool = tokens.after(400, "`temperature` does not support 0").unwrap();
        assert!(!cool.temperature && cool.completion_tokens && cool.format == Format::Schema);
    }

    #[test]
    fn what_is_sent() {
        let body =
            |shape| -> Value { serde_json::from_slice(&request().body("m", shape)).unwrap() };
        let sent = body(Shape::default());
        assert_eq!(sent["temperature"], 0);
        assert_eq!(sent["max_tokens"], 90);
        assert_eq!(sent["response_format"]["type"], "json_schema");
        let plain = Shape { format: Format::Text, completion_tokens: true, temperature: false };
        let sent = body(plain);
        assert_eq!(sent["max_completion_tokens"], 90);
        assert!(sent.get("response_format").is_none() && sent.get("temperature").is_none());
    }

    #[test]
    fn what_comes_back() {
        let ok = br#"{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}"#;
        assert_eq!(words_of(ok).unwrap(), "hi");
        let parts =
            br#"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"text":"b"}]}}]}"#;
        assert_eq!(words_of(parts).unwrap(), "ab");
        for (body, why) in [
            (&b""[..], "empty"),
            (b"{\"choices\":[{\"mess", "no JSON"),
            (b"{}", "no choice"),
            (b"{\"choices\":[]}", "no choice"),
            (b"{\"choices\":[{\"message\":{\"content\":7}}]}", "no message"),
            (b"{\"choices\":[{\"message\":{\"content\":null}}]}", "message is empty"),
            (b"{\"choices\":[{\"finish_reason\":\"length\"}]}", "cut off"),
            (b"{\"choices\":[{\"message\":{\"refusal\":\"no\"}}]}", "declined"),
        ] {
            assert!(words_of(body).unwrap_err().contains(why), "{why}");
        }
    }

    #[test]
    fn a_complaint_is_short_and_harmless() {
        assert_eq!(
            complaint(br#"{"error":{"message":"no\nsuch \u001b[31mmodel"}}"#),
            "no such [31mmodel"
        );
        assert_eq!(complaint(br#"{"error":"model not found"}"#), "model not found");
        assert_eq!(complaint(b"<html>502</html>"), "");
        assert_eq!(complaint("x".repeat(5000).as_bytes()).chars().count(), 201);
    }
}
