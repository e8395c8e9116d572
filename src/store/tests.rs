//! Sessions for the tests of the store.

mod backup;
mod durability;
mod faults;
mod growth;
mod listing;
mod schema;

use crate::bank::{Level, Step};
use crate::interview::State;
use crate::interview::{Conduct, Event, LineKind, Mode, Reading, Record, Source, Started, VERSION};
use crate::store::Summary;

/// The clocks `ms` milliseconds after the start of a session.
pub(super) fn at(ms: u64) -> Reading {
    Reading {
        boot: "b".to_owned(),
        boot_ms: 5_000 + ms,
        wall_ms: 1_760_000_000_000 + ms.cast_signed(),
    }
}

pub(super) fn record(seq: u64, event: Event) -> Record {
    Record { version: VERSION, seq, at: at(seq * 1000), elapsed_ms: seq * 1000, event }
}

pub(super) fn added(seq: u64, text: &str) -> Record {
    let event = Event::Added { step: Step::Api, line: LineKind::Typed, text: text.to_owned() };
    record(seq, event)
}

pub(super) fn started(id: &str) -> Record {
    let started = Started {
        session: id.to_owned(),
        prompt: "url-shortener".to_owned(),
        mode: Mode::Mock,
        level: Level::Mid,
        box_ms: Some(2_700_000),
        steps: Vec::new(),
        rate: 1,
        rehearsal: false,
        input: Source::Terminal,
        seed: 1,
        prompt_sha256: String::new(),
        rubric_sha256: String::new(),
        lexicon_sha256: String::new(),
        continues: None,
        program: "0.1.0".to_owned(),
        conduct: Conduct::default(),
    };
    record(1, Event::Started(Box::new(started)))
}

/// The first `count` events of a session.
pub(super) fn session(id: &str, count: u64) -> Vec<Record> {
    let lines = (2..=count).map(|seq| added(seq, &format!("line {seq}")));
    std::iter::once(started(id)).chain(lines).collect()
}

pub(super) fn summary(id: &str) -> Summary {
    Summary {
        id: id.to_owned(),
        prompt: "url-shortener".to_owned(),
        mode: Mode::Mock,
        level: Level::Mid,
        state: State::Running,
        started_ms: at(0).wall_ms,
        box_ms: Some(2_700_000),
        rate: 1,
        spent_ms: 0,
        last: at(0),
        total: None,
        reviewed_total: None,
        verdict: None,
        input: Source::Terminal,
        rehearsal: false,
    }
}
