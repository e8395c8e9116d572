//! What was stored is there, whatever happens next.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;

use super::{added, at, session, summary};
use crate::bank::Step;
use crate::interview::State;
use crate::scoring::Overall;
use crate::store::{Draft, DraftFate, FILE, Store, StoreError, Summary};

fn draft() -> Draft {
    Draft { step: Step::Storage, text: "half a\n\tline".to_owned(), editing: None, at: at(3) }
}

#[test]
fn a_summary_follows_its_events() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 2), &summary("a"), DraftFate::Keep).unwrap();
    assert_eq!(store.summary("a").unwrap(), summary("a"));
    let later = Summary {
        state: State::Finished,
        spent_ms: 44,
        last: at(99),
        total: Some(71.5),
        reviewed_total: Some(80.0),
        verdict: Some(Overall::Meets),
        ..summary("a")
    };
    store.append(&[added(3, "more")], &later, DraftFate::Keep).unwrap();
    assert_eq!(store.summary("a").unwrap(), later);

    let other = Summary { prompt: "chat".to_owned(), rehearsal: true, ..summary("a") };
    store.rewrite_summary(&other).unwrap();
    assert_eq!(store.summary("a").unwrap(), other);
    assert!(matches!(store.rewrite_summary(&summary("none")), Err(StoreError::NoSession { .. })));
}

#[test]
fn a_draft_stays_until_its_events_are_stored() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    assert!(matches!(store.save_draft("a", &draft()), Err(StoreError::NoSession { .. })));
    store.append(&session("a", 1), &summary("a"), DraftFate::Clear).unwrap();
    store.append(&session("b", 1), &summary("b"), DraftFate::Clear).unwrap();
    store.save_draft("a", &draft()).unwrap();
    let correcting = Draft { editing: Some(3), ..draft() };
    store.save_draft("a", &correcting).unwrap();
    store.save_draft("b", &draft()).unwrap();
    store.append(&[added(2, "said")], &summary("a"), DraftFate::Keep).unwrap();
    assert_eq!(store.draft("a").unwrap(), Some(correcting));
    store.append(&[added(3, "half a line")], &summary("a"), DraftFate::Clear).unwrap();
    assert_eq!(store.draft("a").unwrap(), None);
    assert_eq!(store.draft("b").unwrap(), Some(draft()));
    store.clear_draft("b").unwrap();
    assert_eq!(store.draft("b").unwrap(), None);
}

#[test]
fn two_writers_on_one_session_do_not_mix() {
    let directory = tempfile::tempdir().unwrap();
    let first = Store::open(directory.path()).unwrap();
    let second = Store::open(directory.path()).unwrap();
    first.append(&session("a", 3), &summary("a"), DraftFate::Keep).unwrap();
    second.append(&[added(4, "second")], &summary("a"), DraftFate::Keep).unwrap();
    let late = Summary { state: State::Finished, ..summary("a") };
    let error = first.append(&[added(4, "first")], &late, DraftFate::Clear).unwrap_err();
    assert!(matches!(error, StoreError::Overtaken { offered: 4, last: 4, .. }), "{error}");
    // A gap inside of what is offered is refused too, and nothing before it is stored.
    let error = first.append(&[added(5, "x"), added(7, "y")], &late, DraftFate::Keep).unwrap_err();
    assert!(matches!(error, StoreError::Overtaken { offered: 7, .. }), "{error}");
    assert_eq!(first.summary("a").unwrap().state, State::Running);
    let mut expected = session("a", 3);
    expected.push(added(4, "second"));
    assert_eq!(first.events("a").unwrap(), expected);
}

#[test]
fn a_session_begins_with_its_first_event() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    assert!(store.append(&[added(2, "x")], &summary("a"), DraftFate::Keep).is_err());
    assert!(store.append(&[], &summary("a"), DraftFate::Keep).is_err());
    assert!(store.session_ids().unwrap().is_empty());
}

#[test]
fn after_a_full_disk_it_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.append(&session("a", 2), &summary("a"), DraftFate::Keep).unwrap();
    store.save_draft("a", &draft()).unwrap();
    let limit = |pages: i64| {
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(1);
    let big = added(3, &"words ".repeat(10_000));
    let finished = Summary { state: State::Finished, ..summary("a") };
    for _ in 0..2 {
        let error =
            store.append(std::slice::from_ref(&big), &finished, DraftFate::Clear).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.to_string().ends_with("is full"));
        assert_eq!(store.events("a").unwrap(), session("a", 2));
        assert_eq!(store.summary("a").unwrap(), summary("a"));
        assert_eq!(store.draft("a").unwrap(), Some(draft()));
    }
    limit(100_000);
    store.append(std::slice::from_ref(&big), &finished, DraftFate::Clear).unwrap();
    assert_eq!(store.events("a").unwrap()[2], big);
    assert_eq!(store.summary("a").unwrap(), finished);
    assert_eq!(store.draft("a").unwrap(), None);
    assert_eq!(store.integrity().unwrap(), []);
}

/// The child of the next test, and nothing without its marker: stores, tells nobody and is killed
/// at once.
#[test]
fn child_that_is_killed() {
    if Path::new("child-to-kill").exists() {
        let store = Store::open(Path::new("data")).unwrap();
        let _lock = store.lock("a").unwrap();
        store.append(&session("a", 40), &summary("a"), DraftFate::Keep).unwrap();
        store.save_draft("a", &draft()).unwrap();
        store.append(&[added(41, "last")], &summary("a"), DraftFate::Keep).unwrap();
        nix::sys::signal::raise(nix::sys::signal::Signal::SIGKILL).unwrap();
    }
}

#[test]
fn a_kill_right_after_an_append_loses_nothing() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::File::create(directory.path().join("child-to-kill")).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::tests::durability::child_that_is_killed"])
        .current_dir(directory.path())
        .output()
        .unwrap();
    assert_eq!(child.status.signal(), Some(9), "{child:?}");

    let data = directory.path().join("data");
    assert!(data.join(format!("{FILE}-wal")).exists());
    let mut expected = session("a", 40);
    expected.push(added(41, "last"));
    for store in [Store::open_for_reading(&data).unwrap(), Store::open(&data).unwrap()] {
        assert_eq!(store.events("a").unwrap(), expected);
        assert_eq!(store.draft("a").unwrap(), Some(draft()));
        assert_eq!(store.integrity().unwrap(), []);
        // The system released the lock.
        store.lock("a").unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// However the events of a session are divided into appends, they read back the same.
    #[test]
    fn any_division_into_appends_reads_back(
        texts in prop::collection::vec(any::<String>(), 0..30),
        cuts in prop::collection::vec(0_usize..30, 0..6),
    ) {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let mut records = session("a", 1);
        records.extend(texts.iter().zip(2..).map(|(text, seq)| added(seq, text)));
        store.append(&records[..1], &summary("a"), DraftFate::Keep).unwrap();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % records.len() + 1).collect();
        cuts.extend([1, records.len()]);
        cuts.sort_unstable();
        for pair in cuts.windows(2) {
            store.append(&records[pair[0]..pair[1]], &summary("a"), DraftFate::Keep).unwrap();
        }
        prop_assert_eq!(store.events("a").unwrap(), records);
        prop_assert_eq!(store.integrity().unwrap(), []);
    }
}
