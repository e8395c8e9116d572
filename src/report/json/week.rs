//! The study week as JSON.

use serde::Serialize;

use crate::study::week::{Amount, BlockView, DayView, Evidence, Sat, WeekView};

/// The schema's name.
pub const PLAN: &str = "onsite.plan/1";

/// `plan --json`.
#[derive(Clone, Debug, Serialize)]
pub struct PlanDocument {
    schema: &'static str,
    track: &'static str,
    date: String,
    /// The study day; `null` when all are over.
    day: Option<u8>,
    /// Whether something was done on this date already.
    begun: bool,
    began: Option<String>,
    problems: Problems,
    next: Option<Next>,
    days: Vec<PlanDay>,
    other_sessions: Vec<PlanSession>,
}

#[derive(Clone, Debug, Serialize)]
struct Problems {
    solved: Option<u32>,
    least: u32,
    most: u32,
}

#[derive(Clone, Debug, Serialize)]
struct Next {
    day: u8,
    block: String,
    command: String,
}

#[derive(Clone, Debug, Serialize)]
struct PlanDay {
    day: u8,
    name: String,
    focus: String,
    dates: Vec<String>,
    blocks: Vec<PlanBlock>,
    sessions: Vec<PlanSession>,
}

#[derive(Clone, Debug, Serialize)]
struct PlanBlock {
    id: String,
    title: String,
    /// The least and the most.
    minutes: [u32; 2],
    /// `6h` when only that track has it.
    track: Option<&'static str>,
    state: &'static str,
    begun_on: Option<String>,
    done_on: Option<String>,
    spent_s: u64,
    what: String,
    leaves: String,
    commands: Vec<String>,
    problems: Option<Problems>,
    notes: Vec<String>,
    evidence: Vec<Evidence>,
    sessions: Vec<String>,
    looks_done: bool,
    made: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct PlanSession {
    id: String,
    prompt: String,
    mode: &'static str,
    on: String,
    spent_s: u64,
    total: Option<f64>,
}

impl PlanDocument {
    /// The document of a week.
    pub fn new(view: &WeekView) -> Self {
        let (solved, (least, most)) = view.problems();
        Self {
            schema: PLAN,
            track: view.track.id(),
            date: view.date.to_string(),
            day: view.today.day,
            begun: view.today.begun,
            began: view.began.map(|date| date.to_string()),
            problems: Problems { solved: Some(solved), least, most },
            next: view.next().map(|block| Next {
                day: block.day,
                block: block.id.clone(),
                command: format!("onsite plan start {} {}", block.day, block.id),
            }),
            days: view.days.iter().map(day).collect(),
            other_sessions: view.others.iter().map(session).collect(),
        }
    }
}

fn day(day: &DayView) -> PlanDay {
    PlanDay {
        day: day.number,
        name: day.name.clone(),
        focus: day.focus.clone(),
        dates: day.dates.iter().map(ToString::to_string).collect(),
        blocks: day.blocks.iter().map(block).collect(),
        sessions: day.sessions.iter().map(session).collect(),
    }
}

fn block(block: &BlockView) -> PlanBlock {
    let record = &block.record;
    let Amount { least, most } = block.minutes;
    PlanBlock {
        id: block.id.clone(),
        title: block.title.clone(),
        minutes: [least, most],
        track: block.track.map(crate::study::week::Track::id),
        state: block.standing.id(),
        begun_on: record.begun.map(|date| date.to_string()),
        done_on: record.done.map(|date| date.to_string()),
        spent_s: record.worked_s,
        what: block.what.clone(),
        leaves: block.leaves.clone(),
        commands: block.commands.clone(),
        problems: block.problems.map(|asked| Problems {
            solved: record.problems,
            least: asked.least,
            most: asked.most,
        }),
        notes: record.notes.clone(),
        evidence: record.evidence.clone(),
        sessions: record.sessions.clone(),
        looks_done: block.looks_done,
        made: block.made.clone(),
    }
}

fn session(sat: &Sat) -> PlanSession {
    PlanSession {
        id: sat.id.clone(),
        prompt: sat.prompt.clone(),
        mode: sat.mode.id(),
        on: sat.on.to_string(),
        spent_s: sat.spent_s,
        total: sat.total,
    }
}
