//! Leaving an interview in every way there is, and coming back.

use std::time::Duration;

use nix::sys::signal::Signal;

use crate::documents::Session;
use crate::home::{Home, ONSITE};

#[test]
fn a_terminated_program_saves_first() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("kept");
    seat.send("half a wor");
    seat.wait_for_line("half a wor");
    seat.screen.signal(Signal::SIGTERM);
    assert_eq!(seat.end(), 143);
    assert_eq!(seat.screen.mode(), (true, true, true));
    let status = home.status("latest");
    assert_eq!((status.answer("requirements"), status.draft.as_str()), ("kept", "half a wor"));
}

#[test]
fn a_closed_window_saves_and_resume_offers_it() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.send("one\rtwo\r:edit 1\r");
    seat.wait_for_line("one");
    seat.send(", corrected");
    seat.wait_for_line("one, corrected");
    seat.screen.close();
    assert_eq!(seat.end(), 129);
    let status = home.status("latest");
    assert_eq!(
        (status.answer("requirements"), status.draft.as_str()),
        ("one\ntwo", "one, corrected")
    );
    // The line that was being corrected is so still.
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for_line("one, corrected");
    seat.send("!\r");
    seat.wait_for("Line 1 corrected.");
    seat.wait_for_line("");
    assert_eq!(seat.status().answer("requirements"), "one, corrected!\ntwo");
    seat.leave();
}

#[test]
fn a_killed_program_is_resumed_with_the_draft_in_the_line() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("kept");
    seat.line(":goto api");
    seat.send("half\ta wor");
    seat.wait_for_draft("half\ta wor");
    let left = seat.status().remaining_s.unwrap();
    seat.screen.signal(Signal::SIGKILL);
    seat.screen.wait_for_end();
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for("2 of 5 APIs and core use cases");
    seat.screen.wait_until("the draft", |s| s.contents().contains("a wor"));
    seat.send("d\r");
    seat.wait_for_line("");
    let status = seat.status();
    assert_eq!((status.answer("api"), status.draft.as_str()), ("half\ta word", ""));
    assert!(status.remaining_s.unwrap() <= left, "the clock ran on");
    seat.leave();
}

#[test]
fn a_draft_is_not_offered_twice() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.send("half");
    seat.wait_for_draft("half");
    seat.send("\r");
    seat.wait_for_line("");
    assert_eq!(seat.status().draft, "");
    seat.send("gone");
    seat.wait_for_draft("gone");
    seat.send("\x15");
    seat.wait_for_draft("");
    seat.send(":time");
    seat.wait_for_draft(":time");
    seat.send("\r");
    seat.wait_for("left of the interview;");
    seat.wait_for_draft("");
    seat.screen.signal(Signal::SIGKILL);
    seat.screen.wait_for_end();
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for_line("");
    seat.line("more");
    assert_eq!(seat.status().answer("requirements"), "half\nmore");
    seat.leave();
}

#[test]
fn coming_back_after_the_bell() {
    crate::seat::at_the_bell(
        "start url-shortener",
        |sitting| sitting,
        |seat| {
            seat.send("kept\rhalf a wor");
            seat.reach_draft("half a wor")?;
            seat.screen.signal(Signal::SIGKILL);
            Some(())
        },
        |seat, home| {
            seat.screen.wait_for_end();
            seat.wait_for_status("the end of the box", |status| status.state == "expired");
            let mut back = home.on_a_terminal("resume").open();
            back.wait_for("Time. What you were typing is kept. Your answers are sealed.");
            back.skip_the_guess();
            let line = "export -o - --format json";
            let session = home.onsite(line).succeeds().json::<Session>();
            assert_eq!(session.answers["requirements"], "kept\nhalf a wor");
            assert_eq!(session.typed_at_bell["requirements"], [2]);
            assert_eq!((session.state.as_str(), session.draft.as_str()), ("expired", ""));
            assert!(session.score.is_some());
            let _ran = home.onsite("resume").fails(1);
        },
    );
}

#[test]
fn the_second_terminal_is_told() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.send("half");
    seat.wait_for_draft("half");
    let mut second = home.on_a_terminal("resume").open();
    assert_eq!(second.end(), 3);
    second.wait_for("is open in another terminal");
    seat.send(" a line\r");
    seat.wait_for_line("");
    assert_eq!(seat.status().answer("requirements"), "half a line");
    seat.leave();
}

#[test]
fn stopped_and_taken_up_again_in_a_shell() {
    if !crate::stage::installed("bash") {
        return;
    }
    let home = Home::new();
    let words = ["bash", "--norc", "--noediting", "-i"].map(str::to_owned);
    let mut seat = home.program(&words).with("PS1", "shell> ").open();
    seat.screen.wait_for("shell> ");
    seat.send(format!("{ONSITE} start url-shortener\r"));
    seat.start();
    seat.line("kept");
    seat.send("half a wor");
    seat.wait_for_draft("half a wor");
    seat.send("\x1a");
    seat.screen.wait_until("the shell without a countdown", |s| {
        let text = s.contents();
        text.contains("Stopped") && text.trim_end().ends_with("shell>") && !text.contains(" left ")
    });
    let stopped = seat.status();
    assert_eq!(stopped.draft, "half a wor");
    // The clock does not stop with it.
    std::thread::sleep(Duration::from_millis(1100));
    assert!(seat.status().remaining_s < stopped.remaining_s);
    seat.send("fg\r");
    seat.screen.wait_until("the line and the countdown", |s| {
        let last = s.rows(0, 80).nth(23);
        s.contents().contains("› half a wor") && last.is_some_and(|row| row.contains(" left "))
    });
    seat.send("d\r");
    seat.wait_for_line("");
    assert_eq!(seat.status().answer("requirements"), "kept\nhalf a word");
    seat.send(":q\r");
    seat.wait_for("Leave?");
    seat.send("y\r");
    seat.screen.wait_until("the shell", |s| s.contents().trim_end().ends_with("shell>"));
    seat.send("exit\r");
    seat.screen.wait_for_end();
}

#[test]
fn no_colours_where_none_are_wanted() {
    let home = Home::new();
    for (line, name) in
        [("start url-shortener", "NO_COLOR"), ("start url-shortener --color never", "X")]
    {
        let mut seat = home.on_a_terminal(line).with(name, "1").begin();
        seat.line("How many?");
        seat.send(":nonsense\r");
        seat.wait_for_line(":nonsense");
        seat.send("\x15:finish\r");
        seat.wait_for("Finish all the same?");
        seat.send("y\r");
        seat.skip_the_guess();
        let bytes = seat.screen.bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let colours: Vec<&str> = text
            .split("\x1b[")
            .skip(1)
            .filter_map(|rest| rest.split_once('m').map(|(codes, _)| codes))
            .filter(|codes| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
            .filter(|codes| codes.split(';').any(|code| !matches!(code, "" | "0" | "7" | "27")))
            .collect();
        assert!(colours.is_empty(), "{line}: {colours:?}");
    }
    // With colours there are some, or the above would prove nothing.
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.leave_with("y");
    let bytes = seat.screen.bytes();
    assert!(bytes.windows(3).any(|window| window == b"\x1b[1"), "bold at least");
}
