use std::sync::mpsc;

use super::*;
use crate::bank::Step;
use crate::store::tests::{at, session, summary};
use crate::store::{DraftFate, Store};

fn draft(text: &str) -> Draft {
    Draft { step: Step::Api, text: text.to_owned(), editing: None, at: at(7) }
}

fn store_with(directory: &Path, id: &str) -> Store {
    let store = Store::open(directory).unwrap();
    store.append(&session(id, 1), &summary(id), DraftFate::Keep).unwrap();
    store
}

#[test]
fn the_newest_text_is_saved_and_the_pace_is_kept() {
    let directory = tempfile::tempdir().unwrap();
    let store = store_with(directory.path(), "a");
    let saver = DraftSaver::start(directory.path(), "a", |_| {}).unwrap();
    for length in 0..1000 {
        saver.put(draft(&"x".repeat(length)));
    }
    saver.flush().unwrap();
    assert_eq!(store.draft("a").unwrap(), Some(draft(&"x".repeat(999))));
    // One at once, one by the flush; a machine that stands still may see one more.
    assert!(saver.shared.slot().attempts <= 3);
}

#[test]
fn a_change_is_saved_without_being_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let store = store_with(directory.path(), "a");
    let saver = DraftSaver::start(directory.path(), "a", |_| {}).unwrap();
    for text in ["one", "two"] {
        let mut slot = saver.shared.slot();
        let before = slot.attempts;
        slot.newest = Some(draft(text));
        saver.shared.wanted.notify_one();
        while slot.attempts == before {
            slot = wait(&saver.shared.done, slot);
        }
        drop(slot);
        assert_eq!(store.draft("a").unwrap(), Some(draft(text)));
    }
}

#[test]
fn nothing_older_is_stored_after_a_discard() {
    let directory = tempfile::tempdir().unwrap();
    let store = store_with(directory.path(), "a");
    let saver = DraftSaver::start(directory.path(), "a", |_| {}).unwrap();
    for seq in 2..40 {
        saver.put(draft("half a li"));
        saver.discard();
        let records = [crate::store::tests::added(seq, "half a line")];
        store.append(&records, &summary("a"), DraftFate::Clear).unwrap();
        saver.flush().unwrap();
        assert_eq!(store.draft("a").unwrap(), None);
    }
}

#[test]
fn dropping_or_stopping_saves_what_is_left() {
    let directory = tempfile::tempdir().unwrap();
    let store = store_with(directory.path(), "a");
    let saver = DraftSaver::start(directory.path(), "a", |_| {}).unwrap();
    saver.put(draft("first"));
    saver.put(draft("dropped"));
    drop(saver);
    assert_eq!(store.draft("a").unwrap(), Some(draft("dropped")));
    let saver = DraftSaver::start(directory.path(), "a", |_| {}).unwrap();
    saver.put(draft("stopped"));
    saver.stop().unwrap();
    assert_eq!(store.draft("a").unwrap(), Some(draft("stopped")));
}

#[test]
fn a_failure_is_told_once_and_tried_again_until_it_works() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    let (sender, reports) = mpsc::channel();
    let saver =
        DraftSaver::start(directory.path(), "a", move |report| sender.send(report).unwrap())
            .unwrap();
    saver.put(draft("kept"));
    assert!(matches!(*saver.flush().unwrap_err(), StoreError::NoSession { .. }));
    assert!(matches!(*saver.flush().unwrap_err(), StoreError::NoSession { .. }));
    assert!(saver.failure().is_some());
    assert!(matches!(reports.recv().unwrap(), Report::Failed(_)));

    store.append(&session("a", 1), &summary("a"), DraftFate::Keep).unwrap();
    assert!(matches!(reports.recv().unwrap(), Report::Recovered));
    assert_eq!(store.draft("a").unwrap(), Some(draft("kept")));
    assert!(saver.failure().is_none());
}

#[test]
fn a_saver_that_ended_says_that_nothing_is_saved() {
    let directory = tempfile::tempdir().unwrap();
    let saver = DraftSaver::start(directory.path(), "a", |_| panic!("the report fails")).unwrap();
    saver.put(draft("text"));
    assert!(saver.flush().is_err());
    saver.put(draft("more"));
    assert!(saver.flush().is_err());
}
