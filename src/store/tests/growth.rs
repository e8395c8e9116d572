//! What was found in sessions: written with their events, read back, and summed up.

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::{record, session, summary};
use crate::bank::Step;
use crate::interview::{Event, Mode, Source, State};
use crate::scoring::SCORER;
use crate::scoring::Verdict::{self, Met, Missed, Partly};
use crate::store::{DraftFate, Judged, Store, Summary};
use crate::study::{CriterionFinding, Findings, Overrun, StepFinding};

const DAY: i64 = 86_400_000;

fn criterion(id: &str, verdict: Verdict, reviewed: Option<Verdict>) -> CriterionFinding {
    let shared = id.starts_with("every-");
    CriterionFinding { id: id.to_owned(), step: Step::Api, shared, weight: 2.0, verdict, reviewed }
}

fn step(step: Step, score: Option<f64>, planned: Option<u64>, spent_ms: u64) -> StepFinding {
    StepFinding { step, score, planned_ms: planned, spent_ms }
}

fn all_steps(score: f64, spent_ms: u64) -> Vec<StepFinding> {
    Step::ALL.map(|one| step(one, Some(score), Some(60_000), spent_ms)).into()
}

fn found(steps: Vec<StepFinding>, criteria: Vec<CriterionFinding>) -> Findings {
    Findings { scorer: SCORER.to_owned(), guess: Some(50), steps, criteria }
}

fn scored(seq: u64) -> Event {
    Event::Scored { scorer: SCORER.to_owned(), total: seq as f64 }
}

struct Sat<'a> {
    id: &'a str,
    prompt: &'a str,
    mode: Mode,
    input: Source,
    rehearsal: bool,
    state: State,
}

impl Default for Sat<'_> {
    fn default() -> Self {
        Self {
            id: "a",
            prompt: "chat",
            mode: Mode::Mock,
            input: Source::Terminal,
            rehearsal: false,
            state: State::Finished,
        }
    }
}

/// Stores a session that was sat on the `day`th day since 1970 and scored.
fn sat(store: &Store, one: &Sat<'_>, day: i64, total: f64, findings: Option<&Findings>) {
    let summary = Summary {
        prompt: one.prompt.to_owned(),
        mode: one.mode,
        input: one.input,
        rehearsal: one.rehearsal,
        state: one.state,
        started_ms: day * DAY + 1000,
        total: Some(total),
        ..summary(one.id)
    };
    store.append(&session(one.id, 1), &summary, DraftFate::Keep).unwrap();
    let records = [record(2, scored(2))];
    match findings {
        Some(findings) => {
            store.append_judged(&records, &summary, DraftFate::Keep, findings).unwrap();
        }
        None => store.append(&records, &summary, DraftFate::Keep).unwrap(),
    }
}

fn new() -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    (directory, store)
}

#[test]
fn findings_come_back_and_go_with_the_events_that_outdate_them() {
    let (_directory, store) = new();
    let findings = found(
        vec![step(Step::Api, None, None, 5), step(Step::Scale, Some(71.5), Some(9), 7)],
        vec![
            criterion("abuse", Verdict::Missed, None),
            criterion("every-api", Verdict::Met, Some(Verdict::Partly)),
        ],
    );
    sat(&store, &Sat::default(), 1, 40.0, Some(&findings));
    assert_eq!(store.findings("a").unwrap(), Some(findings.clone()));
    assert_eq!(store.unjudged(SCORER).unwrap(), [""; 0]);
    assert_eq!(store.unjudged("other").unwrap(), ["a"]);
    // A line that changes nothing that was found leaves it.
    let over = Summary { total: Some(40.0), state: State::Finished, ..store.summary("a").unwrap() };
    let words = Event::Improvement { text: "ask first".to_owned() };
    store.append(&[record(3, words)], &over, DraftFate::Keep).unwrap();
    assert_eq!(store.findings("a").unwrap(), Some(findings.clone()));
    store.append(&[record(4, scored(4))], &over, DraftFate::Keep).unwrap();
    assert_eq!(store.findings("a").unwrap(), None);
    assert_eq!(store.unjudged(SCORER).unwrap(), ["a"]);

    let judged =
        |last_seq| Judged { session: "a".to_owned(), last_seq, findings: findings.clone() };
    // What was judged before the last event is not kept, and neither is what belongs to nobody.
    let gone = Judged { session: "gone".to_owned(), ..judged(1) };
    store.keep_findings(&[judged(3), gone]).unwrap();
    assert_eq!(store.findings("a").unwrap(), None);
    store.keep_findings(&[judged(4)]).unwrap();
    assert_eq!(store.findings("a").unwrap(), Some(findings));
    assert_eq!(store.integrity().unwrap(), []);

    store.forget("a").unwrap();
    for table in ["judged", "judged_step", "judged_criterion"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: i64 = store.connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[test]
fn rehearsals_and_what_was_struck_out_never_count() {
    let (_directory, store) = new();
    let findings = found(all_steps(50.0, 1), vec![criterion("abuse", Verdict::Missed, None)]);
    let counted = Sat { id: "good", ..Sat::default() };
    sat(&store, &counted, 1, 50.0, Some(&findings));
    let rehearsal = Sat { id: "fast", rehearsal: true, ..Sat::default() };
    sat(&store, &rehearsal, 2, 90.0, Some(&findings));
    let struck = Sat { id: "struck", state: State::Abandoned, ..Sat::default() };
    sat(&store, &struck, 3, 90.0, Some(&findings));
    let mut seen = Vec::new();
    store
        .visit_attempts(None, |attempt| {
            seen.push((attempt.session, attempt.total, attempt.guess));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(seen, [("good".to_owned(), 50.0, Some(50))]);
    assert_eq!(store.step_figures(None).unwrap()[0].scored, 1);
    assert_eq!(store.weakest(None, 9).unwrap()[0].asked, 1);
    let standings = store.standings(&TimeZone::UTC).unwrap();
    assert_eq!(standings.len(), 1);
    assert_eq!(standings[0].session, "good");
    assert_eq!(store.marks("chat", i64::MAX).unwrap().number, 2);
    assert_eq!(store.standing("struck", "abuse", &TimeZone::UTC).unwrap(), None);
    assert!(store.standing("good", "abuse", &TimeZone::UTC).unwrap().is_some());
}

#[test]
fn steps_are_summed_up_without_scripts_in_the_pacing() {
    let (_directory, store) = new();
    let sitting = |id| Sat { id, ..Sat::default() };
    sat(&store, &sitting("a"), 1, 50.0, Some(&found(all_steps(40.0, 90_000), Vec::new())));
    sat(&store, &sitting("b"), 2, 50.0, Some(&found(all_steps(60.0, 150_000), Vec::new())));
    let script = Sat { id: "c", input: Source::Script, ..Sat::default() };
    sat(&store, &script, 3, 50.0, Some(&found(all_steps(80.0, 900_000), Vec::new())));
    let untimed = found(vec![step(Step::Api, None, None, 900_000)], Vec::new());
    sat(&store, &Sat { id: "d", prompt: "feed", ..Sat::default() }, 4, 50.0, Some(&untimed));
    let figures = store.step_figures(None).unwrap();
    let steps: Vec<Step> = figures.iter().map(|one| one.step).collect();
    assert_eq!(steps, Step::ALL);
    let api = &figures[1];
    assert_eq!((api.scored, api.mean), (3, Some(60.0)));
    assert_eq!((api.timed, api.planned_ms, api.spent_ms), (2, 120_000, 240_000));
    let longest =
        Overrun { session: "b".to_owned(), step: Step::Api, planned_ms: 60_000, spent_ms: 150_000 };
    assert_eq!(api.longest, Some(longest));
    let feed = store.step_figures(Some("feed")).unwrap();
    assert_eq!((feed.len(), feed[0].scored, feed[0].timed), (1, 0, 0));
    assert_eq!((feed[0].mean, &feed[0].longest), (None, &None));
    assert_eq!(store.step_scores("a").unwrap().len(), 5);
}

#[test]
fn the_weakest_are_those_that_cost_most_by_the_reviewed_verdicts() {
    let (_directory, store) = new();
    let judged = |verdicts: &[(&str, Verdict, Option<Verdict>)]| {
        let all = verdicts.iter().map(|(id, judge, own)| criterion(id, *judge, *own));
        found(all_steps(50.0, 1), all.collect())
    };
    let first = judged(&[
        ("abuse", Missed, None),
        ("cache", Missed, Some(Met)),
        ("every-api", Partly, None),
    ]);
    sat(&store, &Sat { id: "a", ..Sat::default() }, 1, 50.0, Some(&first));
    let second =
        judged(&[("abuse", Missed, None), ("cache", Met, None), ("every-api", Missed, None)]);
    sat(&store, &Sat { id: "b", ..Sat::default() }, 2, 70.0, Some(&second));
    let other = judged(&[("abuse", Missed, None), ("every-api", Missed, None)]);
    sat(&store, &Sat { id: "c", prompt: "feed", ..Sat::default() }, 3, 71.0, Some(&other));
    let weakest = store.weakest(None, 9).unwrap();
    let told: Vec<(&str, Option<&str>, [u64; 3], &str)> = weakest
        .iter()
        .map(|one| {
            let counts = [one.asked, one.missed, one.partly];
            (&*one.criterion, one.prompt.as_deref(), counts, &*one.session)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("abuse", Some("chat"), [2, 2, 0], "b"),
            ("every-api", None, [3, 2, 1], "c"),
            ("abuse", Some("feed"), [1, 1, 0], "c"),
        ]
    );
    assert_eq!(store.weakest(Some("chat"), 1).unwrap().len(), 1);
    assert_eq!(store.prompts_that_went_well().unwrap(), [""; 0]);
    sat(&store, &Sat { id: "d", ..Sat::default() }, 4, 90.0, None);
    assert_eq!(store.prompts_that_went_well().unwrap(), ["chat"]);
    assert!(store.was_sat("feed").unwrap() && !store.was_sat("fe").unwrap());
}

#[test]
fn standings_are_those_of_the_last_sitting_with_each_criterion() {
    let (_directory, store) = new();
    let whole = |criteria| found(all_steps(50.0, 1), criteria);
    let old = whole(vec![criterion("curveball", Missed, None)]);
    sat(&store, &Sat { id: "a", ..Sat::default() }, 1, 50.0, Some(&old));
    let newer = whole(vec![criterion("abuse", Missed, None), criterion("cache", Missed, None)]);
    sat(&store, &Sat { id: "b", ..Sat::default() }, 2, 50.0, Some(&newer));
    let part = found(
        vec![step(Step::Api, Some(1.0), None, 1)],
        vec![criterion("abuse", Met, Some(Partly))],
    );
    sat(&store, &Sat { id: "c", mode: Mode::Practice, ..Sat::default() }, 3, 50.0, Some(&part));
    sat(&store, &Sat { id: "d", prompt: "feed", ..Sat::default() }, 4, 50.0, Some(&newer));
    let standings = store.standings(&TimeZone::UTC).unwrap();
    let told: Vec<(&str, &str, Verdict, &str)> = standings
        .iter()
        .map(|one| (&*one.card.prompt, &*one.card.criterion, one.verdict, &*one.session))
        .collect();
    assert_eq!(
        told,
        [
            ("chat", "abuse", Partly, "c"),
            ("chat", "cache", Missed, "b"),
            ("feed", "abuse", Missed, "d"),
            ("feed", "cache", Missed, "d"),
        ]
    );
    assert_eq!(standings[0].day, date(1970, 1, 4));
    let marks = store.marks("chat", 10 * DAY).unwrap();
    assert_eq!((marks.number, marks.after_practice), (4, true));
    assert!(!store.marks("chat", 2 * DAY).unwrap().after_practice);
}

/// Going through all cards takes no longer with a long history.
#[test]
fn prompts_and_their_sittings_are_found_by_the_index() {
    let (_directory, store) = new();
    for sql in [
        "SELECT min(prompt) FROM session WHERE rehearsal = 0 AND prompt > 'a'",
        "SELECT number FROM session WHERE rehearsal = 0 AND state IN ('finished', 'expired') \
         AND prompt = 'a' ORDER BY started_ms DESC, number DESC",
    ] {
        let plan: Vec<String> = store
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap()
            .query_map([], |row| row.get(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(plan.iter().all(|line| line.contains("session_of_prompt")), "{plan:?}");
    }
}
