//! JSON in a model's words: fences and wrappers are taken off, and nothing else is forgiven.

use serde_json::{Deserializer, Value};

/// The one JSON value in a model's words.
///
/// Around it may stand a fence, a part in which the model thinks aloud, and prose. Where there are
/// two values it is not known which is meant: one may be a piece of the candidate's text.
///
/// # Errors
/// What is wrong, as a clause.
pub(super) fn only_value(words: &str) -> Result<Value, String> {
    let words = after_thinking(words).trim();
    if let Ok(value) = serde_json::from_str(words) {
        return whole(value);
    }
    let fenced = fences(words);
    let candidates: Vec<&str> = if fenced.is_empty() { vec![words] } else { fenced };
    let mut found = Vec::new();
    for candidate in candidates {
        values(candidate, &mut found)?;
    }
    match (found.pop(), found.is_empty()) {
        (None, _) => Err("it holds no whole JSON".to_owned()),
        (Some(value), true) => whole(value),
        (Some(_), false) => Err("it holds more than one piece of JSON".to_owned()),
    }
}

fn whole(value: Value) -> Result<Value, String> {
    match value {
        Value::Object(_) | Value::Array(_) => Ok(value),
        _ => Err("it is neither an object nor a list".to_owned()),
    }
}

fn after_thinking(words: &str) -> &str {
    let trimmed = words.trim_start();
    match trimmed.strip_prefix("<think>").and_then(|rest| rest.split_once("</think>")) {
        Some((_, rest)) => rest,
        None => words,
    }
}

/// What stands between fences.
fn fences(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some((_, opened)) = rest.split_once("```") {
        let Some((inside, after)) = opened.split_once("```") else { break };
        let inside = inside.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric());
        found.push(inside);
        rest = after;
    }
    found
}

/// Finds the objects and lists in a text, none inside another. One that has no end was cut off, and
/// what it holds is no answer.
fn values(text: &str, found: &mut Vec<Value>) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        rest = &rest[at..];
        let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) => {
                found.push(value);
                rest = &rest[stream.byte_offset()..];
            }
            Some(Err(error)) if error.is_eof() => return Err("its JSON is cut off".to_owned()),
            _ => rest = &rest[1..],
        }
    }
    Ok(())
}

/// A value without wrappers: objects that hold one thing, which is an object or a list.
pub(super) fn unwrapped(mut value: Value, wanted: &str) -> Value {
    for _ in 0..3 {
        let Value::Object(object) = &value else { return value };
        if object.contains_key(wanted) || object.len() != 1 {
            return value;
        }
        let inside =
            object.values().next().filter(|inside| inside.is_object() || inside.is_array());
        let Some(inside) = inside.cloned() else { return value };
        value = inside;
    }
    value
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fences_prose_and_thoughts_are_taken_off() {
        let wanted = json!({"a": 1});
        for words in [
            r#"{"a":1}"#,
            "  {\"a\":1}\n",
            "```json\n{\"a\":1}\n```",
            "```\n{\"a\":1}```",
            "Here it is:\n```json\n{\"a\":1}\n```\nGood luck!",
            "Sure: {\"a\":1}. That is all.",
            "<think>maybe {\"a\":2}?</think>{\"a\":1}",
        ] {
            assert_eq!(only_value(words).unwrap(), wanted, "{words}");
        }
    }

    #[test]
    fn what_is_no_one_value_is_refused() {
        for words in ["", "met", "7", "\"met\"", "{\"a\":1", "```json\n{\"a\":\n```", "{a:1}"] {
            assert!(only_value(words).is_err(), "{words}");
        }
        let twice = "You wrote {\"a\":9}. I say {\"a\":1}";
        assert_eq!(only_value(twice).unwrap_err(), "it holds more than one piece of JSON");
    }

    #[test]
    fn of_what_was_cut_off_no_piece_is_taken() {
        let cut = r#"{"verdicts":[{"id":"a","verdict":"met"},{"id":"b","#;
        assert_eq!(only_value(cut).unwrap_err(), "its JSON is cut off");
        assert_eq!(only_value(&format!("Here: {cut}")).unwrap_err(), "its JSON is cut off");
    }

    #[test]
    fn wrappers_are_taken_off() {
        let inside = json!({"verdicts": []});
        assert_eq!(unwrapped(json!({"result": {"output": inside}}), "verdicts"), inside);
        assert_eq!(unwrapped(inside.clone(), "verdicts"), inside);
        assert_eq!(unwrapped(json!({"a": [1]}), "verdicts"), json!([1]));
        assert_eq!(unwrapped(json!({"a": 1}), "verdicts"), json!({"a": 1}));
    }
}
