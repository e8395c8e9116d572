//! Finding and listing.

use super::{at, session, summary};
use crate::interview::State;
use crate::store::{DraftFate, Filter, Found, Rehearsals, Store, StoreError, Summary};

/// Sessions that started in pairs after each other, with their prompt, state and whether they are
/// rehearsals.
fn stored(rows: &[(&str, &str, State, bool)]) -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    for (row, (id, prompt, state, rehearsal)) in (0..).zip(rows) {
        let summary = Summary {
            prompt: (*prompt).to_owned(),
            state: *state,
            rehearsal: *rehearsal,
            started_ms: row / 2,
            ..summary(id)
        };
        store.append(&session(id, 1), &summary, DraftFate::Keep).unwrap();
    }
    (directory, store)
}

fn four() -> (tempfile::TempDir, Store) {
    stored(&[
        ("abcd2345", "chat", State::Finished, false),
        ("abce2345", "feed", State::Running, false),
        ("bbbb2345", "chat", State::Paused, false),
        ("cccc2345", "chat", State::Abandoned, true),
    ])
}

fn ids(summaries: &[Summary]) -> Vec<&str> {
    summaries.iter().map(|summary| summary.id.as_str()).collect()
}

#[test]
fn lists_are_newest_first_and_filtered() {
    let (_directory, store) = four();
    let listed = |prompt: Option<&str>, rehearsals, limit| {
        let filter = Filter { prompt: prompt.map(str::to_owned), rehearsals, limit };
        store.summaries(&filter).unwrap()
    };
    assert_eq!(ids(&listed(None, Rehearsals::Without, None)), ["bbbb2345", "abce2345", "abcd2345"]);
    assert_eq!(ids(&listed(None, Rehearsals::With, Some(2))), ["cccc2345", "bbbb2345"]);
    assert_eq!(ids(&listed(None, Rehearsals::Only, None)), ["cccc2345"]);
    assert_eq!(ids(&listed(Some("chat"), Rehearsals::Without, None)), ["bbbb2345", "abcd2345"]);
    assert_eq!(ids(&listed(Some("chat"), Rehearsals::Without, Some(0))), [""; 0]);
    assert_eq!(ids(&store.unfinished().unwrap()), ["bbbb2345", "abce2345"]);
    assert_eq!(store.latest().unwrap().unwrap().id, "cccc2345");
}

#[test]
fn a_beginning_finds_one_none_or_several() {
    let (_directory, store) = four();
    let one = |name: &str| match store.find(name).unwrap() {
        Found::One(summary) => summary.id,
        other => panic!("{other:?}"),
    };
    assert_eq!(one("abcd2345"), "abcd2345");
    assert_eq!(one(" B"), "bbbb2345");
    assert_eq!(one("latest"), "cccc2345");
    match store.find("abc").unwrap() {
        Found::Ambiguous(found) => assert_eq!(ids(&found), ["abce2345", "abcd2345"]),
        other => panic!("{other:?}"),
    }
    let nearest = |name: &str| match store.find(name).unwrap() {
        Found::None { nearest } => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("bbbd2345").as_deref(), Some("bbbb2345"));
    assert_eq!(nearest("cbc").as_deref(), Some("abcd2345"));
    assert_eq!(nearest("zzzzzz"), None);
    assert_eq!(nearest(""), None);
    assert_eq!(nearest("a%").as_deref(), Some("abcd2345"));
    assert!(matches!(store.summary("abc"), Err(StoreError::NoSession { .. })));
}

#[test]
fn an_exact_id_wins_over_longer_ones() {
    let (_directory, store) =
        stored(&[("ab", "chat", State::Finished, false), ("abc", "chat", State::Finished, false)]);
    assert!(matches!(store.find("ab").unwrap(), Found::One(found) if found.id == "ab"));
}

#[test]
fn a_damaged_summary_hides_no_other() {
    let (_directory, store) = four();
    store.connection.execute("UPDATE session SET mode = 'opera' WHERE id LIKE 'bb%'", []).unwrap();
    let mut seen = Vec::new();
    let error = store
        .visit_summaries(&Filter::default(), |summary| {
            seen.push(summary.id);
            std::ops::ControlFlow::Continue(())
        })
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the summary of session `bbbb2345` is damaged: its mode is `opera`"
    );
    assert_eq!(seen, ["abce2345", "abcd2345"]);
    assert_eq!(store.integrity().unwrap().len(), 1);
}

/// No list sorts or reads through the whole history first.
#[test]
fn every_list_is_read_from_an_index() {
    let (_directory, store) = four();
    for wanted in [
        "rehearsal = 0 ORDER BY started_ms DESC, number DESC LIMIT -1",
        "rehearsal = 0 AND prompt = 'chat' ORDER BY started_ms DESC, number DESC LIMIT 5",
        "1 ORDER BY started_ms DESC, number DESC LIMIT 1",
        "state IN ('running', 'paused') ORDER BY started_ms DESC, number DESC",
        "id >= 'a' AND id < 'b'",
    ] {
        let plan: Vec<String> = store
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN SELECT * FROM session WHERE {wanted}"))
            .unwrap()
            .query_map([], |row| row.get(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(plan.len(), 1, "{plan:?}");
        assert!(plan[0].contains("USING INDEX"), "{plan:?}");
    }
}

#[test]
fn a_box_that_ran_out_unattended_has_expired() {
    let running =
        Summary { box_ms: Some(60_000), spent_ms: 20_000, last: at(20_000), ..summary("a") };
    assert_eq!(running.state_at(&at(59_999)), State::Running);
    assert_eq!(running.left_ms_at(&at(59_999)), Some(1));
    assert_eq!(running.state_at(&at(60_000)), State::Expired);
    let fast = Summary { rate: 60, ..running.clone() };
    assert_eq!(fast.state_at(&at(20_667)), State::Expired);
    let paused = Summary { state: State::Paused, ..running.clone() };
    assert_eq!(paused.state_at(&at(1_000_000)), State::Paused);
    assert_eq!(paused.left_ms_at(&at(1_000_000)), Some(40_000));
    let untimed = Summary { box_ms: None, ..running.clone() };
    assert_eq!(untimed.state_at(&at(u32::MAX.into())), State::Running);
    let rebooted = crate::interview::Reading { boot: "c".to_owned(), boot_ms: 1, ..at(60_000) };
    assert_eq!(running.state_at(&rebooted), State::Expired);
    assert_eq!(running.minutes(), Some(1.0));
    assert_eq!(running.spent_s(), 20);
}
