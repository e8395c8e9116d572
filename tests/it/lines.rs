//! `score --jsonl`: a filter.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::documents::{BadLine, Score};
use crate::home::Home;

fn read(line: &Value) -> Result<Score, BadLine> {
    match line.get("error") {
        Some(_) => Err(serde_json::from_value(line.clone()).unwrap()),
        None => Ok(serde_json::from_value(line.clone()).unwrap()),
    }
}

#[test]
fn two_thousand_lines_come_out_in_order() {
    let home = Home::new();
    let mut input = String::new();
    for n in 0..2000 {
        let text = format!("302 because a 301 is cached for good {}", "and so on ".repeat(n % 7));
        let line = match n % 3 {
            0 => json!({"id": n, "prompt": "url-shortener", "answers": text}),
            1 => json!({"id": format!("n{n}"), "prompt": "note-taking", "level": "staff",
                        "answers": {"api": text, "scale": "two replicas"}}),
            _ => json!({"prompt": "url-shortener", "level": null, "asked": [],
                        "answers": {"all": text}}),
        };
        writeln!(input, "{line}").unwrap();
        if n % 500 == 0 {
            input.push('\n');
        }
    }
    let ran = home.onsite("score --jsonl").typed(input).succeeds().quietly();
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 2000, "empty lines are no answers");
    for (n, line) in lines.iter().enumerate() {
        let id = match n % 3 {
            0 => json!(n),
            1 => json!(format!("n{n}")),
            _ => Value::Null,
        };
        assert_eq!(line["id"], id);
        assert_eq!(line["level"], if n % 3 == 1 { "staff" } else { "mid" });
    }
    for line in lines.iter().step_by(97) {
        let _score = read(line).unwrap().keeps_the_contract();
    }
    assert!(!home.folder().join("data").exists(), "the store was not opened");
}

#[test]
fn a_line_is_scored_as_a_file_is() {
    let home = Home::new();
    let text = "302, because browsers keep a 301 for good and the clicks would not be counted";
    let line = json!({"id": 1, "prompt": "url-shortener", "answers": text}).to_string();
    let ran = home.onsite("score --jsonl").typed(line).succeeds().quietly();
    let mut from_line = read(&ran.json_lines()[0]).unwrap();
    from_line.id = None;
    let file = home.onsite("score --file - --prompt url-shortener --json").typed(text).succeeds();
    assert_eq!(from_line, file.json::<Score>());
}

#[test]
fn bad_lines_are_told_and_the_rest_goes_on() {
    let home = Home::new();
    let good = r#"{"id":"good","prompt":"url-shortener","answers":"302"}"#;
    let bad = [
        ("{\"id\":1,", Value::Null, "not JSON"),
        (r#"["a"]"#, Value::Null, "not a JSON object"),
        (r#"{"id":3,"prompt":"nowhere","answers":""}"#, json!(3), "no prompt `nowhere`"),
        (r#"{"id":4,"prompt":"url-shortener","answers":{"lunch":"x"}}"#, json!(4), "`lunch`"),
        (r#"{"id":{"a":5},"prompt":"url-shortener"}"#, json!({"a": 5}), "`answers` is missing"),
        (r#"{"id":6,"answers":"x"}"#, json!(6), "`prompt` is missing"),
        (r#"{"id":7,"prompt":7,"answers":"x"}"#, json!(7), "`prompt`"),
        (r#"{"id":8,"prompt":"url-shortener","answers":{"api":1}}"#, json!(8), "`answers.api`"),
        (r#"{"id":9,"prompt":"url-shortener","level":"guru","answers":""}"#, json!(9), "`level`"),
        (r#"{"id":10,"prompt":"url-shortener","asked":"x","answers":""}"#, json!(10), "`asked`"),
        (r#"{"id":11,"prompt":"url-shortener","answers":[]}"#, json!(11), "`answers`"),
    ];
    let mut input = String::from("\n");
    for (line, ..) in &bad {
        writeln!(input, "{line}\n{good}").unwrap();
    }
    let mut input = input.into_bytes();
    input.extend_from_slice(b"{\"id\":12,\"prompt\":\"\xff\"}");
    let ran = home.onsite("score --jsonl").typed(input).fails(1);
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 2 * bad.len() + 1);
    for (n, (line, id, said)) in bad.iter().enumerate() {
        let told = read(&lines[2 * n]).unwrap_err();
        assert!(told.error.contains(said), "{line}: {told:?}");
        // Lines are counted from one, and the first is empty.
        assert_eq!((&told.id, told.line), (id, 2 * n as u64 + 2), "{line}");
        assert_eq!(read(&lines[2 * n + 1]).unwrap().id, Some(json!("good")));
    }
    assert!(read(lines.last().unwrap()).is_err());
    assert_eq!(ran.error(), "12 lines could not be scored.\n");
}

#[test]
fn a_line_longer_than_allowed_is_skipped() {
    let home = Home::new();
    let good = r#"{"id":"good","prompt":"url-shortener","answers":"302"}"#;
    let long = format!(r#"{{"id":1,"answers":"{}"}}"#, "x".repeat(17 << 20));
    let ran = home.onsite("score --jsonl").typed(format!("{good}\n{long}\n{good}\n")).fails(1);
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 3);
    assert_eq!(read(&lines[1]).unwrap_err().line, 2);
    assert!(read(&lines[0]).is_ok() && read(&lines[2]).is_ok());
}

#[test]
fn defaults_for_the_lines_come_from_the_command() {
    let home = Home::new();
    let lines = "{\"id\":1,\"answers\":\"x\"}\n{\"id\":2,\"level\":\"mid\",\"answers\":\"x\"}\n";
    let line = "score --jsonl --prompt note-taking --level staff";
    let ran = home.onsite(line).typed(lines).succeeds().quietly();
    let scores: Vec<Score> = ran.json_lines().iter().map(|line| read(line).unwrap()).collect();
    assert!(scores.iter().all(|score| score.prompt == "note-taking"));
    assert_eq!((scores[0].level.as_str(), scores[1].level.as_str()), ("staff", "mid"));
    let nothing = home.onsite("score --jsonl").typed("").succeeds().quietly();
    assert_eq!(nothing.raw(), "");
}
