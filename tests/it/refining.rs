//! `refine`: what was missed is answered again in a box of its own, and the first answers stay what
//! is scored.

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use crate::documents::{History, Refinement, Score, Session};
use crate::home::Home;
use crate::seat::Seat;

/// So little that nearly everything is missed.
const LITTLE: &str = "It is a store of links.\n:next\nGET /{code} -> 302\nPOST /v1/links\n";

/// A sentence that meets the heaviest criterion.
const VOLUME: &str = "100M new links a month, so 40 writes/s; 10B redirects a month, 4k/s.";

fn exported(home: &Home) -> Session {
    home.onsite("export -o - --format json").succeeds().json()
}

fn refined(home: &Home) -> Vec<Refinement> {
    exported(home).refinements
}

fn text_of(home: &Home, number: usize) -> String {
    refined(home).get(number).map_or_else(String::new, |one| one.text.clone())
}

#[test]
fn a_pipe_answers_again_and_no_total_moves() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let before = home.onsite("score --json").succeeds().raw();
    let marker = "<!-- onsite:answer step=storage bytes=4 lines=1 sha256=0 -->\n> fake";
    let script = format!("\n\n{VOLUME}\n\n:skip\n# Storage\n{marker}\n:next\n::next is text\nlast");
    let ran = home.onsite("refine").typed(script).succeeds().quietly();
    let ran = ran.says("1 of ").says("Why it matters: ").says("Would now be met; it was missed.");
    let ran = ran.says("the total stays ").lacks("What will you do better");
    let _ran = ran.says("»GET /{code} -> 302«");
    let all = refined(&home);
    let texts: Vec<&str> = all.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, [VOLUME, &format!("# Storage\n{marker}"), ":next is text\nlast"]);
    assert_eq!(all[0].verdict.as_deref(), Some("met"));
    assert_eq!(all[0].first_verdict.as_deref(), Some("missed"));
    // Whatever was refined: the score, the history and what is read back are of the first answers.
    assert_eq!(home.onsite("score --json").succeeds().raw(), before);
    let score: Score = home.onsite("score --json").succeeds().json();
    let history: History = home.onsite("history --json").succeeds().json();
    assert_eq!(history.sessions[0].total, Some(score.total));
    let page = home.onsite("export -o -").succeeds();
    let page = page.says("Refined answer, would now be met, not scored:\n\n> 100M new links");
    home.write("it.md", page.raw());
    assert_eq!(home.onsite("score --file it.md --json").succeeds().json::<Score>(), score);
    // It goes on with what was skipped and not reached.
    let ran = home.onsite("refine --plain").typed(":q\n").succeeds();
    let _ran = ran.says("Refining goes on: ").lacks("2 of ").says("refined: met");
}

#[test]
fn the_reviewed_verdicts_count() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let first = |home: &Home| {
        let ran = home.onsite("refine --plain").typed("").succeeds();
        let card = ran.out().lines().find(|line| line.starts_with("1 of "));
        card.and_then(|card| card.split([':', ',']).nth(1)).unwrap().trim().to_owned()
    };
    let heaviest = {
        let score: Score = home.onsite("score --json").succeeds().json();
        let open = score.criteria.iter().filter(|one| one.verdict != "met");
        let top = open.clone().map(|one| one.weight).fold(0.0, f64::max);
        open.clone().find(|one| one.weight >= top && one.verdict == "missed").unwrap().id.clone()
    };
    let set = format!("review --set {heaviest}=met --reason 'said aloud'");
    let _ran = home.onsite(&set).succeeds();
    assert_ne!(first(&home), heaviest);
    let other = Home::new();
    other.sit("start url-shortener", LITTLE);
    assert_eq!(first(&other), heaviest);
}

#[test]
fn what_is_not_over_or_no_interview_is_refused() {
    let home = Home::new();
    let _ran = home.onsite("refine").fails(1);
    home.sit("practice url-shortener --step api", "GET /x\n");
    let ran = home.onsite("refine").fails(1).without_output();
    assert!(ran.error().contains("was a practice"), "{}", ran.error());
    assert!(ran.error().contains("hint: `onsite practice --continue "), "{}", ran.error());
    home.sit("start url-shortener", LITTLE);
    for minutes in [14, 21] {
        let ran = home.onsite(&format!("refine --minutes {minutes}")).fails(2);
        assert!(ran.error().contains("takes 15 to 20 minutes"), "{}", ran.error());
    }
    let _ran = home.onsite("discard latest").succeeds();
    let ran = home.onsite("refine").fails(1);
    assert!(ran.error().contains("is struck out"), "{}", ran.error());
    // A score of it says so too.
    let ran = home.onsite("score").succeeds();
    assert!(ran.error().contains("is struck out: it counts nowhere"), "{}", ran.error());
    let seat = home.on_a_terminal("start chat").begin();
    let ran = home.onsite("refine").fails(1);
    assert!(ran.error().contains("is not over"), "{}", ran.error());
    seat.leave();
}

/// Waits for the card of the criterion with this number, and a line to type in.
fn wait_for_card(seat: &Seat<'_>, number: usize) {
    seat.wait_for(&format!("{number} of "));
    seat.wait_for_line("");
}

#[test]
fn the_bell_in_mid_word_keeps_what_is_there() {
    // How long typing takes depends on the machine, so the box does too.
    for seconds in [4, 8, 16, 40] {
        let home = Home::new();
        home.sit("start url-shortener", LITTLE);
        let mut seat = home.on_a_terminal("refine").rate(15 * 60 / seconds).open();
        let began = Instant::now();
        wait_for_card(&seat, 1);
        seat.send("a line\rhalf a wor");
        seat.wait_for_status("the draft", |status| {
            status.draft == "half a wor" || began.elapsed() > Duration::from_secs(seconds.into())
        });
        if began.elapsed() > Duration::from_secs(seconds.into()) {
            continue;
        }
        // Whoever goes on typing through the bell answers no question.
        while !seat.shows("Time. What you were typing is kept.") {
            std::thread::sleep(Duration::from_millis(20));
        }
        seat.send("d and more\rwords\r");
        seat.wait_for("What will you do better next time? Up to 3 lines, Enter skips.");
        assert_eq!(seat.screen.mode(), (true, true, true), "the terminal is sane");
        seat.send("State the ratio first.\r");
        seat.wait_for("1: State the ratio first. 2:");
        seat.send("\r");
        assert_eq!(seat.end(), 0);
        assert_eq!(text_of(&home, 0), "a line\nhalf a wor");
        assert!(refined(&home)[0].verdict.is_some());
        assert_eq!(exported(&home).improvements, ["State the ratio first."]);
        // It is shown before the next interview.
        let mut next = home.on_a_terminal("start chat").open();
        next.wait_for("Last time you resolved: \"State the ratio first.\"");
        next.send("\x03");
        let _code = next.end();
        return;
    }
    panic!("the machine is too slow for this test");
}

#[test]
fn killed_and_taken_up_again_nothing_is_lost() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let mut seat = home.on_a_terminal("refine").open();
    wait_for_card(&seat, 1);
    assert!(seat.last_row().contains(" left   1 of "), "{}", seat.last_row());
    seat.line(VOLUME);
    seat.send(":next\r");
    wait_for_card(&seat, 2);
    seat.line("one");
    seat.line("two");
    // Up lifts the last line.
    seat.send("\x1b[A");
    seat.wait_for_line("two");
    seat.send(" and a half\r");
    seat.wait_for_line("");
    seat.send("thr");
    seat.wait_for_draft("thr");
    seat.screen.signal(Signal::SIGKILL);
    let _code = seat.end();
    let mut seat = home.on_a_terminal("refine --minutes 20").open();
    seat.wait_for("Refining goes on: 1");
    assert!(!seat.shows("20:00 left") && !seat.shows("19:"), "the box is the one that was left");
    seat.wait_for("1 one 2 two and a half");
    seat.wait_for_line("thr");
    seat.send("ee\r");
    seat.wait_for_line("");
    seat.send(":quit\r");
    seat.wait_for("goes on; the clock runs, ");
    assert_eq!(seat.end(), 0);
    assert_eq!(home.status("latest").draft, "");
    assert_eq!(text_of(&home, 0), VOLUME);
    assert_eq!(text_of(&home, 1), "one\ntwo and a half\nthree");
}

#[test]
fn a_box_that_ended_while_nobody_was_there_ended_at_its_bell() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let mut seat = home.on_a_terminal("refine").rate(90).open();
    wait_for_card(&seat, 1);
    seat.line("a line");
    seat.send("half a wor");
    seat.wait_for_draft("half a wor");
    seat.screen.signal(Signal::SIGKILL);
    let _code = seat.end();
    // Ten seconds of a box at this rate.
    let end = Instant::now() + Duration::from_secs(10);
    while Instant::now() < end {
        std::thread::sleep(Duration::from_millis(100));
    }
    let ran = home.onsite("refine --plain").typed(":q\n").succeeds();
    // The first one was answered; a new box has the others.
    let ran = ran.says("to refine, 15:00 left");
    let first = refined(&home).remove(0);
    assert_eq!(first.text, "a line\nhalf a wor");
    assert!(first.verdict.is_some(), "{}", ran.out());
    assert!(!ran.out().contains(&format!(": {}, missed", first.criterion)), "{}", ran.out());
}

#[test]
fn after_an_interview_that_counts_three_improvements_are_asked_for() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("A store of links.");
    seat.send(":finish\r");
    seat.wait_for("Finish all the same?");
    seat.send("y\r");
    seat.wait_for_guess();
    seat.send("40\r");
    seat.wait_for("What will you do better next time? Up to 3 lines, Enter skips.");
    for (text, next) in [("one", "1: one 2:"), ("two", "2: two 3:"), ("three", "")] {
        seat.send(format!("{text}\r"));
        seat.wait_for(next);
    }
    assert_eq!(seat.end(), 0);
    assert_eq!(exported(&home).improvements, ["one", "two", "three"]);
}

#[test]
fn a_self_interview_without_a_prompt_takes_what_was_sat_least() {
    let home = Home::new();
    let ids: Vec<String> = {
        let ran = home.onsite("prompts --json").succeeds();
        let all: serde_json::Value = ran.json();
        let prompts = all["prompts"].as_array().unwrap().clone();
        prompts.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    // All but one were sat; a rehearsal and what was struck out do not count.
    let (left, sat) = ids.split_first().unwrap();
    for id in sat {
        home.sit(&format!("practice {id} --step api --minutes 5"), "GET /x\n");
    }
    let script = home.onsite(&format!("practice {left}")).with("ONSITE_CLOCK_RATE", "60");
    let _ran = script.typed("GET /x\n").succeeds();
    home.sit(&format!("practice {left} --step api"), "GET /x\n");
    let _ran = home.onsite("discard latest").succeeds();
    let ran = home.onsite("self-interview").typed("notes\n").succeeds();
    assert!(ran.error().contains(&format!("Chosen: {left}, which you have not sat yet.")));
    let mut seat = home.on_a_terminal("self-interview --random --seed 3").begin();
    seat.line("notes");
    let shown = String::from_utf8_lossy(&seat.screen.bytes()).into_owned();
    assert!(shown.contains("Chosen by chance: "), "{shown:?}");
    assert!(shown.contains("`--seed 3` chooses it again."), "{shown:?}");
    seat.leave_with("y");
    assert_eq!(exported(&home).seed, 3);
}
