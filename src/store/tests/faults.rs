//! Directories and files that are not as they should be.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::{added, session, summary};
use crate::store::{DraftFate, FILE, Fault, Filter, Store, StoreError};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn everything_is_private() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("a/b");
    let store = Store::open(&data).unwrap();
    store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
    let _lock = store.lock("a").unwrap();
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("locks")), 0o700);
    for file in [FILE, "onsite.db-wal", "onsite.db-shm", "locks/a"] {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }
    // A directory that was empty becomes ours; one that is used stays as it was.
    let empty = directory.path().join("empty");
    fs::create_dir(&empty).unwrap();
    set_mode(&empty, 0o755);
    drop(Store::open(&empty).unwrap());
    assert_eq!(mode(&empty), 0o700);
    set_mode(&empty, 0o755);
    drop(Store::open(&empty).unwrap());
    assert_eq!(mode(&empty), 0o755);
    // A database that was copied here for all to read is taken back.
    set_mode(&empty.join(FILE), 0o644);
    let _store = Store::open(&empty).unwrap();
    for file in [FILE, "onsite.db-wal", "onsite.db-shm"] {
        assert_eq!(mode(&empty.join(file)), 0o600, "{file}");
    }
}

#[test]
fn what_is_missing_reads_as_empty_and_is_not_made() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let store = Store::open_for_reading(&data).unwrap();
    assert_eq!(store.summaries(&Filter::default()).unwrap(), []);
    assert_eq!(store.latest().unwrap(), None);
    assert!(matches!(store.events("a"), Err(StoreError::NoSession { .. })));
    assert_eq!(store.integrity().unwrap(), []);
    let error = store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert!(!data.exists());
    // As does a file that a killed process had only just made.
    fs::create_dir(&data).unwrap();
    fs::File::create(data.join(FILE)).unwrap();
    assert_eq!(Store::open_for_reading(&data).unwrap().latest().unwrap(), None);
    assert_eq!(Store::open(&data).unwrap().latest().unwrap(), None);
}

#[test]
fn readers_do_not_wait_for_a_writer_nor_a_writer_for_readers() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
    let writing = store.writing().unwrap();
    let reader = Store::open_for_reading(directory.path()).unwrap();
    assert_eq!(reader.session_ids().unwrap(), ["a"]);
    writing.commit().unwrap();
    reader
        .visit_summaries(&Filter::default(), |_| {
            store.append(&[added(2, "meanwhile")], &summary("a"), DraftFate::Keep).unwrap();
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    let error = reader.append(&[added(3, "x")], &summary("a"), DraftFate::Keep).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
}

#[test]
fn a_writer_that_waits_too_long_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let first = Store::open(directory.path()).unwrap();
    let second = Store::open(directory.path()).unwrap();
    second.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let writing = first.writing().unwrap();
    let error = second.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    drop(writing);
    second.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
}

/// Runs `test` without the rights of the superuser over other people's files, which tests may have.
fn unprivileged(owned: &[&Path], test: impl FnOnce() + Send) {
    if !nix::unistd::geteuid().is_root() {
        return test();
    }
    #[cfg(target_os = "linux")]
    {
        let nobody = nix::unistd::Uid::from_raw(65_534);
        for path in owned {
            std::os::unix::fs::chown(path, Some(nobody.as_raw()), None).unwrap();
        }
        // Holds for the thread only.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                nix::unistd::setfsuid(nobody);
                test();
            });
        });
    }
}

#[test]
fn a_read_only_directory_can_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("a home with %41, spaces and ü?");
    let store = Store::open(&data).unwrap();
    store.append(&session("a", 3), &summary("a"), DraftFate::Keep).unwrap();
    drop(store);
    let database = data.join(FILE);
    set_mode(&database, 0o400);
    set_mode(&data, 0o500);
    unprivileged(&[directory.path(), &data, &database], || {
        let store = Store::open_for_reading(&data).unwrap();
        assert_eq!(store.events("a").unwrap(), session("a", 3));
        assert_eq!(store.summaries(&Filter::default()).unwrap(), [summary("a")]);
        let error = Store::open(&data).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        assert!(error.hint().unwrap().contains("--data-dir"));
        let error = Store::open(&data.join("below")).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        assert!(!data.join("onsite.db-shm").exists());
    });
    // The file may be ours to write, and the journal not to be made.
    set_mode(&database, 0o600);
    unprivileged(&[], || {
        let error = Store::open(&data).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        assert_eq!(Store::open_for_reading(&data).unwrap().session_ids().unwrap(), ["a"]);
    });
    set_mode(&data, 0o000);
    unprivileged(&[], || {
        let error = Store::open(&data).unwrap_err();
        assert!(matches!(error, StoreError::Unreadable { .. }), "{error}");
        let error = Store::open_for_reading(&data).unwrap_err();
        assert!(matches!(error, StoreError::Unreadable { .. }), "{error}");
    });
    set_mode(&data, 0o700);
}

#[test]
fn a_file_in_place_of_the_directory_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    for result in [Store::open(file.path()), Store::open_for_reading(file.path())] {
        let error = result.unwrap_err();
        assert!(error.to_string().contains(file.path().to_str().unwrap()), "{error}");
    }
}

#[test]
fn a_damaged_file_is_told_from_an_empty_one() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(FILE);
    fs::copy("Cargo.toml", &path).unwrap();
    for result in [Store::open(directory.path()), Store::open_for_reading(directory.path())] {
        let error = result.unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        assert!(error.hint().unwrap().contains("onsite restore FILE"));
    }
    assert_eq!(fs::read(&path).unwrap(), fs::read("Cargo.toml").unwrap());
}

#[test]
fn damage_inside_the_file_is_found() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 400), &summary("a"), DraftFate::Keep).unwrap();
    drop(store);
    let path = directory.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() - 5000;
    bytes[middle..].fill(0xa5);
    fs::remove_file(&path).unwrap();
    std::io::Write::write_all(&mut fs::File::create(&path).unwrap(), &bytes).unwrap();
    let store = Store::open(directory.path()).unwrap();
    assert!(matches!(store.events("a"), Err(StoreError::Damaged { .. })));
    assert!(matches!(store.integrity().unwrap()[0], Fault::Database(_)));
}

#[test]
fn a_damaged_or_newer_event_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    for id in ["a", "b"] {
        store.append(&session(id, 4), &summary(id), DraftFate::Keep).unwrap();
    }
    let change = |sql: &str| store.connection.execute(sql, []).unwrap();
    let told = || store.events("a").unwrap_err().to_string();

    change(
        r#"UPDATE event SET body = '{"version":{"major":2,"minor":1},"new":1}' WHERE seq = 3 AND session = 1"#,
    );
    assert!(matches!(store.events("a"), Err(StoreError::NewerEvent { seq: 3, .. })));
    assert_eq!(
        told(),
        "event 3 of session `a` has format 2.1, and this program knows formats up to 1.x"
    );
    change("UPDATE event SET body = 'torn {' WHERE seq = 3 AND session = 1");
    assert!(told().starts_with("event 3 of session `a` is damaged: expected"), "{}", told());
    assert!(
        matches!(&store.integrity().unwrap()[..], [Fault::Event { session, seq: 3, .. }] if session == "a")
    );
    change("DELETE FROM event WHERE seq = 2 AND session = 1");
    assert_eq!(told(), "event 2 of session `a` is damaged: it is missing");
    change("UPDATE event SET body = replace(body, '\"seq\":1', '\"seq\":9') WHERE session = 1");
    assert_eq!(told(), "event 1 of session `a` is damaged: it says that it is event 9");
    change("DELETE FROM event WHERE session = 1");
    assert_eq!(store.integrity().unwrap(), [Fault::Empty { session: "a".to_owned() }]);
    // The neighbour is not affected.
    assert_eq!(store.events("b").unwrap(), session("b", 4));
}

#[test]
fn an_event_of_a_newer_minor_version_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
    let minor = format!(r#""minor":{}"#, crate::interview::VERSION.minor);
    let newer = r#""minor":7,"more":[1]"#;
    store
        .connection
        .execute("UPDATE event SET body = replace(body, ?1, ?2)", [minor.as_str(), newer])
        .unwrap();
    assert_eq!(store.events("a").unwrap()[0].version.minor, 7);
}

#[test]
fn the_second_terminal_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let first = Store::open(directory.path()).unwrap();
    let second = Store::open(directory.path()).unwrap();
    let lock = first.lock("a").unwrap();
    let error = second.lock("a").unwrap_err();
    let pid = std::process::id();
    assert_eq!(
        error.to_string(),
        format!("session `a` is open in another terminal (process {pid})")
    );
    assert!(error.hint().unwrap().contains("onsite resume a"));
    drop(second.lock("b").unwrap());
    drop(lock);
    drop(second.lock("a").unwrap());
    assert_eq!(fs::read_dir(directory.path().join("locks")).unwrap().count(), 1);
}

#[test]
fn only_one_of_many_gets_a_session_at_a_time() {
    let directory = tempfile::tempdir().unwrap();
    drop(Store::open(directory.path()).unwrap());
    let holders = std::sync::atomic::AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let store = Store::open(directory.path()).unwrap();
                for _ in 0..300 {
                    if let Ok(lock) = store.lock("a") {
                        use std::sync::atomic::Ordering::SeqCst;
                        assert_eq!(holders.fetch_add(1, SeqCst), 0);
                        holders.fetch_sub(1, SeqCst);
                        drop(lock);
                    }
                }
            });
        }
    });
}
