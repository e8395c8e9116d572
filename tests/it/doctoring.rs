//! `doctor`: what is found, and what is not whole.

use std::fs;

use rusqlite::Connection;
use serde_json::Value;

use crate::documents::Doctor;
use crate::home::Home;

fn doctor(home: &Home, code: i32, line: &str) -> Doctor {
    let run = home.onsite(&format!("doctor --json {line}"));
    if code == 0 { run.succeeds() } else { run.fails(code) }.json()
}

#[test]
fn nothing_is_wrong_where_nothing_is() {
    let home = Home::new();
    let found = doctor(&home, 0, "");
    assert_eq!((found.schema.as_str(), found.store.state.as_str()), ("onsite.doctor/1", "none"));
    assert_eq!(found.paths.data.as_deref(), home.data().to_str());
    assert!(!found.terminal.output && !found.terminal.line_editor && !found.terminal.colour);
    assert_eq!(found.terminal.locale.as_deref(), Some("C.UTF-8"));
    assert!(!home.data().exists(), "looking makes nothing");
    let none = home.onsite("doctor --rebuild").succeeds().quietly().says("no interview yet");
    assert!(none.out().lines().all(|line| line.chars().count() <= 80), "{}", none.out());
    assert!(!home.data().exists());
}

#[test]
fn editors_and_pagers() {
    let home = Home::new();
    let programs = |name: &str, value: &str| {
        let ran = home.onsite("doctor --json").with(name, value).succeeds();
        ran.json::<Doctor>().programs
    };
    let found = programs("EDITOR", "sh -c 'a b'");
    assert_eq!(found.editor, Some(["sh", "-c", "a b"].map(str::to_owned).to_vec()));
    assert_eq!(found.editor_fault, None);
    let missing = programs("VISUAL", "no-such-editor --wait").editor_fault;
    assert_eq!(missing.as_deref(), Some("`no-such-editor` is not installed"));
    assert!(programs("EDITOR", "'open").editor_fault.is_some());
    assert_eq!(programs("PAGER", "more -s").pager, Some(vec!["more".to_owned(), "-s".to_owned()]));
    assert_eq!(programs("PAGER", "").pager, None);
}

#[test]
fn summaries_are_held_against_their_events_and_made_anew() {
    let home = Home::new();
    let ids = ["302\n", "301\n", "x\n:quit\n"].map(|script| home.sit("start chat", script));
    let _ran = home.onsite("discard latest").succeeds();
    let history = home.onsite("history --json").succeeds().raw();
    assert_eq!(doctor(&home, 0, "").store.state, "whole");
    let database = Connection::open(home.database()).unwrap();
    database.execute("UPDATE session SET total = 99 WHERE id = ?1", [&ids[0]]).unwrap();
    database.execute("UPDATE session SET level = 'god' WHERE id = ?1", [&ids[1]]).unwrap();
    drop(database);
    let found = doctor(&home, 1, "").store;
    assert_eq!(found.state, "faulty");
    assert_eq!(found.stale, ids[..2]);
    assert!(found.faults[0].contains("its level is `god`"), "{:?}", found.faults);
    let ran = home.onsite("doctor").fails(1).says("not everything is whole");
    assert!(ran.error().contains("`onsite doctor --rebuild` makes"), "{}", ran.error());
    let found = doctor(&home, 0, "--rebuild").store;
    assert_eq!((found.state.as_str(), found.sessions), ("whole", 3));
    assert_eq!((found.rebuilt.as_slice(), found.stale.len()), (&ids[..2], 0));
    assert_eq!(home.onsite("history --json").succeeds().raw(), history);
    let plain = home.onsite("doctor --plain").succeeds().says("state: everything is whole");
    assert!(plain.out().lines().all(|line| line.contains(": ")), "{}", plain.out());
}

#[test]
fn damage_is_told_and_what_to_do_about_it() {
    let home = Home::new();
    let id = home.sit("start chat", "x\n");
    let change = |sql: &str| Connection::open(home.database()).unwrap().execute_batch(sql).unwrap();
    change("UPDATE event SET body = '{' WHERE seq = 2; DELETE FROM content WHERE kind = 'rubric'");
    let found = doctor(&home, 1, "").store;
    assert!(found.faults[0].starts_with(&format!("event 2 of session `{id}` is not whole")));
    home.sit("practice chat --untimed", "x\n");
    change("DELETE FROM content WHERE kind = 'rubric'");
    let found = doctor(&home, 1, "").store;
    assert!(found.faults.iter().any(|fault| fault.ends_with("is not stored")), "{found:?}");

    change("PRAGMA user_version = 99");
    let found = doctor(&home, 3, "").store;
    assert_eq!(found.state, "unusable");
    assert!(found.faults[0].contains("has version 99"), "{:?}", found.faults);
    change("PRAGMA journal_mode = delete; PRAGMA user_version = 2");
    let mut bytes = fs::read(home.database()).unwrap();
    bytes[8192..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    fs::write(home.database(), bytes).unwrap();
    let ran = home.onsite("doctor").fails(3).says("it cannot be used");
    assert!(ran.error().contains("onsite restore FILE"), "{}", ran.error());
    let without_home = home.onsite("doctor --json").without("XDG_DATA_HOME");
    let found = without_home.with("XDG_DATA_HOME", "").with("HOME", "").fails(3);
    assert_eq!(found.json::<Value>()["paths"]["data"], Value::Null);
}
