//! `status`, `discard`, and how sessions are named.

use insta::assert_snapshot;

use crate::documents::History;
use crate::home::Home;

#[test]
fn where_an_interview_stands() {
    let home = Home::new();
    assert_snapshot!(home.onsite("status").fails(1).without_output().error(), @"
    error: there is no session yet
    hint: `onsite start` begins one
    ");
    let script = "How many?\n100M a month\n:next\nGET /\n:quit\n";
    let _ran = home.onsite("start url-shortener").typed(script).succeeds();
    let status = home.status("latest");
    assert_eq!(status.schema, "onsite.status/1");
    assert_eq!(status, home.status(&status.id), "by its id");
    assert_eq!(status, home.status(&status.id[..7]), "by a beginning of it");
    let lines = home.onsite("status").succeeds().quietly();
    for words in ["URL shortener", "api", "requirements", "session1"] {
        assert!(lines.out().contains(words), "{}", lines.out());
    }
    let _ran =
        home.onsite("status --plain").succeeds().quietly().says("\nanswer api: 1 line, 2 words\n");
}

#[test]
fn an_unknown_session_is_named_with_its_nearest() {
    let home = Home::new();
    let id = home.sit("start url-shortener", "x\n");
    let mut typo: Vec<char> = id.chars().collect();
    typo[3] = if typo[3] == 'z' { 'y' } else { 'z' };
    typo.push('z');
    let typo: String = typo.into_iter().collect();
    let ran = home.onsite(&format!("status {typo}")).fails(1).without_output();
    assert_snapshot!(ran.error().replace(&typo, "typo"), @"
    error: there is no session `typo`
    hint: did you mean `session1`?
    hint: `onsite history` lists them
    ");
    for command in ["score", "export", "resume", "discard", "status --json"] {
        let ran = home.onsite(&format!("{command} nosuchsession")).fails(1).without_output();
        assert!(ran.error().starts_with("error: there is no session `nosuchsession`\n"));
    }
}

#[test]
fn an_ambiguous_beginning_names_what_it_may_be() {
    let home = Home::new();
    // With more sessions than letters two of them begin alike.
    let (first, second) = loop {
        home.sit("practice url-shortener --untimed", "x\n");
        let ids = home.ids();
        let alike = |id: &String| ids.iter().filter(|other| other[..1] == id[..1]).count() == 2;
        if let Some(id) = ids.iter().find(|id| alike(id)) {
            let other = ids.iter().find(|other| *other != id && other[..1] == id[..1]).unwrap();
            break (id.clone(), other.clone());
        }
    };
    let ran = home.onsite(&format!("status {}", &first[..1])).fails(1).without_output();
    assert!(ran.error().contains(&format!("`{}` begins 2 sessions", &first[..1])));
    let ids = home.ids();
    for id in [&first, &second] {
        let place = ids.iter().position(|other| other == id).unwrap() + 1;
        assert!(ran.error().contains(&format!("session{place}")), "{}", ran.error());
    }
}

#[test]
fn latest_is_the_one_started_last() {
    let home = Home::new();
    let first = home.sit("start url-shortener", ":quit\n");
    let second = home.sit("start note-taking", "x\n");
    let _ran = home.onsite(&format!("resume {first}")).typed("x\n").succeeds();
    assert_eq!(home.latest(), second);
}

#[test]
fn discarding_keeps_it_and_counts_it_nowhere() {
    let home = Home::new();
    let id = home.sit("start url-shortener", "x\n");
    let _ran = home.onsite("discard").fails(2).without_output();
    let ran = home.onsite("discard latest").succeeds().quietly();
    assert_snapshot!(ran.out(), @"Session session1 (url-shortener) is struck out: it is kept and counts nowhere.");
    assert_snapshot!(home.onsite("discard latest").fails(1).error(), @"error: session `session1` is struck out already");
    let status = home.status(&id);
    assert_eq!((status.state.as_str(), status.answer("requirements")), ("abandoned", "x"));
    let history = home.onsite("history --json").succeeds().json::<History>();
    assert_eq!(history.sessions[0].state, "abandoned");
    let prompts = home.onsite("prompts --json").succeeds().json::<crate::documents::Prompts>();
    assert!(prompts.prompts.iter().all(|prompt| prompt.practised == 0));
    let _ran = home.onsite("resume").fails(1).without_output();
}
