//! Every way in which a command can go wrong, with what it says: a page to be read as somebody who
//! has never seen it.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use crate::home::Home;

/// What there is when the commands are typed: an interview that is over, one that runs, one that is
/// struck out, and files that are not what they should be.
fn furnished() -> Home {
    let home = Home::new();
    home.sit("start chat", "x\n:quit\n");
    let _ran = home.onsite("discard latest").succeeds();
    home.sit("start url-shortener", "302 for the redirect\n");
    let _ran = home.onsite("export -o ours.md").succeeds();
    home.write("theirs.md", "# Notes\n");
    home.write("mine.md", home.read("ours.md").replace("302 for", "301 for"));
    home.write("newer.md", home.read("ours.md").replace("onsite.export/1", "onsite.export/9"));
    home.write("broken.toml", "prompt = \"chat\"\nversion = 1\n[[criterion]]\nid = \"A b\"\n");
    home.write("labels.jsonl", "{\"prompt\":\"chat\"}\n");
    home.write("empty.jsonl", "");
    home.write("text", "not a database\n");
    home.write(
        "bad.jsonl",
        "{\"id\":1}\nnonsense\n{\"id\":2,\"prompt\":\"chta\",\"answers\":\"x\"}\n",
    );
    fs::create_dir(home.work().join("folder")).unwrap();
    home.sit("start chat", "x\n:quit\n");
    home
}

fn said(page: &mut String, home: &Home, line: &str, code: i32) {
    let shown = line.replace(home.folder().to_str().unwrap(), "[home]");
    let mut ids = home.ids().into_iter().enumerate();
    let shown = ids
        .try_fold(shown, |shown, (at, id)| Some(shown.replace(&id, &format!("session{}", at + 1))));
    let ran = home.onsite(line).fails(code);
    let error = ran.error().trim_end();
    // What another prompt, or another version of what is stored, would change.
    let is_hash = |word: &&str| word.len() == 64 && word.chars().all(|c| c.is_ascii_hexdigit());
    let error =
        error.split('`').find(is_hash).map_or(error.to_owned(), |it| error.replace(it, "sha256"));
    let known = format!("versions up to {}", onsite::store::SCHEMA_VERSION);
    let error = error.replace(&known, "versions up to N");
    let _ = writeln!(page, "$ onsite {}   → {code}\n{error}", shown.unwrap());
    assert!(!ran.error().contains("panicked"), "{}", ran.error());
    page.push('\n');
}

#[test]
fn what_commands_say_when_they_fail() {
    let home = furnished();
    let ids = home.ids();
    let (struck, over, runs) = (&ids[0], &ids[1], &ids[2]);
    let mut page = String::new();
    for (line, code) in [
        // What cannot be meant.
        ("histroy", 2),
        ("start --levl mid", 2),
        ("start --level god", 2),
        ("start --minutes ten", 2),
        ("start", 2),
        ("start url-shortener --minutes 60", 2),
        ("start url-shortener --random", 2),
        ("self-interview --minutes 20", 2),
        ("practice", 2),
        ("practice chat --step s", 2),
        ("practice chat --minutes 0", 2),
        ("practice chat --untimed --minutes 5", 2),
        ("tour", 2),
        ("score --file text", 2),
        ("score --fail-under 101", 2),
        ("review --set x", 2),
        ("review --set x=maybe", 2),
        ("review --reason x", 2),
        ("completions tcsh", 2),
        ("config set minutes 60", 2),
        ("config set level senoir", 2),
        ("config set llm_url example.org", 2),
        ("config set api_key x", 2),
        ("forget", 2),
        ("prompts --day 9", 2),
        // What is not there.
        ("start url-shortner", 1),
        ("start nothing-like-it", 1),
        ("prompts show Chat!", 1),
        ("prompts --tag read-hevy", 1),
        ("prompts new chat", 1),
        ("prompts new A", 2),
        ("history --prompt url-shortner", 1),
        ("score zzzz", 1),
        ("score --file nowhere.md --prompt chat", 1),
        ("score --file folder --prompt chat", 1),
        ("score --file newer.md", 1),
        ("score --file text --prompt chta", 1),
        ("score --file text --rubric broken.toml", 1),
        ("score --file text --rubric nowhere.toml", 1),
        ("check nowhere", 1),
        ("eval labels.jsonl", 1),
        ("eval empty.jsonl", 1),
        ("eval nowhere.jsonl", 1),
        ("man forgt", 1),
        ("config get levl", 1),
        ("config get llm_url", 1),
        ("config set llm_key_file nowhere", 1),
        ("backup folder", 1),
        ("backup text", 1),
        ("restore nowhere", 1),
        ("restore text", 1),
        ("export -o nowhere/x.md", 1),
    ] {
        said(&mut page, &home, line, code);
    }
    for (line, code) in [
        (format!("export {over} -o theirs.md"), 1),
        (format!("export {over} -o mine.md"), 1),
        (format!("score {over} --explain redirect-statis"), 1),
        (format!("review {over} --set redirect-status=met"), 2),
        (format!("review {over} --set redirect-statis=met --reason x"), 1),
        (format!("review {over} --set redirect-status=met --reason x --quote nowhere"), 1),
        (format!("review {over} --set redirect-status=missed --reason x --quote 302"), 2),
        (format!("review {struck}"), 1),
        (format!("review {runs}"), 1),
        (format!("score {runs}"), 1),
        ("prompts show chat --spoil".to_owned(), 1),
        (format!("resume {struck}"), 1),
        (format!("resume {over}"), 1),
        (format!("discard {struck}"), 1),
        (format!("forget {over}"), 2),
        (format!("practice --continue {runs}"), 1),
    ] {
        said(&mut page, &home, &line, code);
    }
    snapshot("errors-of-commands", &page);
}

#[test]
fn what_is_said_when_the_store_fails() {
    let mut page = String::new();
    let change = |home: &Home, sql: &str| {
        Connection::open(home.database()).unwrap().execute_batch(sql).unwrap();
    };
    let mut told = |what: &str, prepare: &dyn Fn(&Home), line: &str, code: i32| {
        let home = Home::new();
        home.sit("start url-shortener", "302\n");
        prepare(&home);
        let _ = writeln!(page, "# {what}");
        said(&mut page, &home, line, code);
    };
    told("a newer database", &|home| change(home, "PRAGMA user_version = 99"), "history", 3);
    told(
        "no database",
        &|home| fs::write(home.database(), "x".repeat(9000)).unwrap(),
        "history",
        3,
    );
    told(
        "a newer event",
        &|home| {
            change(
                home,
                "UPDATE event SET body = json_set(body, '$.version.major', 9, '$.version.minor', 0)",
            );
        },
        "export -o -",
        3,
    );
    told(
        "a broken event",
        &|home| change(home, "UPDATE event SET body = '{' WHERE seq = 2"),
        "export -o -",
        3,
    );
    told(
        "a missing event",
        &|home| change(home, "DELETE FROM event WHERE seq = 2"),
        "export -o -",
        3,
    );
    told(
        "a broken summary",
        &|home| change(home, "UPDATE session SET level = 'god'"),
        "history",
        3,
    );
    told(
        "content that is gone",
        &|home| change(home, "PRAGMA foreign_keys = off; DELETE FROM content"),
        "score",
        3,
    );
    told(
        "a folder that cannot be read",
        &|home| fs::write(home.folder().join("work/file"), "").unwrap(),
        "history --data-dir file",
        3,
    );
    if !nix::unistd::Uid::effective().is_root() {
        told(
            "a folder that cannot be written",
            &|home| {
                fs::set_permissions(home.data(), fs::Permissions::from_mode(0o500)).unwrap();
            },
            "practice chat",
            3,
        );
    }
    let home = Home::new();
    let _ = writeln!(page, "# no home directory");
    let ran = home.onsite("history").with("HOME", "").with("XDG_DATA_HOME", "").fails(3);
    let _ = writeln!(page, "{}", ran.error());
    snapshot("errors-of-the-store", &page);
}

#[test]
fn what_is_said_in_an_interview() {
    let home = Home::new();
    let lines = [
        "some text",
        ":nxt",
        ":e",
        ":t 5",
        ":goto nowhere",
        ":in",
        ":edit 9",
        ":edit x",
        ":back",
        ":calc",
        ":calc 5 *",
        ":calc 5 foo",
        ":calc 5 KB + 3 s",
        ":calc 1/0",
        ":calc (1",
        ":draw a b",
        ":draw a ->",
        ":draw [x",
        ":draw - a -> b",
        ":hint",
        ":pause",
        ":later",
        ":undo",
        ":redo",
        ":undo",
        ":undo",
        ":w",
        ":time",
        ":edit",
    ];
    let ran = home.onsite("start url-shortener --seed 1").typed(lines.join("\n") + "\n:quit\n");
    let ran = ran.succeeds();
    let mut page = ran.out().split_once("1 of 5").unwrap().1.to_owned();
    // The clock's own words differ.
    page = page.lines().filter(|line| !line.contains(" left")).collect::<Vec<_>>().join("\n");
    snapshot("words-of-refusal", &page);
}

fn snapshot(name: &str, page: &str) {
    let tidy: Vec<&str> = page.lines().map(str::trim_end).collect();
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false,
                            omit_expression => true }, {
        insta::assert_snapshot!(name, tidy.join("\n"));
    });
}
