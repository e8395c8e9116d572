//! Quotations of a reviewer: found in the answers, or picked by the numbers of lines.

use crate::bank::Step;
use crate::scoring::{Answers, Evidence, Place};

/// Why a line picks nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLines {
    /// A word is neither a step nor a number nor a range of numbers.
    #[error("`{0}` is no number of a line: type such as `3`, `4-6`, or `storage 3`")]
    Word(String),
    /// The answer to that step has no such line.
    #[error("`{step}` has no line {number}: {}", counted(*count))]
    Number {
        /// The step.
        step: Step,
        /// The number.
        number: usize,
        /// How many lines there are.
        count: usize,
    },
    /// Only empty lines were picked.
    #[error("nothing stands there")]
    Blank,
}

fn counted(count: usize) -> String {
    match count {
        0 => "nothing was written".to_owned(),
        1 => "it has one".to_owned(),
        count => format!("it has {count}"),
    }
}

/// Where a quotation stands: whole, else line by line. Own step first, then the others in order.
/// White space need not be the same; what stands in the answer is the evidence. `None` when a part
/// of it is nowhere.
pub fn locate(answers: &Answers, own: Step, quote: &str) -> Option<Vec<Evidence>> {
    if let Some(whole) = anywhere(answers, own, quote) {
        return Some(vec![whole]);
    }
    let lines = quote.lines().filter(|line| !line.trim().is_empty());
    let found: Option<Vec<Evidence>> = lines.map(|line| anywhere(answers, own, line)).collect();
    found.filter(|found| !found.is_empty())
}

fn anywhere(answers: &Answers, own: Step, quote: &str) -> Option<Evidence> {
    let own = Place::Step(own);
    let first = answers.get_key_value(&own);
    let others = answers.iter().filter(|(place, _)| **place != own);
    first.into_iter().chain(others).find_map(|(&step, text)| {
        let (start, end) = find(text, quote)?;
        Some(Evidence { quote: text[start..end].to_owned(), step, start, end })
    })
}

/// The first place of a text where the words of a quotation stand in a row.
fn find(text: &str, quote: &str) -> Option<(usize, usize)> {
    let quote = quote.trim();
    if let Some(start) = text.find(quote).filter(|_| !quote.is_empty()) {
        return Some((start, start + quote.len()));
    }
    let mut words = quote.split_whitespace();
    let first = words.next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let end = words.clone().try_fold(start + first.len(), |end, word| {
            let rest = &text[end..];
            let next = rest.trim_start();
            let blank = rest.len() - next.len();
            (blank > 0 && next.starts_with(word)).then_some(end + blank + word.len())
        })?;
        Some((start, end))
    })
}

/// The text of the lines that are picked, as a quotation: numbers from 1 and ranges of them in the
/// answer to `own`, or to the step that is named first. Lines that follow each other are one piece.
///
/// # Errors
/// When something else is said, or a line is not there.
pub fn pick(answers: &Answers, own: Step, words: &str) -> Result<String, NoLines> {
    let mut words = words
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .peekable();
    let named = words.peek().and_then(|word| step_beginning(word));
    if named.is_some() {
        words.next();
    }
    let step = named.unwrap_or(own);
    let text = answers.get(&Place::Step(step)).map_or("", String::as_str);
    let lines: Vec<&str> = if text.is_empty() { Vec::new() } else { text.split('\n').collect() };
    let count = lines.len();
    let mut picked = vec![false; count];
    for word in words {
        let (first, last) = word.split_once(['-', '–']).unwrap_or((word, word));
        let number = |text: &str| text.parse::<usize>().ok();
        let (Some(first), Some(last)) = (number(first), number(last)) else {
            return Err(NoLines::Word(word.to_owned()));
        };
        if let Some(number) = [first, last].into_iter().find(|n| !(1..=count).contains(n)) {
            return Err(NoLines::Number { step, number, count });
        }
        picked[first.min(last) - 1..first.max(last)].fill(true);
    }
    let quote: Vec<&str> =
        lines.iter().zip(&picked).filter(|(_, picked)| **picked).map(|(line, _)| *line).collect();
    let quote = quote.join("\n");
    let quote = quote.trim();
    if quote.is_empty() { Err(NoLines::Blank) } else { Ok(quote.to_owned()) }
}

/// The step whose id begins so; none where several do.
fn step_beginning(word: &str) -> Option<Step> {
    let word = word.to_lowercase();
    let mut fitting = Step::ALL.into_iter().filter(|step| step.id().starts_with(word.as_str()));
    fitting.next().filter(|step| step.id() == word || fitting.next().is_none())
}
