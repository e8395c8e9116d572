//! The interviewer in the room, on a rendered screen and from a pipe.

use onsite::interview::plan_curveball;

use crate::documents::Session;
use crate::home::Home;
use crate::seat::at_the_bell;

fn exported(home: &Home) -> Session {
    home.onsite("export -o - --format json").succeeds().json()
}

/// Who said what kind of thing, in order.
fn kinds(session: &Session) -> Vec<(&str, &str)> {
    session.dialogue.iter().map(|one| (one.who.as_str(), one.kind.as_str())).collect()
}

#[test]
fn a_whole_dialogue() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener --seed 7").begin();
    seat.line("? what is the read to write ratio");
    seat.wait_for("Interviewer: Each link is opened about 100 times on average");
    seat.line("do links expire?");
    seat.wait_for("Interviewer: A link works for five years unless its maker picked");
    seat.line(":ask do links expire");
    seat.wait_for("Interviewer: As I said: A link works for five years");
    seat.line("? should I use SQL or NoSQL");
    seat.wait_for("Interviewer: Your call: what would you choose, and why?");
    seat.line(":ask what colour is the logo");
    seat.wait_for("Interviewer: Assume what is reasonable and say so.");
    seat.line("what colour is the door?");
    seat.line(":next");
    seat.wait_for("Your reply joins this step. `:next` goes on, `:later` puts it off.");
    assert_eq!(seat.status().step, "requirements");
    seat.line("40 writes and 4,000 reads per second.");
    seat.line(":next");
    seat.wait_for("2 of 5 APIs and core use cases");
    seat.line(":next");
    seat.line(":later");
    seat.wait_for("Later, then. It comes back before the end.");
    seat.wait_for("3 of 5 High-level components and data flow");
    seat.send(":finish\r");
    seat.wait_for("Interviewer: Back to what you put off: ");
    seat.wait_for_line("");
    seat.send(":finish\r");
    seat.wait_for("Finish all the same?");
    seat.send("y\r");
    seat.skip_the_guess();
    let status = home.status("latest");
    assert_eq!(
        status.answer("requirements"),
        "what is the read to write ratio\ndo links expire?\ndo links expire\n\
         should I use SQL or NoSQL\nwhat colour is the logo\nwhat colour is the door?\n\
         40 writes and 4,000 reads per second."
    );
    let session = exported(&home);
    let (me, you) = ("interviewer", "candidate");
    assert_eq!(
        kinds(&session),
        [
            (you, "question"),
            (me, "fact"),
            (you, "question"),
            (me, "fact"),
            (you, "question"),
            (me, "fact"),
            (you, "question"),
            (me, "handed-back"),
            (you, "question"),
            (me, "handed-back"),
            (me, "follow-up"),
            (you, "reply"),
            (me, "follow-up"),
            (me, "follow-up"),
        ]
    );
    assert_eq!(session.asked.len(), 2, "each fact once");
    assert!(!session.unasked.is_empty(), "what was not asked is in the report");
    let asked: Vec<&str> = session.dialogue.iter().filter_map(|one| one.about.as_deref()).collect();
    assert!(session.unasked.iter().all(|one| !asked.contains(&one.criterion.as_str())));
    let _ran =
        home.onsite("export -o -").succeeds().says("\n## What the interviewer would have asked\n");
}

#[test]
fn an_open_follow_up_is_put_again_to_who_comes_back() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line(":next");
    seat.wait_for("Interviewer: ");
    seat.leave();
    let mut seat = home.on_a_terminal("resume").open();
    seat.wait_for("Interviewer: ");
    seat.line("A reply.");
    seat.leave();
    let reply = exported(&home).dialogue.pop().unwrap();
    assert_eq!((reply.kind.as_str(), reply.text.as_str()), ("reply", "A reply."));
}

#[test]
fn the_bell_rings_while_a_follow_up_is_open() {
    at_the_bell(
        "start url-shortener",
        |sitting| sitting,
        |seat| {
            seat.send("POST /links\r:next\r");
            seat.reach("Interviewer: ")?;
            seat.reach_line("")?;
            seat.send("as I was say");
            seat.reach_draft("as I was say")
        },
        |seat, home| {
            seat.wait_for("Time. What you were typing is kept.");
            seat.skip_the_guess();
            let answer = "POST /links\nas I was say";
            assert_eq!(home.status("latest").answer("requirements"), answer);
        },
    );
}

#[test]
fn a_curveball_interrupts_when_nobody_types() {
    let bank = onsite::bank::Bank::open(None);
    let curveballs = bank.prompt("url-shortener").unwrap().curveballs;
    let planned = |seed: &u64| plan_curveball(&curveballs, 45 * 60_000, *seed).unwrap();
    // One that comes early leaves the most time for what follows.
    let seed = (0..1000).find(|seed| planned(seed).at_ms < 19 * 60_000).unwrap();
    let home = Home::new();
    let line = format!("start url-shortener --seed {seed} --curveball");
    // It comes after twelve seconds, and the bell after thirty.
    let mut seat = home.on_a_terminal(&line).rate(90).begin();
    seat.line(":goto storage");
    seat.screen.wait_until("the curveball", |screen| {
        let text = screen.contents();
        text.contains("Legal just called") || text.contains("Sales has sold")
    });
    seat.line("Then every edge gets a purge call, and nodes a deny list.");
    seat.leave();
    let session = exported(&home);
    let dialogue: Vec<(&str, Option<&str>)> = session
        .dialogue
        .iter()
        .filter(|one| one.kind != "budget")
        .map(|one| (one.kind.as_str(), one.about.as_deref()))
        .collect();
    let id = planned(&seed).id;
    assert_eq!(dialogue, [("curveball", Some(id.as_str())), ("reply", None)]);
}

#[test]
fn the_same_seed_and_lines_give_the_same_interview_from_a_pipe() {
    let script = "how many links are created per month?\n100M a month\n:next\nA reply.\n:next\n\
                  ? sql or nosql\n:next\n:later\nA balancer.\n:finish\n:finish\n";
    let play = || {
        let home = Home::new();
        let line = "start --random --seed 11 --level senior --interviewer offline";
        let ran = home.onsite(line).typed(script).succeeds().quietly();
        let session = exported(&home);
        let out = ran.out().split(" of 100").next().unwrap().to_owned();
        let said: Vec<_> = session
            .dialogue
            .iter()
            .map(|one| (one.who.clone(), one.kind.clone(), one.about.clone(), one.text.clone()))
            .collect();
        (out, said, session.answers, session.unasked)
    };
    let first = play();
    assert!(first.1.iter().any(|(_, kind, ..)| kind == "follow-up"), "{:?}", first.1);
    assert_eq!(first, play());
}

#[test]
fn a_script_is_asked_nothing_unless_it_says_who_asks() {
    let script = "one\n:next\ntwo\n";
    let home = Home::new();
    home.sit("start url-shortener", script);
    assert_eq!(home.status("latest").answer("api"), "two");
    let line = "start url-shortener --interviewer offline";
    let _ran = home.onsite(line).typed(script).succeeds().says("Interviewer: ");
    assert_eq!(home.status("latest").answer("requirements"), "one\ntwo");
}

#[test]
fn a_curveball_can_be_wanted_or_not_and_not_both() {
    let home = Home::new();
    let both = home.onsite("start url-shortener --curveball --no-curveball").fails(2);
    assert!(both.error().contains("--no-curveball"), "{}", both.error());
}

#[test]
fn hints_in_practice() {
    let home = Home::new();
    let script = ":hint\n:hint\n:hint\n100 million links a month, 40 a second\n";
    let ran = home.onsite("practice url-shortener").typed(script).succeeds().quietly();
    let ran = ran.says("Hint 1 of 3: ").says("Hint 2 of 3: ").says("Hint 3 of 3: ");
    drop(ran);
    let session = exported(&home);
    let hints: Vec<&str> = session
        .dialogue
        .iter()
        .filter(|one| one.kind == "hint")
        .filter_map(|one| one.about.as_deref())
        .collect();
    assert_eq!(hints.len(), 3);
    assert!(hints.iter().all(|about| *about == hints[0]), "{hints:?}");
    let _ran = home
        .onsite("start url-shortener")
        .typed(":hint\n")
        .succeeds()
        .says("A mock interview gives no hints");
}

#[test]
fn a_self_interview_is_ticked_and_scored_by_what_was_typed() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("self-interview url-shortener").begin();
    seat.wait_for("Aloud, as if to an interviewer:");
    seat.line("100M links a month, 100:1 reads");
    seat.send(":next\r");
    seat.wait_for("Did you say it? Clarify requirements");
    seat.wait_for("Numbers of what you said, such as 1 3 5-7 (Enter: none):");
    seat.send("99\r");
    seat.wait_for("There is no 99: the list has");
    seat.send("1-2\r");
    seat.wait_for("2 of 5 APIs and core use cases");
    seat.wait_for("Each main thing somebody does, as a call");
    seat.wait_for_line("");
    seat.send(":finish\r");
    seat.wait_for("Finish all the same?");
    seat.send("y\r");
    // The step under way is gone through after the end.
    seat.wait_for("Did you say it? APIs and core use cases");
    // What is typed before the question answers nothing.
    seat.screen.wait_until("the question below the list", |screen| {
        screen.contents().trim_end().ends_with("(Enter: none):")
    });
    seat.send("all\r");
    seat.skip_the_guess();
    // The line has gone up on a screen of 24 rows.
    let shown = String::from_utf8_lossy(&seat.screen.bytes()).into_owned();
    assert!(shown.contains("Said aloud, by your own ticks: "), "{shown:?}");
    let session = exported(&home);
    assert_eq!(session.mode, "self-interview");
    let steps: Vec<&str> = session.ticks.iter().map(|one| one.step.as_str()).collect();
    assert_eq!(steps, ["requirements", "api"]);
    assert_eq!(session.ticks[0].said.len(), 2);
    assert!(session.ticks[1].unsaid.is_empty() && !session.ticks[1].said.is_empty());
    let score = session.score.unwrap();
    let met = score.criteria.iter().filter(|one| one.step == "api" && one.verdict == "met");
    assert_eq!(met.count(), 0, "ticks are no verdicts");
    let _ran = home
        .onsite("export -o -")
        .succeeds()
        .says("Said aloud, by the candidate's own ticks:\n\n- [x] ");
}

#[test]
fn a_script_ticks_with_a_line_of_numbers_and_any_other_line_goes_on() {
    let home = Home::new();
    let script = "one\n:next\n1 2\ntwo\n:next\nthree\n:next\n:finish\n";
    let _ran = home.onsite("self-interview url-shortener").typed(script).succeeds().quietly();
    let session = exported(&home);
    let ticked: Vec<(&str, usize)> =
        session.ticks.iter().map(|one| (one.step.as_str(), one.said.len())).collect();
    assert_eq!(ticked, [("requirements", 2), ("api", 0), ("components", 0)]);
    let answers = ["requirements", "api", "components"].map(|step| session.answers[step].as_str());
    assert_eq!(answers, ["one", "two", "three"]);
}

#[test]
fn a_self_interview_chooses_what_was_practised_least() {
    let home = Home::new();
    let ran = home.onsite("self-interview --seed 5").typed("x\n").succeeds();
    assert!(ran.error().contains(", which you have not sat yet."), "{}", ran.error());
    let first = home.status("latest").prompt;
    let _ran = home.onsite("self-interview --seed 5").typed("x\n").succeeds();
    assert_ne!(home.status("latest").prompt, first);
    let _ran = home.onsite("self-interview --random --seed 5").typed("x\n").succeeds().quietly();
    let session = exported(&home);
    assert_eq!((session.seed, session.minutes), (5, Some(50)));
    let long = home.onsite("self-interview url-shortener --minutes 61").fails(2);
    assert!(long.error().contains("a self-interview takes 45 to 60 minutes"), "{}", long.error());
}
