//! Copies, and forgetting.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::{added, session, summary};
use crate::store::{ContentKind, Draft, DraftFate, FILE, Forgotten, NewContent, Store, StoreError};

fn write(path: &Path, bytes: &[u8]) {
    fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_backup_holds_everything_and_goes_back() {
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.db");
    let mut store = Store::open(&directory.path().join("data")).unwrap();
    store.append(&session("a", 500), &summary("a"), DraftFate::Keep).unwrap();
    // Reading is enough for it.
    Store::open_for_reading(store.directory()).unwrap().back_up(&copy).unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(matches!(store.back_up(&copy), Err(StoreError::File { .. })));

    store.append(&[added(501, "later")], &summary("a"), DraftFate::Keep).unwrap();
    store.append(&session("b", 2), &summary("b"), DraftFate::Keep).unwrap();
    let other = Store::open_for_reading(&directory.path().join("data")).unwrap();
    let lock = store.lock("b").unwrap();
    assert!(matches!(store.restore(&copy, "x"), Err(StoreError::InUse { .. })));
    assert_eq!(store.session_ids().unwrap(), ["a", "b"]);
    drop(lock);
    assert_eq!(store.kept_copies().unwrap(), [] as [PathBuf; 0]);
    let kept = store.restore(&copy, "x").unwrap().unwrap();
    assert_eq!(store.kept_copies().unwrap(), std::slice::from_ref(&kept));
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(Store::sessions_in_backup(directory.path(), &kept).unwrap(), 2);
    for store in [&store, &other] {
        assert_eq!(store.session_ids().unwrap(), ["a"]);
        assert_eq!(store.events("a").unwrap(), session("a", 500));
    }
    store.append(&[added(501, "again")], &summary("a"), DraftFate::Keep).unwrap();
    drop((store, other));
    let store = Store::open(&directory.path().join("data")).unwrap();
    assert_eq!(store.events("a").unwrap().len(), 501);
    assert_eq!(store.integrity().unwrap(), []);
    // A copy is a database like any other.
    let elsewhere = directory.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::rename(&copy, elsewhere.join(FILE)).unwrap();
    assert_eq!(Store::open(&elsewhere).unwrap().events("a").unwrap(), session("a", 500));
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 2), &summary("a"), DraftFate::Keep).unwrap();
    let mut refused = |path: &Path| store.restore(path, "x").unwrap_err();
    let missing = directory.path().join("missing");
    assert!(matches!(refused(&missing), StoreError::Unreadable { .. }));
    let reason = |error| match error {
        StoreError::NoBackup { reason, .. } => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(refused(&fs::canonicalize("Cargo.toml").unwrap())), "file is not a database");
    let empty = tempfile::NamedTempFile::new().unwrap();
    assert_eq!(reason(refused(empty.path())), "there is nothing in it");
    assert_eq!(reason(refused(directory.path())), "it is a directory");
    assert_eq!(reason(refused(&directory.path().join(FILE))), "it is the database itself");
    let other = directory.path().join("other.db");
    let foreign = rusqlite::Connection::open(&other).unwrap();
    foreign.execute_batch("CREATE TABLE note (text)").unwrap();
    assert_eq!(reason(refused(&other)), "another program made it");
    let hollow = "DROP TABLE note; PRAGMA application_id = 1869509492; PRAGMA user_version = 1";
    foreign.execute_batch(hollow).unwrap();
    assert!(reason(refused(&other)).contains("no such table"));
    foreign.execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(refused(&other), StoreError::Newer { found: 99, .. }));
    // One with a hole in it.
    let whole = directory.path().join("whole.db");
    let copied = Store::open_for_reading(directory.path()).unwrap();
    copied.back_up(&whole).unwrap();
    let mut bytes = fs::read(&whole).unwrap();
    bytes[4096..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    write(&whole, &bytes);
    assert!(!reason(refused(&whole)).is_empty());
    assert_eq!(store.kept_copies().unwrap(), [] as [PathBuf; 0]);
    assert_eq!(store.events("a").unwrap(), session("a", 2));
}

#[test]
fn a_backup_goes_over_what_cannot_be_opened() {
    let directory = tempfile::tempdir().unwrap();
    let (data, copy) = (directory.path().join("data"), directory.path().join("copy.db"));
    let store = Store::open(&data).unwrap();
    store.append(&session("a", 2), &summary("a"), DraftFate::Keep).unwrap();
    store.back_up(&copy).unwrap();
    let lock = store.lock("a").unwrap();
    drop(store);
    let rubbish = "this was a database once ".repeat(1000);
    write(&data.join(FILE), rubbish.as_bytes());
    assert!(Store::open(&data).is_err());
    let restored = Store::restore_over_damage(&data, &copy, "damaged");
    assert!(matches!(restored, Err(StoreError::InUse { .. })));
    assert_eq!(fs::read_to_string(data.join(FILE)).unwrap(), rubbish);
    drop(lock);
    let kept = Store::restore_over_damage(&data, &copy, "damaged").unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), rubbish);
    let store = Store::open(&data).unwrap();
    assert_eq!(store.events("a").unwrap(), session("a", 2));
    assert_eq!(store.integrity().unwrap(), []);
    let mode = fs::metadata(data.join(FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Nobody can say what the rubbish holds.
    assert_eq!(store.forget("a").unwrap().unreadable, [kept]);
    assert_eq!(fs::read_dir(data.join("backups")).unwrap().count(), 1);
}

#[test]
fn nothing_stored_can_be_backed_up_too() {
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.db");
    let nothing = Store::open_for_reading(&directory.path().join("none")).unwrap();
    nothing.back_up(&copy).unwrap();
    assert!(nothing.append(&session("a", 1), &summary("a"), DraftFate::Keep).is_err());
    let mut store = Store::open(directory.path()).unwrap();
    assert_eq!(store.restore(&copy, "x").unwrap(), None);
    assert!(store.session_ids().unwrap().is_empty());
}

#[test]
fn what_is_forgotten_stands_in_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
    store.append(&session("b", 1), &summary("b"), DraftFate::Keep).unwrap();
    let secret = "the words that nobody shall find ".repeat(400);
    store.append(&[added(2, &secret)], &summary("a"), DraftFate::Keep).unwrap();
    let at = super::at(1);
    let draft = Draft { step: crate::bank::Step::Api, text: secret, editing: None, at };
    store.save_draft("a", &draft).unwrap();
    let found = || {
        fs::read_dir(directory.path()).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            path.is_file()
                && fs::read(path).unwrap().windows(20).any(|part| part == b"the words that nobod")
        })
    };
    assert!(found());

    let lock = store.lock("a").unwrap();
    assert!(matches!(store.forget("a"), Err(StoreError::InUse { .. })));
    drop(lock);
    assert_eq!(store.forget("a").unwrap(), Forgotten::default());
    assert!(!found());
    assert_eq!(store.session_ids().unwrap(), ["b"]);
    assert_eq!(store.integrity().unwrap(), []);
    assert!(matches!(store.forget("a"), Err(StoreError::NoSession { .. })));
}

#[test]
fn content_goes_with_the_last_session_that_names_it() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    let put = |text: &str| {
        let content = NewContent::new(ContentKind::Prompt, text.as_bytes().to_vec());
        content.write(&store.connection).unwrap();
        content.sha256().to_owned()
    };
    let (own, shared, nobodys) = (put("own"), put("shared"), put("nobody's"));
    for id in ["a", "b"] {
        let mut records = session(id, 2);
        let crate::interview::Event::Started(started) = &mut records[0].event else { panic!() };
        started.prompt_sha256.clone_from(if id == "a" { &own } else { &shared });
        started.rubric_sha256.clone_from(&shared);
        store.append(&records, &summary(id), DraftFate::Keep).unwrap();
    }
    store.forget("a").unwrap();
    assert!(matches!(store.content(&own), Err(StoreError::NoContent { .. })));
    assert_eq!(store.content(&shared).unwrap(), b"shared");
    // Which no event of the session named.
    assert_eq!(store.content(&nobodys).unwrap(), b"nobody's");
    store.forget("b").unwrap();
    assert!(matches!(store.content(&shared), Err(StoreError::NoContent { .. })));
}

#[test]
fn what_is_forgotten_goes_out_of_the_copies_that_restoring_made() {
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.db");
    let mut store = Store::open(&directory.path().join("data")).unwrap();
    store.append(&session("b", 1), &summary("b"), DraftFate::Keep).unwrap();
    store.back_up(&copy).unwrap();
    store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
    let secret = "nobody shall find this".repeat(400);
    store.append(&[added(2, &secret)], &summary("a"), DraftFate::Keep).unwrap();
    let kept = store.restore(&copy, "x").unwrap().unwrap();
    // It is in the copy only; and comes back, and is kept once more.
    assert!(matches!(store.forget("a"), Err(StoreError::NoSession { .. })));
    let again = store.restore(&kept, "x").unwrap().unwrap();
    assert_ne!(kept, again);
    store.forget("a").unwrap();
    for file in [&kept, &again, &store.directory().join(FILE)] {
        let bytes = fs::read(file).unwrap();
        assert!(!bytes.windows(22).any(|part| part == b"nobody shall find this"), "{file:?}");
    }
    assert_eq!(Store::sessions_in_backup(store.directory(), &kept).unwrap(), 1);
}
