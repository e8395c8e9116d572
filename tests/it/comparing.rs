//! `compare`: two attempts at a prompt beside each other.

use serde_json::Value;

use crate::home::Home;
use crate::scoring::ANSWER;

fn compared(home: &Home, line: &str) -> Value {
    home.onsite(&format!("compare --json {line}")).succeeds().quietly().json()
}

#[test]
fn what_was_won_and_lost_is_shown_with_both_quotations() {
    let home = Home::new();
    let first = home.sit("start url-shortener", ANSWER);
    let second = home.sit("start url-shortener", "Links are short.\n");
    let document = compared(&home, &format!("{first} {second}"));
    assert_eq!(document["schema"], "onsite.compare/1");
    assert_eq!(
        (&document["first"]["id"], &document["second"]["id"]),
        (&first.into(), &second.into())
    );
    assert_eq!(
        (&document["first"]["attempt"], &document["second"]["attempt"]),
        (&1.into(), &2.into())
    );
    assert_eq!(document["won"], 0);
    let lost = document["lost"].as_u64().unwrap();
    assert!(lost > 2, "{document:#}");
    let criteria = document["criteria"].as_array().unwrap();
    let all = lost + document["same"].as_u64().unwrap();
    assert_eq!(criteria.len() as u64, all);
    for one in criteria.iter().filter(|one| one["change"] == "lost") {
        assert!(one["first"]["evidence"][0]["quote"].is_string(), "{one}");
        assert!(!one["text"].as_str().unwrap().is_empty());
    }
    assert!(document["totals"][0].as_f64() > document["totals"][1].as_f64());
    assert_eq!(document["steps"].as_array().unwrap().len(), 5);
    assert_eq!(document["notes"].as_array().unwrap().len(), 0);
    // The other way round everything that was lost is won.
    let back = compared(&home, &format!("latest {}", home.ids()[0]));
    assert_eq!((&back["won"], &back["lost"]), (&document["lost"], &document["won"]));
}

#[test]
fn pages_fit_their_screens() {
    let home = Home::new();
    let first = home.sit("start url-shortener", "Links are short.\n");
    home.sit("start url-shortener", ANSWER);
    for columns in ["80", "40"] {
        let ran = home.onsite(&format!("compare {first} latest")).with("COLUMNS", columns);
        let ran = ran.succeeds().quietly().says("Won: ").says("Lost: 0").says("Same: ");
        let most: usize = columns.parse().unwrap();
        let wide = ran.out().lines().find(|line| line.chars().count() > most);
        assert_eq!(wide, None, "{}", ran.out());
    }
    let plain = home.onsite(&format!("compare --plain {first} latest")).succeeds().quietly();
    assert!(plain.out().is_ascii(), "{}", plain.out());
    assert!(plain.out().lines().any(|line| line.starts_with("won: ")), "{}", plain.out());
    let ascii = home.onsite(&format!("compare {first} latest")).with("LC_ALL", "C").succeeds();
    assert!(ascii.out().is_ascii(), "{}", ascii.out());
}

#[test]
fn levels_and_practices_are_said() {
    let home = Home::new();
    let first = home.sit("start url-shortener --level junior", ANSWER);
    home.sit("practice url-shortener --step api", "GET /{code} gives a 302\n");
    let _ran = home.onsite("export -o -").succeeds();
    let last = home.sit("start url-shortener --level senior", ANSWER);
    let document = compared(&home, &format!("{first} {last}"));
    assert_eq!(document["level"], "senior");
    assert_eq!(document["notes"][0], "Both at senior, the level of the second session.");
    assert_eq!(document["second"]["attempt"], 3);
    assert_eq!(document["second"]["after_practice"], true);
    assert_eq!(document["second"]["reference_seen"], true);
    assert_eq!(document["first"]["reference_seen"], false);
    let _ran = home
        .onsite(&format!("compare {first} {last}"))
        .succeeds()
        .says("attempt 3, after a practice,")
        .says("reference seen");
    // Of a practice of one step only that step is compared.
    let practice = home.ids()[1].clone();
    let document = compared(&home, &format!("{practice} {last}"));
    assert!(!document["only_second"].as_array().unwrap().is_empty());
    assert!(document["only_first"].as_array().unwrap().is_empty());
    let steps = document["criteria"].as_array().unwrap();
    assert!(steps.iter().all(|one| one["step"] == "api"));
}

#[test]
fn one_rubric_judges_both() {
    let home = Home::new();
    let _ran = home.onsite("prompts new chat-bot").succeeds();
    let first = home.sit("start chat-bot", "x\n");
    let rubric = home.data().join("bank/rubrics/chat-bot.toml");
    let text = std::fs::read_to_string(&rubric).unwrap();
    assert!(text.contains("version = 1"));
    std::fs::write(&rubric, text.replace("version = 1", "version = 2")).unwrap();
    let second = home.sit("start chat-bot", "x\n");
    for line in [format!("{first} {second}"), format!("{second} {first}")] {
        let document = compared(&home, &line);
        assert_eq!(document["rubric"], 2);
        let note = document["notes"][0].as_str().unwrap();
        assert!(note.starts_with("Rescored with one rubric: version 2"), "{note}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let home = Home::new();
    let first = home.sit("start url-shortener", "x\n");
    let other = home.sit("start note-taking", "x\n");
    let ran = home.onsite(&format!("compare {first} {other}")).fails(1).without_output();
    insta::assert_snapshot!(ran.error(), @r"
    error: `session1` is an attempt at `url-shortener`, `session2` one at `note-taking`: only attempts at one prompt can be compared
    hint: `onsite history --prompt url-shortener` lists the others
    hint: `onsite progress` shows the steps over all prompts
    ");
    let same = home.onsite(&format!("compare {first} {first}")).fails(2).without_output();
    assert!(same.error().contains("are one session"), "{}", same.error());
    let struck = home.sit("start url-shortener", "x\n");
    let _ran = home.onsite("discard latest").succeeds();
    let ran = home.onsite(&format!("compare {first} {struck}")).fails(1).without_output();
    assert!(ran.error().contains("is struck out"), "{}", ran.error());
    let third = home.sit("start url-shortener", "x\n");
    home.sit("start url-shortener", "half\n:quit\n");
    let ran = home.onsite(&format!("compare {first} {third}")).fails(1).without_output();
    assert!(ran.error().contains("a comparison would spoil it"), "{}", ran.error());
    let ran = home.onsite(&format!("compare {first} latest")).fails(1).without_output();
    assert!(ran.error().contains("is not over"), "{}", ran.error());
}
