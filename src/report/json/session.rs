//! `export --format json`: a session with everything that it holds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words;
use crate::bank::{Level, Step};
use crate::diagram::{lint, to_mermaid};
use crate::interview::{LineKind, Mode, Remark, Source, State};
use crate::report::Export;
use crate::report::export::seal;
use crate::report::figures::{minutes, timestamp};
use crate::scoring::{Answers, Document, Place, Verdict};

/// The name of the format.
pub const SESSION: &str = "onsite.session/1";

/// A session. An interview that is not over has no `score`, no `review` and no `reference`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionDocument {
    /// [`SESSION`].
    pub schema: String,
    /// The session's id.
    pub id: String,
    /// The prompt's id.
    pub prompt: String,
    /// The prompt's heading.
    pub title: String,
    /// What the interviewer said at the start.
    pub brief: String,
    /// What kind of sitting.
    #[schemars(schema_with = "words::mode")]
    pub mode: Mode,
    /// The level it is graded for.
    pub level: Level,
    /// Where it stands.
    #[schemars(schema_with = "words::state")]
    pub state: State,
    /// When it started: RFC 3339 in UTC.
    pub started_at: String,
    /// The length of the box in minutes; `null` when untimed.
    pub minutes: Option<u64>,
    /// Seconds of the box that were used.
    pub spent_s: u64,
    /// How often the clock was stopped.
    pub paused: u32,
    /// Where the answers came from.
    #[schemars(schema_with = "words::source")]
    pub input: Source,
    /// Whether it was a rehearsal, which counts nowhere.
    pub rehearsal: bool,
    /// How many seconds of the box passed in a real one.
    pub rate: u32,
    /// What every choice of chance started from.
    pub seed: u64,
    /// The session whose work this practice continues.
    pub continues: Option<String>,
    /// The version of the program that started it.
    pub started_by: String,
    /// The version of the program that wrote this document.
    pub program: String,
    /// The stored prompt, by content hash.
    pub prompt_sha256: String,
    /// The stored resolved rubric, by content hash.
    pub rubric_sha256: String,
    /// The stored lexicon, by content hash.
    pub lexicon_sha256: String,
    /// The step that the candidate was in last.
    pub step: Step,
    /// The answers by step.
    pub answers: Answers,
    /// What is drawn on the whiteboard; `null` when nothing is.
    #[serde(default)]
    pub whiteboard: Option<WhiteboardPart>,
    /// The numbers, from 1, of the lines of an answer that were being typed at the bell.
    pub typed_at_bell: BTreeMap<Step, Vec<usize>>,
    /// What is being typed and is no answer yet.
    pub draft: String,
    /// A command that was being typed at the bell; it is no answer text.
    pub half_command: Option<String>,
    /// The steps that were part, with their times.
    pub timings: Vec<StepTiming>,
    /// The facts that were asked for, in the order of asking.
    pub asked: Vec<AskedFact>,
    /// Criteria about which a follow-up or a hint was given, with the bytes of each answer that were
    /// there before it; empty while the interview goes on. Scoring the document again needs it.
    #[serde(default)]
    pub prompted: BTreeMap<String, BTreeMap<Place, usize>>,
    /// What was said, in the order of saying: everything by the interviewer, and the candidate's
    /// questions and replies.
    pub dialogue: Vec<Utterance>,
    /// What the interviewer would have asked and did not; empty while the interview goes on.
    pub unasked: Vec<UnaskedQuestion>,
    /// What the candidate of a self-interview ticked as said aloud; empty while it goes on.
    pub ticks: Vec<StepTicks>,
    /// The candidate's own guess of the total, 0 to 100.
    pub guess: Option<u8>,
    /// The score.
    pub score: Option<Document>,
    /// The candidate's review of it.
    pub review: Option<ReviewPart>,
    /// Criteria worked on again after the interview.
    pub refinements: Vec<Refinement>,
    /// Improvements in the candidate's own words.
    pub improvements: Vec<String>,
    /// The reference answer by step; empty when it was not wanted.
    pub reference: BTreeMap<Step, String>,
    /// The SHA-256, in hexadecimal, of this document as it is written (indented by two spaces, a
    /// line feed at the end) with nothing between the quotation marks here. It tells an export that
    /// somebody has edited.
    pub seal: String,
}

/// The whiteboard. Its edges are lines of the answers too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhiteboardPart {
    /// A Mermaid flow chart.
    pub mermaid: String,
    /// What somebody who reads it would ask; empty for an interview that is not over.
    pub findings: Vec<WhiteboardFinding>,
}

/// Something about the whiteboard that somebody would ask about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhiteboardFinding {
    /// `unreached`, `single-point`, `lost-write`, `cache-alone` or `unconsumed`.
    pub rule: String,
    /// The name of the box.
    pub about: String,
    /// A sentence.
    pub text: String,
}

/// The times of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepTiming {
    /// The step.
    pub step: Step,
    /// Its budget in seconds; 0 when untimed.
    pub planned_s: u64,
    /// Seconds spent in it.
    pub spent_s: u64,
}

/// A fact that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedFact {
    /// The fact's id.
    pub id: String,
    /// What the interviewer said.
    pub text: String,
}

/// A question that the interviewer would have asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnaskedQuestion {
    /// The step it belongs to.
    pub step: Step,
    /// The criterion it is about.
    pub criterion: String,
    /// The words.
    pub text: String,
}

/// What was said aloud in a step, in the candidate's own view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepTicks {
    /// The step.
    pub step: Step,
    /// The criteria that were ticked.
    pub said: Vec<String>,
    /// The criteria that were listed and not ticked.
    pub unsaid: Vec<String>,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Utterance {
    /// Who spoke.
    pub who: Speaker,
    /// The step in which it was said.
    pub step: Step,
    /// What kind of remark or line.
    #[schemars(schema_with = "words::utterance")]
    pub kind: String,
    /// The id of the thing that the interviewer's remark is about; `null` for follow-ups and hints
    /// of an interview that is not over.
    pub about: Option<String>,
    /// Seconds of the box at which it was said; `null` for the candidate's lines.
    pub at_s: Option<u64>,
    /// The words.
    pub text: String,
}

/// Who spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The interviewer.
    Interviewer,
    /// The candidate.
    Candidate,
}

/// What the candidate disputed or confirmed, and the score that follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewPart {
    /// The verdicts.
    pub verdicts: Vec<CriterionReview>,
    /// The score with them; `null` when it was not worked out.
    pub score: Option<Document>,
}

/// A verdict of the candidate's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionReview {
    /// The criterion.
    pub criterion: String,
    /// The candidate's verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The words that show it.
    pub quote: Option<String>,
}

/// A criterion worked on again: the first answer, which is scored, and the refined one, which is
/// not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refinement {
    /// The criterion.
    pub criterion: String,
    /// The lines of the first answer that came nearest; empty where none did.
    #[serde(default)]
    pub first: String,
    /// The verdict on the first answer when it was refined; `null` where it is not known.
    #[serde(default)]
    pub first_verdict: Option<Verdict>,
    /// The refined answer.
    pub text: String,
    /// What the judge says with the refined answer behind the first; it changes no total. `null`
    /// while it is being written.
    #[serde(default)]
    pub verdict: Option<Verdict>,
}

/// The session as a document, under the same conditions as the markdown export.
pub fn session_document(export: &Export<'_>) -> SessionDocument {
    let session = export.session;
    let started = session.started();
    let state = export.state();
    let part: Vec<Step> = session.steps().iter().map(|budget| budget.step).collect();
    let bell = part.iter().map(|step| (*step, export.bell_lines(*step)));
    let reference = export.prompt.reference.iter();
    let reference =
        reference.filter(|(step, _)| export.reference && state.is_over() && part.contains(step));
    let mut document = SessionDocument {
        schema: SESSION.to_owned(),
        id: session.id().to_owned(),
        prompt: started.prompt.clone(),
        title: export.prompt.title.clone(),
        brief: export.prompt.brief.clone(),
        mode: started.mode,
        level: started.level,
        state,
        started_at: timestamp(session.started_at().wall_ms),
        minutes: started.box_ms.map(minutes),
        spent_s: session.used_ms(export.now) / 1000,
        paused: session.paused_times(),
        input: started.input,
        rehearsal: started.rehearsal,
        rate: started.rate,
        seed: started.seed,
        continues: started.continues.clone(),
        started_by: started.program.clone(),
        program: export.program.to_owned(),
        prompt_sha256: started.prompt_sha256.clone(),
        rubric_sha256: started.rubric_sha256.clone(),
        lexicon_sha256: started.lexicon_sha256.clone(),
        step: session.current(),
        answers: session.answers(),
        whiteboard: whiteboard(export),
        typed_at_bell: bell.filter(|(_, lines)| !lines.is_empty()).collect(),
        draft: export.draft.to_owned(),
        half_command: session.half_command().map(str::to_owned),
        timings: timings(export),
        asked: asked(export),
        prompted: if state.is_over() { export.prompted.clone() } else { BTreeMap::new() },
        dialogue: dialogue(export, &part),
        unasked: unasked(export),
        ticks: ticks(export),
        guess: session.guess().filter(|_| state.is_over()),
        score: export.shown_document().cloned(),
        review: review(export),
        refinements: refinements(export),
        improvements: session.improvements().to_vec(),
        reference: reference.map(|(step, text)| (*step, text.clone())).collect(),
        seal: String::new(),
    };
    // Strings and numbers always serialise.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
    document.seal = seal::hash(&[&text]);
    document
}

fn whiteboard(export: &Export<'_>) -> Option<WhiteboardPart> {
    let diagram = export.session.whiteboard();
    if diagram.is_empty() {
        return None;
    }
    let found = if export.state().is_over() { lint(&diagram) } else { Vec::new() };
    let findings = found.into_iter().map(|finding| WhiteboardFinding {
        rule: finding.rule.id().to_owned(),
        about: finding.about,
        text: finding.text,
    });
    Some(WhiteboardPart { mermaid: to_mermaid(&diagram), findings: findings.collect() })
}

fn unasked(export: &Export<'_>) -> Vec<UnaskedQuestion> {
    let unasked = export.unasked().into_iter();
    unasked
        .map(|one| UnaskedQuestion { step: one.step, criterion: one.criterion, text: one.text })
        .collect()
}

fn ticks(export: &Export<'_>) -> Vec<StepTicks> {
    let ticks = export.session.ticks().iter().filter(|_| export.state().is_over());
    ticks
        .map(|(step, ticks)| StepTicks {
            step: *step,
            said: ticks.said.clone(),
            unsaid: ticks.unsaid.clone(),
        })
        .collect()
}

fn timings(export: &Export<'_>) -> Vec<StepTiming> {
    let steps = export.session.steps().iter();
    steps
        .map(|budget| StepTiming {
            step: budget.step,
            planned_s: budget.seconds,
            spent_s: export.session.spent_ms(budget.step, export.now) / 1000,
        })
        .collect()
}

fn asked(export: &Export<'_>) -> Vec<AskedFact> {
    let mut asked: Vec<AskedFact> = Vec::new();
    for said in export.session.said().iter().filter(|said| said.remark == Remark::Fact) {
        if !asked.iter().any(|fact| fact.id == said.about) {
            asked.push(AskedFact { id: said.about.clone(), text: said.text.clone() });
        }
    }
    asked
}

fn dialogue(export: &Export<'_>, part: &[Step]) -> Vec<Utterance> {
    // What a follow-up or a hint is about is a criterion, which an unfinished interview hides.
    let is_open =
        |remark| export.state().is_over() || !matches!(remark, Remark::FollowUp | Remark::Hint);
    let interviewer = export.session.said().iter().map(|said| {
        let utterance = Utterance {
            who: Speaker::Interviewer,
            step: said.step,
            kind: words::remark_word(said.remark).to_owned(),
            about: Some(said.about.clone())
                .filter(|about| !about.is_empty() && is_open(said.remark)),
            at_s: Some(said.elapsed_ms / 1000),
            text: said.text.clone(),
        };
        (said.seq, utterance)
    });
    let answers = part.iter().filter_map(|step| Some((*step, export.session.answer(*step)?)));
    let lines = answers.flat_map(|(step, answer)| answer.lines().iter().map(move |l| (step, l)));
    let spoken = lines.filter(|(_, l)| matches!(l.kind, LineKind::Question | LineKind::Reply));
    let candidate = spoken.map(|(step, line)| {
        let utterance = Utterance {
            who: Speaker::Candidate,
            step,
            kind: words::line_word(line.kind).to_owned(),
            about: None,
            at_s: None,
            text: line.text.clone(),
        };
        (line.seq, utterance)
    });
    let mut all: Vec<(u64, Utterance)> = interviewer.chain(candidate).collect();
    all.sort_by_key(|(seq, _)| *seq);
    all.into_iter().map(|(_, utterance)| utterance).collect()
}

fn refinements(export: &Export<'_>) -> Vec<Refinement> {
    let refined = export.session.refined().filter(|_| export.state().is_over());
    refined
        .map(|one| Refinement {
            criterion: one.criterion.clone(),
            first: one.first.clone(),
            first_verdict: one.before,
            text: one.text.clone(),
            verdict: one.verdict,
        })
        .collect()
}

fn review(export: &Export<'_>) -> Option<ReviewPart> {
    let reviews = export.session.reviews();
    if reviews.is_empty() || !export.state().is_over() {
        return None;
    }
    let verdicts = reviews.iter().map(|(criterion, review)| CriterionReview {
        criterion: criterion.clone(),
        verdict: review.verdict,
        reason: review.reason.clone(),
        quote: review.quote.clone(),
    });
    Some(ReviewPart { verdicts: verdicts.collect(), score: export.shown_reviewed().cloned() })
}
