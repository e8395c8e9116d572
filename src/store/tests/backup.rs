//! Copies, and forgetting.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{added, session, summary};
use crate::store::{Draft, DraftFate, FILE, Store, StoreError};

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
    assert!(matches!(store.restore(&copy), Err(StoreError::InUse { .. })));
    assert_eq!(store.session_ids().unwrap(), ["a", "b"]);
    drop(lock);
    store.restore(&copy).unwrap();
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
    let missing = directory.path().join("missing");
    assert!(matches!(store.restore(&missing), Err(StoreError::Unreadable { .. })));
    let text = fs::canonicalize("Cargo.toml").unwrap();
    assert!(matches!(store.restore(&text), Err(StoreError::Damaged { .. })));
    let empty = tempfile::NamedTempFile::new().unwrap();
    assert!(matches!(store.restore(empty.path()), Err(StoreError::Foreign { .. })));
    assert_eq!(store.events("a").unwrap(), session("a", 2));
}

#[test]
fn nothing_stored_can_be_backed_up_too() {
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.db");
    let nothing = Store::open_for_reading(&directory.path().join("none")).unwrap();
    nothing.back_up(&copy).unwrap();
    assert!(nothing.append(&session("a", 1), &summary("a"), DraftFate::Keep).is_err());
    let mut store = Store::open(directory.path()).unwrap();
    store.restore(&copy).unwrap();
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
    store.forget("a").unwrap();
    assert!(!found());
    assert_eq!(store.session_ids().unwrap(), ["b"]);
    assert_eq!(store.integrity().unwrap(), []);
    assert!(matches!(store.forget("a"), Err(StoreError::NoSession { .. })));
}
