//! A second judge's opinion beside the offline judge's: when it counts, and what it comes to.
//!
//! Whoever judges gives verdicts; the numbers are made here, as for every other verdict.

use std::collections::BTreeMap;

use super::arithmetic::{Frame, assemble};
use super::document::{
    Answers, CriterionVerdict, Document, Evidence, OtherScore, OtherVerdict, Place, Verdict,
};
use super::review::locate;
use crate::bank::{Rubric, Step};

/// What another judge said of a criterion, as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Its verdict.
    pub verdict: Verdict,
    /// The words of the answer that are to show it; empty for `missed`.
    pub quote: String,
    /// Why, in one sentence.
    pub reason: String,
    /// Whether it was asked several times and said the same each time.
    pub unanimous: bool,
}

/// Why an opinion does not count, so that the offline verdict stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// Nothing is quoted for a verdict that needs it.
    #[error("unverified: it says {} and quotes nothing", .0.id())]
    Nothing(Verdict),
    /// The quotation is not the candidate's own words.
    #[error("unverified: its quotation is not in the answers")]
    Elsewhere,
    /// The quotation is found in any answer.
    #[error("unverified: its quotation is too short to show anything")]
    Short,
    /// The quotation speaks to whoever judges.
    #[error("unverified: its quotation is addressed to the judge")]
    Addressed,
    /// The same words are quoted for too many criteria.
    #[error("unverified: the same words are quoted for {0} criteria")]
    Crowded(usize),
}

/// Letters and digits that a quotation has at the least.
const SHORTEST: usize = 8;
/// For how many criteria the same words are taken.
const MOST: usize = 4;

/// What is written to a judge and not to an interviewer, in lower case.
const ADDRESSED: [&str; 14] = [
    "ignore previous",
    "ignore all previous",
    "ignore the above",
    "ignore your instructions",
    "ignore the instructions",
    "disregard",
    "note to the grader",
    "note to grader",
    "dear grader",
    "grader:",
    "full marks",
    "full credit",
    "\"verdict\"",
    "system prompt",
];

/// Finds the quotation of an opinion in the answers, the criterion's own step first. White space,
/// quotation marks and dashes need not be the same.
///
/// # Errors
/// When nothing shows a verdict of met or partly.
pub fn verified(
    answers: &Answers,
    own: Step,
    opinion: &Opinion,
) -> Result<Vec<Evidence>, Unverified> {
    if opinion.verdict == Verdict::Missed {
        return Ok(Vec::new());
    }
    let quote = opinion.quote.trim();
    if quote.is_empty() {
        return Err(Unverified::Nothing(opinion.verdict));
    }
    let found = anywhere(answers, own, quote).ok_or(Unverified::Elsewhere)?;
    let weighty = found.iter().flat_map(|piece| piece.quote.chars());
    if weighty.filter(|letter| letter.is_alphanumeric()).count() < SHORTEST {
        return Err(Unverified::Short);
    }
    // The words around it count too: an instruction can be quoted without its beginning.
    let addressed = found.iter().any(|piece| {
        let line = answers.get(&piece.step).map_or("", |text| around(text, piece));
        let line = line.to_lowercase();
        ADDRESSED.iter().any(|words| line.contains(words))
    });
    if addressed { Err(Unverified::Addressed) } else { Ok(found) }
}

/// The lines in which a quotation stands.
fn around<'a>(text: &'a str, piece: &Evidence) -> &'a str {
    let start = text[..piece.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[piece.end..].find('\n').map_or(text.len(), |at| piece.end + at);
    &text[start..end]
}

/// Where a quotation stands, as it is or with other quotation marks and dashes.
fn anywhere(answers: &Answers, own: Step, quote: &str) -> Option<Vec<Evidence>> {
    if let Some(found) = locate(answers, own, quote) {
        return Some(found);
    }
    let plain: Answers = answers.iter().map(|(place, text)| (*place, plainly(text))).collect();
    let found = locate(&plain, own, &plainly(quote))?;
    let back = |piece: Evidence| {
        let (from, to) = (plain.get(&piece.step)?, answers.get(&piece.step)?);
        // One character stands for one character, of another length in bytes.
        let byte = |at: usize| {
            let count = from[..at].chars().count();
            to.char_indices().nth(count).map_or(to.len(), |(byte, _)| byte)
        };
        let (start, end) = (byte(piece.start), byte(piece.end));
        Some(Evidence { quote: to.get(start..end)?.to_owned(), start, end, ..piece })
    };
    found.into_iter().map(back).collect()
}

fn plainly(text: &str) -> String {
    let plain = |letter: char| match letter {
        '“' | '”' | '„' | '«' | '»' | '`' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// Two scores of the same answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The offline judge's, with the other's verdicts named beside.
    pub offline: Document,
    /// The other's, with the offline verdicts beside. Where it has no opinion that counts, the
    /// offline verdict stands.
    pub other: Document,
}

/// Who gave the opinions, on what.
#[derive(Clone, Copy, Debug)]
pub struct SecondJudge<'a> {
    /// `llm`.
    pub judge: &'a str,
    /// The model.
    pub model: &'a str,
    /// What it said, by criterion; where it said nothing, why.
    pub opinions: &'a BTreeMap<String, Result<Opinion, String>>,
    /// Criteria about which a follow-up or a hint was given: how many bytes of each answer were
    /// there before it.
    pub prompted: &'a BTreeMap<String, BTreeMap<Place, usize>>,
}

/// Puts another judge's opinions beside an offline score.
///
/// Where both say the same the verdict is sure. Where they differ the other's stands in its own
/// document and is unsure, unless it was asked several times and always said so.
pub fn beside(rubric: &Rubric, offline: &Document, second: &SecondJudge<'_>) -> Beside {
    let shown = shown(offline, second);
    let criteria: Vec<CriterionVerdict> = offline
        .criteria
        .iter()
        .map(|judged| match shown.get(judged.id.as_str()) {
            Some(Ok((opinion, evidence))) => theirs(judged, opinion, evidence, second),
            Some(Err(why)) => CriterionVerdict { kept: Some(why.clone()), ..judged.clone() },
            None => {
                let kept = Some("it was not asked about".to_owned());
                CriterionVerdict { kept, ..judged.clone() }
            }
        })
        .collect();
    let frame = Frame {
        id: offline.id.clone(),
        rubric: offline.rubric.clone(),
        level: offline.level,
        judge: second.judge.to_owned(),
        guess: offline.guess,
        steps: offline
            .steps
            .iter()
            .filter(|step| step.weight.is_some())
            .map(|step| step.id)
            .collect(),
        answers: offline.answers.clone(),
    };
    let mut other = assemble(rubric, frame, criteria, offline.red_flags.clone());
    other.model = Some(second.model.to_owned());
    other.second = Some(summary(offline));
    let mut mine = offline.clone();
    mine.second = Some(summary(&other));
    for judged in &mut mine.criteria {
        if let Some(Ok((opinion, _))) = shown.get(judged.id.as_str()) {
            judged.second = Some(OtherVerdict {
                judge: second.judge.to_owned(),
                verdict: opinion.verdict,
                reason: opinion.reason.clone(),
            });
        }
    }
    Beside { offline: mine, other }
}

fn summary(document: &Document) -> OtherScore {
    OtherScore {
        judge: document.judge.clone(),
        model: document.model.clone(),
        total: document.total,
        range: document.range,
        verdict: document.verdict,
    }
}

type Shown<'a> = BTreeMap<&'a str, Result<(&'a Opinion, Vec<Evidence>), String>>;

/// The opinions that count, with their evidence.
fn shown<'a>(offline: &Document, second: &SecondJudge<'a>) -> Shown<'a> {
    let mut shown = Shown::new();
    for judged in &offline.criteria {
        let Some((id, said)) = second.opinions.get_key_value(&judged.id) else { continue };
        let found = match said {
            Err(why) => Err(why.clone()),
            Ok(opinion) => verified(&offline.answers, judged.step, opinion)
                .map(|evidence| (opinion, evidence))
                .map_err(|why| why.to_string()),
        };
        shown.insert(id.as_str(), found);
    }
    let mut places: BTreeMap<(Place, usize, usize), usize> = BTreeMap::new();
    let place = |piece: &Evidence| (piece.step, piece.start, piece.end);
    for (_, evidence) in shown.values().flatten() {
        for piece in evidence.iter().take(1) {
            *places.entry(place(piece)).or_default() += 1;
        }
    }
    for found in shown.values_mut() {
        let Ok((_, evidence)) = found else { continue };
        let count = evidence.first().and_then(|piece| places.get(&place(piece))).copied();
        if let Some(count) = count.filter(|count| *count > MOST) {
            *found = Err(Unverified::Crowded(count).to_string());
        }
    }
    shown
}

fn theirs(
    judged: &CriterionVerdict,
    opinion: &Opinion,
    evidence: &[Evidence],
    second: &SecondJudge<'_>,
) -> CriterionVerdict {
    let differs = opinion.verdict != judged.verdict;
    let unsure = differs && !opinion.unanimous;
    let confidence = match (differs, opinion.unanimous) {
        (false, _) => judged.confidence.max(0.9),
        (true, true) => 0.75,
        (true, false) => 0.5,
    };
    // Evidence that came only after a follow-up or a hint about it.
    let late = |piece: &Evidence| {
        let before = second.prompted.get(&judged.id);
        before.is_some_and(|before| piece.start >= before.get(&piece.step).copied().unwrap_or(0))
    };
    let shows = opinion.verdict != Verdict::Missed;
    CriterionVerdict {
        verdict: opinion.verdict,
        confidence,
        unsure,
        prompted: shows && evidence.iter().all(late),
        evidence: evidence.to_vec(),
        reason: opinion.reason.clone(),
        second: Some(OtherVerdict {
            judge: "offline".to_owned(),
            verdict: judged.verdict,
            reason: judged.reason.clone(),
        }),
        kept: None,
        ..judged.clone()
    }
}
