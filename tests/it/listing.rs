//! `history` and `prompts`.

use insta::assert_snapshot;

use crate::documents::{History, Prompts, Sitting};
use crate::home::Home;

#[test]
fn history_is_newest_first() {
    let home = Home::new();
    let empty = home.onsite("history").succeeds().without_output();
    assert_snapshot!(empty.error(), @"No interview yet. `onsite start` begins one.");
    let none = home.onsite("history --json").succeeds().quietly().json::<History>();
    assert_eq!((none.schema.as_str(), none.sessions), ("onsite.history/1", Vec::new()));
    assert!(!home.database().exists(), "looking makes nothing");
    let ids = [
        home.sit("start url-shortener", "x\n"),
        home.sit("practice note-taking --step api --untimed", "x\n"),
        home.sit("start note-taking --level senior --minutes 50", "x\n:quit\n"),
    ];
    let sessions = |line: &str| home.onsite(line).succeeds().quietly().json::<History>().sessions;
    let all = sessions("history --json");
    let listed = |sessions: &[Sitting]| sessions.iter().map(|s| s.id.clone()).collect::<Vec<_>>();
    let newest_first: Vec<String> = ids.iter().rev().cloned().collect();
    assert_eq!(listed(&all), newest_first);
    let row = |s: &Sitting| (s.prompt.clone(), s.mode.clone(), s.state.clone(), s.minutes);
    assert_eq!(row(&all[0]), ("note-taking".into(), "mock".into(), "running".into(), Some(50)));
    assert_eq!(row(&all[1]), ("note-taking".into(), "practice".into(), "finished".into(), None));
    assert_eq!(row(&all[2]), ("url-shortener".into(), "mock".into(), "finished".into(), Some(45)));
    assert_eq!((all[0].level.as_str(), &all[0].total, &all[0].verdict), ("senior", &None, &None));
    assert!(all[2].total.is_some() && all[2].verdict.as_deref() == Some("below"));
    assert!(all.iter().all(|s| s.input == "script" && !s.rehearsal && s.reviewed_total.is_none()));
    assert!(all.iter().all(|s| s.started_at.ends_with('Z') && s.spent_s < 20));
    assert_eq!(listed(&sessions("history --json --limit 2")), newest_first[..2]);
    assert_eq!(listed(&sessions("history --json --limit 0")), Vec::<String>::new());
    assert_eq!(listed(&sessions("history --json --prompt note-taking")), newest_first[..2]);
    assert_eq!(sessions("history --json --prompt nowhere"), []);
    assert_eq!(sessions("history --json --rehearsals"), []);
    let table = home.onsite("history").succeeds().quietly();
    let table: Vec<&str> = table.out().lines().collect();
    let at = |id: &str| table.iter().position(|row| row.contains(id));
    assert!(at("session3") < at("session2") && at("session2") < at("session1"), "{table:?}");
    assert!(at("session3").is_some() && table.iter().all(|row| row.chars().count() <= 80));
    let plain = home.onsite("history --plain --limit 1").succeeds().quietly();
    assert_snapshot!(plain.out(), @"session: session3, started: YYYY-MM-DDThh:mm:ssZ, prompt: note-taking, mode: mock, level: senior, state: running, used: 0:00");
}

#[test]
fn the_prompts_there_are() {
    let home = Home::new();
    let list = home.onsite("prompts --json").succeeds().quietly().json::<Prompts>();
    assert_eq!(list.schema, "onsite.prompts/1");
    let shortener = list.prompts.iter().find(|prompt| prompt.id == "url-shortener").unwrap();
    assert_eq!(
        (shortener.title.as_str(), shortener.source.as_str()),
        ("URL shortener", "built-in")
    );
    for prompt in &list.prompts {
        assert!(prompt.criteria >= 24 && prompt.practised == 0, "{prompt:?}");
        assert!(["easy", "medium", "hard"].contains(&prompt.difficulty.as_str()), "{prompt:?}");
        assert!(!prompt.tags.is_empty());
    }
    let again = home.onsite("prompts list --json").succeeds().quietly().json::<Prompts>();
    assert_eq!(again, list);
    for line in ["prompts", "prompts list"] {
        let ran = home.onsite(line).succeeds().quietly().says("url-shortener").says("note-taking");
        assert!(ran.out().lines().all(|row| row.chars().count() <= 80), "{}", ran.out());
    }
    home.sit("start url-shortener", "x\n");
    let list = home.onsite("prompts --json").succeeds().json::<Prompts>();
    let practised = |id: &str| list.prompts.iter().find(|p| p.id == id).unwrap().practised;
    assert_eq!((practised("url-shortener"), practised("note-taking")), (1, 0));
}

#[test]
fn a_prompt_is_shown_without_what_it_asks_for() {
    let home = Home::new();
    let ran = home.onsite("prompts show url-shortener").succeeds().quietly();
    assert_snapshot!(ran.out(), @"
    URL shortener                                    mock · mid level · 45 minutes

      Design a service that turns long URLs into short links and sends the people
      who open them to the right place.

      1 Clarify requirements                    7 min
      2 APIs and core use cases                 8
      3 High-level components and data flow    12
      4 Storage, caching, queues                9
      5 Scalability, reliability, security      9

      `onsite start url-shortener` sits it.

      What is asked for stays hidden until it was sat; `--spoil` shows it.
    ");
    let spoilt = home.onsite("prompts show url-shortener --spoil").succeeds().quietly();
    for part in ["code-generation", "Reference", "follow-up", "md5-unique"] {
        assert!(spoilt.out().contains(part), "{part}");
        assert!(!ran.out().contains(part), "{part}");
    }
    home.sit("start url-shortener", "x\n");
    let _ran = home.onsite("prompts show url-shortener").succeeds().says("code-generation");
    let unknown = home.onsite("prompts show url-shortner").fails(1).without_output();
    assert_snapshot!(unknown.error(), @"
    error: there is no prompt `url-shortner`
    hint: did you mean `url-shortener`?
    ");
}

#[test]
fn a_prompt_of_ones_own() {
    let home = Home::new();
    let ran = home.onsite("prompts new chat-bot").succeeds();
    assert_snapshot!(ran.out(), @"
    [home]/data/onsite/bank/prompts/chat-bot.toml
    [home]/data/onsite/bank/rubrics/chat-bot.toml
    ");
    assert_snapshot!(ran.error(), @"Write what is yours into both; `onsite check [home]/data/onsite/bank` says what is missing.");
    let ran = home.onsite("check").and(home.data().join("bank")).succeeds().quietly();
    assert!(ran.out().ends_with(" 0 errors, 12 warnings.\n"), "{}", ran.out());
    let list = home.onsite("prompts --json").succeeds().quietly().json::<Prompts>();
    let own = list.prompts.iter().find(|prompt| prompt.id == "chat-bot").unwrap();
    let file = home.data().join("bank/prompts/chat-bot.toml");
    assert_eq!(own.source, file.display().to_string());
    home.sit("start chat-bot", "x\n");
    let _ran = home.onsite("score").succeeds();
    // It is neither written over nor taken for another.
    let again = home.onsite("prompts new chat-bot").fails(1).without_output();
    assert_snapshot!(again.error(), @"
    error: there is a prompt `chat-bot` already
    hint: choose another id, or edit the file that `onsite prompts` names
    ");
    let built_in = home.onsite("prompts new url-shortener").fails(1).without_output();
    assert!(built_in.error().contains("already"), "{}", built_in.error());
    let odd = home.onsite("prompts new 'Chat Bot'").fails(2).without_output();
    assert_snapshot!(odd.error(), @"
    error: `Chat Bot` is no id for a prompt: a-z, 0-9 and -, at most 64 characters
    hint: `onsite prompts new chat-bot`
    ");
    let _ran = home.onsite("prompts new ../out").fails(2).without_output();
}
