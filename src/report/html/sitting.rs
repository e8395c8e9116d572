//! The page of an interview, from the score to the reference answer.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use maud::{Markup, html};

use super::attempts::{Attempt, trend};
use super::notes::Notes;
use super::page::{Head, Section, page};
use super::prose::{blocks, words};
use super::{answers, dialogue, findings, pacing, score, whiteboard};
use crate::bank::Step;
use crate::interview::{Answer, Mode, Record, Seal, Source, State, clock, count};
use crate::report::figures::{length, long_date};
use crate::report::json::session_document;
use crate::report::{Export, one_line};

/// What a page of an interview shows beside the interview itself.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The events of the session in order.
    pub records: &'a [Record],
    /// The scored interviews on the same prompt, this one among them; empty when they are not to be
    /// shown.
    pub attempts: &'a [Attempt],
}

/// The interview as one HTML page, under the same conditions as the markdown export: one that is not
/// over is marked unfinished and shows no score, no criterion, no fact that was not asked for and no
/// reference.
pub fn html(export: &Export<'_>, beside: &Beside<'_>) -> String {
    let texts: BTreeMap<Step, String> = export
        .session
        .steps()
        .iter()
        .filter_map(|budget| Some((budget.step, export.session.answer(budget.step)?)))
        .map(|(step, answer)| (step, Answer::text(answer)))
        .collect();
    let notes = export.verdicts().map(|document| Notes::of(document, &texts)).unwrap_or_default();
    let over = export.state().is_over();
    let kind = kind(export);
    let head = Head {
        title: &export.prompt.title,
        kind: &kind,
        line: &line(export, &kind),
        lead: lead(export),
        foot: foot(export),
    };
    let mut sections = Vec::new();
    let mut add = |id: &'static str, heading: &'static str, body: Option<Markup>| {
        let section = |body| Section { id: id.into(), heading: heading.into(), body };
        sections.extend(body.map(section));
    };
    if let Some((judge, counts)) = export.shown_document().zip(export.verdicts()) {
        add("score", "The score", Some(score::card(export, &notes, judge)));
        let gains = findings::improvements(export, &notes, counts);
        add("improvements", "The most valuable improvements", gains);
        add("red-flags", "Red flags", findings::red_flags(export, &notes, counts));
    }
    add("answers", "The answers", Some(answers::steps(export, &notes)));
    add("not-sent", "Not sent", answers::unsent(export));
    add("whiteboard", "The whiteboard", whiteboard::board(export));
    if let Some(counts) = export.verdicts() {
        add("estimates", "The estimates", findings::estimates(&notes, counts));
    }
    add("pacing", "Pacing", pacing::chart(export, beside.records));
    add("dialogue", "The dialogue", dialogue::dialogue(&session_document(export)));
    add("unasked", "What the interviewer would have asked", findings::unasked(export));
    add("afterwards", "Afterwards", answers::afterwards(export));
    if over {
        add("attempts", "All attempts at this prompt", trend(beside.attempts, export.session.id()));
        add("reference", "The reference answer", reference(export));
    }
    page(&head, &sections)
}

fn kind(export: &Export<'_>) -> String {
    let kind = match export.session.started().mode {
        Mode::Mock => "mock interview",
        Mode::Practice => "practice",
        Mode::SelfInterview => "self-interview",
    };
    let unfinished = if export.state().is_over() { "" } else { ", unfinished" };
    format!("{kind}{unfinished}")
}

/// What it is, at which level, when and how long.
fn line(export: &Export<'_>, kind: &str) -> String {
    let started = export.session.started();
    let date = long_date(export.session.started_at().wall_ms);
    let length = started.box_ms.map_or_else(|| "no time limit".to_owned(), length);
    format!("{kind} · {} level · {date} · {length}", started.level)
}

fn lead(export: &Export<'_>) -> Markup {
    html! {
        p { (told(export)) }
        div class="task" {
            p class="soft" { "The task, in the interviewer’s words:" }
            blockquote { (blocks(&export.prompt.brief)) }
        }
    }
}

/// How it was sat and how it ended, for somebody who has never seen the program.
fn told(export: &Export<'_>) -> Markup {
    let session = export.session;
    let started = session.started();
    let used = clock(session.used_ms(export.now));
    let mut text = match (export.state(), session.sealed()) {
        (State::Abandoned, _) => format!("It was abandoned after {used} and counts nowhere."),
        (State::Running | State::Paused, _) => format!(
            "{used} had passed when this page was written, and the answers may still change. The \
             score and the criteria follow when it has ended."
        ),
        (State::Expired, None | Some(Seal::Bell)) => "It ended when the time was up.".to_owned(),
        (_, _) if started.input == Source::Script => String::new(),
        (_, _) => format!("The candidate finished after {used}."),
    };
    if session.paused_times() > 0 {
        let times = count(session.paused_times() as usize, "time", "times");
        let _ = write!(text, " The clock was stopped {times}.");
    }
    if started.input == Source::Script {
        text.push_str(" The answers were played from a script.");
    }
    if started.rehearsal {
        text.push_str(" It was a rehearsal with a faster clock and counts nowhere.");
    }
    html! {
        @if !export.state().is_over() { strong { "It is unfinished." } " " }
        (text)
    }
}

fn reference(export: &Export<'_>) -> Option<Markup> {
    let part = |step: &Step| export.session.position(*step).is_some();
    let answers = export.prompt.reference.iter().filter(|(step, _)| part(step));
    if !export.reference || answers.clone().next().is_none() {
        return None;
    }
    Some(html! {
        p class="soft" { "One good answer among others, for comparison." }
        @for (step, text) in answers { div class="ledger" {
            h3 { (step.heading()) }
            div { (blocks(text)) }
        } }
    })
}

/// How the page came about, for whoever wants to make it again.
fn foot(export: &Export<'_>) -> Markup {
    let started = export.session.started();
    html! {
        p {
            "Session " code { (one_line(export.session.id())) } " on the prompt "
            code { (one_line(&started.prompt)) }
            @if let Some(document) = export.shown_document() {
                ", judged by the " (words(&document.judge)) " judge (scorer "
                (words(&document.scorer)) ", rubric version " (document.rubric.version) " "
                code { (one_line(document.rubric.sha256.get(..12).unwrap_or(&document.rubric.sha256))) }
                ")"
            }
            ". Written by onsite " (one_line(export.program))
            ". This page is one file: it runs nothing and asks for nothing."
        }
    }
}
