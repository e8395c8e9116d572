//! `forget`: asks, and leaves no byte.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use nix::sys::signal::Signal;
use rusqlite::Connection;

use crate::home::Home;

/// Words that stand nowhere but in what is typed here.
const SECRET: &[u8] = b"quincunx";

/// The files under a folder that hold the words, whatever else they are.
fn holding(folder: &Path) -> Vec<PathBuf> {
    let mut holding = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path).unwrap().windows(SECRET.len()).any(|part| part == SECRET) {
                holding.push(path);
            }
        }
    }
    holding
}

fn names(files: &[PathBuf]) -> Vec<String> {
    let mut names: Vec<String> = files
        .iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap().split('-').next().unwrap().into())
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn no_byte_of_the_answer_is_left_in_the_data_directory() {
    let home = Home::new();
    let kept = home.sit("start note-taking", "something else\n");
    let _ran = home.onsite("backup empty.db").succeeds();
    // Many lines, so that pages of the database split and join; some corrected and deleted.
    let lines: Vec<String> =
        (0..200).map(|n| format!("{n} quincunx {}", "and more ".repeat(n % 50))).collect();
    let script = format!("{}\n:undo\n:undo\n:next\nquincunx\n:quit\n", lines.join("\n"));
    let id = home.sit("start url-shortener", &script);
    // A restore makes a copy of what is there.
    let _ran = home.onsite("backup full.db").succeeds();
    let _ran = home.onsite("restore empty.db --force").succeeds();
    let _ran = home.onsite("restore full.db --force").succeeds();
    // An editor that fails leaves its file; a kill leaves a draft, and the journal as it is.
    home.write("editor", "#!/bin/sh\necho quincunx quincunx > \"$1\"; exit 1\n");
    let editor = format!("sh {}", home.work().join("editor").display());
    let mut seat = home.on_a_terminal("resume").with("EDITOR", &editor).open();
    seat.wait_for_line("");
    seat.line("typed: quincunx");
    seat.send(":edit\r");
    seat.wait_for("What was saved last lies in");
    seat.wait_for_line("");
    seat.send("a draft with quincunx");
    seat.wait_for_draft("a draft with quincunx");
    seat.screen.signal(Signal::SIGKILL);
    seat.end();
    // Somebody else has the database open, so that its journal stays.
    let reader = Connection::open(home.database()).unwrap();
    let count = || reader.query_row("SELECT count(*) FROM session", [], |row| row.get(0));
    assert_eq!(count(), Ok(2));
    let files = ["before", "onsite.db", "api.md"];
    let found = names(&holding(&home.data()));
    assert!(files.iter().all(|file| found.contains(&(*file).to_owned())), "{found:?}");
    assert!(home.data().join("onsite.db-wal").exists());

    let ran = home.onsite(&format!("forget {} --yes", &id[..5])).succeeds();
    assert!(ran.raw().starts_with(&format!("Session {id} (url-shortener, mock, 20")));
    assert_eq!(holding(&home.data()), [] as [PathBuf; 0]);
    assert_eq!(fs::metadata(home.data().join("onsite.db-wal")).unwrap().len(), 0);
    assert_eq!(count(), Ok(1));
    drop(reader);
    assert_eq!(home.ids(), [kept]);
    let _ran = home.onsite("doctor").succeeds().says("everything is whole");
    let _ran = home.onsite(&format!("status {id}")).fails(1);
    // Its content is gone with it; what the other one uses is not.
    let _ran = home.onsite("score latest").succeeds();
    // What the person made themselves stays.
    assert!(!holding(&home.work()).is_empty());
}

#[test]
fn it_asks_first() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    for line in ["forget latest", "forget latest --no-input"] {
        let ran = home.onsite(line).typed("yes\n").fails(2).without_output();
        insta::allow_duplicates!(assert_snapshot!(ran.error(), @"
        error: `onsite forget` asks first, and there is nobody to ask
        hint: `onsite forget latest --yes` does not ask
        "));
    }
    for reply in ["", "n", "yess"] {
        let mut seat = home.on_a_terminal("forget latest").open();
        seat.wait_for("will be deleted for good.");
        seat.wait_for("would strike it out and keep it.");
        seat.wait_for("Forget it? Type yes:");
        seat.send(format!("{reply}\r"));
        assert_eq!(seat.end(), 1);
        assert!(seat.shows("Nothing was changed."));
    }
    let mut seat = home.on_a_terminal("forget latest").open();
    seat.wait_for("Forget it? Type yes:");
    seat.send("\x03");
    assert_eq!(seat.end(), 130);
    assert_eq!(home.ids().len(), 1);
    let mut seat = home.on_a_terminal("forget latest").open();
    seat.wait_for("Forget it? Type yes:");
    seat.send("yes\r");
    assert_eq!(seat.end(), 0);
    assert!(seat.shows("is forgotten: nothing of it is left."));
    assert!(home.ids().is_empty());
}

#[test]
fn what_cannot_be_forgotten() {
    let home = Home::new();
    let ran = home.onsite("forget latest --yes").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: there is no session yet
    hint: `onsite start` begins one
    ");
    let id = home.sit("start url-shortener", "x\n:quit\n");
    let slip = format!("{}{}", &id[..7], if id.ends_with('9') { '8' } else { '9' });
    let ran = home.onsite(&format!("forget {slip} --yes")).fails(1).without_output();
    assert!(ran.error().contains("hint: did you mean `session1`?"), "{}", ran.error());
    let seat = home.on_a_terminal("resume").open();
    seat.wait_for_line("");
    let ran = home.onsite("forget latest --yes").fails(3).without_output();
    assert!(ran.error().starts_with("error: session `session1` is open in another terminal"));
    seat.leave();
    // One whose summary is damaged can still be got rid of.
    let database = Connection::open(home.database()).unwrap();
    database.execute("UPDATE session SET level = 'quincunx'", []).unwrap();
    drop(database);
    let _ran = home.onsite(&format!("forget {id} --yes")).succeeds();
    assert!(home.ids().is_empty());
}

#[test]
fn the_file_that_a_full_disk_left_goes_too() {
    let home = Home::new();
    let id = home.sit("start url-shortener", "x\n");
    let rescued = format!("onsite-rescued-{id}.md");
    home.write(&rescued, "what was typed");
    let ran = home.onsite("forget latest --yes").succeeds();
    assert!(ran.error().contains("Deleted `./onsite-rescued-"), "{}", ran.error());
    assert!(!home.files().contains(&rescued));
}
