//! Typing on a terminal: lines, pastes, keys, the clock, signals and the shell.

use std::path::Path;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::screen::{Screen, command};
use crate::stage::{FOLDER, Stage, bell, installed, line};

#[test]
fn lines_are_read_and_the_terminal_is_given_back() {
    let mut stage = Stage::open("");
    let before = stage.screen.bytes();
    stage.screen.send("héllo 日本\r\r\tindented\r");
    assert_eq!(stage.outcome(1), line("héllo 日本"));
    assert_eq!(stage.outcome(2), line(""));
    assert_eq!(stage.outcome(3), line("\tindented"));
    assert_eq!(stage.screen.mode(), (false, false, false));
    stage.screen.send("quit\r");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 0);
    assert_eq!(stage.screen.mode(), (true, true, true));
    let after = stage.screen.bytes();
    assert!(after.len() > before.len());
    let after = String::from_utf8_lossy(&after).into_owned();
    assert!(after.rfind("\x1b[?2004l") > after.rfind("\x1b[?2004h"), "{after:?}");
    assert!(after.rfind("\x1b[r") > after.rfind(";23r"), "{after:?}");
}

#[test]
fn the_clock_moves_while_typing_and_follows_the_size() {
    let mut stage = Stage::open("");
    let typed = "The client talks to a load balancer; the balancer fans out to stateless nodes. ";
    let all = typed.repeat(4);
    for piece in all.as_bytes().chunks(7) {
        stage.screen.send(piece);
        std::thread::sleep(Duration::from_millis(5));
    }
    stage.wait_for_draft(&all);
    stage.screen.wait_until("the clock", |s| {
        s.rows(0, 80).nth(23).is_some_and(|row| row.starts_with("clock") && row.ends_with("on 80"))
    });
    let first = stage.screen.row(23);
    stage.screen.wait_until("a second later", |s| s.rows(0, 80).nth(23) != Some(first.clone()));
    for (columns, rows) in [(60, 18), (40, 10), (80, 24)] {
        stage.screen.resize(columns, rows);
        stage.screen.wait_until("the clock in the new last row", |s| {
            s.rows(0, columns).nth(usize::from(rows) - 1).is_some_and(|row| {
                row.starts_with("clock") && row.ends_with(&format!("on {columns}"))
            })
        });
    }
    stage.screen.send("x\r");
    assert_eq!(stage.outcome(1), line(&(all + "x")));
    stage.quit();
}

/// The rows that hold a clock.
fn clocks(screen: &vt100::Screen) -> Vec<usize> {
    let rows = screen.rows(0, screen.size().1.into()).enumerate();
    rows.filter(|(_, row)| row.starts_with("clock ")).map(|(at, _)| at).collect()
}

#[test]
fn another_size_leaves_one_clock_and_the_whole_line() {
    let typed = "The client talks to a balancer; it fans out to stateless nodes behind a queue. ";
    for keys in ["", "\x01", "\x01\x1b[C\x1b[C\x1b[C"] {
        let mut stage = Stage::of_size("", 60, 10);
        // Down to the row above the clock. A screen that becomes lower is cut here, so no lower than
        // the line stands.
        for number in 1..=6 {
            stage.screen.send("x\r");
            stage.outcome(number);
        }
        let all = typed.repeat(3);
        stage.screen.send(&all);
        stage.wait_for_draft(&all);
        stage.screen.send(keys);
        for (columns, rows) in [(60, 24), (60, 20), (60, 30), (90, 33), (70, 31), (100, 40)] {
            stage.screen.resize(columns, rows);
            stage.screen.wait_until("one clock, in the last row, and the line", |screen| {
                let text = screen.contents().replace('\n', "");
                clocks(screen) == [usize::from(rows) - 1] && text.contains(all.trim_end())
            });
        }
        stage.screen.send("\x05!\r");
        assert_eq!(stage.outcome(7), line(&(all + "!")));
        stage.quit();
    }
}

#[test]
fn there_is_no_clock_where_there_is_no_room() {
    let mut stage = Stage::of_size("", 80, 5);
    stage.screen.send("text\r");
    assert_eq!(stage.outcome(1), line("text"));
    assert!(!stage.screen.contents().contains("clock"));
    stage.screen.resize(80, 24);
    stage.screen.wait_for("on 80");
    stage.quit();
}

fn long_paste() -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for n in 0..200 {
        writeln!(
            text,
            "- line {n}\twith a tab, \u{1b}[31mred\u{1b}[0m, \u{3}\u{4}\u{9b} – 日本 {n}"
        )
        .unwrap();
    }
    text
}

#[test]
fn a_paste_comes_out_byte_for_byte() {
    let mut stage = Stage::open("");
    stage.screen.send("before ");
    stage.wait_for_draft("before ");
    stage.screen.paste(&long_paste());
    stage.screen.send("after\r");
    assert_eq!(stage.outcome(1), line(&format!("before {}after", long_paste())));
    stage.wait_for_draft(&format!("before {}after", long_paste()));
    // Nothing of it drove the terminal.
    assert!(!String::from_utf8_lossy(&stage.screen.bytes()).contains("\x1b[31mred"));
    stage.quit();
}

#[test]
fn invalid_bytes_lose_nothing_else() {
    let mut stage = Stage::open("");
    stage.screen.send(b"caf\xe9 and more\r");
    assert_eq!(stage.outcome(1), line("caf\u{fffd} and more"));
    stage.screen.send(b"\x1b[200~a\xff\xfeb\r\nc\x1b[201~\r");
    assert_eq!(stage.outcome(2), line("a\u{fffd}\u{fffd}b\nc"));
    stage.quit();
}

#[test]
fn control_c_clears_nothing_and_control_d_ends_only_an_empty_line() {
    let mut stage = Stage::open("");
    stage.screen.send("some\x03 text\x03\x1c\x04\r");
    assert_eq!(stage.outcome(1), line("some text"));
    stage.screen.send("\x04");
    assert_eq!(stage.outcome(2), "Eof");
    stage.quit();
}

#[test]
fn control_c_can_be_answered_above_the_line() {
    let mut stage = Stage::open("answer-interrupts");
    stage.screen.send("some");
    stage.wait_for_draft("some");
    stage.screen.send("\x03");
    assert_eq!(stage.outcome(1), "Woken { text: \"some\" }");
    stage.screen.send(" text\r");
    assert_eq!(stage.outcome(2), line("some text"));
    stage.screen.wait_for("a remark");
    stage.quit();
}

#[test]
fn a_remark_waits_until_nobody_types() {
    let mut stage = Stage::open("");
    stage.touch("wake when idle");
    for _ in 0..10 {
        stage.screen.send("word ");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(stage.outcome(1), format!("Woken {{ text: {:?} }}", "word ".repeat(10)));
    stage.screen.send("\r");
    stage.outcome(2);
    stage.quit();
}

#[test]
fn a_signal_from_outside_clears_nothing() {
    let mut stage = Stage::open("");
    stage.screen.send("some");
    stage.wait_for_draft("some");
    stage.screen.signal(Signal::SIGINT);
    stage.screen.send(" text\r");
    assert_eq!(stage.outcome(1), line("some text"));
    stage.quit();
}

#[test]
fn up_on_an_empty_line_lifts_the_last() {
    for (plan, key) in [("", "\x1b[A"), ("", "\x1bOA"), ("", "\x10"), ("vi", "\x1b[A")] {
        let mut stage = Stage::open(plan);
        stage.screen.send(format!("text{key}\r"));
        assert_eq!(stage.outcome(1), line("text"));
        stage.screen.send(format!("{key}ahead\r"));
        assert_eq!(stage.outcome(2), "LiftLast");
        assert_eq!(stage.outcome(3), line("ahead"), "nothing typed ahead is lost");
        stage.quit();
    }
}

#[test]
fn tab_completes_a_command_and_indents_text() {
    let mut stage = Stage::open("");
    stage.screen.send(":b\t\r");
    assert_eq!(stage.outcome(1), line(":back"));
    stage.screen.send("a\tb\r");
    assert_eq!(stage.outcome(2), line("a\tb"));
    stage.quit();
}

#[test]
fn vi_keys() {
    let mut stage = Stage::open("vi");
    stage.screen.send("one two three");
    stage.wait_for_draft("one two three");
    stage.screen.send("\x1b");
    std::thread::sleep(Duration::from_millis(150));
    stage.screen.send("0dw");
    stage.wait_for_draft("two three");
    // A paste while a movement is awaited is text, and no command.
    stage.screen.send("d");
    stage.screen.paste("dd0x");
    stage.wait_for_file("draft", |draft| draft.contains("dd0x"));
    stage.screen.send("\r");
    assert_eq!(stage.outcome(1), line("dd0xtwo three"));
    stage.screen.send("quit\r");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 0);
}

#[test]
fn a_remark_is_printed_above_the_line_and_the_line_goes_on() {
    let mut stage = Stage::open("");
    let typed =
        "a line that is longer than the screen is wide and so stands in two rows of it, or more";
    stage.screen.send(typed);
    stage.wait_for_draft(typed);
    stage.screen.send("\x1b[D\x1b[D\x1b[D\x1b[D");
    stage.touch("wake");
    assert_eq!(stage.outcome(1), format!("Woken {{ text: {typed:?} }}"));
    stage.screen.send("X\r");
    assert_eq!(stage.outcome(2), line(&typed.replace("more", "Xmore")));
    stage.screen.wait_for("done 2");
    let contents = stage.screen.contents();
    assert_eq!(contents.matches("a line that").count(), 1, "{contents}");
    let (remark, text) = (contents.find("a remark"), contents.find("a line that"));
    assert!(remark < text, "{contents}");
    stage.quit();
}

#[test]
fn signals_hand_the_text_out_first() {
    let mut stage = Stage::open("");
    stage.screen.send("half a th");
    stage.wait_for_draft("half a th");
    stage.screen.signal(Signal::SIGTERM);
    assert_eq!(stage.outcome(1), "Terminated { text: \"half a th\" }");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 143);
    assert_eq!(stage.screen.mode(), (true, true, true));
}

#[test]
fn a_closed_window_loses_nothing() {
    for plan in ["", "plain"] {
        let mut stage = Stage::open(plan);
        stage.screen.send("half a th");
        stage.screen.wait_for("half a th");
        stage.screen.close();
        let outcome = stage.outcome(1);
        if plan.is_empty() {
            assert_eq!(outcome, "HangUp { text: \"half a th\" }");
        } else {
            // The system may throw away what a terminal has not handed out when it is gone.
            assert!(outcome.starts_with("HangUp"), "{outcome}");
        }
        assert_eq!(stage.screen.wait_for_end().exit_code(), 129);
    }
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut stage = Stage::open("");
    stage.screen.send("panic\r");
    stage.screen.wait_for_end();
    assert_eq!(stage.screen.mode(), (true, true, true));
    assert!(stage.screen.contents().contains("as asked"));
}

#[test]
fn the_clock_comes_back_after_the_screen_is_cleared() {
    let mut stage = Stage::open("");
    stage.screen.send("text");
    stage.wait_for_draft("text");
    stage.screen.send("\x0c");
    stage.screen.wait_until("the line on top and the clock below", |s| {
        let rows: Vec<String> = s.rows(0, 80).collect();
        rows[0] == "› text" && rows[23].starts_with("clock")
    });
    stage.screen.send("\r");
    stage.quit();
}

#[test]
fn plain_lines_from_a_terminal() {
    let mut stage = Stage::open("plain");
    stage.screen.send("one\r");
    assert_eq!(stage.outcome(1), line("one"));
    stage.screen.send("hal");
    stage.screen.wait_for("hal");
    stage.screen.send("\x03");
    assert!(stage.outcome(2).starts_with("Interrupted"));
    stage.screen.send("f");
    stage.screen.wait_for("f");
    std::thread::sleep(Duration::from_millis(50));
    stage.ring();
    assert_eq!(stage.outcome(3), bell("half"));
    stage.screen.send("late");
    assert_eq!(stage.outcome(4), "late \"late\"");
    stage.screen.wait_for("done 3");
    stage.quit();
}

#[test]
fn a_stop_and_going_on() {
    if !installed("bash") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let mut shell = command(Path::new("bash"), &["--norc", "--noediting", "-i"]);
    shell.env(FOLDER, folder.path());
    shell.env("PS1", "shell> ");
    shell.env("PROGRAM", &program);
    let mut stage = Stage { screen: Screen::spawn(shell, 80, 24), folder };
    stage.screen.wait_for("shell> ");
    let arguments = "--exact --nocapture --test-threads=1";
    stage.screen.send(format!("\"$PROGRAM\" stage::program {arguments}\r"));
    stage.screen.wait_for("clock");
    stage.screen.send("some text");
    stage.wait_for_draft("some text");
    stage.screen.send("\x1b[D\x1b[D\x1b[D\x1b[D\x1a");
    stage.screen.wait_for("Stopped");
    stage.screen.wait_until("the shell without a clock", |s| {
        let text = s.contents();
        text.trim_end().ends_with("shell>") && !text.contains("clock")
    });
    // The whole screen scrolls in the shell.
    stage.screen.send("stty -a | grep -o -e ' icanon' -e ' isig'; seq 30\r");
    stage.screen.wait_until("the shell's lines down to the last row", |s| {
        let rows: Vec<String> = s.rows(0, 80).collect();
        rows[22] == "30" && rows[23] == "shell> "
    });
    stage.screen.send("fg\r");
    stage.screen.wait_until("the text and the clock", |s| {
        s.contents().contains("› some text") && s.contents().contains("clock")
    });
    stage.screen.send("good \r");
    assert_eq!(stage.outcome(1), line("some good text"));
    // Stopped in a line over the bell: it rings at once.
    stage.screen.send("half\x0c");
    stage.wait_for_draft("half");
    stage.screen.wait_until("a clear screen", |s| s.contents().starts_with("› half\n"));
    stage.screen.send("\x1a");
    stage.screen.wait_for("Stopped");
    stage.ring();
    stage.screen.send("fg\r");
    assert_eq!(stage.outcome(2), bell("half"));
    stage.outcome(3);
    stage.screen.send("quit\r");
    stage.screen.wait_for("shell> ");
    stage.screen.wait_until("the end", |s| s.contents().trim_end().ends_with("shell>"));
    stage.screen.send("exit\r");
    stage.screen.wait_for_end();
}
