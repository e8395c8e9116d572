//! The form of the database, and databases of released versions.

use rusqlite::Connection;

use super::{at, session, summary};
use crate::bank::Step;
use crate::interview::State;
use crate::scoring::Overall;
use crate::store::{Draft, DraftFate, FILE, SCHEMA_VERSION, Store, StoreError};

/// A database of version 1 with one of everything, as text. Never to be changed.
const VERSION_1: &str = include_str!("version-1.sql");

fn schema(connection: &Connection) -> Vec<String> {
    let mut reading = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
        .unwrap();
    let statements = reading.query_map([], |row| row.get(0)).unwrap();
    statements.collect::<Result<_, _>>().unwrap()
}

fn number(connection: &Connection, pragma: &str) -> i64 {
    connection.pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
}

#[test]
fn a_database_of_version_1_reads_back() {
    let directory = tempfile::tempdir().unwrap();
    let old = Connection::open(directory.path().join(FILE)).unwrap();
    old.execute_batch(VERSION_1).unwrap();
    old.close().unwrap();

    for store in
        [Store::open_for_reading(directory.path()).unwrap(), Store::open(directory.path()).unwrap()]
    {
        assert_eq!(store.session_ids().unwrap(), ["mkd7w2ha"]);
        let expected = super::Summary {
            state: State::Finished,
            spent_ms: 3000,
            last: at(3000),
            total: Some(71.5),
            verdict: Some(Overall::Meets),
            ..summary("mkd7w2ha")
        };
        assert_eq!(store.summary("mkd7w2ha").unwrap(), expected);
        let mut expected = session("mkd7w2ha", 3);
        for record in &mut expected {
            record.version = crate::interview::Version { major: 1, minor: 0 };
        }
        assert_eq!(store.events("mkd7w2ha").unwrap(), expected);
        let draft =
            Draft { step: Step::Scale, text: "and ü".to_owned(), editing: Some(2), at: at(9) };
        assert_eq!(store.draft("mkd7w2ha").unwrap(), Some(draft));
        let sha = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(store.content(sha).unwrap(), b"{}");
        assert_eq!(store.integrity().unwrap(), []);
    }
}

#[test]
fn a_new_database_has_the_form_of_one_brought_up_to_date() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("old")).unwrap();
    let old = Connection::open(directory.path().join("old").join(FILE)).unwrap();
    old.execute_batch(VERSION_1).unwrap();
    drop(old);
    let old = Store::open(&directory.path().join("old")).unwrap();
    let new = Store::open(&directory.path().join("new")).unwrap();
    assert_eq!(schema(&new.connection), schema(&old.connection));
    for store in [old, new] {
        assert_eq!(number(&store.connection, "user_version"), SCHEMA_VERSION);
        assert_eq!(number(&store.connection, "application_id"), 0x6f6e_7374);
        assert_eq!(number(&store.connection, "synchronous"), 2);
        assert_eq!(number(&store.connection, "secure_delete"), 1);
        let journal: String =
            store.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(journal, "wal");
    }
}

#[test]
fn a_newer_database_is_refused_with_both_versions() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    store.connection.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    drop(store);
    for result in [Store::open(directory.path()), Store::open_for_reading(directory.path())] {
        let error = result.unwrap_err();
        assert!(matches!(error, StoreError::Newer { .. }));
        let text = error.to_string();
        assert!(text.ends_with("has version 3, and this program knows versions up to 2"), "{text}");
        assert!(error.hint().is_some());
    }
}

#[test]
fn another_programs_database_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(FILE);
    let foreign = Connection::open(&path).unwrap();
    foreign.execute_batch("CREATE TABLE theirs (a)").unwrap();
    drop(foreign);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(directory.path()), Err(StoreError::Foreign { .. })));
    assert!(matches!(Store::open_for_reading(directory.path()), Err(StoreError::Foreign { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn several_processes_make_the_database_together() {
    let directory = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = directory.path().join("data");
            scope.spawn(move || {
                let id = format!("s{thread}");
                let store = Store::open(&path).unwrap();
                store.append(&session(&id, 2), &summary(&id), DraftFate::Keep).unwrap();
            });
        }
    });
    assert_eq!(
        Store::open(&directory.path().join("data")).unwrap().session_ids().unwrap().len(),
        4
    );
}
