//! `start` and `practice` from a pipe.

use insta::assert_snapshot;

use crate::documents::{History, STEPS, Session};
use crate::home::Home;

/// A script that visits every step.
const SCRIPT: &str = "\
How many links a month?
In: create, redirect. Out: accounts.
:next
POST /v1/links -> 201
\tGET /{code} -> 302
:8080 is the port
::next is text here

:in storage code is the key
:goto scale
Two replicas.
:back
And a cache.
:finish
";

#[test]
fn a_script_is_an_interview() {
    let home = Home::new();
    let ran = home.onsite("start url-shortener --seed 7").typed(SCRIPT).succeeds().quietly();
    let sitting = ran.out().split("\n\nURL shortener").next().unwrap();
    assert_snapshot!(sitting, @"
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

    1 of 5  Clarify requirements
    Interviewer: 100 million new links a month. The peak is about five times the average.

    2 of 5  APIs and core use cases
    Added to storage.

    5 of 5  Scalability, reliability, security

    4 of 5  Storage, caching, queues
    Nothing is written for components.
    ");
    let status = home.status("latest");
    assert_eq!((status.state.as_str(), status.mode.as_str()), ("finished", "mock"));
    assert_eq!(
        STEPS.map(|step| status.answer(step)),
        [
            "How many links a month?\nIn: create, redirect. Out: accounts.",
            "POST /v1/links -> 201\n\tGET /{code} -> 302\n:8080 is the port\n:next is text here\n",
            "",
            "code is the key\nAnd a cache.",
            "Two replicas.",
        ]
    );
    assert_eq!((status.draft.as_str(), status.step.as_str()), ("", "storage"));
    ran.says(" of 100").says("onsite export");
}

#[test]
fn the_end_of_the_script_finishes() {
    let home = Home::new();
    let status = home.status(&home.sit("start url-shortener", "one line without its end"));
    assert_eq!(status.state, "finished");
    assert_eq!(status.answer("requirements"), "one line without its end");
}

#[test]
fn a_script_corrects_itself() {
    let home = Home::new();
    let script =
        "a\nb\nc\n:edit 2\nB\n:edit 1\n\n:undo\n:undo\n:redo\n:show\n:frobnicate\n:edit 9\n";
    let ran = home.onsite("start url-shortener").typed(script).succeeds().quietly();
    let sitting = ran.out().split("\n\nURL shortener").next().unwrap();
    assert_snapshot!(sitting.rsplit_once("requirements\n").unwrap().1, @"
    Line 2 corrected.
    Line 1 deleted.
    Taken back. `:redo` makes it again.
    Taken back. `:redo` makes it again.
    Made again.
    1  a
    2  B
    3  c
    There is no command `:frobnicate`. `::` begins a line of text with a colon.
    Not taken: :frobnicate
    There is no line 9: this step has 3 lines.
    ");
    assert_eq!(home.status("latest").answer("requirements"), "a\nB\nc");
}

#[test]
fn quit_leaves_and_resume_goes_on() {
    let home = Home::new();
    let ran = home.onsite("start url-shortener").typed("kept\n:quit\nnot read").succeeds();
    assert_snapshot!(ran.out().lines().last().unwrap().replace("44:59", "45:00"), @"Saved. The clock runs on, 45:00 left. `onsite resume session1` comes back.");
    let status = home.status("latest");
    assert_eq!((status.state.as_str(), status.answer("requirements")), ("running", "kept"));
    assert!((2600..=2700).contains(&status.remaining_s.unwrap()), "{status:?}");
    let _ran = home.onsite("resume").typed("and more\n").succeeds().quietly();
    let status = home.status("latest");
    assert_eq!(
        (status.state.as_str(), status.answer("requirements")),
        ("finished", "kept\nand more")
    );
    let again = home.onsite("resume").typed("late\n").fails(1).without_output();
    assert_snapshot!(again.error(), @"
    error: session `session1` is over
    hint: `onsite score session1` shows the score, `onsite export session1` writes it out
    ");
}

#[test]
fn abandon_strikes_out() {
    let home = Home::new();
    let _ran = home.onsite("start url-shortener").typed("x\n:abandon\n").succeeds();
    assert_eq!(home.status("latest").state, "abandoned");
    assert_snapshot!(home.onsite("resume").fails(1).error(), @"
    error: session `session1` is struck out
    hint: it counts nowhere; `onsite start` begins another
    ");
}

#[test]
fn the_same_seed_gives_the_same_prompt() {
    let home = Home::new();
    let prompts: Vec<String> = (0..6)
        .map(|seed| {
            let first = home.sit(&format!("start --random --seed {seed}"), "x\n");
            let second = home.sit(&format!("start --random --seed {seed}"), "x\n");
            let prompt = home.status(&first).prompt;
            assert_eq!(prompt, home.status(&second).prompt);
            prompt
        })
        .collect();
    // Six coins that all fall alike would be chance not at work.
    assert!(prompts.iter().any(|prompt| *prompt != prompts[0]), "{prompts:?}");
    let export = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!(export.seed, 5);
}

#[test]
fn a_mock_takes_45_to_50_minutes() {
    let home = Home::new();
    let short = home.onsite("start url-shortener --minutes 30").fails(2).without_output();
    assert_snapshot!(short.error(), @"
    error: a mock interview takes 45 to 50 minutes, not 30
    hint: `onsite practice url-shortener --minutes 30` takes any length
    ");
    let long = home.onsite("start url-shortener --minutes 60").fails(2).without_output();
    assert_snapshot!(long.error(), @"
    error: a mock interview takes 45 to 50 minutes, not 60
    hint: `onsite practice url-shortener --minutes 60` takes any length
    ");
    for words in ["--minutes 44", "--minutes 51", "--minutes x", "--level guru", "--seed -1"] {
        let _ran = home.onsite(&format!("start url-shortener {words}")).fails(2).without_output();
    }
    // Nothing was begun.
    assert!(!home.database().exists());
    home.sit("start url-shortener --minutes 50 --level staff", "x\n");
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!((session.minutes, session.level.as_str()), (Some(50), "staff"));
    let planned: Vec<u64> = session.timings.iter().map(|timing| timing.planned_s / 60).collect();
    assert_eq!(planned, [8, 9, 13, 10, 10]);
}

#[test]
fn a_piped_start_needs_a_prompt() {
    let home = Home::new();
    assert_snapshot!(home.onsite("start").fails(2).without_output().error(), @"
    error: `onsite start` needs a prompt or `--random`
    hint: `onsite start url-shortener`; `onsite prompts` lists all
    ");
    assert_snapshot!(home.onsite("practice").fails(2).without_output().error(), @"
    error: `onsite practice` needs a prompt
    hint: `onsite practice url-shortener`; `onsite prompts` lists all
    ");
    let unknown = home.onsite("start url-shortner").fails(1).without_output();
    assert_snapshot!(unknown.error(), @"
    error: there is no prompt `url-shortner`
    hint: did you mean `url-shortener`?
    ");
    let both = home.onsite("start url-shortener --random").fails(2).without_output();
    assert!(both.error().contains("--random"), "{}", both.error());
}

#[test]
fn practice_takes_single_steps() {
    let home = Home::new();
    let script = "one\n:next\ntwo\n:next\n:goto scale\n:in scale x\n:pause\nafter\n:finish\n";
    let line = "practice url-shortener --step storage --step api --minutes 10";
    let ran = home.onsite(line).typed(script).succeeds().quietly();
    let sitting = ran.out().split("\n\nURL shortener").next().unwrap();
    assert_snapshot!(sitting, @"
    URL shortener                                practice · mid level · 10 minutes

      Design a service that turns long URLs into short links and sends the people
      who open them to the right place.

      1 APIs and core use cases                 4:42
      2 Storage, caching, queues                5:18

      What you type is your answer; :next moves on, ? asks, :help shows the rest.
      `:pause` stops the clock. Everything is saved as you type.

    1 of 2  APIs and core use cases

    2 of 2  Storage, caching, queues
    This is the last step. `:finish` ends the interview, `:back` goes back.
    Scalability, reliability, security is not part of this practice.
    Not taken: :goto scale
    Scalability, reliability, security is not part of this practice.
    Not taken: :in scale x
    Paused. Enter goes on.
    The clock goes on.
    ");
    let status = home.status("latest");
    let steps: Vec<&str> = status.answers.keys().map(String::as_str).collect();
    assert_eq!((steps, status.mode.as_str()), (vec!["api", "storage"], "practice"));
    assert_eq!((status.answer("api"), status.answer("storage")), ("one", "two\nafter"));
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!((session.minutes, session.paused), (Some(10), 1));
    let score = session.score.unwrap().keeps_the_contract();
    let part: Vec<bool> = score.steps.iter().map(|step| step.score.is_some()).collect();
    assert_eq!(part, [false, true, false, true, false], "steps not practised have no score");
}

#[test]
fn practice_without_a_clock() {
    let home = Home::new();
    let ran = home.onsite("practice url-shortener --untimed").typed("x\n:time\n:quit\n").succeeds();
    let ran = ran.says("Untimed; 0:00 spent on requirements.");
    let words: Vec<&str> = ran.out().split_whitespace().collect();
    assert!(words.join(" ").contains("There is no clock."), "{}", ran.out());
    let status = home.status("latest");
    assert_eq!((status.remaining_s, status.state.as_str()), (None, "running"));
    let _ran = home.onsite("resume").typed("").succeeds();
    let history = home.onsite("history --json").succeeds().json::<History>();
    assert_eq!(history.sessions[0].minutes, None);
}

#[test]
fn practice_goes_on_from_another_session() {
    let home = Home::new();
    let first = home.sit("start url-shortener --level staff", "asked\n:next\n GET /\n");
    let _ran = home
        .onsite("practice --continue latest --step api --untimed")
        .typed(":show\nPOST /\n:goto requirements\nmore\n")
        .succeeds()
        .quietly();
    let status = home.status("latest");
    assert_ne!(status.id, first);
    assert_eq!((status.prompt.as_str(), status.mode.as_str()), ("url-shortener", "practice"));
    assert_eq!(status.answer("api"), " GET /\nPOST /");
    assert_eq!(status.answer("requirements"), "asked\nmore");
    assert_eq!(home.status(&first).answer("api"), " GET /", "the other session is as it was");
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!(session.continues, Some(first));
    assert_eq!(session.level, "staff", "the same interview goes on");
    let _ran = home.onsite("start note-taking").typed(":quit\n").succeeds();
    let open = home.onsite("practice --continue latest").fails(1).without_output();
    assert_snapshot!(open.error(), @"
    error: session `session3` is not over
    hint: `onsite resume session3` goes on with it
    ");
}

#[test]
fn practice_refuses_what_it_cannot_do() {
    let home = Home::new();
    for words in [
        "url-shortener --minutes 0",
        "url-shortener --minutes 601",
        "url-shortener --step lunch",
        "url-shortener --untimed --minutes 5",
        "url-shortener --continue latest",
    ] {
        let _ran = home.onsite(&format!("practice {words}")).fails(2).without_output();
    }
    let none = home.onsite("practice --continue latest").fails(1).without_output();
    assert_snapshot!(none.error(), @"
    error: there is no session yet
    hint: `onsite start` begins one
    ");
}

#[test]
fn a_faster_clock_makes_a_rehearsal_everywhere() {
    let home = Home::new();
    for rate in ["0", "3601", "-1", "fast", "1.5", " 2"] {
        let ran = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", rate).fails(2);
        assert!(ran.out().is_empty() && ran.error().contains("from 1 to 3600"), "{}", ran.error());
    }
    let faster = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", "2");
    let _ran = faster.typed("x\n").succeeds().says("A rehearsal");
    let id = home.latest();
    let history = |line: &str| home.onsite(line).succeeds().json::<History>().sessions;
    assert!(history("history --json").is_empty());
    let rehearsals = history("history --json --rehearsals");
    assert!(rehearsals.len() == 1 && rehearsals[0].rehearsal && rehearsals[0].id == id);
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert!(session.rehearsal && session.rate == 2);
    let _ran = home.onsite("export -o -").succeeds().says("\nrehearsal: true\n");
    let listed = home.onsite("prompts --json").succeeds().json::<crate::documents::Prompts>();
    assert!(listed.prompts.iter().all(|prompt| prompt.practised == 0), "it counts nowhere");
    // A rate of one is the real clock.
    let real = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", "1");
    let _ran = real.typed("x\n").succeeds().lacks("rehearsal");
    assert_eq!(history("history --json").len(), 1);
}

#[test]
fn the_bell_rings_in_a_script_too() {
    let home = Home::new();
    // The pipe stays open: nothing but the bell can end this.
    let run = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", "3600").typed("");
    let mut child = run.spawn();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, b"a line\nhalf a li").unwrap();
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Time. What you were typing is kept."), "{text}");
    assert_eq!(home.status("latest").answer("requirements"), "a line\nhalf a li");
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!(session.typed_at_bell["requirements"], [2]);
}

#[test]
fn no_pause_in_a_mock() {
    let home = Home::new();
    let ran = home.onsite("start url-shortener").typed(":pause\n:w\n:help\n:quit\n").succeeds();
    let sitting = ran.out().rsplit_once("Clarify requirements\n").unwrap().1;
    assert_snapshot!(sitting.rsplit_once("Saved.").unwrap().0, @"
    A mock interview is not paused: an interviewer would not wait either. `onsite practice` can be.
    Everything is saved as you type.
    :next          go to the next step
    :back          go back a step
    :goto STEP     go to a step (requirements, api, components, storage, scale)
    :in STEP TEXT  add TEXT to another step without moving
    :show [STEP]   the answer so far, lines numbered
    :draw [EDGE]   draw `a -> b: label`; `- a -> b` wipes it off; alone: the board
    :edit [N]      correct line N here; without N the step in your editor
    :undo          take the last change to this step back
    :redo          make it again
    :ask TEXT      put a question to the interviewer; `? TEXT` does the same
    :calc EXPR     work it out: 100M a month in /s, 500 bytes * 6 billion to TB
    :calc! EXPR    work it out and add it with its result to the answer
    :later         put the interviewer's follow-up off; it comes back
    :hint          a hint, in three steps (practice only)
    :time          the time left, of the box and of the step
    :pause         stop the clock (practice only)
    :finish        end the interview and see the score
    :quit          leave; the clock runs on, `onsite resume` comes back
    :abandon       strike this interview out: it counts nowhere
    :help          this list
    :w             nothing to do: everything is saved as you type
    Up             correct the last line; emptied, it is deleted
    Everything else you type is your answer. `::` begins a line with a colon.
    ");
}
