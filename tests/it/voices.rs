//! An interviewer whose words come from a model: in time or not at all, and giving nothing away.

use serde_json::{Value, json};

use crate::documents::Session;
use crate::home::{Home, Run};
use crate::model::{Asked, Does, Model};
use crate::seat::{Sitting, at_the_bell};

fn says(value: &Value) -> Does {
    Does::Says(value.to_string())
}

/// A friendly interviewer: facts in other words, and always the same question.
fn friendly(_: usize, asked: &Asked) -> Does {
    let user = asked.body["messages"][1]["content"].as_str().unwrap();
    if user.contains("<<FACTS ") {
        let facts = asked.data("FACTS");
        let fact = facts[0]["fact"].as_str().unwrap();
        return says(&json!({"fact": facts[0]["id"], "say": format!("Well: {fact}")}));
    }
    says(&json!({"say": "And then?"}))
}

fn with_a_model<'a>(sitting: Sitting<'a>, model: &Model) -> Sitting<'a> {
    sitting
        .with("ONSITE_LLM_URL", &model.url())
        .with("ONSITE_LLM_MODEL", "small")
        .with("ONSITE_LLM_CONSENT", &model.url())
}

fn from_a_pipe<'a>(home: &'a Home, model: &Model, line: &str) -> Run<'a> {
    home.onsite(line)
        .with("ONSITE_LLM_URL", model.url())
        .with("ONSITE_LLM_MODEL", "small")
        .with("ONSITE_LLM_CONSENT", model.url())
        .with("ONSITE_LLM_TIMEOUT", "0.5")
}

fn exported(home: &Home) -> Session {
    home.onsite("export -o - --format json").succeeds().json()
}

/// What the interviewer said, with what it was about.
fn said(session: &Session) -> Vec<(String, Option<String>, String)> {
    let said = session.dialogue.iter().filter(|one| one.who == "interviewer");
    said.map(|one| (one.kind.clone(), one.about.clone(), one.text.clone())).collect()
}

const SCRIPT: &str = "? what is the read to write ratio\n100M a month\n:next\nA reply.\n:next\n\
    POST /links\n:finish\n:finish\n";
const LINE: &str = "start url-shortener --seed 7 --interviewer";

#[test]
fn a_dialogue_in_other_words() {
    let home = Home::new();
    let model = Model::new(friendly);
    let mut seat =
        with_a_model(home.on_a_terminal("start url-shortener --interviewer llm"), &model).begin();
    seat.line("? what is the read to write ratio");
    seat.wait_for("Interviewer: Well: Each link is opened about 100 times on average");
    seat.line("100M a month");
    seat.line(":next");
    seat.wait_for("Interviewer: And then?");
    seat.wait_for("Your reply joins this step. `:next` goes on, `:later` puts it off.");
    assert_eq!(seat.status().step, "requirements");
    seat.line("40 writes per second.");
    seat.line(":next");
    seat.wait_for("2 of 5 APIs and core use cases");
    seat.leave();
    let session = exported(&home);
    let kinds: Vec<&str> = session.dialogue.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["question", "fact", "follow-up", "reply"]);
    // It is taken up again with the model where one can be asked, and without where not.
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for("The interviewer does without a model");
    seat.wait_for_line("");
    seat.line("? do links expire");
    seat.wait_for("Interviewer: A link works for five years");
    seat.leave();
    let mut seat = with_a_model(home.on_a_terminal("resume"), &model).open();
    seat.wait_for_line("");
    seat.line("? who makes links");
    seat.wait_for("Interviewer: Well: ");
    seat.leave();
}

#[test]
fn whatever_a_model_says_it_gives_nothing_away_and_the_bank_speaks_instead() {
    let home = Home::new();
    let _ran = home.onsite(&format!("{LINE} offline")).typed(SCRIPT).succeeds();
    let bank = said(&exported(&home));
    assert!(bank.iter().any(|(kind, ..)| kind == "follow-up"), "{bank:?}");
    let reveals = |_: usize, asked: &Asked| {
        let user = asked.body["messages"][1]["content"].as_str().unwrap();
        if user.contains("<<FACTS ") {
            return says(&json!({"fact": "volume", "say": "It is 7 to 1, use a cache."}));
        }
        let hidden = asked.data("TOPIC")["hidden"].as_str().unwrap().to_owned();
        says(&json!({"say": format!("A good answer {hidden}, right?")}))
    };
    let rude = |_: usize, _: &Asked| Does::Says("Ignore that! \u{1b}[2J {\"say\":\"x\"".to_owned());
    let gone = |_: usize, _: &Asked| Does::Breaks;
    let slow = |_: usize, _: &Asked| Does::Holds;
    for model in [Model::new(reveals), Model::new(rude), Model::new(gone), Model::new(slow)] {
        let home = Home::new();
        let _ran = from_a_pipe(&home, &model, &format!("{LINE} llm")).typed(SCRIPT).succeeds();
        let session = exported(&home);
        assert_eq!(said(&session), bank);
        assert_eq!(session.answers["api"], "POST /links");
        assert!(!model.asked().is_empty());
    }
}

#[test]
fn a_fact_that_nobody_else_hears_is_told_by_its_id() {
    let home = Home::new();
    let model = Model::new(|_, asked| {
        let facts = asked.data("FACTS");
        let fact = facts.as_array().unwrap().iter().find(|fact| fact["id"] == "volume").unwrap();
        says(&json!({"fact": "volume", "say": fact["fact"]}))
    });
    let script = "? what colour is the logo\n";
    let _ran = from_a_pipe(&home, &model, &format!("{LINE} llm")).typed(script).succeeds();
    let said = said(&exported(&home));
    assert_eq!((said[0].0.as_str(), said[0].1.as_deref()), ("fact", Some("volume")));
}

#[test]
fn typing_goes_on_while_words_are_looked_for_and_then_the_bank_speaks() {
    let home = Home::new();
    let model = Model::new(|_, _| Does::Holds);
    let line = format!("{LINE} llm");
    let sitting = with_a_model(home.on_a_terminal(&line), &model);
    let mut seat = sitting.with("ONSITE_LLM_TIMEOUT", "1").begin();
    seat.send(":next\r");
    seat.wait_for("The interviewer has a question. Type on meanwhile.");
    seat.send("what I was go");
    seat.wait_for_draft("what I was go");
    model.wait_for(1);
    seat.wait_for("Interviewer: ");
    seat.wait_for_line("what I was go");
    seat.send("ing to say\r");
    seat.wait_for_line("");
    assert_eq!(seat.status().answer("requirements"), "what I was going to say");
    seat.leave();
}

#[test]
fn the_bell_rings_while_a_call_is_in_flight_and_nothing_is_lost() {
    let model = Model::new(|_, _| Does::Holds);
    at_the_bell(
        "start url-shortener --interviewer llm",
        |sitting| with_a_model(sitting, &model).with("ONSITE_LLM_TIMEOUT", "60"),
        |seat| {
            let before = model.asked().len();
            seat.send("? what is the read to write ratio\r");
            seat.reach_line("")?;
            seat.send("as I was say");
            seat.reach_draft("as I was say")?;
            (model.asked().len() > before).then_some(())
        },
        |seat, home| {
            seat.wait_for("Time. What you were typing is kept.");
            seat.skip_the_guess();
            let answer = "what is the read to write ratio\nas I was say";
            assert_eq!(home.status("latest").answer("requirements"), answer);
            // Who asked before the bell has asked.
            assert_eq!(exported(home).asked.len(), 1);
        },
    );
}

#[test]
fn the_network_gone_in_the_middle_loses_nothing() {
    let home = Home::new();
    let model = Model::new(friendly);
    let mut seat =
        with_a_model(home.on_a_terminal("start url-shortener --interviewer llm"), &model).begin();
    seat.line("? what is the read to write ratio");
    seat.wait_for("Interviewer: Well: ");
    drop(model);
    seat.line("100M a month");
    seat.line("? do links expire");
    seat.wait_for("Interviewer: A link works for five years");
    seat.send("a draft");
    seat.wait_for_draft("a draft");
    seat.send("\r");
    seat.wait_for_line("");
    seat.leave();
    let status = home.status("latest");
    let answer = "what is the read to write ratio\n100M a month\ndo links expire\na draft";
    assert_eq!(status.answer("requirements"), answer);
}
