//! The page of an export, from the front matter to the reference answer.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::prose::{literal, section, words};
use super::refined::refined;
use super::{checklist, estimates, front_matter, quotation, seal, second, whiteboard};
use crate::bank::{Prompt, Rubric, Step};
use crate::interview::{
    LineKind, Mode, Reading, Seal, Session, State, Unasked, clock, count, unasked,
};
use crate::report::figures::{length, long_date, whole};
use crate::report::worth;
use crate::scoring::{Document, Overall, Place};

/// Everything that an export is made of.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The session.
    pub session: &'a Session,
    /// The prompt that the session carries.
    pub prompt: &'a Prompt,
    /// The resolved rubric that the session carries.
    pub rubric: &'a Rubric,
    /// The score; shown only when the session is over.
    pub document: Option<&'a Document>,
    /// The score after the candidate's review, when there is one.
    pub reviewed: Option<&'a Document>,
    /// Criteria about which a follow-up or a hint was given, with the bytes of each answer that
    /// were there before it.
    pub prompted: &'a BTreeMap<String, BTreeMap<Place, usize>>,
    /// What is being typed and is no answer yet; empty when nothing is.
    pub draft: &'a str,
    /// What the clocks say.
    pub now: &'a Reading,
    /// The program's version.
    pub program: &'a str,
    /// Whether the reference answer is wanted.
    pub reference: bool,
}

impl<'a> Export<'a> {
    /// Where the session stands.
    pub(in crate::report) fn state(&self) -> State {
        self.session.state(self.now)
    }

    /// The score, unless showing it would spoil an interview that goes on.
    pub(in crate::report) fn shown_document(&self) -> Option<&'a Document> {
        self.document.filter(|_| self.state().is_over())
    }

    /// The score after the review, under the same condition.
    pub(in crate::report) fn shown_reviewed(&self) -> Option<&'a Document> {
        self.reviewed.filter(|_| self.state().is_over())
    }

    /// What the judge said, where a review changed it.
    pub(in crate::report) fn judged(&self) -> Option<&'a Document> {
        self.shown_reviewed().and(self.shown_document())
    }

    /// The verdicts that count: after the review where there is one.
    pub(in crate::report) fn verdicts(&self) -> Option<&'a Document> {
        self.shown_reviewed().or(self.shown_document())
    }

    /// The interviewer's questions that were not asked, by the verdicts that count.
    pub(in crate::report) fn unasked(&self) -> Vec<Unasked> {
        let document = self.verdicts();
        document.map_or_else(Vec::new, |document| unasked(self.session, self.prompt, document))
    }

    /// The numbers, from 1, of the lines of an answer that were being typed at the bell.
    pub(in crate::report) fn bell_lines(&self, step: Step) -> Vec<usize> {
        let lines = self.session.answer(step).map(crate::interview::Answer::lines);
        let numbered = lines.unwrap_or_default().iter().enumerate();
        numbered.filter(|(_, line)| line.kind == LineKind::Bell).map(|(i, _)| i + 1).collect()
    }
}

/// The export as markdown: front matter, a summary, each step with the answer behind its marker,
/// the checklist, what to work on, and the reference answer. [`crate::report::read`] reads the
/// answers back byte for byte, and [`super::is_untouched`] says whether anybody edited the page.
///
/// An interview that is not over is marked unfinished and shows no score, no criterion, no fact
/// that was not asked for and no reference.
pub fn markdown(export: &Export<'_>) -> String {
    let mut page = String::new();
    front_matter::write(&mut page, export);
    heading(&mut page, export);
    table(&mut page, export);
    for budget in export.session.steps() {
        step(&mut page, export, budget.step);
    }
    whiteboard::section(&mut page, export);
    unsent(&mut page, export);
    if let Some(document) = export.verdicts() {
        checklist::red_flags(&mut page, document, export.rubric);
        checklist::improvements(&mut page, document, export.rubric);
        estimates::estimates(&mut page, document);
        would_have_asked(&mut page, export);
    }
    if let Some(document) = export.shown_document() {
        second::section(&mut page, document, export.rubric);
    }
    own_words(&mut page, export);
    if export.reference && export.state().is_over() {
        reference(&mut page, export);
    }
    page.push('\n');
    seal::close(&mut page);
    page
}

fn heading(page: &mut String, export: &Export<'_>) {
    let session = export.session;
    let kind = match session.started().mode {
        Mode::Mock => "mock interview",
        Mode::Practice => "practice",
        Mode::SelfInterview => "self-interview",
    };
    let over = export.state().is_over();
    let unfinished = if over { "" } else { ", unfinished" };
    let _ = writeln!(page, "\n# {}: {kind}{unfinished}\n", words(&export.prompt.title));
    let _ = writeln!(page, "{}\n", summary(export));
    if let Some(document) = export.shown_document() {
        let _ = writeln!(page, "{}\n", verdict(document, export));
    }
    page.push_str("The task, in the interviewer's words:\n\n");
    section(page, &export.prompt.brief, 3);
}

/// When and how it was sat, for somebody who has never seen the program.
fn summary(export: &Export<'_>) -> String {
    let session = export.session;
    let started = session.started();
    let date = long_date(session.started_at().wall_ms);
    let used = clock(session.used_ms(export.now));
    let what = match started.mode {
        Mode::Mock => "A timed practice interview in system design",
        Mode::Practice => "Practice for a system-design interview",
        Mode::SelfInterview => "A system-design interview told aloud, with notes",
    };
    let typed = match started.input {
        crate::interview::Source::Terminal => "typed",
        crate::interview::Source::Script => "played from a script",
    };
    let mut text = match started.box_ms {
        Some(ms) => format!("{what}, {typed} on {date} within {}", length(ms)),
        None => format!("{what}, {typed} on {date} without a time limit"),
    };
    let _ = write!(text, ", graded at {} level.", started.level);
    let _ = match (export.state(), session.sealed()) {
        (State::Abandoned, _) => {
            write!(text, " It was abandoned after {used} and counts nowhere.")
        }
        (State::Running | State::Paused, _) => write!(
            text,
            " **It is unfinished**: {used} had passed when this page was written, and the answers \
             may still change. The score and the checklist follow when it has ended."
        ),
        (State::Expired, None | Some(Seal::Bell)) => {
            write!(text, " It ended when the time was up.")
        }
        (_, _) => write!(text, " The candidate finished after {used}."),
    };
    if session.paused_times() > 0 {
        let times = count(session.paused_times() as usize, "time", "times");
        let _ = write!(text, " The clock was stopped {times}.");
    }
    if started.rehearsal {
        text.push_str(" It was a rehearsal with a faster clock and counts nowhere.");
    }
    text
}

/// What the score says, and how sure it is.
fn verdict(document: &Document, export: &Export<'_>) -> String {
    let unsure = document.criteria.iter().filter(|verdict| verdict.unsure).count();
    let [low, high] = document.range;
    let mut text = format!(
        "**{} of 100: {}.** (From 85 an answer is strong, from 70 it meets the level, from 55 it \
         is borderline.)",
        whole(document.total),
        overall(document.verdict)
    );
    if unsure > 0 {
        let _ = write!(
            text,
            " The scorer is unsure of {}; depending on {} the total lies between {} and {}.",
            count(unsure, "verdict", "verdicts"),
            if unsure == 1 { "it" } else { "them" },
            whole(low),
            whole(high),
        );
    }
    for cap in worth::caps(document, export.rubric) {
        let _ = write!(text, " The total is {}.", words(&cap));
    }
    if let Some(guess) = export.session.guess() {
        let _ = write!(text, " The candidate's own guess, before seeing it, was {guess}.");
    }
    let levels: Vec<String> =
        document.levels.iter().map(|(level, total)| format!("{level} {}", whole(*total))).collect();
    let _ = write!(text, " The same answers at each level: {}.", levels.join(", "));
    if let Some(reviewed) = export.shown_reviewed() {
        let _ = write!(
            text,
            "\n\nAfter the candidate's review of single verdicts: **{} of 100, {}.** The checklist \
             shows the reviewed verdicts.",
            whole(reviewed.total),
            overall(reviewed.verdict)
        );
    }
    text
}

/// A verdict in words for somebody who does not know the four.
fn overall(verdict: Overall) -> &'static str {
    match verdict {
        Overall::Strong => "a strong answer",
        Overall::Meets => "it meets the level",
        Overall::Borderline => "borderline",
        Overall::Below => "below the level",
    }
}

fn table(page: &mut String, export: &Export<'_>) {
    let session = export.session;
    let score = |step: Step| {
        let document = export.verdicts()?;
        let score = document.steps.iter().find(|score| score.id == step)?.score;
        Some(score.map_or_else(|| "–".to_owned(), |score| whole(score).to_string()))
    };
    let timed = session.started().box_ms.is_some();
    let planned = |seconds: u64| if timed { clock(seconds * 1000) } else { "–".to_owned() };
    let scored = export.verdicts().is_some();
    let (head, rule) = match export.judged() {
        _ if !scored => ("", ""),
        Some(_) => (" score, reviewed |", "--:|"),
        None => (" score |", "--:|"),
    };
    let _ = writeln!(page, "\n| step | planned | spent |{head}\n|---|--:|--:|{rule}");
    let row =
        |page: &mut String, name: &str, planned: &str, spent_ms: u64, score: Option<String>| {
            let score = score.map_or_else(String::new, |score| format!(" {score} |"));
            let _ = writeln!(page, "| {name} | {planned} | {} |{score}", clock(spent_ms));
        };
    for budget in session.steps() {
        let spent = session.spent_ms(budget.step, export.now);
        let score = if scored { score(budget.step) } else { None };
        row(page, budget.step.heading(), &planned(budget.seconds), spent, score);
    }
    let all = session.steps().iter().map(|budget| budget.seconds).sum();
    let total = export.verdicts().map(|document| whole(document.total).to_string());
    row(page, "whole", &planned(all), session.used_ms(export.now), total);
}

fn step(page: &mut String, export: &Export<'_>, step: Step) {
    let session = export.session;
    let _ = writeln!(page, "\n## {}\n", step.heading());
    let spent = clock(session.spent_ms(step, export.now));
    let _ = match session.started().box_ms {
        Some(_) => writeln!(page, "{} planned, {spent} spent.\n", clock(session.budget_ms(step))),
        None => writeln!(page, "{spent} spent.\n"),
    };
    let answer = session.answer(step).map(crate::interview::Answer::text).unwrap_or_default();
    let bell = export.bell_lines(step);
    quotation::write(page, step.into(), &answer, &bell);
    if answer.is_empty() {
        page.push_str("\n*Nothing was written.*\n");
    }
    if let Some((first, last)) = bell.first().zip(bell.last()) {
        let _ = if first == last {
            writeln!(page, "\n*Line {first} was being typed when the time was up.*")
        } else {
            writeln!(page, "\n*Lines {first} to {last} were being typed when the time was up.*")
        };
    }
    let said: Vec<_> = session.said().iter().filter(|said| said.step == step).collect();
    if !said.is_empty() {
        page.push_str("\nWhat the interviewer said, and when:\n\n");
        for said in said {
            let _ = writeln!(page, "- {}: {}", clock(said.elapsed_ms), literal(&said.text));
        }
    }
    if let Some(document) = export.verdicts() {
        checklist::step(page, document, export.judged(), export.rubric, step);
        aloud(page, export, step);
    }
}

/// What the candidate of a self-interview ticked as said aloud, which nothing else can judge.
fn aloud(page: &mut String, export: &Export<'_>, step: Step) {
    let Some(ticks) = export.session.ticks().get(&step) else { return };
    page.push_str("\nSaid aloud, by the candidate's own ticks:\n\n");
    let said = ticks.said.iter().map(|id| ('x', id));
    for (tick, id) in said.chain(ticks.unsaid.iter().map(|id| (' ', id))) {
        let criterion = worth::criterion(export.rubric, id);
        let text = criterion.map_or_else(|| worth::name(id), |c| words(&c.text));
        let _ = writeln!(page, "- [{tick}] {text}");
    }
}

/// The interviewer's questions that were not asked.
fn would_have_asked(page: &mut String, export: &Export<'_>) {
    let questions = export.unasked();
    if questions.is_empty() {
        return;
    }
    page.push_str("\n## What the interviewer would have asked\n\n");
    for question in questions {
        let _ = writeln!(page, "- In {}: {}", question.step, words(&question.text));
    }
}

/// What was being typed and is no answer: a draft, or a command cut off by the bell.
fn unsent(page: &mut String, export: &Export<'_>) {
    let half = export.session.half_command().unwrap_or_default();
    for (what, text) in [
        ("Being typed, and not yet part of an answer", export.draft),
        ("A command that was being typed when the time was up; it is no part of the answers", half),
    ] {
        if !text.is_empty() {
            let _ = writeln!(page, "\n## Not sent\n\n{what}:\n");
            let escaped = text.chars().any(|c| c != '\n' && quotation::is_unsafe(c));
            quotation::quote(page, text, escaped);
        }
    }
}

/// What the candidate wrote afterwards; nothing of it is scored.
fn own_words(page: &mut String, export: &Export<'_>) {
    if !export.state().is_over() {
        return;
    }
    let improvements = export.session.improvements();
    if !improvements.is_empty() {
        page.push_str("\n## Resolved afterwards, in the candidate's own words\n\n");
        for improvement in improvements {
            let _ = writeln!(page, "- {}", literal(improvement));
        }
    }
    refined(page, export);
}

fn reference(page: &mut String, export: &Export<'_>) {
    let part = |step: &Step| export.session.position(*step).is_some();
    let mut answers = export.prompt.reference.iter().filter(|(step, _)| part(step)).peekable();
    if answers.peek().is_none() {
        return;
    }
    page.push_str("\n## The reference answer\n\nOne good answer among others, for comparison.\n");
    for (step, text) in answers {
        let _ = writeln!(page, "\n### {}\n", step.heading());
        section(page, text, 3);
    }
}
