//! An external editor on the terminal.

use std::fs;

use nix::sys::signal::Signal;

use crate::stage::{Stage, installed, line};

/// A shell script in the folder as an editor that is always there.
fn script(stage: &Stage, text: &str) -> String {
    let path = stage.folder.path().join("editor.sh");
    fs::write(&path, text).unwrap();
    format!("edit sh {}\r", path.display())
}

#[test]
fn an_external_editor_saves() {
    for plan in ["", "plain"] {
        let mut stage = Stage::open(plan);
        let edit = script(&stage, "echo ready; read word; echo \"$word\" >> \"$1\"");
        stage.screen.send(edit);
        stage.screen.wait_for("ready");
        assert_eq!(stage.screen.mode(), (true, true, true));
        stage.screen.send("typed there\r");
        stage.outcome(2);
        let outcomes = stage.file("outcomes");
        assert!(outcomes.contains("Saved { text: \"first\\ntyped there\\n\" }"), "{outcomes}");
        stage.screen.wait_for("done 1");
        // Who was never at the other screen is not sent back from it.
        assert!(!stage.screen.bytes().windows(8).any(|bytes| bytes == b"\x1b[?1049l"));
        stage.screen.send("and on\r");
        stage.wait_for_file("outcomes", |text| text.contains(&line("and on")));
        stage.quit();
    }
}

#[test]
fn an_external_editor_that_changes_nothing_or_fails() {
    let mut stage = Stage::open("");
    stage.screen.send("edit true\r");
    assert_eq!(stage.outcome(2), "Unchanged");
    stage.screen.send("edit false\r");
    let failed = stage.outcome(4);
    assert!(failed.starts_with("Failed { text: \"first\\n\""), "{failed}");
    stage.screen.send("edit /no/such/editor\r");
    let failed = stage.outcome(6);
    assert!(failed.contains("no/such/editor"), "{failed}");
    stage.screen.wait_for("done 3");
    stage.quit();
}

#[test]
fn saves_of_an_external_editor_are_told_and_the_bell_ends_it() {
    let mut stage = Stage::open("");
    // It does not end when asked to.
    let edit = script(&stage, "trap '' TERM; echo ready; echo more >> \"$1\"; read w; read w");
    stage.screen.send(edit);
    stage.screen.wait_for("ready");
    stage.wait_for_file("outcomes", |text| text.contains("save \"first\\nmore\\n\""));
    assert!(stage.screen.bytes().windows(9).any(|w| w == b"the title"));
    stage.ring();
    let end = stage.wait_for_file("outcomes", |text| text.contains("late"));
    assert!(end.contains("Bell { text: \"first\\nmore\\n\", recovered: false }"), "{end}");
    stage.screen.wait_for("done 1");
    stage.screen.send("and on\r");
    let after = stage.wait_for_file("outcomes", |text| text.contains("and on"));
    assert_eq!(after.lines().last().unwrap(), line("and on"));
    stage.quit();
}

#[test]
fn the_bell_recovers_what_vim_had_not_saved() {
    if !installed("vim") {
        return;
    }
    let mut stage = Stage::open("");
    stage.screen.send("edit vim -u NONE -n\r");
    stage.screen.wait_for("first");
    stage.screen.wait_for("1 line");
    stage.screen.send("ounsaved");
    stage.screen.wait_for("unsaved");
    stage.ring();
    let end = stage.wait_for_file("outcomes", |text| text.contains("late"));
    assert!(end.contains("Bell { text: \"first\\nunsaved\\n\", recovered: true }"), "{end}");
    stage.screen.wait_for("done 1");
    stage.quit();
}

#[test]
fn the_bell_recovers_what_nano_had_not_saved() {
    if !installed("nano") {
        return;
    }
    let mut stage = Stage::open("");
    stage.screen.send("edit nano\r");
    stage.screen.wait_for("first");
    stage.screen.send("unsaved ");
    stage.screen.wait_for("unsaved");
    stage.ring();
    let end = stage.wait_for_file("outcomes", |text| text.contains("late"));
    assert!(end.contains("Bell { text: \"unsaved first\\n\", recovered: true }"), "{end}");
    stage.screen.wait_for("done 1");
    stage.quit();
}

#[test]
fn sigterm_while_an_external_editor_is_open() {
    let mut stage = Stage::open("");
    let edit = script(&stage, "echo more >> \"$1\"; echo ready; read w");
    stage.screen.send(edit);
    stage.screen.wait_for("ready");
    stage.screen.signal(Signal::SIGTERM);
    let end = stage.wait_for_file("outcomes", |text| text.contains("Terminated"));
    assert!(end.contains("Terminated { text: \"first\\nmore\\n\" }"), "{end}");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 143);
    assert_eq!(stage.screen.mode(), (true, true, true));
}
