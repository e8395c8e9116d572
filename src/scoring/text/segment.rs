//! Sentences, bullets, table rows and lines of code: the pieces that evidence is quoted in.

use super::vocabulary::Word;
use super::{Gap, Kind};

/// The longest piece without a full stop, in tokens; speech written down is cut at conjunctions.
const LONGEST_RUN: usize = 38;
/// The shortest piece that such a cut leaves.
const SHORTEST_PIECE: usize = 14;

/// What a segment looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A sentence, or a line of its own.
    Sentence,
    /// A bullet or a numbered point.
    Bullet,
    /// A row of a table.
    Row,
    /// A line in a code fence.
    Code,
    /// A heading.
    Heading,
}

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Byte offset of its beginning, without marks and blanks.
    pub(crate) start: usize,
    /// Byte offset after its end.
    pub(crate) end: usize,
    /// Its first token.
    pub(crate) first: usize,
    /// After its last token.
    pub(crate) last: usize,
    /// What it looks like.
    pub(crate) shape: Shape,
    /// Counts up at blank lines and headings: windows do not reach across.
    pub(crate) block: u32,
}

/// Cuts a text into pieces with at least one token each. `words` are the text's tokens in order.
pub(crate) fn segments(text: &str, words: &[Word]) -> Vec<Segment> {
    let mut cutter = Cutter { text, words, at: 0, block: 0, found: Vec::new() };
    let mut code = false;
    // Where a statement began that goes on over several lines.
    let mut pending: Option<usize> = None;
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        let trimmed = text[line.0..line.1].trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            code = !code;
            cutter.skip_to(line.1);
            cutter.block += 1;
            continue;
        }
        if trimmed.is_empty() {
            cutter.skip_to(line.1);
            cutter.block += u32::from(!code);
            continue;
        }
        let shape = shape(trimmed, code);
        if shape == Shape::Heading {
            cutter.block += 1;
        }
        let start = pending.take().unwrap_or(line.0);
        let next = lines.peek().map(|next| text[next.0..next.1].trim()).unwrap_or_default();
        let goes_on = matches!(shape, Shape::Sentence | Shape::Bullet)
            && wrapped(trimmed, next)
            && self::shape(next, false) == Shape::Sentence;
        if goes_on {
            pending = Some(start);
            continue;
        }
        let first = text[start..line.1].trim_start();
        let shape = if code { Shape::Code } else { self::shape(first, false) };
        cutter.line(start, line.1, shape);
    }
    cutter.found
}

/// Lines as byte ranges, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, start + line.trim_end_matches(['\n', '\r']).len())
    })
}

/// Whether a line was broken only because it was full.
fn wrapped(line: &str, next: &str) -> bool {
    line.len() >= 60
        && !line.ends_with(['.', '!', '?', ':', ';', '|', '}', '{'])
        && next.starts_with(|c: char| c.is_lowercase())
        // Edges of a whiteboard stand on lines of their own, and so do records, each of which begins
        // with the same word.
        && !(line.contains("->") && next.contains("->"))
        && first_letters(line) != first_letters(next)
}

fn first_letters(line: &str) -> &str {
    line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn shape(line: &str, code: bool) -> Shape {
    if code {
        return Shape::Code;
    }
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let numbered = (1..=3).contains(&digits)
        && matches!(bytes.get(digits), Some(b'.' | b')'))
        && bytes.get(digits + 1).is_none_or(u8::is_ascii_whitespace);
    if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') {
        Shape::Heading
    } else if line.starts_with(['-', '*', '•', '+', '–', '·']) || numbered {
        Shape::Bullet
    } else if line.matches('|').count() >= 2 {
        Shape::Row
    } else {
        Shape::Sentence
    }
}

struct Cutter<'a> {
    text: &'a str,
    words: &'a [Word],
    at: usize,
    block: u32,
    found: Vec<Segment>,
}

impl Cutter<'_> {
    fn skip_to(&mut self, end: usize) {
        while self.words.get(self.at).is_some_and(|word| word.start < end) {
            self.at += 1;
        }
    }

    /// Cuts one line, or several that belong together.
    fn line(&mut self, start: usize, end: usize, shape: Shape) {
        let from = self.at;
        self.skip_to(end);
        let to = self.at;
        if from == to {
            return;
        }
        let offset = self.text[start..end]
            .find(|c: char| !(c.is_whitespace() || "-*•+–·>#|".contains(c)))
            .unwrap_or(0);
        let mut first = from;
        let mut begin = start + offset.min(self.words[from].start.saturating_sub(start));
        if matches!(shape, Shape::Sentence | Shape::Bullet) {
            for at in from + 1..to {
                if self.sentence_ends(at) {
                    let stop = self.sentence_stop(at);
                    self.piece(begin, stop, first, at, shape);
                    first = at;
                    begin = stop;
                }
            }
        }
        self.piece(begin, end, first, to, shape);
    }

    /// Whether a sentence ends between the tokens `at - 1` and `at`.
    fn sentence_ends(&self, at: usize) -> bool {
        let (before, after) = (&self.words[at - 1], &self.words[at]);
        if !after.gap.has(Gap::STOP) {
            return false;
        }
        let between = &self.text[before.end..after.start];
        let Some(mark) = between.find(['.', '!', '?', '…', '。']) else { return false };
        let rest = &between[mark..];
        let after_mark =
            rest.trim_start_matches(['.', '!', '?', '…', '"', '\'', ')', '”', '’', '*']);
        if !after_mark.starts_with(char::is_whitespace) && !rest.starts_with('。') {
            return false;
        }
        if after_mark.trim_start().starts_with(['}', ',', ']', ')', '|']) {
            return false;
        }
        let word = &self.text[before.start..before.end];
        let abbreviation = rest.starts_with('.')
            && mark == 0
            && (word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
                || ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str()));
        !abbreviation
    }

    /// The byte after the mark that ends the sentence before the token `at`.
    fn sentence_stop(&self, at: usize) -> usize {
        let before = self.words[at - 1].end;
        let between = &self.text[before..self.words[at].start];
        let mark = between.find(['.', '!', '?', '…', '。']).unwrap_or(0);
        let length = between[mark..].find(char::is_whitespace).unwrap_or(0);
        before + mark + length
    }

    /// Adds a piece, in parts where it is too long to be one statement.
    fn piece(&mut self, start: usize, end: usize, first: usize, last: usize, shape: Shape) {
        let mut begin = start;
        let mut from = first;
        while last - from > LONGEST_RUN && matches!(shape, Shape::Sentence | Shape::Bullet) {
            let cut = self.cut(from, last);
            let stop = self.words[cut].start;
            self.push(begin, stop, from, cut, shape);
            begin = stop;
            from = cut;
        }
        self.push(begin, end, from, last, shape);
    }

    /// The token that best begins a new piece of a run that is too long.
    fn cut(&self, from: usize, last: usize) -> usize {
        let middle = from + usize::midpoint(SHORTEST_PIECE, LONGEST_RUN);
        let furthest = (from + LONGEST_RUN).min(last - SHORTEST_PIECE.min(last - from - 1));
        let mut best = (0, furthest.max(from + 1));
        for at in from + SHORTEST_PIECE..furthest {
            let word = &self.words[at];
            let strong = Gap::SEMICOLON.and(Gap::COLON).and(Gap::DASH);
            let rank = match () {
                () if word.gap.has(strong) => 60,
                () if word.cue.joins() => 40,
                () if word.gap.has(Gap::COMMA) => 30,
                () if word.kind == Kind::Arrow => 20,
                () => 0,
            };
            let score = rank + 20 - at.abs_diff(middle).min(20);
            if rank > 0 && score > best.0 {
                best = (score, at);
            }
        }
        best.1
    }

    fn push(&mut self, start: usize, end: usize, first: usize, last: usize, shape: Shape) {
        let raw = &self.text[start..end];
        let start = start + (raw.len() - raw.trim_start().len());
        let end = start + raw.trim().len();
        if first < last {
            self.found.push(Segment { start, end, first, last, shape, block: self.block });
        }
    }
}

/// Words whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 20] = [
    "approx", "ca", "cf", "dr", "eg", "etc", "ex", "fig", "ie", "incl", "max", "min", "mr", "mrs",
    "no", "resp", "sec", "st", "viz", "vs",
];
