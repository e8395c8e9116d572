//! The stored form of events and the fold of answers, held by golden files.

use std::fmt::Write as _;

use super::*;

fn one_of_every_event() -> Vec<Record> {
    let mut sitting = Sitting::mock();
    let text = |text: &str| text.to_owned();
    let step = Step::Requirements;
    let events = [
        Event::Added { step, line: LineKind::Typed, text: text("100M links a month") },
        Event::Added { step, line: LineKind::Question, text: text("how long do they live?") },
        Event::Said { remark: Remark::Fact, about: text("lifetime"), text: text("Five years.") },
        Event::Added { step, line: LineKind::Typed, text: text("\tone\n\n  two\n") },
        Event::Corrected { step, number: 1, text: text("100M links a month, 40/s") },
        Event::Corrected { step, number: 2, text: String::new() },
        Event::Undone { step },
        Event::Redone { step },
        Event::Resumed,
        Event::Moved { to: Step::Api },
        Event::Added { step: Step::Storage, line: LineKind::Typed, text: text("Redis in front") },
        Event::Replaced { step: Step::Api, text: text("POST /v1/links\nGET /{code}") },
        Event::Added { step: Step::Api, line: LineKind::Calculation, text: text("62^7 = 3.5e12") },
        Event::Added { step: Step::Api, line: LineKind::Edge, text: text("api -> db") },
        Event::Said { remark: Remark::FollowUp, about: text("status"), text: text("Why 302?") },
        Event::Added { step: Step::Api, line: LineKind::Reply, text: text("clicks are seen") },
        Event::Deferred { about: text("status") },
        Event::Paused,
        Event::Continued,
        Event::Belled { step: Step::Api, held: Held::New, text: text("and the err") },
        Event::Belled { step: Step::Api, held: Held::Line(1), text: text("POST /v1/link") },
        Event::Belled { step: Step::Api, held: Held::Command, text: text(":ne") },
        Event::Sealed { by: Seal::Bell },
        Event::Guessed { total: 60 },
        Event::Scored { scorer: text("1"), total: 68.5 },
        Event::Reviewed {
            criterion: text("status"),
            verdict: Verdict::Met,
            reason: text("it is in line 2"),
            quote: Some(text("GET /{code}")),
            total: None,
        },
        Event::Refined {
            criterion: text("status"),
            text: text("302, so that clicks are seen"),
            verdict: None,
        },
        Event::Improvement { text: text("State the ratio first.") },
        Event::Abandoned,
    ];
    for (index, event) in events.into_iter().enumerate() {
        sitting.keep(10_000 * (index as u64 + 1), event);
    }
    sitting.records
}

#[test]
fn the_stored_form_of_every_event_is_the_golden_file() {
    let mut records = one_of_every_event();
    for record in &mut records {
        record.version = Version { major: 1, minor: 0 };
    }
    is_stored_as(&records, include_str!("../../../tests/golden/events-1.0.jsonl"));
    let mut ticked = new_in_1_1();
    for record in &mut ticked {
        record.version = Version { major: 1, minor: 1 };
    }
    is_stored_as(&ticked, include_str!("../../../tests/golden/events-1.1.jsonl"));
    let mut reviewed = new_in_1_2();
    for record in &mut reviewed {
        record.version = Version { major: 1, minor: 2 };
    }
    is_stored_as(&reviewed, include_str!("../../../tests/golden/events-1.2.jsonl"));
    is_stored_as(&new_in_1_3(), include_str!("../../../tests/golden/events-1.3.jsonl"));
}

pub(super) fn is_stored_as(records: &[Record], golden: &str) {
    let mut written = String::new();
    for record in records {
        writeln!(written, "{}", serde_json::to_string(record).unwrap()).unwrap();
    }
    if std::option_env!("ONSITE_PRINT_GOLDEN").is_some() {
        println!("{written}");
    }
    assert_eq!(written, golden);
    let read: Vec<Record> =
        golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, records);
}

/// What version 1.1 of the format added.
fn new_in_1_1() -> Vec<Record> {
    let curveball = Some(Planned { id: "own-domains".to_owned(), at_ms: 1_234_567 });
    let conduct = Conduct { follow_ups: true, curveball, worded_by: None };
    let mode = Mode::SelfInterview;
    let started = Started { conduct, ..started(mode, Some(50 * MINUTE), &Step::ALL) };
    let mut sitting = Sitting::with(started, Interviewer::absent());
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let said = ids(&["scale-numbers"]);
    sitting.keep(9_000, Event::Ticked { step: Step::Requirements, said, unsaid: ids(&["a", "b"]) });
    sitting.records
}

/// What version 1.2 of the format added.
fn new_in_1_2() -> Vec<Record> {
    let mut sitting = Sitting::mock();
    sitting.keep(9_000, Event::Sealed { by: Seal::Finish });
    sitting.keep(9_000, Event::Scored { scorer: "1".to_owned(), total: 68.5 });
    let accepted = Event::Reviewed {
        criterion: "status".to_owned(),
        verdict: Verdict::Partly,
        reason: String::new(),
        quote: None,
        total: Some(68.5),
    };
    sitting.keep(20_000, accepted);
    let overridden = Event::Reviewed {
        criterion: "read-path".to_owned(),
        verdict: Verdict::Met,
        reason: "the cache is filled on the way back".to_owned(),
        quote: Some("edge, then Redis".to_owned()),
        total: Some(72.0),
    };
    sitting.keep(30_000, overridden);
    sitting.records
}

/// What version 1.3 of the format added.
fn new_in_1_3() -> Vec<Record> {
    let mut sitting = Sitting::mock();
    let text = |text: &str| text.to_owned();
    let criterion = || text("status");
    sitting.keep(9_000, Event::Sealed { by: Seal::Finish });
    let criteria = vec![criterion(), text("cache-failure")];
    sitting.keep(20_000, Event::Refining { box_ms: 15 * MINUTE, rate: 1, criteria });
    let first = text("GET /{code} -> 302");
    let verdict = Verdict::Partly;
    sitting.keep(20_000, Event::Turned { criterion: criterion(), verdict, first });
    let refined = |text: &str, verdict| Event::Refined {
        criterion: criterion(),
        text: text.to_owned(),
        verdict,
    };
    sitting.keep(30_000, refined("302,", None));
    sitting.keep(40_000, refined("302,\nso that clicks are seen", Some(Verdict::Met)));
    sitting.keep(50_000, Event::Improvement { text: text("State the ratio first.") });
    sitting.records
}

#[test]
fn of_a_refined_answer_the_last_word_counts_beside_the_first_answer() {
    let session = Session::fold(&new_in_1_3()).unwrap();
    let [one] = session.refinements() else { panic!("{:?}", session.refinements()) };
    assert_eq!(one.text, "302,\nso that clicks are seen");
    assert_eq!(one.first, "GET /{code} -> 302");
    assert_eq!((one.before, one.verdict), (Some(Verdict::Partly), Some(Verdict::Met)));
    let old = Session::fold(&one_of_every_event()).unwrap();
    assert_eq!(old.refinements()[0].text, "302, so that clicks are seen");
}

#[test]
fn a_review_is_remembered_with_the_total_that_it_gave() {
    let session = Session::fold(&new_in_1_2()).unwrap();
    assert_eq!(session.reviews().len(), 2);
    assert!(session.reviews()["status"].is_acceptance());
    assert_eq!((session.scored(), session.reviewed_total()), (Some(("1", 68.5)), Some(72.0)));
    assert_eq!(Session::fold(&one_of_every_event()).unwrap().reviewed_total(), None);
}

#[test]
fn the_fold_of_the_golden_events_is_the_golden_answer() {
    let golden = include_str!("../../../tests/golden/answers-1.0.json");
    let session = Session::fold(&one_of_every_event()).unwrap();
    let written = serde_json::to_string_pretty(&session.answers()).unwrap();
    if std::option_env!("ONSITE_PRINT_GOLDEN").is_some() {
        println!("{written}");
    }
    assert_eq!(written, golden.trim_end());
    assert_eq!(session.half_command(), Some(":ne"));
    assert_eq!(session.guess(), Some(60));
    assert_eq!(session.state(&at(0)), State::Abandoned);
}

#[test]
fn a_record_of_a_newer_major_version_is_refused_by_name() {
    let mut records = one_of_every_event();
    records[3].version = Version { major: 2, minor: 4 };
    let error = Session::fold(&records).unwrap_err();
    assert_eq!(error, FoldError::Newer { seq: 4, major: 2, minor: 4 });
    assert!(error.to_string().contains("2.4"));
}

#[test]
fn a_gap_is_named() {
    let mut records = one_of_every_event();
    records.remove(2);
    assert_eq!(Session::fold(&records), Err(FoldError::Gap { expected: 3, found: 4 }));
    assert_eq!(Session::fold(&[]), Err(FoldError::NotStarted));
}
