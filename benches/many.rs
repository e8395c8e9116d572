//! What looks over many sessions: `progress` and `compare` over 10,000.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use onsite::bank::Step;
use onsite::scoring::{SCORER, Verdict};
use onsite::store::Store;
use onsite::study::{CriterionFinding, Findings, StepFinding};

use super::{ONSITE, ms, percentile, row, run, strong, ten_thousand};

/// How many criteria a generated session has: those of a rubric of the bank.
const CRITERIA: u64 = 30;

/// What was found in the session with this number.
pub(crate) fn findings(number: u64) -> Findings {
    let verdicts = [Verdict::Missed, Verdict::Partly, Verdict::Met];
    let steps = Step::ALL.map(|step| StepFinding {
        step,
        score: Some(((number + step.index() as u64 * 7) % 100) as f64),
        planned_ms: Some(540_000),
        spent_ms: 400_000 + number % 300 * 1000,
    });
    let criteria = (0..CRITERIA).map(|criterion| CriterionFinding {
        id: format!("criterion-{criterion:02}"),
        step: Step::ALL[(criterion % 5) as usize],
        shared: criterion % 3 == 0,
        weight: 2.0,
        verdict: verdicts[((number + criterion) % 3) as usize],
        reviewed: None,
    });
    Findings {
        scorer: SCORER.to_owned(),
        guess: Some((number % 100) as u8),
        steps: steps.into(),
        criteria: criteria.collect(),
    }
}

/// `progress` over 10,000 sessions beside the bare queries: every session, and the sums over what
/// was found.
pub(crate) fn progress() {
    let full = ten_thousand();
    let store = Store::open_for_reading(&full).unwrap();
    let bare = rusqlite::Connection::open(full.join("onsite.db")).unwrap();
    let queries = [
        ("SELECT * FROM session ORDER BY started_ms DESC", 16, 10_000),
        (
            "SELECT step, count(score), avg(score), sum(planned_ms), sum(judged_step.spent_ms) \
             FROM session JOIN judged_step ON session = number WHERE rehearsal = 0 GROUP BY step",
            5,
            5,
        ),
        (
            "SELECT criterion, count(*), sum(judged_criterion.verdict) \
             FROM session JOIN judged_criterion ON session = number WHERE rehearsal = 0 \
             GROUP BY criterion",
            3,
            CRITERIA,
        ),
    ];
    let (mut ours, mut control) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        let begin = Instant::now();
        let mut seen = 0;
        store
            .visit_attempts(None, |attempt| {
                std::hint::black_box(attempt);
                seen += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(seen, 10_000);
        assert_eq!(store.step_figures(None).unwrap().len(), 5);
        assert_eq!(store.weakest(None, 60).unwrap().len() as u64, CRITERIA);
        ours.push(ms(begin.elapsed()));
        let begin = Instant::now();
        for (sql, columns, expected) in queries {
            let mut query = bare.prepare_cached(sql).unwrap();
            let mut rows = query.query([]).unwrap();
            let mut seen = 0;
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    std::hint::black_box(row.get_ref(column).unwrap());
                }
                seen += 1;
            }
            assert_eq!(seen, expected);
        }
        control.push(ms(begin.elapsed()));
    }
    let control = percentile(&mut control, 0.5);
    row("sums over 10,000 sessions, p50", percentile(&mut ours, 0.5), Some(control), "≤ 3 ×");
    let data = full.to_str().unwrap();
    let whole = |words: &[&str]| {
        let arguments = [words, &["--data-dir", data]].concat();
        let mut times: Vec<f64> = (0..10).map(|_| run(Path::new(ONSITE), &arguments)).collect();
        percentile(&mut times, 0.5)
    };
    let what = "progress, 10,000 sessions, whole process, p50";
    row(what, whole(&["progress"]), Some(control), "≤ 3 ×");
    let what = "what is due, 10,000 sessions, whole process, p50";
    row(what, whole(&["drill", "--no-input"]), Some(control), "≤ 1 ×");
}

/// `compare` of two sessions among 10,000 beside `score` of one of them.
pub(crate) fn compare() {
    let full = ten_thousand();
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(full.join("onsite.db"), folder.path().join("onsite.db")).unwrap();
    let data = folder.path().to_str().unwrap();
    let file = folder.path().join("answer");
    std::fs::write(&file, strong()).unwrap();
    for _ in 0..2 {
        let status = Command::new(ONSITE)
            .args(["start", "url-shortener", "--data-dir", data])
            .stdin(File::open(&file).unwrap())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
    }
    let store = Store::open_for_reading(folder.path()).unwrap();
    let ids = store.session_ids().unwrap();
    let [first, second] = &ids[ids.len() - 2..] else { return };
    let (mut ours, mut control) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        ours.push(run(Path::new(ONSITE), &["compare", first, second, "--data-dir", data]));
        control.push(run(Path::new(ONSITE), &["score", second, "--data-dir", data]));
    }
    let control = percentile(&mut control, 0.5);
    row(
        "compare among 10,000, whole process, p50",
        percentile(&mut ours, 0.5),
        Some(control),
        "≤ 3 ×; control: score of one",
    );
}
