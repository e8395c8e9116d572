//! `backup` and `restore`: all or nothing, whatever happens meanwhile.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use onsite::store::Store;
use rand::{RngExt as _, SeedableRng, rngs::SmallRng};
use rusqlite::Connection;

use crate::home::Home;

#[test]
fn there_and_back() {
    let home = Home::new();
    let first = home.sit("start url-shortener", "a 302 redirect\n");
    let ran = home.onsite("backup all.db").succeeds().quietly();
    assert_snapshot!(ran.out(), @"1 interview in `all.db`.");
    let mode = fs::metadata(home.work().join("all.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let second = home.sit("start note-taking", "y\n");

    let ran = home.onsite("restore all.db").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: there are 2 interviews in `[home]/data/onsite` already
    hint: `onsite restore all.db --force` puts the backup in their place; what is there is kept in a copy
    ");
    assert_eq!(home.ids(), [first.clone(), second.clone()]);
    let ran = home.onsite("restore all.db --force").succeeds();
    assert_snapshot!(ran.out(), @"1 interview restored from `all.db`.");
    assert!(ran.error().starts_with("What was there before is in `[home]/data/onsite/backups/"));
    let kept = copies(&home).remove(0);
    assert_eq!(home.ids(), std::slice::from_ref(&first));
    assert_eq!(home.status("latest").answer("requirements"), "a 302 redirect");
    // What was there before comes back from its copy.
    let _ran = home.onsite("restore --force").and(&kept).succeeds();
    assert_eq!(home.ids(), [first.clone(), second]);
    // Where nothing is, nothing has to be forced, and nothing is kept.
    let there = "restore all.db --data-dir there";
    let _ran = home.onsite(there).succeeds().quietly();
    let _ran = home.onsite("status latest --data-dir there").succeeds().says("URL shortener");
    assert!(!home.work().join("there/backups").exists());
    let _ran = home.onsite("doctor").succeeds().says("copies");
}

#[test]
fn a_backup_goes_through_a_pipe() {
    let home = Home::new();
    let id = home.sit("start url-shortener", "a 302 redirect\n");
    let piped = home.onsite("backup -").spawn().wait_with_output().unwrap();
    assert!(piped.status.success() && piped.stdout.starts_with(b"SQLite format 3\0"));
    assert_eq!(String::from_utf8(piped.stderr).unwrap(), "1 interview in the backup.\n");
    assert!(!home.work().join("-").exists(), "no file has that name");
    let ran = home.onsite("restore - --data-dir there").typed(piped.stdout.clone()).succeeds();
    assert_snapshot!(ran.out(), @"1 interview restored from `-`.");
    let status = home.onsite(&format!("status {id} --json --data-dir there")).succeeds();
    assert!(status.out().contains("a 302 redirect"), "{}", status.out());
    // What is wrong with it is told as of what was typed.
    let ran = home.onsite("restore -").typed(piped.stdout).fails(1).without_output();
    assert!(ran.error().contains("`onsite restore - --force` puts"), "{}", ran.error());
    let ran = home.onsite("restore - --force").typed("no backup").fails(1).without_output();
    assert!(ran.error().starts_with("error: `-` "), "{}", ran.error());
    let mut seat = home.on_a_terminal("backup -").open();
    seat.wait_for("standard output is a terminal");
    assert_eq!(seat.end(), 2);
    let mut seat = home.on_a_terminal("restore -").open();
    seat.wait_for("standard input is a terminal");
    assert_eq!(seat.end(), 2);
}

#[test]
fn a_backup_that_is_not_whole_is_told() {
    let home = Home::new();
    home.sit("start url-shortener", "a 302 redirect\n");
    let _ran = home.onsite("backup all.db").succeeds();
    let copy = Connection::open(home.work().join("all.db")).unwrap();
    copy.execute("UPDATE content SET body = x'7b7d' WHERE kind = 'rubric'", []).unwrap();
    drop(copy);
    let ran = home.onsite("restore all.db --force").succeeds().says("1 interview restored");
    assert!(ran.error().contains("warning: the backup is not whole: the stored content `"));
    let _ran = home.onsite("doctor").fails(1);
}

/// The copies of what was there before.
fn copies(home: &Home) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.data().join("backups")).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().unwrap() == "db")
        .collect()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn a_backup_replaces_nothing() {
    let home = Home::new();
    home.write("there", "mine");
    let ran = home.onsite("backup there").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: there is a file `there` already
    hint: name a new one: a backup never replaces anything
    ");
    assert_eq!(home.read("there"), "mine");
    let ran = home.onsite("backup .").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: `.` is a directory
    hint: `onsite backup ./onsite.db` names a file
    ");
    let ran = home.onsite("backup no/such/folder.db").fails(3).without_output();
    assert!(ran.error().starts_with("error: cannot make `no/such/folder.db`"), "{}", ran.error());
    let _ran = home.onsite("backup").fails(2);
    // Nothing can be backed up too.
    let _ran = home.onsite("backup nothing.db").succeeds().says("0 interviews in `nothing.db`.");
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let _ran = home.onsite("backup good.db").succeeds();
    home.write("notes.txt", "no database at all");
    home.write("empty.db", "");
    let make = |name: &str, sql: &str| {
        Connection::open(home.work().join(name)).unwrap().execute_batch(sql).unwrap();
    };
    make("other.db", "CREATE TABLE note (text)");
    fs::copy(home.work().join("good.db"), home.work().join("newer.db")).unwrap();
    make("newer.db", "PRAGMA user_version = 99");
    let mut bytes = fs::read(home.work().join("good.db")).unwrap();
    bytes[8192..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    home.write("hole.db", &bytes);
    home.write("half.db", &bytes[..bytes.len() / 2]);
    let before = fs::read(home.database()).unwrap();
    let mut said = String::new();
    for (file, code) in [
        ("missing.db", 1),
        ("notes.txt", 1),
        ("empty.db", 1),
        ("other.db", 1),
        (".", 1),
        ("newer.db", 3),
    ] {
        let ran = home.onsite(&format!("restore {file} --force")).fails(code).without_output();
        said += ran.error();
    }
    assert_snapshot!(said, @"
    error: cannot read `missing.db`: no such file or directory
    error: `notes.txt` cannot be restored: file is not a database
    hint: `onsite backup FILE` makes one; nothing was changed
    error: `empty.db` cannot be restored: there is nothing in it
    hint: `onsite backup FILE` makes one; nothing was changed
    error: `other.db` cannot be restored: another program made it
    hint: `onsite backup FILE` makes one; nothing was changed
    error: `.` cannot be restored: it is a directory
    hint: `onsite backup FILE` makes one; nothing was changed
    error: `newer.db` has version 99, and this program knows versions up to 2
    hint: use the newest `onsite`: it reads everything that older ones wrote
    ");
    for file in ["hole.db", "half.db"] {
        let ran = home.onsite(&format!("restore {file} --force")).fails(1).without_output();
        let begin = format!("error: `{file}` cannot be restored: ");
        assert!(ran.error().starts_with(&begin), "{}", ran.error());
    }
    let own = text(&home.database());
    let ran = home.onsite("restore --force").and(&own).fails(1).without_output();
    assert!(ran.error().contains("it is the database itself"), "{}", ran.error());
    assert_eq!(fs::read(home.database()).unwrap(), before);
    assert!(!home.data().join("backups").exists());
}

#[test]
fn over_a_database_that_cannot_be_read() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n");
    let _ran = home.onsite("backup good.db").succeeds();
    let rubbish = "this is no database, and never was one".repeat(300);
    fs::write(home.database(), &rubbish).unwrap();
    let ran = home.onsite("restore good.db").fails(1).without_output();
    assert!(ran.error().contains("is damaged") && ran.error().contains("--force"));
    let ran = home.onsite("restore good.db --force").succeeds();
    assert!(ran.error().starts_with("What was there before is in `[home]/data/onsite/backups/"));
    assert_eq!(fs::read_to_string(copies(&home).remove(0)).unwrap(), rubbish);
    assert_eq!(home.status("latest").answer("requirements"), "x");
    let _ran = home.onsite("doctor").succeeds();
}

#[test]
fn not_while_somebody_sits() {
    let home = Home::new();
    home.sit("start url-shortener", "x\n:quit\n");
    let _ran = home.onsite("backup all.db").succeeds();
    let seat = home.on_a_terminal("resume").open();
    seat.wait_for_line("");
    let ran = home.onsite("restore all.db --force").fails(3).without_output();
    assert!(ran.error().contains("is open in another terminal"), "{}", ran.error());
    assert!(!home.data().join("backups").exists());
    // A backup may be made at any time.
    let _ran = home.onsite("backup again.db").succeeds();
    seat.leave();
}

/// So many kills, at moments spread over the time that a restore takes.
const KILLS: usize = 50;

#[test]
fn killed_at_any_moment_it_is_all_old_or_all_new() {
    let home = Home::new();
    let filling = "and so on, ".repeat(60);
    let script = |word: &str| -> String {
        let lines: Vec<String> = (0..120).map(|n| format!("{word} {n} {filling}")).collect();
        format!("{}\n:quit\n", lines.join("\n"))
    };
    let new = home.sit("start url-shortener", &script("new"));
    let _ran = home.onsite("backup new.db").succeeds();
    let _ran = home.onsite("forget latest --yes").succeeds();
    let old = home.sit("start note-taking", &script("old"));
    home.sit("start url-shortener", "old too\n");
    let olds = home.ids();
    let _ran = home.onsite("backup old.db").succeeds();

    let restore = home.onsite("restore new.db --force");
    // The fastest of a few: the first one is slow.
    let times = (0..5).map(|_| {
        let began = Instant::now();
        assert!(restore.spawn().wait().unwrap().success());
        began.elapsed()
    });
    let whole_time = times.min().unwrap();
    let mut chance = SmallRng::seed_from_u64(50);
    let (mut were_old, mut were_new, mut killed) = (0, 0, 0);
    for _ in 0..KILLS {
        fs::remove_dir_all(home.data()).unwrap();
        let _ran = home.onsite("restore old.db").succeeds();
        let mut child = restore.spawn();
        std::thread::sleep(whole_time.mul_f64(chance.random_range(0.0..1.1)));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());

        let ids = home.ids();
        let (id, word) = if ids == olds {
            were_old += 1;
            (&old, "old")
        } else {
            assert_eq!(ids, std::slice::from_ref(&new));
            were_new += 1;
            (&new, "new")
        };
        let answer = home.status(id).answers["requirements"].clone();
        let lines: Vec<&str> = answer.lines().collect();
        assert_eq!(lines.len(), 120);
        assert!(lines.iter().all(|line| line.starts_with(word)));
        let store = Store::open(&home.data()).unwrap();
        assert_eq!(store.integrity().unwrap(), []);
        // A copy of what was there is whole, or it is not there.
        for copy in store.kept_copies().unwrap() {
            assert_eq!(Store::sessions_in_backup(&home.data(), &copy).unwrap(), olds.len());
        }
    }
    println!("{killed} killed in time; {were_old} old, {were_new} new; one takes {whole_time:?}");
    assert!(were_old > 0 && killed > KILLS / 4, "{were_old} old, {killed} killed");
    assert!(whole_time > Duration::from_millis(2), "{whole_time:?}");
}
