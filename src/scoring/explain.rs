//! Which layer found what for a criterion, and what would have been enough.

use std::fmt;

use super::compiled::Compiled;
use super::document::{Evidence, Verdict};
use super::judge::{Judged, judge};
use super::ruling::Note;
use super::submission::{ScoreError, Submission};

/// What the layers say about a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The criterion's id.
    pub criterion: String,
    /// Its text.
    pub text: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The chances of at least half and of wholly, each 0 to 1.
    pub chances: [f64; 2],
    /// What is quoted: the window that decided, and what others add.
    pub window: Vec<Evidence>,
    /// Layer 2: the concept groups, with what was found of each.
    pub groups: Vec<GroupFound>,
    /// Layer 3: the likeness to what the rubric says, each 0 to 1.
    pub likeness: Vec<(String, f64)>,
    /// Layer 4: the rules that had a say.
    pub rules: Vec<String>,
    /// What would have been enough.
    pub enough: Vec<String>,
}

/// A concept group and what was found of it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupFound {
    /// Its phrases.
    pub phrases: Vec<String>,
    /// The words of the answer that stand for it in what is quoted.
    pub found: Option<String>,
}

/// Explains the verdict on a criterion; nothing for an id that the rubric lacks.
///
/// # Errors
///
/// As [`super::score`].
pub fn explain(
    compiled: &Compiled,
    submission: &Submission,
    criterion: &str,
) -> Result<Option<Explanation>, ScoreError> {
    let rubric = compiled.rubric();
    let Some(number) = rubric.criteria.iter().position(|one| one.id == criterion) else {
        return Ok(None);
    };
    let criterion = &rubric.criteria[number];
    let explanation = judge(compiled, submission, |judged: &Judged<'_>| {
        let ruling = &judged.rulings[number];
        let found = |group: usize| judged.phrase(ruling, group);
        let groups: Vec<GroupFound> = criterion
            .concepts
            .iter()
            .enumerate()
            .map(|(at, phrases)| GroupFound { phrases: phrases.clone(), found: found(at) })
            .collect();
        let likeness = ruling.chosen.map_or_else(Vec::new, |chosen| {
            let f = chosen.features;
            [
                ("nearest sentence that meets it", f.met),
                ("nearest sentence that half meets it", f.partly),
                ("nearest sentence that misses it", f.missed),
                ("nearest common mistake", f.wrong),
                ("what sets meeting sentences apart", f.keys),
                ("the criterion's own text", f.text),
            ]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), f64::from(value)))
            .collect()
        });
        let mut enough: Vec<String> = groups
            .iter()
            .filter(|group| group.found.is_none())
            .map(|group| format!("one of: {}", first_few(&group.phrases)))
            .collect();
        enough.extend(ruling.notes.iter().filter_map(wanted).map(str::to_owned));
        if ruling.verdict != Verdict::Met
            && let Some(met) = criterion.exemplars.met.first()
        {
            enough.push(format!("for example: {met}"));
        }
        if ruling.verdict == Verdict::Met {
            enough.clear();
        }
        Explanation {
            criterion: criterion.id.clone(),
            text: criterion.text.clone(),
            verdict: ruling.verdict,
            chances: ruling.chances.map(f64::from),
            window: judged.quotes(ruling),
            groups,
            likeness,
            rules: ruling.notes.iter().map(|note| said(note).to_owned()).collect(),
            enough,
        }
    })?;
    Ok(Some(explanation))
}

fn first_few(phrases: &[String]) -> String {
    let few: Vec<&str> = phrases.iter().take(5).map(String::as_str).collect();
    let more = if phrases.len() > few.len() { ", …" } else { "" };
    format!("{}{more}", few.join(", "))
}

fn said(note: &Note) -> &'static str {
    match note {
        Note::Denied => "a concept stands only under a negation: it counts little",
        Note::Declined => "said not to be done, with no reason: less than half",
        Note::NoReason => "no reason, consequence or alternative on the subject: half at most",
        Note::NoFigure => "no figure within the range that is wanted: half at most",
        Note::Hedged => "only held possible, and nothing more said: half at most",
        Note::Wrong => "nearer to a common mistake than to a right statement: half at most",
        Note::Contradicted => "turned down elsewhere without a reason: half at most",
        Note::Asked => "a fact that belongs to it was asked for: half at least",
        Note::OffTopic => "the answer hardly speaks about what the prompt is about: counts less",
        Note::Disordered => "the words stand in no order: nothing counts",
        Note::Crowded => "terms with nothing said about them: nothing counts",
    }
}

fn wanted(note: &Note) -> Option<&'static str> {
    Some(match note {
        Note::NoReason => "a reason, a consequence or an alternative in the same breath",
        Note::Declined => "the reason for leaving it out, or what is done in its place",
        Note::NoFigure => "a figure with its unit",
        Note::Hedged => "a decision instead of a possibility",
        Note::Crowded | Note::Disordered => "a sentence, or a note that says what it does and why",
        _ => return None,
    })
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.criterion, self.text)?;
        writeln!(
            f,
            "verdict: {} (at least half {:.2}, wholly {:.2})",
            self.verdict.id(),
            self.chances[0],
            self.chances[1]
        )?;
        for quote in &self.window {
            writeln!(f, "  {} {}..{}: {}", quote.step, quote.start, quote.end, quote.quote)?;
        }
        if !self.groups.is_empty() {
            writeln!(f, "concepts")?;
        }
        for group in &self.groups {
            match &group.found {
                Some(found) => writeln!(f, "  + `{found}`")?,
                None => writeln!(f, "  - none of: {}", first_few(&group.phrases))?,
            }
        }
        if !self.likeness.is_empty() {
            writeln!(f, "likeness")?;
        }
        for (name, value) in self.likeness.iter().filter(|(_, value)| *value > 0.0) {
            writeln!(f, "  {value:.2} {name}")?;
        }
        for rule in &self.rules {
            writeln!(f, "rule: {rule}")?;
        }
        for enough in &self.enough {
            writeln!(f, "would help: {enough}")?;
        }
        Ok(())
    }
}
