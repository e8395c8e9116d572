//! `drill`: what was missed is asked again, when it is due.

use nix::sys::signal::Signal;
use rusqlite::Connection;
use serde_json::Value;

use crate::home::{Home, Ran};
use crate::screen::Patience;

const TODAY: &str = "ONSITE_TODAY";

/// A day after every sitting of these tests, so far from it that everything is due.
const LATER: &str = "2099-01-01";

fn cards(home: &Home, today: &str, line: &str) -> Value {
    home.onsite(&format!("drill --json {line}")).with(TODAY, today).succeeds().json()
}

fn ids(document: &Value) -> Vec<String> {
    let cards = document["cards"].as_array().unwrap();
    cards.iter().map(|card| card["criterion"].as_str().unwrap().to_owned()).collect()
}

fn drill(home: &Home, today: &str, line: &str, typed: &str) -> Ran {
    home.onsite(&format!("drill {line}")).with(TODAY, today).typed(typed).succeeds()
}

fn journal(home: &Home) -> Vec<Value> {
    let database = Connection::open(home.database()).unwrap();
    let mut reading =
        database.prepare("SELECT body FROM journal WHERE kind = 'drill' ORDER BY number").unwrap();
    let rows = reading.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|row| serde_json::from_str(&row.unwrap()).unwrap()).collect()
}

#[test]
fn what_was_missed_comes_back_by_its_value() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let today = cards(&home, LATER, "");
    assert_eq!((&today["schema"], &today["count"]), (&"onsite.drill/1".into(), &10.into()));
    assert_eq!((&today["minutes"], &today["ahead"]), (&30.into(), &false.into()));
    let weights: Vec<f64> = today["cards"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["weight"].as_f64().unwrap())
        .collect();
    assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]), "{weights:?}");
    assert_eq!(cards(&home, LATER, "--limit 4")["count"], 4);
    assert_eq!(cards(&home, LATER, "--minutes 9")["count"], 3);
    assert_eq!(cards(&home, LATER, "--minutes 1")["count"], 1);
    // More than a day holds is not refused, and not passed over either.
    let more = home.onsite("drill --json --limit 50").with(TODAY, LATER).succeeds();
    assert_eq!(more.json::<Value>()["count"], 10);
    assert_eq!(more.error(), "--limit 50: 10 cards are the most on a day.\n");
    let just = home.onsite("drill --json --limit 10").with(TODAY, LATER).succeeds().quietly();
    assert_eq!(just.json::<Value>()["count"], 10);
}

#[test]
fn a_pipe_answers_cards_and_the_schedule_is_kept() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let first = ids(&cards(&home, LATER, "--limit 2"));
    let typed = "I do not know\nreally\n\nNo idea.\n\n";
    let ran = drill(&home, LATER, "--limit 2", typed).says("2 cards answered.");
    let ran = ran.says("For example: ").says("Graded again, back in 1 day.");
    assert!(ran.out().contains("missed"), "{}", ran.out());
    let entries = journal(&home);
    assert_eq!(entries.len(), 3, "the parameters and two answers");
    assert_eq!(
        (&entries[0]["kind"], &entries[0]["retention"]),
        (&"parameters".into(), &0.9.into())
    );
    assert_eq!(entries[0]["weights"].as_array().unwrap().len(), 21);
    assert_eq!(entries[1]["answer"], "I do not know\nreally");
    assert_eq!((&entries[1]["grade"], &entries[1]["days"]), (&"again".into(), &1.into()));
    assert_eq!((&entries[1]["day"], &entries[1]["elapsed"]), (&LATER.into(), &0.into()));
    // They are not asked again today, whatever day it is then; eight are left.
    let left = cards(&home, LATER, "");
    assert_eq!((&left["count"], &left["answered_today"]), (&8.into(), &2.into()));
    assert!(ids(&left).iter().all(|id| !first.contains(id)));
    let tomorrow = ids(&cards(&home, "2099-01-02", ""));
    assert!(first.iter().all(|id| tomorrow.contains(id)), "{tomorrow:?}");
    // A calendar set back by decades loses none, and no interval is negative.
    let back = cards(&home, "2027-01-01", "");
    assert_eq!(back["count"], 10);
    drill(&home, "2027-01-01", "--limit 10", &"No idea.\n\n".repeat(10));
    for entry in journal(&home).iter().filter(|entry| entry["kind"] == "answered") {
        assert!(entry["days"].as_u64().unwrap() >= 1 && entry["elapsed"].is_u64(), "{entry}");
    }
    let enough = home.onsite("drill").with(TODAY, "2027-01-01").succeeds();
    let _ran = enough.says("10 cards today: enough.");
}

#[test]
fn a_good_answer_is_graded_good_and_stays_away() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let document = cards(&home, LATER, "--limit 1");
    let criterion = ids(&document).remove(0);
    // The sentence that the first drill shows meets the criterion in the second.
    let shown = drill(&home, LATER, "--limit 1", "No idea.\n\n").raw();
    let flowing = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let example =
        flowing.split("For example: \"").nth(1).unwrap().split("\" Graded").next().unwrap();
    let mut script = String::new();
    for id in ids(&cards(&home, "2099-01-02", "")) {
        let line = if id == criterion { format!("{example}\n\n") } else { ":skip\n".to_owned() };
        script.push_str(&line);
    }
    let _ran = drill(&home, "2099-01-02", "", &script).says("1 card answered.").says("Deeper: ");
    let entries = journal(&home);
    let last = entries.last().unwrap();
    assert_eq!((&last["criterion"], &last["verdict"]), (&criterion.clone().into(), &"met".into()));
    assert_eq!((&last["grade"], &last["elapsed"]), (&"good".into(), &1.into()));
    let days = last["days"].as_u64().unwrap();
    assert!(days >= 1, "{last}");
    assert!(!ids(&cards(&home, "2099-01-02", "")).contains(&criterion));
}

#[test]
fn on_the_day_itself_cards_are_brought_forward() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let document: Value = home.onsite("drill --json --limit 3").succeeds().json();
    assert_eq!((&document["ahead"], &document["count"]), (&true.into(), &3.into()));
    let _ran = home.onsite("drill --no-input --limit 3").succeeds().says("from tomorrow: 3 cards");
    let home = Home::new();
    let _ran = home.onsite("drill").succeeds().quietly().says("No cards yet.");
    let _ran = home.onsite("drill").with(TODAY, "tomorrow").fails(2);
}

#[test]
fn a_running_mock_is_not_spoiled() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let all = cards(&home, LATER, "");
    home.sit("start url-shortener", "half\n:quit\n");
    assert_eq!(cards(&home, LATER, "")["count"], 0);
    let ran = drill(&home, LATER, "", "answer\n\n").without_output();
    assert!(ran.error().contains("left out: a mock is running"), "{}", ran.error());
    home.sit("start note-taking", "x\n");
    let others = cards(&home, LATER, "");
    let shared = ids(&others).iter().filter(|id| ids(&all).contains(id)).count();
    assert_eq!(shared, 0, "criteria of every prompt are the running mock's too");
    assert!(others["cards"].as_array().unwrap().iter().all(|card| card["prompt"] == "note-taking"));
}

#[test]
fn words_of_a_drill_are_forgotten_with_the_session_and_a_backup_keeps_them() {
    let home = Home::new();
    let id = home.sit("start url-shortener", "Links are short.\n");
    drill(&home, LATER, "--limit 1", "the zebra crossing\n\n");
    let _ran = home.onsite("backup").and(home.work().join("copy.db")).succeeds();
    let _ran = home.onsite(&format!("forget {id} --yes")).succeeds();
    assert_eq!(cards(&home, LATER, "")["count"], 0);
    let bytes = std::fs::read(home.database()).unwrap();
    assert!(!bytes.windows(5).any(|part| part == b"zebra"));
    let _ran = home.onsite("restore --force").and(home.work().join("copy.db")).succeeds();
    assert_eq!(cards(&home, LATER, "")["count"], 9);
}

#[test]
fn a_card_is_answered_on_a_terminal_and_regraded_by_a_key() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let mut seat = home.on_a_terminal("drill --limit 2").with(TODAY, LATER).open();
    seat.wait_for("1 of 2 URL shortener");
    seat.wait_for("left for this card");
    assert!(seat.last_row().trim().starts_with("2:5") || seat.last_row().contains("3:00"));
    seat.line("half an");
    // Up brings the last line back.
    seat.send("\x1b[A");
    seat.wait_for_line("half an");
    seat.send(" answer\r");
    seat.wait_for_line("");
    seat.send("\r");
    seat.wait_for("Enter: again. Or a, h, g, e.");
    assert!(seat.shows("For example:"));
    seat.send("x\r");
    seat.wait_for("a again, h hard, g good, e easy");
    seat.send("h\r");
    seat.wait_for("2 of 2 URL shortener");
    seat.send(":nonsense\r");
    seat.wait_for("There are :done");
    seat.send("\x15:quit\r");
    assert_eq!(seat.end(), 0);
    let entries = journal(&home);
    let kinds: Vec<&str> = entries.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    // Each line was kept as it came.
    assert_eq!(kinds, ["begun", "begun", "parameters", "answered", "graded"]);
    assert_eq!(entries[1]["text"], "half an answer");
    assert_eq!(entries[3]["answer"], "half an answer");
    assert!(entries[3]["seconds"].is_u64());
    assert_eq!((&entries[3]["grade"], &entries[4]["grade"]), (&"again".into(), &"hard".into()));
}

#[test]
fn a_card_is_answered_with_the_keys_of_vi() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let _ran = home.onsite("config set edit_mode vi").succeeds();
    let mut seat = home.on_a_terminal("drill --limit 1").with(TODAY, LATER).open();
    seat.wait_for("left for this card");
    seat.type_and_leave_insert_mode("xab", "xab");
    seat.send("0x");
    seat.wait_for_line("ab");
    seat.send("Di:quit\r");
    assert_eq!(seat.end(), 0);
}

#[test]
fn the_time_of_a_card_ends_and_what_was_typed_counts() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    // 180 seconds in three: a rehearsal, of which nothing is kept.
    let mut seat = home.on_a_terminal("drill --limit 1").with(TODAY, LATER).rate(60).open();
    seat.wait_for("nothing is kept");
    seat.wait_for("1 of 1 URL shortener");
    seat.send("the middle of a wo");
    seat.wait_for("Time. What you were typing counts.");
    seat.wait_for("Or a, h, g, e.");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
    assert_eq!(journal(&home).len(), 0);
}

#[test]
fn an_answer_that_was_left_is_taken_up_again() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let mut seat = home.on_a_terminal("drill --limit 1").with(TODAY, LATER).open();
    seat.wait_for("1 of 1 URL shortener");
    seat.line("what I had begun");
    seat.send("and mo");
    seat.wait_for_line("and mo");
    seat.send("\x03");
    assert_eq!(seat.end(), 130);
    let begun: Vec<_> = journal(&home).into_iter().map(|entry| entry["text"].clone()).collect();
    // The first line as it came: a power failure would have left it.
    assert_eq!(begun, ["what I had begun", "what I had begun\nand mo"]);
    assert_eq!(cards(&home, LATER, "")["answered_today"], 0);
    let mut seat = home.on_a_terminal("drill --limit 1").with(TODAY, LATER).open();
    seat.wait_for("what I had begun");
    seat.wait_for_line("");
    seat.send(":done\r");
    seat.wait_for("Or a, h, g, e.");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
    let answer = journal(&home).pop().unwrap();
    assert_eq!(answer["answer"], "what I had begun\nand mo");
}

/// What is kept of the line that is being typed, without what stands above it.
fn half_typed(home: &Home) -> Option<String> {
    let database = Connection::open(home.database()).unwrap();
    let mut reading = database.prepare("SELECT body FROM journal WHERE kind = 'typing'").unwrap();
    let mut rows = reading.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let body: Value = serde_json::from_str(&rows.next()?.unwrap()).unwrap();
    assert!(rows.next().is_none(), "more than one line is being typed");
    Some(body["line"].as_str().unwrap().to_owned())
}

#[test]
fn a_half_typed_line_outlives_the_program_and_comes_back_to_be_gone_on_with() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    let mut seat = home.on_a_terminal("drill --limit 1").with(TODAY, LATER).open();
    seat.wait_for("1 of 1 URL shortener");
    seat.line("the first line");
    seat.send("and half of the sec");
    let mut patience = Patience::new();
    while half_typed(&home).as_deref() != Some("and half of the sec") {
        assert!(!patience.is_lost(), "kept is {:?}", half_typed(&home));
    }
    seat.screen.signal(Signal::SIGKILL);
    seat.screen.wait_for_end();
    let mut seat = home.on_a_terminal("drill --limit 1").with(TODAY, LATER).open();
    seat.wait_for("the first line");
    seat.wait_for_line("and half of the sec");
    seat.send("ond\r");
    seat.wait_for_line("");
    assert_eq!(half_typed(&home), None, "an entered line is a draft no more");
    seat.send(":done\r");
    seat.wait_for("Or a, h, g, e.");
    seat.send("\r");
    assert_eq!(seat.end(), 0);
    assert_eq!(journal(&home).pop().unwrap()["answer"], "the first line\nand half of the second");
    assert_eq!(half_typed(&home), None);
}

#[test]
fn the_card_fits_a_narrow_screen() {
    let home = Home::new();
    home.sit("start url-shortener", "Links are short.\n");
    for (columns, plain) in [("40", ""), ("80", ""), ("80", "--plain")] {
        let run = home.onsite(&format!("drill --limit 2 {plain}")).with(TODAY, LATER);
        let ran = run.with("COLUMNS", columns).typed("No idea at all.\n\nNo.\n").succeeds();
        let most: usize = if plain.is_empty() { columns.parse().unwrap() } else { usize::MAX };
        let wide = ran.out().lines().find(|line| line.chars().count() > most);
        assert_eq!(wide, None, "{}", ran.out());
    }
    let _ran = home.onsite("drill --plain --limit 1").with(TODAY, LATER).typed("x\n\n").succeeds();
}
