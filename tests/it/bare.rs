//! A terminal without the line editor: what is begun, what is said meanwhile, keys that are no text.

use nix::sys::signal::Signal;

use crate::home::Home;
use crate::seat::Seat;

/// The brief is read, and the first line can be typed.
fn begin(seat: &mut Seat<'_>) {
    seat.wait_for("Ctrl-C leaves.");
    seat.send("\r");
    seat.wait_for("1 of 5");
    wait_for_line(seat, "");
}

/// The text of the line that the cursor is behind.
fn line(screen: &vt100::Screen) -> Option<String> {
    let (row, column) = screen.cursor_position();
    let row = screen.rows(0, screen.size().1.into()).nth(row.into())?;
    let row: String = row.chars().take(column.into()).collect();
    let (before, text) = row.split_once("> ")?;
    before.starts_with('[').then(|| text.to_owned())
}

/// Waits until the cursor stands behind just this text of a line.
fn wait_for_line(seat: &Seat<'_>, text: &str) {
    let what = format!("the line `{text}`");
    seat.screen.wait_until(&what, |screen| line(screen).is_some_and(|line| line == text));
}

fn answer(seat: &Seat<'_>, wanted: &str) {
    seat.wait_for_status(wanted, |status| status.answer("requirements") == wanted);
}

fn leave(mut seat: Seat<'_>) {
    seat.send(":quit\r");
    seat.wait_for("Leave?");
    seat.send("y\r");
    assert_eq!(seat.end(), 0);
}

/// An interview that was killed in the middle of a line.
fn killed(home: &Home, keys: &str, draft: &str) {
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.send(keys);
    seat.wait_for_draft(draft);
    seat.screen.signal(Signal::SIGKILL);
    seat.screen.wait_for_end();
}

#[test]
fn a_draft_stands_in_the_line_and_goes_on() {
    let home = Home::new();
    killed(&home, "kept\rhalf a wo", "half a wo");
    let mut seat = home.on_a_terminal("resume --plain").open();
    wait_for_line(&seat, "half a wo");
    assert!(seat.shows("Typed before: go on behind it, or press Enter"));
    seat.send("rd\r");
    wait_for_line(&seat, "");
    let status = seat.status();
    assert_eq!((status.answer("requirements"), status.draft.as_str()), ("kept\nhalf a word", ""));
    // What the terminal itself still held is a draft, too, and Enter alone takes it.
    seat.send("again");
    wait_for_line(&seat, "again");
    seat.screen.signal(Signal::SIGTERM);
    assert_eq!(seat.end(), 143);
    let mut seat = home.on_a_terminal("resume").with("TERM", "dumb").open();
    wait_for_line(&seat, "again");
    seat.send("\r");
    answer(&seat, "kept\nhalf a word\nagain");
    wait_for_line(&seat, "");
    leave(seat);
}

#[test]
fn a_draft_outlives_another_end_and_comes_before_a_command() {
    let home = Home::new();
    killed(&home, "half", "half");
    let mut seat = home.on_a_terminal("resume --plain").open();
    wait_for_line(&seat, "half");
    seat.send(" more");
    wait_for_line(&seat, "half more");
    seat.screen.signal(Signal::SIGTERM);
    assert_eq!(seat.end(), 143);
    assert_eq!(home.status("latest").draft, "half more");
    let mut seat = home.on_a_terminal("resume --plain").open();
    wait_for_line(&seat, "half more");
    seat.send(":show\r");
    seat.wait_for("1 half more");
    wait_for_line(&seat, "");
    answer(&seat, "half more");
    leave(seat);
}

#[test]
fn a_correction_goes_on_and_half_a_command_is_not_carried_out() {
    let home = Home::new();
    killed(&home, "one\rtwo\r:edit 1\r, correct", "one, correct");
    let mut seat = home.on_a_terminal("resume --plain").open();
    wait_for_line(&seat, "one, correct");
    assert!(seat.shows("Line 1 as it was being corrected"), "{}", seat.screen.contents());
    seat.send("ed\r");
    seat.wait_for("Line 1 corrected.");
    answer(&seat, "one, corrected\ntwo");
    leave(seat);

    let home = Home::new();
    killed(&home, "one\r:fin", ":fin");
    let mut seat = home.on_a_terminal("resume --plain").open();
    seat.wait_for("Not taken: :fin");
    wait_for_line(&seat, "");
    seat.send("two\r");
    answer(&seat, "one\ntwo");
    leave(seat);
    // A command that says something of one's own goes on as it would have.
    let home = Home::new();
    killed(&home, ":in api GET /co", ":in api GET /co");
    let mut seat = home.on_a_terminal("resume --plain").open();
    wait_for_line(&seat, ":in api GET /co");
    seat.send("de\r");
    seat.wait_for_status("the line", |status| status.answer("api") == "GET /code");
    wait_for_line(&seat, "");
    leave(seat);
}

#[test]
fn a_script_begins_with_the_draft() {
    let home = Home::new();
    killed(&home, "kept\rhalf a wo", "half a wo");
    let _ran = home.onsite("resume").typed("more\n:goto api\nGET /x\n").succeeds();
    let exported: crate::documents::Session =
        home.onsite("export -o - --format json").succeeds().json();
    assert_eq!(exported.answers["requirements"], "kept\nhalf a wo\nmore");
    assert_eq!(exported.answers["api"], "GET /x");
}

#[test]
fn a_refined_answer_goes_on() {
    let home = Home::new();
    home.sit("start url-shortener", "It is a store of links.\n:next\nGET /{code} -> 302\n");
    let mut seat = home.on_a_terminal("refine").open();
    seat.wait_for("1 of ");
    seat.wait_for_line("");
    seat.send("one\rhalf a wo");
    seat.wait_for_draft("half a wo");
    seat.screen.signal(Signal::SIGKILL);
    seat.screen.wait_for_end();
    let mut seat = home.on_a_terminal("refine --plain").open();
    wait_for_line(&seat, "half a wo");
    seat.send("rd\r");
    wait_for_line(&seat, "");
    seat.send("thr");
    wait_for_line(&seat, "thr");
    // Ctrl-C leaves; the half line is kept, and not handed to the shell.
    seat.send("\x03");
    assert_eq!(seat.end(), 130);
    let mut seat = home.on_a_terminal("refine --plain").open();
    wait_for_line(&seat, "thr");
    seat.send(":quit\r");
    assert_eq!(seat.end(), 0);
    let exported: crate::documents::Session =
        home.onsite("export -o - --format json").succeeds().json();
    assert_eq!(exported.refinements[0].text, "one\nhalf a word\nthr");
}

#[test]
fn keys_that_are_no_text_are_none_of_the_answer() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener --plain").open();
    begin(&mut seat);
    seat.send("\x1b[Aone\x1b[D\x1bOA two\x1b[1;5C\x01\r");
    answer(&seat, "one two");
    wait_for_line(&seat, "");
    seat.send("\x1b[200~a paste\x1b[201~ [A] stays\tso\x1b[3~\r");
    answer(&seat, "one two\na paste [A] stays\tso");
    wait_for_line(&seat, "");
    // A command is one in spite of them.
    seat.send("\x1b[A:time\x1b[C\r");
    seat.wait_for("left of the interview;");
    // What is half typed at the end has none either.
    seat.send("half\x1b[A");
    seat.wait_for("half^[[A");
    seat.screen.signal(Signal::SIGTERM);
    assert_eq!(seat.end(), 143);
    assert_eq!(home.status("latest").draft, "half");
}

#[test]
fn what_is_due_is_said_without_a_key_and_the_line_goes_on() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener --plain").rate(50).open();
    begin(&mut seat);
    // Nobody types.
    seat.wait_for("Interviewer: That is the seven minutes for requirements.");
    wait_for_line(&seat, "");
    seat.send(":goto api\r");
    seat.wait_for("2 of 5");
    wait_for_line(&seat, "");
    // In the middle of a line.
    seat.send("POST /v1/li");
    wait_for_line(&seat, "POST /v1/li");
    seat.wait_for("Interviewer: That was the eight minutes for the API.");
    wait_for_line(&seat, "POST /v1/li");
    assert_eq!(seat.screen.contents().matches("POST /v1/li").count(), 2);
    // Meanwhile it is saved, too.
    seat.wait_for_draft("POST /v1/li");
    seat.send("nks\r");
    seat.wait_for_status("the line", |status| status.answer("api") == "POST /v1/links");
    wait_for_line(&seat, "");
    leave(seat);
}

#[test]
fn what_is_due_is_said_to_a_pipe_that_waits() {
    use std::io::{BufRead, BufReader, Write};

    let home = Home::new();
    let line = "start url-shortener";
    let mut child = home.onsite(line).typed("").with("ONSITE_CLOCK_RATE", "120").spawn();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"a line\nhalf").unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(told.any(|line| line == "Interviewer: That is the seven minutes for requirements."));
    input.write_all(b" a line\n").unwrap();
    drop(input);
    told.for_each(drop);
    assert!(child.wait().unwrap().success());
    let exported: crate::documents::Session =
        home.onsite("export -o - --format json").succeeds().json();
    assert_eq!(exported.answers["requirements"], "a line\nhalf a line");
}

#[test]
fn the_keys_that_end_and_interrupt_lose_nothing() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener --plain").open();
    begin(&mut seat);
    seat.send("half");
    wait_for_line(&seat, "half");
    seat.send("\x03");
    seat.wait_for(":quit leaves.");
    // It stands in the line again.
    wait_for_line(&seat, "half");
    seat.send(" a li");
    wait_for_line(&seat, "half a li");
    seat.send("\x03");
    wait_for_line(&seat, "half a li");
    seat.send("\x04");
    seat.send("ne\r");
    answer(&seat, "half a line");
    wait_for_line(&seat, "");
    // Ctrl-D asks whether to leave, once; a second one stays.
    seat.send("\x04");
    seat.wait_for("Leave?");
    seat.send("\x04");
    wait_for_line(&seat, "");
    seat.send("more\r");
    answer(&seat, "half a line\nmore");
    wait_for_line(&seat, "");
    leave(seat);
}
