//! After an interview: missed and half-met criteria are answered again, in a box of their own. The
//! first answers stay what they are, and what is scored.

use super::event::{Event, Record};
use super::session::Session;
use super::timebox::{Reading, TimeBox};
use crate::bank::{Step, Tier};
use crate::scoring::{Answers, Document, Evidence, Place, Submission, Verdict};

/// A criterion that was answered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refinement {
    /// The criterion.
    pub criterion: String,
    /// The lines of the first answer that came nearest; empty where none did, or none are known.
    pub first: String,
    /// The verdict that counted when it was begun; `None` where it is not known.
    pub before: Option<Verdict>,
    /// The refined answer.
    pub text: String,
    /// What the judge says of the criterion with it; `None` while it is being written.
    pub verdict: Option<Verdict>,
}

/// A box in which criteria are refined.
#[derive(Clone, Debug, PartialEq)]
pub struct Refining {
    time: TimeBox,
    criteria: Vec<String>,
    /// Those that were shown, the last one at the end.
    turned: Vec<String>,
    /// Those that were answered and judged.
    done: Vec<String>,
}

impl Refining {
    /// The time box.
    pub fn time(&self) -> &TimeBox {
        &self.time
    }

    /// The criteria that it is about, in order.
    pub fn criteria(&self) -> &[String] {
        &self.criteria
    }

    /// The criterion that was shown last.
    pub fn current(&self) -> Option<&str> {
        self.turned.last().map(String::as_str)
    }
}

/// What was refined, folded from the events.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Afterwards {
    refinements: Vec<Refinement>,
    refining: Option<Refining>,
}

impl Afterwards {
    pub(super) fn refinements(&self) -> &[Refinement] {
        &self.refinements
    }

    pub(super) fn refining(&self) -> Option<&Refining> {
        self.refining.as_ref()
    }

    /// Takes one more record in; whatever it is, the clocks in it count.
    pub(super) fn take(&mut self, record: &Record) {
        if let Some(refining) = &mut self.refining {
            refining.time.record(&record.at, 0);
        }
        match &record.event {
            Event::Refining { box_ms, rate, criteria } => {
                let time = TimeBox::start(Some(*box_ms), *rate, record.at.clone());
                self.refining = Some(Refining {
                    time,
                    criteria: criteria.clone(),
                    turned: Vec::new(),
                    done: Vec::new(),
                });
            }
            Event::Turned { criterion, verdict, first } => {
                if let Some(refining) = &mut self.refining {
                    refining.turned.retain(|before| before != criterion);
                    refining.turned.push(criterion.clone());
                    refining.done.retain(|before| before != criterion);
                }
                let refinement = self.of(criterion);
                refinement.before = Some(*verdict);
                refinement.first.clone_from(first);
            }
            Event::Refined { criterion, text, verdict } => {
                let refinement = self.of(criterion);
                refinement.text.clone_from(text);
                refinement.verdict = *verdict;
                if let (Some(refining), Some(_)) = (&mut self.refining, verdict) {
                    refining.done.push(criterion.clone());
                }
            }
            _ => {}
        }
    }

    fn of(&mut self, criterion: &str) -> &mut Refinement {
        let at = self.refinements.iter().position(|one| one.criterion == criterion);
        let at = at.unwrap_or_else(|| {
            self.refinements.push(Refinement {
                criterion: criterion.to_owned(),
                first: String::new(),
                before: None,
                text: String::new(),
                verdict: None,
            });
            self.refinements.len() - 1
        });
        &mut self.refinements[at]
    }
}

impl Session {
    /// The refined answer to a criterion, finished or not; `None` where there is no word of one.
    pub fn refinement(&self, criterion: &str) -> Option<&Refinement> {
        self.refined().find(|one| one.criterion == criterion)
    }

    /// The criteria that were answered again, in the order in which that began.
    pub fn refined(&self) -> impl Iterator<Item = &Refinement> {
        self.refinements().iter().filter(|one| !one.text.trim().is_empty())
    }

    /// The criteria that are left of a box that runs at `now`, the one that was being answered
    /// first, those that were skipped only when there are no others. Nothing where no box runs.
    pub fn left_to_refine(&self, now: &Reading) -> Vec<String> {
        let Some(refining) = self.refining().filter(|refining| !refining.time.is_over(now)) else {
            return Vec::new();
        };
        let open = || refining.criteria.iter().filter(|id| !refining.done.contains(*id));
        let is_current = |id: &&String| refining.current() == Some(id.as_str());
        let was_shown = |id: &&String| refining.turned.contains(*id);
        let fresh: Vec<&String> = open().filter(|id| !was_shown(id)).collect();
        let skipped = open().filter(|id| fresh.is_empty() && !is_current(id));
        let current = open().filter(is_current);
        current.chain(fresh.iter().copied()).chain(skipped).cloned().collect()
    }
}

/// The criteria to refine, by the verdicts that count: missed and half met, the heaviest first, of
/// equal weight the missed ones first; what only adds comes last, what weighs nothing at this level
/// not at all. Those that were refined already are left out, until only such are left: then those
/// come whose refined answer would not meet them.
pub fn to_refine(session: &Session, document: &Document) -> Vec<String> {
    let mut open: Vec<_> = document
        .criteria
        .iter()
        .filter(|one| one.verdict != Verdict::Met && one.weight > 0.0)
        .filter(|one| session.position(one.step).is_some())
        .collect();
    open.sort_by(|a, b| {
        let bonus = |tier: Tier| tier == Tier::Bonus;
        let half = |verdict: Verdict| verdict == Verdict::Partly;
        bonus(a.tier)
            .cmp(&bonus(b.tier))
            .then(b.weight.total_cmp(&a.weight))
            .then(half(a.verdict).cmp(&half(b.verdict)))
    });
    let judged = |id: &str| session.refinement(id).and_then(|one| one.verdict);
    let ids = || open.iter().map(|one| one.id.as_str());
    let fresh: Vec<String> = ids().filter(|id| judged(id).is_none()).map(str::to_owned).collect();
    if !fresh.is_empty() {
        return fresh;
    }
    ids().filter(|id| judged(id) != Some(Verdict::Met)).map(str::to_owned).collect()
}

/// The whole lines of the answers in which pieces of evidence stand, those of one answer only: of
/// the one in which the first piece stands.
pub fn first_answer(answers: &Answers, evidence: &[Evidence]) -> String {
    let Some(place) = evidence.first().map(|piece| piece.step) else { return String::new() };
    let Some(text) = answers.get(&place) else { return String::new() };
    let pieces = || evidence.iter().filter(|piece| piece.step == place);
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        if pieces().any(|piece| piece.start < end && piece.end > start) {
            lines.push(line);
        }
        start = end + 1;
    }
    lines.join("\n")
}

/// A submission with a refined answer behind the first answer of a step, as if both had been typed. One
/// question is answered, so how the rest fared says nothing about it.
pub fn with_refined(submission: &Submission, step: Step, text: &str) -> Submission {
    let mut submission = submission.clone();
    let answer = submission.answers.entry(Place::Step(step)).or_default();
    if !answer.is_empty() {
        answer.push_str("\n\n");
    }
    answer.push_str(text);
    submission.part = true;
    submission
}

/// What a line is while criteria are refined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefineLine<'a> {
    /// Text of the refined answer, with the `:` that protected a leading one taken off.
    Text(&'a str),
    /// On to the next criterion.
    Next,
    /// On, and this one comes again another time.
    Skip,
    /// Shows the criterion and what was written.
    Show,
    /// Says how much time is left.
    Time,
    /// Leaves; the clock runs on.
    Quit,
    /// Lists the commands.
    Help,
    /// Everything is saved as it is typed.
    Saved,
    /// Looks like a command and is none; what to say.
    Refused(String),
}

/// The commands while criteria are refined, with what they do, in the order of the help.
pub const REFINING_COMMANDS: [(&str, &str); 6] = [
    (":next", "this one is answered; on to the next"),
    (":skip", "leave this one for another time"),
    (":show", "the criterion again, with what you wrote"),
    (":time", "the time left"),
    (":quit", "leave; the clock runs on, `onsite refine` comes back"),
    (":help", "this list"),
];

/// Reads a submitted line by the rules of an interview: `:` and a letter begin a command, `::` a
/// line of text with a colon, and what holds a line feed is text whole.
pub fn read_refining(line: &str) -> RefineLine<'_> {
    if line.contains('\n') {
        return RefineLine::Text(line);
    }
    if line.starts_with("::") {
        return RefineLine::Text(&line[1..]);
    }
    let word = line.strip_prefix(':').map(str::trim_end);
    let is_command = |rest: &&str| rest.starts_with(|first: char| first.is_ascii_alphabetic());
    let Some(word) = word.filter(is_command) else { return RefineLine::Text(line) };
    let lower = word.to_lowercase();
    match lower.as_str() {
        "w" => return RefineLine::Saved,
        "wq" | "x" => return RefineLine::Quit,
        _ => {}
    }
    let mut fitting = ["next", "skip", "show", "time", "quit", "finish", "help"]
        .into_iter()
        .filter(|name| name.starts_with(lower.as_str()));
    match (fitting.next(), fitting.next()) {
        (Some("next"), None) => RefineLine::Next,
        (Some("skip"), None) => RefineLine::Skip,
        (Some("show"), None) => RefineLine::Show,
        (Some("time"), None) => RefineLine::Time,
        (Some("quit" | "finish"), None) => RefineLine::Quit,
        (Some("help"), None) => RefineLine::Help,
        (Some(one), Some(other)) => {
            RefineLine::Refused(format!("`:{word}` may be `:{one}` or `:{other}`"))
        }
        _ => RefineLine::Refused(format!(
            "There is no command `:{word}` here; `:help` lists them, `::` begins a line of text \
             with a colon"
        )),
    }
}

#[cfg(test)]
mod tests;
