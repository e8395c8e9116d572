//! An answer as the layers see it: its segments with what the guards say about each.

use foldhash::{HashSet, HashSetExt};

use super::compiled::{Compiled, ECHO};
use super::document::Place;
use super::guards;
use super::order::{Order, measure};
use super::phrases::Hit;
use super::text::{Polarity, Reader, Segment, Shape, Symbol, Word, polarities, refuses, segments};

/// What the guards say about a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "marks that stand beside each other")]
pub(super) struct Marks {
    /// It says nothing of its own: it repeats the question, or speaks to the grader.
    pub(super) void: bool,
    /// It is a bare list of terms: its items do not stand near each other.
    pub(super) list: bool,
    /// It names things and says nothing about them.
    pub(super) bare: bool,
    /// It strews small words among terms.
    pub(super) strewn: bool,
    /// It leaves open whether it is meant.
    pub(super) hedged: bool,
    /// It gives a reason, a consequence or an alternative.
    pub(super) reasoned: bool,
    /// It turns something down.
    pub(super) rejects: bool,
    /// It turns something down, or says what is not done or not there.
    pub(super) refuses: bool,
    /// It has the form of an earlier record: a line of a log or of a table that was pasted.
    pub(super) repeats: bool,
}

impl Marks {
    /// Whether it consists of terms with nothing said about them.
    pub(super) fn is_hollow(self) -> bool {
        self.bare || self.list || self.strewn
    }
}

/// The text of a place, read.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) place: Place,
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) polarities: Vec<Polarity>,
    pub(super) segments: Vec<Segment>,
    pub(super) marks: Vec<Marks>,
    /// The order of its words, code and edges left out.
    pub(super) order: Order,
    /// Concept phrases, in order of their first word.
    pub(super) hits: Vec<Hit>,
    /// Words that stand for others: the alias and the words it covers.
    pub(super) names: Vec<Hit>,
}

impl<'a> Page<'a> {
    pub(super) fn read(
        compiled: &Compiled,
        reader: &mut Reader<'_>,
        place: Place,
        text: &'a str,
    ) -> Self {
        let words = reader.read(text);
        let polarities = polarities(&words, |word| {
            reader.entry(word.symbol).map_or("", |entry| entry.surface.as_str())
        });
        let segments = segments(text, &words);
        let mut hits = Vec::new();
        let mut names = Vec::new();
        let mut marks = Vec::with_capacity(segments.len());
        let mut order = Order::default();
        let mut patterns = HashSet::new();
        let addressed = guards::speaks_to_the_grader(text);
        for (at, segment) in segments.iter().enumerate() {
            let own = &words[segment.first..segment.last];
            // Neither code nor a row of a table nor an edge of a whiteboard has the order of a sentence.
            let piece = &text[segment.start..segment.end];
            let signs = || piece.matches(['{', '}', '(', ')', ';', '=']).count();
            let code = segment.shape == Shape::Code && signs() * 8 >= own.len();
            let lines = code || in_table(&segments, at);
            let surface =
                |word: &Word| reader.entry(word.symbol).map_or("", |entry| entry.surface.as_str());
            let mut repeats = false;
            if !lines && !guards::is_edge(own) {
                let (found, pattern) = measure(own, surface);
                repeats = guards::is_record(own) && !patterns.insert(pattern);
                if !repeats {
                    order.add(found);
                }
            }
            let mut mark = guards::marks(own);
            mark.void = addressed && guards::speaks_to_the_grader(piece);
            mark.repeats = repeats;
            mark.strewn = guards::is_strewn(own, surface);
            mark.rejects = polarities[segment.first..segment.last].contains(&Polarity::Rejected);
            mark.refuses = mark.rejects || refuses(own, |word| surface(word));
            mark.void |= echoes(compiled, own);
            if !mark.void {
                compiled.phrases.find(&words, segment.first, segment.last, |hit| hits.push(hit));
                compiled.names.find(&words, segment.first, segment.last, |hit| names.push(hit));
            }
            marks.push(mark);
        }
        order.add_brackets(text);
        Self { place, text, words, polarities, segments, marks, order, hits, names }
    }

    /// The phrases in a segment.
    pub(super) fn hits_in(&self, segment: &Segment) -> &[Hit] {
        self.hits_between(segment.first, segment.last)
    }

    /// The phrases that begin at a word from `first` up to `last`.
    pub(super) fn hits_between(&self, first: usize, last: usize) -> &[Hit] {
        let before = |word: usize| self.hits.partition_point(|hit| hit.first < word);
        &self.hits[before(first)..before(last)]
    }
}

/// Whether a segment is a row among rows.
fn in_table(segments: &[Segment], at: usize) -> bool {
    let is_row = |at: usize| segments.get(at).is_some_and(|one| one.shape == Shape::Row);
    is_row(at) && (is_row(at + 1) || at.checked_sub(1).is_some_and(is_row))
}

/// Whether a segment is for the most part copied from the brief or from a criterion.
fn echoes(compiled: &Compiled, words: &[Word]) -> bool {
    let symbols: Vec<Symbol> = words.iter().map(|word| word.symbol).collect();
    if symbols.len() < ECHO + 2 {
        return false;
    }
    let mut covered = vec![false; symbols.len()];
    for (at, run) in symbols.array_windows::<ECHO>().enumerate() {
        if compiled.echoes.contains(run) {
            covered[at..at + ECHO].fill(true);
        }
    }
    let copied = covered.iter().filter(|&&covered| covered).count();
    copied * 10 >= symbols.len() * 6
}
