//! A session whose criteria are answered again: everything is kept before it is shown, and the
//! judge is asked beside the score.

use crate::bank::Criterion;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::record::{RecordError, Recorder};
use crate::cli::stored::{self, Content};
use crate::interview::{
    Event, RefineLine, Refining, Session, first_answer, read_refining, to_refine, with_refined,
};
use crate::scoring::{
    Compiled, CriterionVerdict, Document, Evidence, ScoreError, Submission, Verdict, explain,
};
use crate::store::{Draft, DraftFate};

/// A session that is open for refining.
pub(super) struct Refiner {
    recorder: Recorder,
    /// What it is judged by.
    pub(super) content: Content,
    /// The score with the verdicts that count: after the review where there is one.
    pub(super) document: Document,
    compiled: Compiled,
    submission: Submission,
}

/// Where refining begins.
pub(super) enum Begun {
    /// In a new box.
    New(Vec<String>),
    /// In a box that was left, with what was being typed.
    Again(Vec<String>, Option<Draft>),
    /// Nothing is left to refine.
    Nothing,
}

impl Refiner {
    /// Opens a session for refining; `judged` is its score.
    ///
    /// # Errors
    /// When it cannot be written, or somebody else holds it.
    pub(super) fn open(
        context: &Context,
        id: &str,
        content: Content,
        judged: Document,
    ) -> Result<Self, Failure> {
        let recorder = Recorder::open(context.store()?, context.clock.clone(), id)?;
        let session = recorder.session();
        let document = stored::after_review(&content, session, &judged).unwrap_or(judged);
        let (compiled, submission) = (content.compile(), session.submission());
        Ok(Self { recorder, content, document, compiled, submission })
    }

    /// The session as far as it is kept.
    pub(super) fn session(&self) -> &Session {
        self.recorder.session()
    }

    /// The session, open for writing.
    pub(super) fn recorder(&mut self) -> &mut Recorder {
        &mut self.recorder
    }

    /// The box.
    pub(super) fn refining(&self) -> Option<&Refining> {
        self.session().refining()
    }

    /// Goes on in a box that runs, or opens one. What was being typed when a former box ended is
    /// kept as it was at its bell.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) fn begin(&mut self, minutes: u32, rate: u32) -> Result<Begun, Failure> {
        let now = self.recorder.now();
        let draft = match self.refining() {
            Some(_) => self.recorder.store().draft(self.session().id())?,
            None => None,
        };
        let left = self.session().left_to_refine(&now);
        if !left.is_empty() {
            let current = self.refining().and_then(Refining::current);
            let draft = draft.filter(|_| current == left.first().map(String::as_str));
            return Ok(Begun::Again(left, draft));
        }
        self.end_former(draft)?;
        let criteria = to_refine(self.session(), &self.document);
        if criteria.is_empty() {
            return Ok(Begun::Nothing);
        }
        let box_ms = u64::from(minutes) * 60_000;
        let event = Event::Refining { box_ms, rate, criteria: criteria.clone() };
        self.recorder.keep(vec![event], &now, DraftFate::Clear)?;
        Ok(Begun::New(criteria))
    }

    /// Judges the answer that a box ended upon while nobody was there.
    fn end_former(&mut self, draft: Option<Draft>) -> Result<(), Failure> {
        let current = self.refining().and_then(Refining::current).map(str::to_owned);
        let Some(current) = current else { return Ok(()) };
        let before = self.session().refinement(&current);
        if draft.is_none() && before.is_none_or(|one| one.verdict.is_some()) {
            return Ok(());
        }
        let mut lines = self.lines(&current);
        if let Some(draft) = draft {
            put(&mut lines, draft.editing, &draft.text);
        }
        self.finish(&current, &lines)?;
        Ok(())
    }

    /// The verdict that counts, where the score has the criterion.
    pub(super) fn standing(&self, id: &str) -> Option<&CriterionVerdict> {
        self.document.criteria.iter().find(|one| one.id == id)
    }

    /// The criterion, where the rubric has it.
    pub(super) fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.content.rubric.criteria.iter().find(|one| one.id == id)
    }

    /// What of the first answers came nearest to a criterion.
    ///
    /// # Errors
    /// When an answer is too long to be judged.
    pub(super) fn nearest(&self, id: &str) -> Result<Vec<Evidence>, ScoreError> {
        let quoted = self.standing(id).map_or(&[][..], |standing| &standing.evidence);
        if !quoted.is_empty() {
            return Ok(quoted.to_vec());
        }
        let explained = explain(&self.compiled, &self.submission, id)?;
        Ok(explained.map_or_else(Vec::new, |explained| explained.window))
    }

    /// The lines of a refined answer so far.
    pub(super) fn lines(&self, id: &str) -> Vec<String> {
        let refined = self.session().refinement(id);
        refined.map_or_else(Vec::new, |one| one.text.split('\n').map(str::to_owned).collect())
    }

    /// Forgets what is being typed. A draft that stays costs no more than a line that is offered
    /// again.
    pub(super) fn clear_draft(&self) {
        drop(self.recorder.store().clear_draft(self.session().id()));
    }

    /// Turns to a criterion.
    ///
    /// # Errors
    /// When the store fails, or an answer is too long to be judged.
    pub(super) fn turn(&mut self, id: &str, draft: DraftFate) -> Result<(), Failure> {
        let nearest = self.nearest(id)?;
        let verdict = self.standing(id).map_or(Verdict::Missed, |standing| standing.verdict);
        let first = first_answer(&self.submission.answers, &nearest);
        let event = Event::Turned { criterion: id.to_owned(), verdict, first };
        let now = self.recorder.now();
        Ok(self.recorder.keep(vec![event], &now, draft)?)
    }

    /// Keeps a refined answer while it is being written.
    ///
    /// # Errors
    /// When the store fails; the answer is then as it was.
    pub(super) fn keep(&mut self, id: &str, lines: &[String]) -> Result<(), RecordError> {
        self.refined(id, lines, None)
    }

    /// Keeps a refined answer that is finished, with what the judge says of it; `None` where
    /// nothing was written.
    ///
    /// # Errors
    /// When the store fails, or the answer is too long to be judged.
    pub(super) fn finish(
        &mut self,
        id: &str,
        lines: &[String],
    ) -> Result<Option<Verdict>, Failure> {
        if lines.iter().all(|line| line.trim().is_empty()) {
            return Ok(None);
        }
        let Some(step) = self.criterion(id).map(|criterion| criterion.step) else {
            return Ok(None);
        };
        let submission = with_refined(&self.submission, step, &lines.join("\n"));
        let explained = explain(&self.compiled, &submission, id)?;
        let verdict = explained.map_or(Verdict::Missed, |explained| explained.verdict);
        self.refined(id, lines, Some(verdict))?;
        Ok(Some(verdict))
    }

    fn refined(
        &mut self,
        id: &str,
        lines: &[String],
        verdict: Option<Verdict>,
    ) -> Result<(), RecordError> {
        let event = Event::Refined { criterion: id.to_owned(), text: lines.join("\n"), verdict };
        let now = self.recorder.now();
        self.recorder.keep(vec![event], &now, DraftFate::Clear)
    }
}

/// Puts a text behind the lines, or in the place of line `lifted` (from 1), which empty text
/// deletes. What looks like a command is no text.
pub(super) fn put(lines: &mut Vec<String>, lifted: Option<usize>, text: &str) {
    let RefineLine::Text(text) = read_refining(text) else { return };
    let new = text.split('\n').map(str::to_owned);
    match lifted.and_then(|number| number.checked_sub(1)).filter(|at| *at < lines.len()) {
        Some(at) if text.is_empty() => drop(lines.remove(at)),
        Some(at) => drop(lines.splice(at..=at, new)),
        None if text.is_empty() && lifted.is_some() => {}
        None => lines.extend(new),
    }
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn a_line_is_added_corrected_and_deleted() {
        let mut lines = Vec::new();
        put(&mut lines, None, "one");
        put(&mut lines, None, "two\n:next\nthree");
        put(&mut lines, None, "");
        put(&mut lines, None, "::next");
        assert_eq!(lines, ["one", "two", ":next", "three", "", ":next"]);
        put(&mut lines, Some(2), "TWO");
        put(&mut lines, Some(3), "");
        put(&mut lines, Some(9), "");
        put(&mut lines, None, ":ne");
        assert_eq!(lines, ["one", "TWO", "three", "", ":next"]);
    }
}
