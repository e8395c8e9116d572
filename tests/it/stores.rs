//! Stores that cannot be used: read-only, full, damaged, newer, in use.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::home::{Home, ONSITE};
use crate::seat::Seat;

/// Runs commands as somebody whom permissions bind: root may write anywhere.
fn bound(home: &Home) -> Option<Vec<String>> {
    if !nix::unistd::geteuid().is_root() {
        return Some(Vec::new());
    }
    if !crate::stage::installed("setpriv") {
        return None;
    }
    // Nobody may enter the folders, and run a copy of the program.
    let program = home.folder().join("onsite");
    fs::copy(ONSITE, &program).unwrap();
    for folder in ["", "home", "work"] {
        fs::set_permissions(home.folder().join(folder), Permissions::from_mode(0o755)).unwrap();
    }
    let words = ["setpriv", "--reuid=65534", "--clear-groups", "--", "sh", "-c"];
    let mut words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    words.push(format!("shift; exec '{}' \"$@\"", program.display()));
    words.push("sh".to_owned());
    Some(words)
}

#[test]
fn a_home_that_cannot_be_written() {
    let home = Home::new();
    let Some(by) = bound(&home) else { return };
    let by: Vec<&str> = by.iter().map(String::as_str).collect();
    for folder in ["", "home"] {
        fs::set_permissions(home.folder().join(folder), Permissions::from_mode(0o555)).unwrap();
    }
    let ran = home.onsite("start url-shortener").typed("x\n").by(&by).fails(3).without_output();
    assert_snapshot!(ran.error(), @"
    error: `[home]/data/onsite` is read-only
    hint: make `[home]/data/onsite` yours to read and write, or name another directory with `--data-dir DIR`
    ");
    // What needs no store works.
    let _ran = home.onsite("prompts").by(&by).succeeds();
    let line = "score --file - --prompt url-shortener";
    let _ran = home.onsite(line).typed("302").by(&by).succeeds();
    let _ran = home.onsite("history").by(&by).succeeds();
    fs::set_permissions(home.folder(), Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_data_directory_that_can_only_be_read() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let Some(by) = bound(&home) else { return };
    let by: Vec<&str> = by.iter().map(String::as_str).collect();
    let set = |folder: u32, file: u32| {
        let entries = fs::read_dir(home.data()).unwrap().map(|entry| entry.unwrap().path());
        for path in entries {
            let mode = if path.is_dir() { folder } else { file };
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
        fs::set_permissions(home.data(), Permissions::from_mode(folder)).unwrap();
        let above = home.data().parent().unwrap().to_owned();
        fs::set_permissions(above, Permissions::from_mode(0o755)).unwrap();
    };
    set(0o555, 0o444);
    for line in ["status", "history", "score", "export -o -"] {
        let _ran = home.onsite(line).by(&by).succeeds().quietly();
    }
    for line in ["start url-shortener", "discard latest"] {
        let ran = home.onsite(line).typed("x\n").by(&by).fails(3);
        assert!(ran.error().contains("`[home]/data/onsite"), "{}", ran.error());
        assert!(ran.error().contains("\nhint: "), "{}", ran.error());
    }
    set(0o700, 0o600);
}

#[test]
fn another_data_directory() {
    let home = Home::new();
    let _ran = home.onsite("start url-shortener --data-dir other").typed("x\n").succeeds();
    assert!(home.work().join("other/onsite.db").exists() && !home.database().exists());
    let _ran = home.onsite("status").fails(1).without_output();
    let _ran = home.onsite("status --data-dir other").succeeds();
    let _ran = home.onsite("status").with("ONSITE_DATA_DIR", "other").succeeds();
    let mode = |path: &str| fs::metadata(home.work().join(path)).unwrap().permissions().mode();
    assert_eq!((mode("other") & 0o777, mode("other/onsite.db") & 0o777), (0o700, 0o600));
    home.write("file", "");
    let ran = home.onsite("start url-shortener --data-dir file").typed("x\n").fails(3);
    assert!(ran.error().contains("`file"), "{}", ran.error());
}

#[test]
fn a_newer_database_is_left_alone() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let database = Connection::open(home.database()).unwrap();
    database.pragma_update(None, "user_version", 999).unwrap();
    drop(database);
    let before = fs::read(home.database()).unwrap();
    for line in ["history", "status", "score", "resume", "start note-taking", "discard latest"] {
        let ran = home.onsite(line).typed("x\n").fails(3);
        assert!(ran.error().contains("999"), "{}", ran.error());
    }
    let ran = home.onsite("history").fails(3).without_output();
    assert_snapshot!(ran.error(), @"
    error: `[home]/data/onsite/onsite.db` has version 999, and this program knows versions up to 2
    hint: use the newest `onsite`: it reads everything that older ones wrote
    ");
    assert_eq!(fs::read(home.database()).unwrap(), before);
}

#[test]
fn a_damaged_database_is_told() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    fs::remove_file(home.data().join("onsite.db-wal")).ok();
    fs::write(home.database(), "this is no database, and never was one".repeat(300)).unwrap();
    for line in ["history", "status", "start note-taking"] {
        let ran = home.onsite(line).typed("x\n").fails(3);
        assert!(ran.error().starts_with("error: `[home]/data/onsite/onsite.db` is damaged"));
        assert!(ran.error().contains("\nhint: "), "{}", ran.error());
    }
    // Listing the prompts needs it for a column only.
    let ran = home.onsite("prompts").succeeds().says("url-shortener");
    assert!(ran.error().starts_with("warning: "), "{}", ran.error());
}

#[test]
fn a_database_with_a_hole_is_told() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let database = Connection::open(home.database()).unwrap();
    database.pragma_update(None, "journal_mode", "DELETE").unwrap();
    drop(database);
    let mut bytes = fs::read(home.database()).unwrap();
    for byte in &mut bytes[4096..] {
        *byte ^= 0x5a;
    }
    fs::write(home.database(), bytes).unwrap();
    for line in ["history", "status", "score", "start note-taking"] {
        let _ran = home.onsite(line).typed("x\n").fails(3);
    }
}

#[test]
fn another_terminal_has_the_session() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n:quit\n");
    let mut first = home.onsite("resume").typed("").spawn();
    let mut stdin = first.stdin.take().unwrap();
    let mut stdout = first.stdout.take().unwrap();
    // It has the session when it has said where it is.
    let mut said = [0; 10];
    std::io::Read::read_exact(&mut stdout, &mut said).unwrap();
    for line in ["resume", "discard latest"] {
        let ran = home.onsite(line).typed("y\n").fails(3).without_output();
        let number = first.id().to_string();
        let error = ran.error().replace(&number, "PID");
        insta::allow_duplicates!(assert_snapshot!(error, @"
        error: session `session1` is open in another terminal (process PID)
        hint: go on there, or close it and type `onsite resume session1`
        "));
    }
    // Looking is allowed.
    let _ran = home.onsite("status").succeeds();
    let _ran = home.onsite("history").succeeds();
    std::io::Write::write_all(&mut stdin, b"and more\n").unwrap();
    drop(stdin);
    std::io::Read::read_to_end(&mut stdout, &mut Vec::new()).unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(home.status("latest").answer("requirements"), "x\nand more");
}

/// Runs `onsite` on a disk that is nearly full: no file may grow over some hundred kilobytes. The
/// signal that comes with the limit is ignored, so that writing fails as on a full disk.
const NEARLY_FULL: [&str; 4] = ["sh", "-c", "trap '' XFSZ; ulimit -f 1200; exec \"$@\"", "sh"];

#[test]
fn a_script_on_a_full_disk_loses_nothing() {
    let home = Home::new();
    let filling = "a line of the answer that is long enough to fill a disk some day ".repeat(60);
    let lines: Vec<String> = (0..400).map(|n| format!("{n} {filling}")).collect();
    let script = lines.join("\n") + "\n";
    let ran = home.onsite("start url-shortener").typed(script).by(&NEARLY_FULL).fails(3);
    // What was kept is kept, and what was kept and the line that was not are offered as a file.
    let status = home.status("latest");
    let kept: Vec<&str> = status.answer("requirements").split('\n').collect();
    assert!(!kept.is_empty() && kept.len() < lines.len() && lines.starts_with(&owned(&kept)));
    assert_eq!(status.state, "running");
    let rescued = home.files();
    assert_eq!(rescued, [format!("onsite-rescued-{}.md", status.id)]);
    let rescued = home.read(&rescued[0]);
    for line in &lines[..=kept.len()] {
        assert!(rescued.contains(line), "{}", &line[..20]);
    }
    assert_snapshot!(ran.error(), @"
    error: the database `[home]/data/onsite/onsite.db` failed
    hint: everything you typed is in `./onsite-rescued-session1.md`
    hint: `onsite score --file ./onsite-rescued-session1.md --prompt url-shortener` scores it
    hint: the lines after it were not read
    ");
    // With room again it goes on.
    let _ran = home.onsite("resume").typed("and more\n").succeeds();
    assert!(home.status("latest").answer("requirements").ends_with("\nand more"));
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

#[test]
fn on_a_full_disk_the_line_stays_to_be_entered_again() {
    let home = Home::new();
    let limit = format!("trap '' XFSZ; ulimit -f 1200; exec '{ONSITE}' start url-shortener");
    let words = ["sh", "-c", limit.as_str()].map(str::to_owned);
    let mut seat = home.program(&words).begin();
    let ends = |s: &vt100::Screen| {
        let row = s.cursor_position().0;
        s.rows(0, 80).nth(row.into()).is_some_and(|row| row.trim_end().ends_with("the end"))
    };
    // Pastes until one is not taken.
    let mut kept = Vec::new();
    let last = loop {
        let text = format!("{} {}the end", kept.len(), "and so on, ".repeat(30));
        seat.screen.paste(&text);
        seat.screen.wait_until("the paste", ends);
        seat.send("\r");
        seat.screen.wait_until("an answer", |s| {
            let taken = Seat::current(s).as_deref() == Some("");
            taken || s.contents().contains("Not saved")
        });
        if seat.shows("Not saved") {
            break text;
        }
        kept.push(text);
        assert!(kept.len() < 400);
    };
    // The last row says what is so: the text is a draft, or it is not saved.
    let status = seat.wait_for_status("the last row to be true", |status| {
        let row = seat.last_row();
        row.contains("NOT SAVED") || (row.contains("saved") && status.draft == last)
    });
    assert!(status.draft.is_empty() || last.starts_with(&status.draft));
    // The line is there to be entered again; the step does not advance.
    seat.screen.wait_until("the line", ends);
    seat.send("\r");
    seat.screen.wait_until("another try", |s| {
        s.contents().matches("Enter tries again.").count() == 2 && ends(s)
    });
    assert_eq!(seat.status().answer("requirements"), kept.join("\n"));
    // Ended now, nothing is lost either: there is room for it as a draft, or it is in a file.
    seat.screen.signal(nix::sys::signal::Signal::SIGTERM);
    match seat.end() {
        143 => assert_eq!(home.status("latest").draft, last),
        code => {
            assert_eq!(code, 3);
            seat.wait_for("everything you typed is in");
            let rescued = home.read(&format!("onsite-rescued-{}.md", home.latest()));
            assert!(rescued.contains(&kept.join("\n")) && rescued.contains(&last));
        }
    }
}

#[test]
fn a_disk_too_full_to_begin() {
    let home = Home::new();
    let full = ["sh", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"];
    let ran = home.onsite("start url-shortener").typed("x\n").by(&full).fails(3);
    assert!(ran.error().starts_with("error: "), "{}", ran.error());
    assert!(!ran.out().contains("1 of 5"), "nothing may be typed that cannot be kept");
    home.sit("start url-shortener", "x\n");
}
