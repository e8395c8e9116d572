//! Readers that close their end early, colours that nobody asked for.

use std::io::Read;

use crate::home::Home;

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let _new = home.onsite("prompts new mine").succeeds();
    let own = format!("check {}", home.data().join("bank").display());
    let lines = "{\"id\":1,\"prompt\":\"url-shortener\",\"answers\":\"x\"}\n".repeat(600);
    for (line, input) in [
        ("prompts show url-shortener --spoil", ""),
        ("score", ""),
        ("export -o -", ""),
        (own.as_str(), ""),
        ("--help", ""),
        ("history --json", ""),
        ("score --jsonl", lines.as_str()),
    ] {
        let mut child = home.onsite(line).typed("").spawn();
        let stdin = child.stdin.take();
        drop(child.stdout.take());
        if let Some(mut stdin) = stdin {
            drop(std::io::Write::write_all(&mut stdin, input.as_bytes()));
        }
        let mut error = String::new();
        child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
        let status = child.wait().unwrap();
        assert_eq!((status.code(), error.as_str()), (Some(0), ""), "{line}");
    }
}

#[test]
fn colours_go_to_those_who_want_them() {
    let home = Home::new();
    home.sit("start url-shortener", "302\n");
    let bytes = |line: &str| home.onsite(line).succeeds().raw();
    let unset = |line: &str| home.onsite(line).without("NO_COLOR").succeeds().raw();
    for line in ["score", "history", "prompts", "status", "--help"] {
        assert!(!unset(line).contains('\x1b'), "{line} into a pipe");
        assert!(!unset(&format!("{line} --color never")).contains('\x1b'), "{line}");
        assert!(!bytes(line).contains('\x1b'), "{line} with NO_COLOR");
    }
    let score = unset("score --color always");
    assert!(score.contains('\x1b'));
    // Colour is all that is added.
    let mut plain = String::new();
    let mut rest = score.as_str();
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, bytes("score"));
    let unknown = home.onsite("nonsense").without("NO_COLOR").fails(2);
    assert!(!unknown.error().contains('\x1b'), "{:?}", unknown.error());
}

#[test]
fn a_bare_onsite_in_a_pipe_is_a_short_help() {
    let home = Home::new();
    let _ran = home.onsite("").succeeds().quietly().says("Usage: onsite [OPTIONS] [COMMAND]");
    assert!(!home.folder().join("data").exists());
}
