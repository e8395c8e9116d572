//! `progress`: how the interviews went.

use rusqlite::Connection;
use serde_json::Value;

use crate::home::Home;
use crate::scoring::ANSWER;

fn progress(home: &Home, line: &str) -> Value {
    home.onsite(&format!("progress --json {line}")).succeeds().quietly().json()
}

#[test]
fn nothing_yet() {
    let home = Home::new();
    let ran = home.onsite("progress").succeeds().without_output();
    assert_eq!(ran.error(), "No attempt that counts yet. `onsite start` begins one.\n");
    assert_eq!(progress(&home, "")["attempts"], 0);
    let _ran = home.onsite("progress --prompt url-shortner").fails(1).without_output();
}

#[test]
fn trends_marks_and_weak_criteria() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    home.sit("practice url-shortener --step api --untimed", "GET /{code} gives a 302\n");
    let _ran = home.onsite("prompts show url-shortener --spoil").succeeds();
    home.sit("start url-shortener", ANSWER);
    home.sit("start note-taking", "Notes.\n");
    let all = progress(&home, "");
    assert_eq!((&all["schema"], &all["attempts"]), (&"onsite.progress/1".into(), &4.into()));
    let trend = all["trend"].as_array().unwrap();
    let marks: Vec<(u64, bool, bool)> = trend
        .iter()
        .map(|one| {
            let yes = |key: &str| one[key].as_bool().unwrap();
            (one["attempt"].as_u64().unwrap(), yes("after_practice"), yes("reference_seen"))
        })
        .collect();
    assert_eq!(marks, [(1, false, false), (2, false, false), (3, true, true), (1, false, false)]);
    assert!(trend[0]["steps"]["api"].is_number() && trend[1]["steps"]["scale"].is_null());
    let steps = all["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 5);
    assert_eq!(steps[1]["scored"], 4);
    // Everything came through pipes: there is no pacing.
    assert!(steps.iter().all(|step| step["timed"] == 0 && step["planned_s"].is_null()));
    assert!(all["rabbit_hole"].is_null());
    let weakest = all["weakest"].as_array().unwrap();
    assert!(weakest.len() == 5 && weakest.iter().all(|one| one["text"] != ""), "{weakest:#?}");
    assert_eq!(progress(&home, "--prompt note-taking")["attempts"], 1);
    for columns in ["80", "40"] {
        let ran = home.onsite("progress").with("COLUMNS", columns).succeeds().quietly();
        let ran =
            ran.says("Last three, change, trend").says("Attempts").says("Weakest").says("seen");
        let most: usize = columns.parse().unwrap();
        let wide = ran.out().lines().find(|line| line.chars().count() > most);
        assert_eq!(wide, None, "{}", ran.out());
    }
    let plain = home.onsite("progress --plain").succeeds().quietly();
    assert!(plain.out().is_ascii(), "{}", plain.out());
    let ascii = home.onsite("progress").with("LC_ALL", "C").succeeds().quietly();
    assert!(ascii.out().is_ascii(), "{}", ascii.out());
}

#[test]
fn rehearsals_and_what_was_struck_out_do_not_count() {
    let home = Home::new();
    let rehearsal = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", "60");
    let _ran = rehearsal.typed("x\n").succeeds();
    home.sit("start url-shortener", "x\n");
    let _ran = home.onsite("discard latest").succeeds();
    home.sit("start url-shortener", "x\n:quit\n");
    let all = progress(&home, "");
    assert_eq!((&all["attempts"], all["steps"].as_array().unwrap().len()), (&0.into(), 0));
    assert_eq!(all["weakest"].as_array().unwrap().len(), 0);
    let _ran = home.onsite("drill --no-input").succeeds().says("No cards yet");
}

#[test]
fn guesses_reviews_and_pacing_of_an_interview_at_a_terminal() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("100M new links a month, 100 reads a write");
    seat.send(":finish\r");
    seat.wait_for("?");
    seat.send("y\r");
    seat.wait_for_guess();
    seat.send("90\r");
    seat.see_the_score();
    let missed = "review --set abuse-rate-limit=met --reason 'said aloud'";
    let _ran = home.onsite(missed).succeeds();
    let all = progress(&home, "");
    let guess = &all["calibration"]["guess"];
    assert_eq!((&guess["count"], &guess["direction"]), (&1.into(), &"high".into()));
    assert!(guess["mean_error"].as_f64().unwrap() > 50.0);
    assert_eq!(all["calibration"]["review"]["count"], 1);
    assert_eq!(all["steps"][0]["timed"], 1);
    assert_eq!(all["steps"][0]["planned_s"], 420);
    let ran = home.onsite("progress").succeeds().says("Minutes planned and used");
    let _ran = ran.says("Your guess:").says("too high");
    // What was reviewed as met is no card.
    let cards: Value = home.onsite("drill --json").succeeds().json();
    let cards = cards["cards"].as_array().unwrap();
    assert!(cards.iter().all(|card| card["criterion"] != "abuse-rate-limit"));
}

/// What is a reproduction of an old database: one without the tables of version 2.
fn back_to_version_1(home: &Home) {
    let database = Connection::open(home.database()).unwrap();
    database
        .execute_batch(
            "DROP TABLE journal; DROP TABLE judged; DROP TABLE judged_step; \
             DROP TABLE judged_criterion; DROP INDEX event_improvement; PRAGMA user_version = 1;",
        )
        .unwrap();
}

#[test]
fn a_database_of_version_1_gives_progress_and_cards_too() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    home.sit("start url-shortener", "Links are short.\n");
    let set = "review --set abuse-rate-limit=met --reason 'said aloud'";
    let _ran = home.onsite(set).succeeds();
    let (before, cards) = (progress(&home, ""), home.onsite("drill --json").succeeds().raw());
    back_to_version_1(&home);
    assert_eq!(progress(&home, ""), before);
    assert_eq!(home.onsite("drill --json").succeeds().raw(), cards);
    let _ran = home.onsite("doctor").succeeds();
    // It is written down, and read from there.
    let database = Connection::open(home.database()).unwrap();
    let rows: i64 =
        database.query_row("SELECT count(*) FROM judged_criterion", [], |row| row.get(0)).unwrap();
    assert!(rows > 40, "{rows}");
}

#[test]
fn doctor_holds_what_was_found_against_the_events() {
    let home = Home::new();
    let id = home.sit("start url-shortener", ANSWER);
    let before = progress(&home, "");
    let _ran = home.onsite("doctor").succeeds();
    let database = Connection::open(home.database()).unwrap();
    database.execute("UPDATE judged_criterion SET verdict = 2 - verdict", []).unwrap();
    database.execute("UPDATE judged_step SET step = 'opera' WHERE step = 'api'", []).unwrap();
    drop(database);
    let faulty: Value = home.onsite("doctor --json").fails(1).json();
    assert_eq!(faulty["store"]["stale"][0], id);
    let _ran = home.onsite("doctor --rebuild").succeeds();
    assert_eq!(progress(&home, ""), before);
    let _ran = home.onsite("doctor").succeeds();
}

#[test]
fn what_would_spoil_a_running_mock_is_left_out() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let score: Value = home.onsite("score --json").succeeds().json();
    let criteria = score["criteria"].as_array().unwrap();
    let asked: Vec<String> =
        criteria.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    home.sit("start note-taking", "x\n");
    home.sit("start url-shortener", "half\n:quit\n");
    let all = progress(&home, "");
    assert_eq!(all["hidden"], true);
    let weakest = all["weakest"].as_array().unwrap();
    assert!(!weakest.is_empty());
    assert!(weakest.iter().all(|one| one["prompt"] != "url-shortener"), "{weakest:#?}");
    // Nor what the running prompt asks for like every other.
    assert!(weakest.iter().all(|one| !asked.contains(&one["id"].as_str().unwrap().to_owned())));
    let _ran = home.onsite("progress").succeeds().says("would spoil the mock");
}

#[test]
fn a_sibling_is_proposed_when_a_prompt_went_well_twice() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    home.sit("start url-shortener", "x\n");
    assert_eq!(progress(&home, "")["siblings"].as_array().unwrap().len(), 0);
    let database = Connection::open(home.database()).unwrap();
    database.execute("UPDATE session SET total = 70.0", []).unwrap();
    drop(database);
    let all = progress(&home, "");
    assert_eq!(all["siblings"][0]["prompt"], "url-shortener");
    let sibling = all["siblings"][0]["sibling"].as_str().unwrap().to_owned();
    let _ran = home.onsite("progress").succeeds().says(&format!("onsite start {sibling}"));
    home.sit(&format!("start {sibling}"), "x\n");
    let next = progress(&home, "")["siblings"].clone();
    assert!(next.get(0).is_none_or(|next| next["sibling"] != sibling.as_str()), "{next}");
}
