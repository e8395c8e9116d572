//! The second opinion in a session's events.

use super::stored::is_stored_as;
use super::*;

/// What version 1.3 of the format added.
fn new_in_1_3() -> Vec<Record> {
    let conduct = Conduct { follow_ups: true, curveball: None, worded_by: Some("llm".to_owned()) };
    let started = Started { conduct, ..started(Mode::Mock, Some(45 * MINUTE), &Step::ALL) };
    let mut sitting = Sitting::with(started, Interviewer::absent());
    sitting.keep(9_000, Event::Sealed { by: Seal::Finish });
    let said = |criterion: &str, verdict, quote: &str, unanimous| Judgement {
        criterion: criterion.to_owned(),
        key: "0a1b".to_owned(),
        verdict,
        quote: quote.to_owned(),
        reason: "it is said".to_owned(),
        unanimous,
    };
    let opinion = |model: &str, total, opinions| Event::SecondOpinion {
        judge: "llm".to_owned(),
        model: model.to_owned(),
        host: "localhost:11434".to_owned(),
        total,
        opinions,
    };
    let first =
        vec![said("a", Verdict::Met, "GET /x", true), said("b", Verdict::Missed, "", false)];
    sitting.keep(20_000, opinion("small", 71.5, first));
    sitting.keep(30_000, opinion("small", 70.0, vec![said("b", Verdict::Partly, "x", false)]));
    sitting.records
}

#[test]
fn what_version_1_3_added_is_the_golden_file() {
    is_stored_as(
        &new_in_1_3(),
        include_str!("../../../tests/golden/events-1.3-second-opinion.jsonl"),
    );
}

#[test]
fn opinions_of_one_model_complete_each_other_and_those_of_another_take_their_place() {
    let mut records = new_in_1_3();
    let session = Session::fold(&records).unwrap();
    let second = session.second_opinion().unwrap();
    let verdicts: Vec<_> = second.judgements.values().map(|said| said.verdict).collect();
    assert_eq!(verdicts, [Verdict::Met, Verdict::Partly]);
    if let Some(Record { event: Event::SecondOpinion { model, .. }, .. }) = records.last_mut() {
        *model = "large".to_owned();
    }
    let session = Session::fold(&records).unwrap();
    let second = session.second_opinion().unwrap();
    assert_eq!((second.model.as_str(), second.judgements.len()), ("large", 1));
    assert_eq!(session.answers(), Session::fold(&records[..2]).unwrap().answers());
}
