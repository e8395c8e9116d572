//! The first run and the tour, as somebody sees them who has never been here.

use std::fs;

use crate::documents::History;
use crate::home::Home;
use crate::seat::Seat;

fn config(home: &Home) -> String {
    fs::read_to_string(home.folder().join("config/onsite/config.toml")).unwrap_or_default()
}

fn rehearsals(home: &Home) -> History {
    home.onsite("history --rehearsals --json").succeeds().json()
}

#[test]
fn the_first_greeting_asks_the_level_and_offers_the_tour() {
    let home = Home::untouched();
    let mut seat = home.on_a_terminal("").open();
    seat.screen.wait_for("Level (Enter: mid):");
    assert!(seat.shows("1 junior 2 mid 3 senior 4 staff"));
    seat.send("senoir\r");
    seat.wait_for("There is no level `senoir`; did you mean `senior`? Level (Enter: mid):");
    seat.send("sen\r");
    seat.wait_for("n: not now:");
    assert!(seat.shows("Kept: senior level."));
    seat.send("n\r");
    seat.wait_for("onsite start");
    assert_eq!(seat.end(), 0);
    assert!(config(&home).ends_with("level = \"senior\"\n"), "{}", config(&home));
    // Once is enough.
    let mut seat = home.on_a_terminal("").open();
    assert_eq!(seat.end(), 0);
    assert!(!seat.shows("Level") && seat.shows("onsite start"));
}

#[test]
fn enter_is_mid_and_the_tour() {
    let home = Home::untouched();
    let mut seat = home.on_a_terminal("start").size(40, 12).open();
    seat.screen.wait_for("Level (Enter: mid):");
    seat.send("\r");
    seat.wait_for("n: not now:");
    seat.send("\r");
    seat.start();
    seat.wait_for("Tour, 1 of 6");
    seat.leave_with("y");
    assert!(config(&home).ends_with("level = \"mid\"\n"), "{}", config(&home));
}

#[test]
fn a_first_interview_shows_its_brief_first() {
    let home = Home::untouched();
    let mut seat = home.on_a_terminal("start url-shortener").open();
    seat.wait_for("mock · mid level");
    seat.wait_for("Your first interview: it is graded for mid level.");
    seat.screen.wait_for("Ctrl-C leaves.");
    seat.send("staf\r");
    seat.wait_for("mock · staff level");
    seat.wait_for("It is graded for staff level.");
    seat.send("\r");
    seat.wait_for_line("");
    seat.leave();
    assert!(config(&home).ends_with("level = \"staff\"\n"), "{}", config(&home));
    // Enter alone starts the clock; what is named is neither asked nor kept.
    let home = Home::untouched();
    home.on_a_terminal("start url-shortener").begin().leave();
    assert!(config(&home).ends_with("level = \"mid\"\n"), "{}", config(&home));
    let home = Home::untouched();
    let seat = home.on_a_terminal("start url-shortener --level junior").begin();
    assert!(!seat.shows("first interview"));
    seat.leave();
    assert_eq!(config(&home), "");
}

#[test]
fn nobody_is_asked_who_cannot_answer() {
    let home = Home::untouched();
    for (line, variable) in
        [("--no-input", ("A", "b")), ("", ("CI", "true")), ("", ("ONSITE_LEVEL", "mid"))]
    {
        let mut seat = home.on_a_terminal(line).with(variable.0, variable.1).open();
        assert_eq!(seat.end(), 0);
        assert!(seat.shows("onsite start") && !seat.shows("Level"), "{line} {variable:?}");
    }
    let _ran = home.onsite("").succeeds().quietly();
    home.sit("start url-shortener", "302\n");
    assert_eq!(config(&home), "");
    // Who has sat one already is not new.
    let mut seat = home.on_a_terminal("").open();
    assert_eq!(seat.end(), 0);
    assert!(!seat.shows("Level"));
}

/// Takes the guide's advice up to the bell.
fn take_the_tour(seat: &mut Seat<'_>) {
    seat.wait_for("Tour, 1 of 6");
    seat.line("people leave a line, everybody reads the newest");
    seat.wait_for("Tour, 2 of 6: Press Up");
    seat.send("\x1b[A");
    seat.wait_for_line("people leave a line, everybody reads the newest");
    seat.send("s of all\r");
    seat.wait_for("Corrected in place. Tour, 3 of 6");
    seat.line("? how many entries a day");
    seat.wait_for("Interviewer: Ten thousand entries a day");
    seat.wait_for("Tour, 4 of 6");
    seat.line(":next");
    seat.wait_for("Tour, 5 of 6");
    seat.line(":draw browser -> service -> cache, database");
    seat.wait_for("Tour, 6 of 6");
}

#[test]
fn the_tour_is_a_rehearsal_in_which_everything_is_tried() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("tour").open();
    seat.wait_for("practice · mid level · 3 minutes");
    seat.wait_for("they count nowhere");
    seat.start();
    take_the_tour(&mut seat);
    assert!(seat.last_row().contains("rehearsal"), "{}", seat.last_row());
    seat.send(":finish\r");
    seat.wait_for_guess();
    seat.send("50\r");
    seat.wait_for("That was the tour.");
    assert_eq!(seat.end(), 0);
    assert!(!seat.shows("Not tried yet"));
    let kept = rehearsals(&home);
    let sitting = &kept.sessions[0];
    assert_eq!(
        (sitting.prompt.as_str(), sitting.rehearsal, sitting.minutes),
        ("tour", true, Some(3))
    );
    assert!(sitting.total.unwrap() > 30.0, "{sitting:?}");
    let all = home.onsite("history --json").succeeds().json::<History>();
    assert_eq!(all.sessions, []);
    let prompts = home.onsite("prompts --json").succeeds();
    assert!(!prompts.out().contains("tour") && !prompts.out().contains("\"practised\": 1"));
    // It can be looked at like any other.
    let _ran = home.onsite("score").succeeds().says("Guest book");
    let _ran = home.onsite("export -o -").succeeds().says("rehearsal");
}

#[test]
fn the_bell_of_the_tour_cuts_the_line_off() {
    for seconds in [4, 8, 16, 32] {
        let home = Home::new();
        let mut seat = home.on_a_terminal("tour").rate(180 / seconds).size(40, 12).open();
        seat.screen.wait_for("Ctrl-C leaves.");
        seat.send("\r");
        if seat.reach("Tour, 1 of 6").is_none() {
            continue;
        }
        seat.send("cut off in the mid");
        if seat.reach_line("cut off in the mid").is_none() {
            continue;
        }
        seat.wait_for_guess();
        seat.send("\r");
        assert_eq!(seat.end(), 0);
        assert!(seat.shows("“cut off in the mid”"), "{}", seat.screen.contents());
        assert!(seat.shows("Not tried yet: typing a line, correcting one"));
        // No sound is made. (A window's title ends with the same byte.)
        let bytes = seat.screen.bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let outside_titles = text.split('\x07').filter(|part| !part.contains("\x1b]")).count();
        assert!(outside_titles <= 1, "{text:?}");
        assert!(seat.screen.contents().lines().all(|line| line.chars().count() <= 40));
        return;
    }
    panic!("the machine is too slow for this test");
}

#[test]
fn a_tour_that_was_left_goes_on_where_it_was() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("tour").begin();
    seat.line("people leave a line");
    seat.wait_for("Tour, 2 of 6");
    seat.leave();
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for("Tour, 2 of 6");
    seat.send("\x1b[A");
    seat.wait_for_line("people leave a line");
    seat.send("\r");
    seat.wait_for("Tour, 3 of 6");
    seat.leave();
}

#[test]
fn without_a_line_editor_it_is_played_plain_and_without_a_terminal_not_at_all() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("tour --plain").open();
    seat.screen.wait_for("Ctrl-C leaves.");
    seat.send("\r");
    seat.wait_for("Tour, 1 of 6");
    seat.send("people leave a line\r");
    seat.wait_for("Tour, 2 of 6: Type `:edit 1`");
    seat.send(":edit 1\r");
    seat.wait_for("Type it anew");
    seat.send("people leave one line\r");
    seat.wait_for("Tour, 3 of 6");
    seat.send(":finish\r");
    seat.wait_for("Finish all the same?");
    seat.send("y\r");
    seat.wait_for("Your guess");
    seat.send("\r");
    seat.wait_for("That was the tour.");
    assert_eq!(seat.end(), 0);
    let ran = home.onsite("tour").typed("x\n").fails(2).without_output();
    insta::assert_snapshot!(ran.error(), @"
    error: the tour needs somebody at a terminal, and leave to ask
    hint: type `onsite tour` at a terminal, without `--no-input` and without a pipe
    ");
    let mut seat = home.on_a_terminal("tour --no-input").open();
    assert_eq!(seat.end(), 2);
}
