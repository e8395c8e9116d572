//! The bell in an interview: everything stops, nothing is lost, the answers are sealed.

use std::time::{Duration, Instant};

use crate::documents::Session;
use crate::home::Home;
use crate::seat::at_the_bell;

fn exported(home: &Home) -> Session {
    home.onsite("export -o - --format json").succeeds().json()
}

#[test]
fn in_the_middle_of_a_word() {
    at_the_bell(
        "start url-shortener",
        |sitting| sitting,
        |seat| {
            seat.send("a line\rhalf a wor");
            seat.reach_line("half a wor")?;
            seat.reach_draft("half a wor")
        },
        |seat, home| {
            seat.wait_for("Time. What you were typing is kept. Your answers are sealed.");
            seat.wait_for_guess();
            assert_eq!(seat.screen.mode(), (true, true, true), "the terminal is sane");
            seat.send("140\r");
            seat.wait_for("A whole number from 0 to 100");
            seat.send("60\r");
            seat.see_the_score();
            let status = home.status("latest");
            assert_eq!(status.state, "expired");
            assert_eq!(status.answer("requirements"), "a line\nhalf a wor");
            let session = exported(home);
            assert_eq!(session.typed_at_bell["requirements"], [2]);
            assert_eq!((session.guess, session.rehearsal), (Some(60), true));
            // Sealed is sealed.
            let _ran = home.onsite("resume").typed("more\n").fails(1);
        },
    );
}

#[test]
fn keys_at_the_bell_answer_no_question() {
    typing_through_the_bell("");
}

#[test]
fn the_rest_of_a_paste_answers_no_question() {
    typing_through_the_bell("\x1b[200~");
}

/// Somebody types on and on, lines and numbers, until well after the bell. The pause between two
/// keys is shorter than what the program takes for the end of typing.
fn typing_through_the_bell(first: &str) {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").rate(900).open();
    seat.screen.wait_for("Ctrl-C leaves.");
    let began = Instant::now();
    seat.send("\r");
    seat.send(first);
    let mut sent = String::new();
    let mut before_the_bell = 0;
    while began.elapsed() < Duration::from_millis(3600) {
        let keys = format!("{} ", sent.len());
        seat.send(&keys);
        sent.push_str(&keys);
        if sent.len() % 40 < 5 {
            seat.send("\r");
            sent.push('\n');
        }
        if began.elapsed() < Duration::from_millis(1500) {
            before_the_bell = sent.len();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    seat.skip_the_guess();
    let session = exported(&home);
    let answer = &session.answers["requirements"];
    assert!(sent.starts_with(answer.as_str()), "{answer:?}\n{sent:?}");
    // Half of the box was there for what was typed in its first half.
    assert!(answer.len() >= before_the_bell, "{} of {before_the_bell}", answer.len());
    assert!(answer.len() < sent.len());
    assert_eq!(session.guess, None);
}

#[test]
fn in_the_middle_of_a_paste() {
    at_the_bell(
        "start url-shortener",
        |sitting| sitting,
        |seat| {
            seat.send("before \x1b[200~one\r\ttwo\rthr");
            // It is on its way to the disk when it has been read.
            let end = Instant::now() + Duration::from_millis(300);
            while Instant::now() < end && !seat.shows("answers are sealed") {
                std::thread::sleep(Duration::from_millis(10));
            }
            Some(())
        },
        |seat, home| {
            seat.skip_the_guess();
            let answer = exported(home).answers["requirements"].clone();
            assert_eq!(answer, "before one\n\ttwo\nthr");
        },
    );
}

#[test]
fn in_a_command_and_in_a_lifted_line() {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            at_the_bell(
                "start url-shortener",
                |sitting| sitting,
                |seat| {
                    seat.send(":nex");
                    seat.reach_draft(":nex")
                },
                |seat, home| {
                    seat.skip_the_guess();
                    let session = exported(home);
                    assert_eq!(session.half_command.as_deref(), Some(":nex"));
                    assert_eq!(session.answers["requirements"], "");
                },
            );
        });
        scope.spawn(|| {
            at_the_bell(
                "start url-shortener",
                |sitting| sitting,
                |seat| {
                    seat.send("one\rtow\r:edit 2\r");
                    seat.reach_line("tow")?;
                    seat.send("\x7f\x7fwo, correct");
                    seat.reach_draft("two, correct")
                },
                |seat, home| {
                    seat.skip_the_guess();
                    assert_eq!(exported(home).answers["requirements"], "one\ntwo, correct");
                },
            );
        });
        scope.spawn(|| {
            at_the_bell(
                "start url-shortener",
                |sitting| sitting,
                |seat| {
                    seat.send("kept\r:q\r");
                    seat.reach("Leave?")?;
                    seat.send("y");
                    Some(())
                },
                |seat, home| {
                    seat.skip_the_guess();
                    assert_eq!(home.status("latest").state, "expired");
                    assert_eq!(exported(home).answers["requirements"], "kept");
                },
            );
        });
    });
}

/// Whether an editor is here. It has to be where all tests must run.
fn has(editor: &str) -> bool {
    let found = crate::stage::installed(editor);
    let must = std::env::var_os("ONSITE_TESTS_MUST_RUN_ALL").is_some();
    assert!(found || !must, "`{editor}` is not installed, and all tests must run");
    found
}

fn in_an_editor(editor: &str, keys: &str) {
    at_the_bell(
        "start url-shortener",
        |sitting| sitting.size(160, 24).with("EDITOR", editor),
        |seat| {
            seat.send("first\r:edit\r");
            // The editor shows the file when its own screen is up.
            let up = |screen: &vt100::Screen| {
                screen.contents().starts_with("first\n") || nano_is_up(screen)
            };
            seat.screen.wait_until("the editor", |screen| {
                up(screen) || screen.contents().contains("answers are sealed")
            });
            seat.send(keys);
            seat.reach("not saved yet")
        },
        |seat, home| {
            seat.wait_for_guess();
            assert_eq!(seat.screen.mode(), (true, true, true), "the terminal is sane");
            assert!(!seat.screen_is_alternate(), "the screen is the usual one");
            seat.skip_the_guess();
            let answer = exported(home).answers["requirements"].clone();
            assert_eq!(answer, "first\nnot saved yet");
        },
    );
}

fn nano_is_up(screen: &vt100::Screen) -> bool {
    screen.contents().contains("GNU nano") && screen.contents().contains("first")
}

#[test]
fn with_vim_open() {
    if has("vim") {
        in_an_editor("vim -u NONE", "onot saved yet");
    }
}

#[test]
fn with_nano_open() {
    if has("nano") {
        in_an_editor("nano", "\x1b[B\x1b[Bnot saved yet");
    }
}

#[test]
fn with_an_editor_that_saves() {
    let script = "echo ready; printf 'more\\n' >> \"$1\"; read word; read word";
    at_the_bell(
        "start url-shortener",
        |sitting| sitting.with("VISUAL", &format!("sh -c '{}' sh", script.replace('\'', "'\\''"))),
        |seat| {
            seat.send("first\r:edit\r");
            seat.reach("ready")?;
            let wanted = |status: &crate::documents::Status| {
                status.answer("requirements") == "first\nmore" || status.state != "running"
            };
            let status = seat.wait_for_status("the editor's save", wanted);
            (status.state == "running").then_some(())
        },
        |seat, home| {
            seat.skip_the_guess();
            assert_eq!(exported(home).answers["requirements"], "first\nmore");
        },
    );
}

#[test]
fn without_drawing() {
    for (line, terminal) in
        [("start url-shortener --plain", "xterm-256color"), ("start url-shortener", "dumb")]
    {
        at_the_bell(
            line,
            |sitting| sitting.with("TERM", terminal),
            |seat| {
                seat.send("a line\r");
                seat.reach("a line")?;
                seat.send("half a wor");
                seat.reach("half a wor")
            },
            |seat, home| {
                seat.wait_for("Time. What you were typing is kept. Your answers are sealed.");
                seat.wait_for("Your guess, 0–100 (Enter skips):");
                seat.send("\r");
                seat.see_the_score();
                let status = home.status("latest");
                assert_eq!(status.answer("requirements"), "a line\nhalf a wor");
                let bytes = seat.screen.bytes();
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains('\x1b'), "{text:?}");
                // The time left stands in front of every line.
                assert!(text.contains(" left · requirements] > "), "{text:?}");
            },
        );
    }
}

#[test]
fn ctrl_c_clears_nothing_and_leaves_nothing_without_the_editor_either() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener --plain").rate(2).open();
    seat.wait_for("Enter starts the clock");
    seat.send("\r");
    seat.wait_for("1 of 5");
    seat.send("half");
    seat.wait_for("half");
    seat.send("\x03");
    seat.wait_for(":quit leaves.");
    seat.send(" a line\r");
    let status = seat.wait_for_status("the line", |s| !s.answers["requirements"].is_empty());
    assert_eq!(status.answer("requirements"), "half a line");
    seat.send(":finish\r");
    seat.wait_for("?");
    seat.send("y\r");
    seat.wait_for("Your guess");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
}
