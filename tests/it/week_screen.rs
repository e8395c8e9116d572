//! The week and its timer on a terminal of 80 × 24.

use serde_json::Value;

use crate::home::Home;

fn block(home: &Home, day: usize, id: &str) -> Value {
    let plan: Value = home.onsite("plan --json").succeeds().json();
    let blocks = plan["days"][day - 1]["blocks"].as_array().unwrap().clone();
    blocks.into_iter().find(|block| block["id"] == id).unwrap()
}

#[test]
fn the_week_stands_on_one_screen() {
    let home = Home::new();
    let on = |date: &str, line: &str| {
        let _ran = home.onsite(line).with("ONSITE_TODAY", date).succeeds();
    };
    on("2026-11-02", "plan track 6h");
    on("2026-11-02", "plan done 1 concepts");
    on("2026-11-02", "plan done 1 dsa --problems 2");
    on("2026-11-02", "plan skip 1 review");
    on("2026-11-03", "plan start 2 concepts");
    let mut seat = home.on_a_terminal("plan").with("ONSITE_TODAY", "2026-11-03").open();
    assert_eq!(seat.end(), 0);
    let rows = seat.screen.contents();
    let rows: Vec<&str> = rows.lines().map(str::trim_end).collect();
    assert!(rows[0].starts_with("Day 2 of 7 · Scalable REST APIs · 6-hour track"), "{rows:#?}");
    assert!(rows[0].ends_with("2 of 9–14 problems"));
    let row = |words: &str| rows.iter().position(|row| row.contains(words)).unwrap();
    assert_eq!(
        rows[row("System design interview") + 1],
        "     x concepts  > template  x dsa 2  - review  > practice"
    );
    assert!(rows[row("Designing scalable")].ends_with("left"), "{rows:#?}");
    assert!(rows[row("Designing scalable")].contains("today · "));
    assert_eq!(
        rows[row("Designing scalable") + 1],
        "     ~ concepts  . design  . dsa  . review  . refinement"
    );
    assert_eq!(rows[row("Weekly review") + 1], "     . review  . mock  . dsa  . self-interview");
    assert!(row("2 blocks carried over") > row("Weekly review"));
    assert!(row("onsite plan today") < 24);
    assert!(rows.iter().all(|row| row.chars().count() < 80), "{rows:#?}");
}

#[test]
fn the_timer_runs_and_is_recorded() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("plan start 1 concepts").open();
    seat.wait_for("Enter starts the timer, q leaves:");
    seat.send("\r");
    seat.wait_for("left of 60–75 min day 1, concepts d done · p pause · q stop");
    // It moves without a key.
    seat.wait_for("1:14:58 left");
    seat.send("p");
    seat.wait_for("paused; p goes on, q stops");
    seat.send("p");
    seat.wait_for("p pause");
    seat.send("q");
    seat.wait_for("Recorded: 0:0");
    seat.wait_for("Enter leaves it open, y marks it done:");
    let spent = block(&home, 1, "concepts")["spent_s"].as_u64().unwrap();
    assert!(spent >= 2, "kept before the question: {spent}");
    seat.send("y\r");
    seat.wait_for("Day 1, concepts: done.");
    assert_eq!(seat.end(), 0);
    assert_eq!(block(&home, 1, "concepts")["state"], "done");
}

#[test]
fn a_window_that_is_closed_loses_no_time() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("plan start 1 dsa").open();
    seat.wait_for("Enter starts the timer");
    seat.send("\r");
    seat.wait_for("59:57 left");
    seat.screen.signal(nix::sys::signal::Signal::SIGTERM);
    assert_eq!(seat.end(), 143);
    let dsa = block(&home, 1, "dsa");
    assert!(dsa["spent_s"].as_u64().unwrap() >= 2, "{dsa}");
    assert_eq!(dsa["state"], "today");
    // Taken up again, it goes on with what is left.
    let mut seat = home.on_a_terminal("plan start 1 dsa").open();
    seat.wait_for("Enter starts the timer");
    seat.send("\r");
    seat.wait_for("59:5");
    seat.send("d");
    seat.wait_for("How many problems did you solve? (2–3, Enter says nothing):");
    seat.send("3\r");
    seat.wait_for("Day 1, dsa: done. 3 of 2–3 problems.");
    assert_eq!(seat.end(), 0);
}

#[test]
fn the_time_of_a_block_comes_to_its_end() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("plan start 1 review").rate(3600).open();
    seat.wait_for("Enter starts the timer");
    seat.send("\r");
    seat.wait_for("The 30 minutes are up.");
    seat.wait_for("A rehearsal: no time was recorded.");
    seat.wait_for("y marks it done:");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
    let review = block(&home, 1, "review");
    assert_eq!((&review["spent_s"], &review["state"]), (&0.into(), &"today".into()));
}

#[test]
fn a_block_of_ours_runs_the_thing_itself() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("plan start 4 requirements").open();
    seat.wait_for("1 next onsite practice note-taking --step requirements --minutes 50");
    seat.wait_for("Enter begins 1, t the timer alone, q leaves:");
    seat.send("\r");
    seat.start();
    seat.line("Who uses it?");
    seat.send(":finish\r");
    seat.skip_guess_and_go_on();
    seat.wait_for("It looks done: note-taking practised on");
    seat.send("y\r");
    seat.wait_for("Day 4, requirements: done.");
    assert_eq!(seat.end(), 0);
    let found = block(&home, 4, "requirements");
    assert_eq!(found["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(found["state"], "done");
}

impl crate::seat::Seat<'_> {
    fn skip_guess_and_go_on(&mut self) {
        self.wait_for("Your guess, 0–100 (Enter skips):");
        self.send("\r");
    }
}

#[test]
fn without_an_editor_enter_stops_the_timer() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("plan start 1 concepts --plain").open();
    seat.wait_for("Enter starts the timer, q leaves:");
    seat.send("\r");
    seat.wait_for("day 1, concepts: the timer runs, 1:15:00 left.");
    seat.wait_for("Enter stops it:");
    seat.send("\r");
    seat.wait_for("Recorded: 0:0");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
    assert!(!block(&home, 1, "concepts")["begun_on"].is_null());
}

#[test]
fn the_greeting_says_where_one_stands() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("").open();
    assert_eq!(seat.end(), 0);
    for words in ["interviews none yet", "onsite plan onsite start onsite prompts"] {
        assert!(seat.shows(words), "{}", seat.screen.contents());
    }
    let _ran = home.onsite("plan done 1 concepts").with("ONSITE_TODAY", "2026-11-02").succeeds();
    let day_4 = |line: &str| {
        let _ran = home.onsite(line).with("ONSITE_TODAY", "2026-11-05").succeeds();
    };
    for line in
        ["plan skip 2 concepts", "plan skip 2 design", "plan skip 2 dsa", "plan skip 2 review"]
    {
        day_4(line);
    }
    home.sit("start note-taking", "x\n");
    let mut seat = home.on_a_terminal("").with("ONSITE_TODAY", "2026-11-06").open();
    assert_eq!(seat.end(), 0);
    for words in [
        "Day 3 of 7 · Gateway and boundaries · 4-hour track",
        "unfinished note-taking, mock, finished today, not reviewed",
        "today concepts 60–75 · diagramming 60 · dsa 60 · review 30",
        "carried over day 1 template 60 · day 1 dsa 60 · day 1 review 30",
        "onsite plan today",
        "onsite review ",
    ] {
        assert!(seat.shows(words), "no `{words}` in:\n{}", seat.screen.contents());
    }
}
