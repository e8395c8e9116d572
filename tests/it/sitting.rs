//! Sitting an interview on a terminal: what is typed, what is seen, what is kept.

use std::fmt::Write as _;

use crate::home::Home;
use crate::seat::Seat;

#[test]
fn the_brief_comes_first_and_enter_starts_the_clock() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").open();
    seat.screen.wait_for("Ctrl-C leaves.");
    let page: Vec<String> = (0..15).map(|row| seat.screen.row(row)).collect();
    insta::assert_snapshot!(page.join("\n"), @"
    URL shortener                                    mock · mid level · 45 minutes

      Design a service that turns long URLs into short links and sends the people
      who open them to the right place.

      1 Clarify requirements                    7 min
      2 APIs and core use cases                 8
      3 High-level components and data flow    12
      4 Storage, caching, queues                9
      5 Scalability, reliability, security      9

      What you type is your answer; :next moves on, ? asks, :help shows the rest.
      Once started the clock does not stop. Everything is saved as you type.

      Enter starts the clock, Ctrl-C leaves.
    ");
    let _ran = home.onsite("status").fails(1);
    seat.start();
    assert_eq!(seat.status().state, "running");
    seat.screen.wait_until("the countdown", |s| {
        s.rows(0, 80).nth(23).is_some_and(|row| row.contains(" left   1 of 5 requirements"))
    });
    seat.leave();
    assert_eq!(home.status("latest").state, "running");
}

#[test]
fn control_c_at_the_brief_begins_nothing() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").open();
    seat.screen.wait_for("Ctrl-C leaves.");
    seat.send("\x03");
    assert_eq!(seat.end(), 130);
    let _ran = home.onsite("status").fails(1);
}

#[test]
fn a_prompt_can_be_chosen_on_the_terminal() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start").open();
    seat.wait_for("Which one?");
    seat.send("nonsense\r");
    seat.wait_for("There is no single prompt `nonsense`.");
    seat.send("url\r");
    seat.start();
    seat.leave();
    assert_eq!(home.status("latest").prompt, "url-shortener");
    let mut seat = home.on_a_terminal("start").open();
    seat.wait_for("Which one?");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
}

#[test]
fn the_countdown_moves_while_somebody_types() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    let mut seen = vec![seat.last_row()];
    let mut typed = String::new();
    while seen.len() < 4 {
        seat.send("x");
        typed.push('x');
        // The line and the last row are apart, whatever the line wraps to.
        if typed.len() < 70 {
            seat.wait_for_line(&typed);
        } else {
            seat.send("\x15");
            seat.wait_for_line("");
            typed.clear();
        }
        let row = seat.last_row();
        if seen.last() != Some(&row) {
            seen.push(row);
        }
    }
    let times: Vec<u64> = seen.iter().filter_map(|row| seconds(row)).collect();
    assert!(times.len() >= 3 && times.windows(2).all(|pair| pair[1] <= pair[0]), "{seen:?}");
    assert!(times.first() > times.last(), "{seen:?}");
    seat.send("\x15");
    seat.wait_for_line("");
    seat.leave();
}

fn seconds(row: &str) -> Option<u64> {
    let (minutes, seconds) = row.trim().split_once(" left")?.0.split_once(':')?;
    Some(minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?)
}

#[test]
fn a_window_of_another_size() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    let text =
        "The client talks to a load balancer, and the balancer to stateless nodes, all alike.";
    let mut typed = text.to_owned();
    seat.send(text);
    seat.wait_for_draft(text);
    for (columns, rows) in [(60, 18), (40, 10), (80, 24)] {
        seat.resize(columns, rows);
        seat.screen.wait_until("the countdown in the last row", |s| {
            s.rows(0, columns)
                .nth(usize::from(rows) - 1)
                .is_some_and(|row| row.contains(" left   1 of 5") && row.contains("   saved"))
        });
        // What is typed is whole, and may be edited on.
        typed.push('!');
        seat.send("!");
        let ending = &typed[typed.len() - 9..];
        seat.screen.wait_until("the end of the line", |s| {
            s.rows(0, columns).collect::<String>().contains(ending)
        });
    }
    seat.send("\r");
    let status = seat.wait_for_status("the line", |status| status.draft.is_empty());
    assert_eq!(status.answer("requirements"), typed);
    seat.leave();
}

#[test]
fn a_paste_of_two_hundred_lines_is_one_answer() {
    let home = Home::new();
    let mut paste = String::new();
    for n in 0..200 {
        writeln!(paste, ":next {n}\tindented\t\twith tabs – 日本 {n} \u{1b}[31mred\u{7}").unwrap();
    }
    paste.push_str("\n  the last, without an end");
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("before");
    seat.screen.paste(&paste);
    seat.wait_for_draft(&paste);
    seat.send("\r");
    seat.wait_for_line("");
    let status = seat.status();
    assert_eq!(status.answer("requirements"), format!("before\n{paste}"));
    assert_eq!(status.step, "requirements", "a paste is no command");
    seat.leave();
}

#[test]
fn moving_between_the_steps() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("How many?");
    // The interviewer asks first; a second time declines.
    seat.line(":next");
    seat.wait_for("Interviewer: ");
    seat.line(":next");
    seat.wait_for("2 of 5 APIs and core use cases");
    seat.line("\tGET /");
    seat.line(":in sto key is the code");
    seat.wait_for("Added to storage.");
    seat.line(":goto scale");
    seat.wait_for("5 of 5 Scalability, reliability, security");
    seat.line(":next");
    seat.line(":next");
    seat.wait_for("This is the last step.");
    seat.line(":back");
    seat.wait_for("4 of 5 Storage, caching, queues");
    seat.line("and a cache");
    seat.line(":show");
    seat.wait_for("1 key is the code 2 and a cache");
    seat.line(":show req");
    seat.wait_for("1 How many?");
    let status = seat.status();
    assert_eq!(status.answer("api"), "\tGET /");
    assert_eq!(status.answer("storage"), "key is the code\nand a cache");
    // The last row follows.
    seat.screen.wait_until("the step in the last row", |s| {
        s.rows(0, 80).nth(23).is_some_and(|row| row.contains("4 of 5 storage"))
    });
    // Leaving steps empty is named before it is done.
    seat.send(":finish\r");
    seat.wait_for("Nothing is written for components, scale.");
    seat.send("\r");
    seat.wait_for_line("");
    seat.send(":fi\r");
    seat.screen.wait_until("the question again", |s| {
        s.contents().matches("Finish all the same?").count() == 2
    });
    seat.send("y\r");
    seat.skip_the_guess();
    assert_eq!(home.status("latest").state, "finished");
}

#[test]
fn correcting_in_place() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    for line in ["one", "tow", "three", "::next is text"] {
        seat.line(line);
    }
    let answer = |seat: &Seat<'_>| seat.status().answer("requirements").to_owned();
    assert_eq!(answer(&seat), "one\ntow\nthree\n:next is text");
    // Up lifts the last line as it has to be typed, and Enter puts it back.
    seat.send("\x1b[A");
    seat.wait_for_line("::next is text");
    seat.send("!\r");
    seat.wait_for("Line 4 corrected.");
    seat.wait_for_line("");
    assert_eq!(answer(&seat), "one\ntow\nthree\n:next is text!");
    // Any line can be lifted by its number.
    seat.send(":edit 2\r");
    seat.wait_for_line("tow");
    seat.send("\x15two\r");
    seat.wait_for("Line 2 corrected.");
    seat.wait_for_line("");
    assert_eq!(answer(&seat), "one\ntwo\nthree\n:next is text!");
    // Emptied, it is deleted.
    seat.send("\x1b[A");
    seat.wait_for_line("::next is text!");
    seat.send("\x15\r");
    seat.wait_for("Line 4 deleted.");
    seat.wait_for_line("");
    assert_eq!(answer(&seat), "one\ntwo\nthree");
    seat.line(":undo");
    assert_eq!(answer(&seat), "one\ntwo\nthree\n:next is text!");
    seat.line(":u");
    seat.line(":u");
    assert_eq!(answer(&seat), "one\ntow\nthree\n:next is text");
    seat.line(":redo");
    assert_eq!(answer(&seat), "one\ntow\nthree\n:next is text!");
    seat.line(":edit 9");
    seat.wait_for("There is no line 9");
    seat.line(":w");
    seat.wait_for("Everything is saved as you type.");
    seat.leave();
}

#[test]
fn an_unknown_command_comes_back_to_be_edited() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.send(":nxet\r");
    seat.wait_for("did you mean `:next`?");
    seat.wait_for_line(":nxet");
    seat.send("\x7f\x7f\x7fext\r");
    seat.wait_for("Interviewer: ");
    seat.line(":next");
    seat.wait_for("2 of 5 APIs and core use cases");
    seat.wait_for_line("");
    seat.send(":goto lunch\r");
    seat.wait_for_line(":goto lunch");
    seat.send("\x15");
    seat.wait_for_line("");
    seat.line(":8080 is text");
    assert_eq!(seat.status().answer("api"), ":8080 is text");
    seat.leave();
}

#[test]
fn leaving_asks_once() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    let mut asked = 0;
    for keys in [":q\r", ":wq\r", ":x\r", "\x04"] {
        seat.send(keys);
        asked += 1;
        seat.screen.wait_until("the question", |s| {
            s.contents().matches("Leave? ").count() == asked
                && s.contents().trim_end().contains("Enter stays:")
        });
        seat.send("\r");
        seat.wait_for_line("");
    }
    seat.line("and on");
    seat.send("\x04");
    asked += 1;
    seat.screen.wait_until("the question", |s| s.contents().matches("Leave? ").count() == asked);
    // The same again is a yes.
    seat.send(":q\r");
    assert_eq!(seat.end(), 0);
    seat.wait_for("The clock runs on, ");
    seat.wait_for(&format!("onsite resume {}", home.latest()));
    let status = home.status("latest");
    assert_eq!((status.state.as_str(), status.answer("requirements")), ("running", "and on"));
}

#[test]
fn control_c_clears_nothing_and_never_leaves() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.send("half a\x03\x03 line\x03\x04");
    seat.wait_for_line("half a line");
    seat.screen.signal(nix::sys::signal::Signal::SIGINT);
    seat.send(" more");
    seat.wait_for_line("half a line more");
    seat.send("\r");
    seat.wait_for_line("");
    assert_eq!(seat.status().answer("requirements"), "half a line more");
    seat.leave();
}

#[test]
fn the_interviewer_speaks_after_two_idle_seconds() {
    let home = Home::new();
    // The seven minutes are over after two seconds, the interview after 13.
    let mut seat = home.on_a_terminal("start url-shortener").rate(200).begin();
    seat.send("half a thought, and then");
    let waiting = std::time::Instant::now();
    seat.wait_for("Interviewer: That is the seven minutes for requirements.");
    assert!(waiting.elapsed() >= std::time::Duration::from_millis(1900), "it waits for a pause");
    // The remark stands above the line, and the line is as it was.
    seat.wait_for_line("half a thought, and then");
    let text = seat.screen.contents();
    assert!(text.find("Interviewer:") < text.find("half a thought"), "{text}");
    assert_eq!(text.matches("half a thought").count(), 1, "{text}");
    seat.send(" it went on\r");
    seat.wait_for_line("");
    assert_eq!(seat.status().answer("requirements"), "half a thought, and then it went on");
    seat.leave();
    let export = home.onsite("export -o - --format json").succeeds();
    let export = export.json::<crate::documents::Session>();
    let said: Vec<&str> = export.dialogue.iter().map(|said| said.kind.as_str()).collect();
    assert_eq!(said, ["budget"]);
}

#[test]
fn pausing_a_practice_stops_its_clock() {
    let home = Home::new();
    let line = "practice url-shortener --minutes 30";
    let mut seat = home.on_a_terminal(line).rate(10).begin();
    seat.line("before");
    seat.send(":pause\r");
    seat.wait_for("Paused. Enter goes on.");
    let paused = seat.status();
    assert_eq!(paused.state, "paused");
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(seat.status().remaining_s, paused.remaining_s, "the clock stands");
    seat.send("\r");
    seat.wait_for("The clock goes on.");
    seat.wait_for_line("");
    seat.line("after");
    let status = seat.wait_for_status("the clock moving", |s| s.remaining_s < paused.remaining_s);
    assert_eq!(status.answer("requirements"), "before\nafter");
    // Paused, it can be left, and taken up again.
    seat.send(":pause\r");
    seat.screen.wait_until("another pause", |s| {
        s.contents().matches("Paused. Enter goes on.").count() == 2
    });
    seat.screen.signal(nix::sys::signal::Signal::SIGTERM);
    assert_eq!(seat.end(), 143);
    assert_eq!(home.status("latest").state, "paused");
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for_line("");
    assert_eq!(seat.status().state, "running");
    seat.line("again");
    // What is typed in the place of a mere Enter is a line of the answer; half of one is a draft.
    seat.send(":pause\r");
    seat.screen.wait_until("the third pause", |s| {
        s.contents().matches("Paused. Enter goes on.").count() >= 1
    });
    seat.send("thought of meanwhile\r");
    let status = seat.wait_for_status("the clock moving", |s| s.state == "running");
    seat.wait_for_line("");
    assert!(status.answer("requirements").starts_with("before\nafter\nagain"));
    let kept =
        |s: &crate::documents::Status| s.answers["requirements"].ends_with("thought of meanwhile");
    let _status = seat.wait_for_status("the line", kept);
    seat.send(":pause\r");
    let _status = seat.wait_for_status("a pause", |s| s.state == "paused");
    seat.send("half of");
    let _status = seat.wait_for_status("the draft", |s| s.draft == "half of");
    seat.screen.signal(nix::sys::signal::Signal::SIGKILL);
    seat.screen.wait_for_end();
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for_line("half of");
    seat.send("\x15");
    seat.leave();
}
