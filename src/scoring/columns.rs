//! The words that a rubric's sentences are made of, as columns of a table of likeness, and which
//! sentences each of them belongs to.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::exchanged::{EXCHANGED, Exchanged};
use super::target::{Line, Target};
use super::text::{Reader, Symbol, Vocabulary};
use super::words::DIMS;

/// Likeness is kept in bytes: this is "the same word".
pub(super) const SAME: u8 = 250;
/// Cosines up to this are noise.
const FLOOR: f32 = 0.55;
/// What a word that is near, and not the same, is worth at most.
const NEAR: f32 = 0.9;
/// Words that are more common than this in general English are only the same or not.
const COMMON: f32 = 0.5;

/// A word's place in a sentence of the rubric.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// The sentence.
    pub(super) line: Line,
    /// What the word weighs there: [`WHOLE`] is the whole sentence.
    pub(super) weight: i32,
}

/// The weight of a whole sentence. Fine enough that no word's is lost, and 4.5 times this by [`SAME`],
/// the most that a line can come to, stay below 2^31: the keys of a target weigh at most so much more
/// than its sentences do.
pub(super) const WHOLE: f32 = 65_536.0;

/// Columns that a word is near to, and how near.
type Near = Box<[(u32, u8)]>;

/// The columns: one for each word of weight in a sentence of the rubric.
#[derive(Debug)]
pub(super) struct Columns {
    /// By symbol: its column, or none.
    by_symbol: Vec<Option<u32>>,
    /// By column: the sentences that it belongs to.
    pub(super) plain: Lists<Posting>,
    /// By column: the sentences in which it stands under a negation.
    pub(super) negated: Lists<Posting>,
    /// By column: of all these, the texts and the keys of targets.
    pub(super) own: Lists<Posting>,
    /// By column: the concept groups of which it is a phrase by itself.
    pub(super) groups: Lists<u32>,
    /// The directions of columns that words can be near to.
    vectors: Vec<(u32, f32, [i16; DIMS])>,
    /// By word: the columns of its opposites.
    opposites: BTreeMap<&'static str, Vec<u32>>,
    /// The columns of criteria with nothing but their text, by words that are said in their place.
    exchanged: Exchanged,
    /// By symbol of the rubric: what [`Columns::near`] found for it the first time.
    known: Vec<OnceLock<Near>>,
}

impl Columns {
    pub(super) fn new(vocabulary: &Vocabulary, targets: &[Target]) -> Self {
        let mut made = Self {
            by_symbol: vec![None; vocabulary.len()],
            plain: Lists::default(),
            negated: Lists::default(),
            own: Lists::default(),
            groups: Lists::default(),
            vectors: Vec::new(),
            opposites: BTreeMap::new(),
            exchanged: Exchanged::default(),
            known: vec![OnceLock::new(); vocabulary.len()],
        };
        let (mut plain, mut negated, mut own) = (Vec::new(), Vec::new(), Vec::new());
        let mut groups = Vec::new();
        let mut count = 0;
        for target in targets {
            let models = target.models.iter().map(|model| (model, model.total, false));
            let text = (&target.text, target.text.total, true);
            let keys = (&target.keys, target.enough, true);
            for (model, total, whole) in models.chain([text, keys]).filter(|one| one.1 > 0.0) {
                for word in &model.words {
                    let column = made.take(vocabulary, word.symbol, &mut count);
                    let weight = (word.weight / total * WHOLE).round() as i32;
                    let posting = Posting { line: model.line, weight };
                    let list = if word.negated { &mut negated } else { &mut plain };
                    list.push((column, posting));
                    if whole {
                        own.push((column, posting));
                    }
                }
            }
            if !target.has_model() && target.groups.is_empty() {
                for word in &target.text.words {
                    let column = made.take(vocabulary, word.symbol, &mut count);
                    if let Some(entry) = vocabulary.entry(word.symbol) {
                        made.exchanged.take(&entry.surface, column);
                    }
                }
            }
            for group in &target.groups {
                for phrase in &group.symbols {
                    if let [symbol] = phrase[..] {
                        groups.push((made.take(vocabulary, symbol, &mut count), group.number));
                    }
                }
            }
        }
        made.plain = Lists::new(count, &plain);
        made.negated = Lists::new(count, &negated);
        made.own = Lists::new(count, &own);
        made.groups = Lists::new(count, &groups);
        for (one, other) in OPPOSITES.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]) {
            let column = vocabulary.known(other).and_then(|symbols| match symbols[..] {
                [symbol] => made.of(symbol),
                _ => None,
            });
            made.opposites.entry(one).or_default().extend(column);
        }
        made
    }

    /// The column of a word, made where there is none.
    fn take(&mut self, vocabulary: &Vocabulary, symbol: Symbol, count: &mut u32) -> u32 {
        if let Some(column) = self.of(symbol) {
            return column;
        }
        let column = *count;
        *count += 1;
        self.by_symbol[symbol.index()] = Some(column);
        let entry = vocabulary.entry(symbol).filter(|entry| entry.rarity >= COMMON);
        if let Some(vector) = entry.and_then(|entry| vocabulary.vector(entry)) {
            self.vectors.push((column, 1.0 / vector.norm(), vector.wide()));
        }
        column
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.plain.len()
    }

    /// The column of a word.
    pub(super) fn of(&self, symbol: Symbol) -> Option<u32> {
        self.by_symbol.get(symbol.index()).copied().flatten()
    }

    /// The columns that a word of an answer is near to, and how near. A word of the rubric is held
    /// against them once for all answers.
    pub(super) fn near<'a>(&'a self, symbol: Symbol, reader: &Reader<'_>) -> Cow<'a, [(u32, u8)]> {
        match self.known.get(symbol.index()) {
            Some(known) => {
                known.get_or_init(|| self.compare(symbol, reader).into()).as_ref().into()
            }
            None => self.compare(symbol, reader).into(),
        }
    }

    fn compare(&self, symbol: Symbol, reader: &Reader<'_>) -> Vec<(u32, u8)> {
        let own = self.of(symbol);
        let mut near: Vec<(u32, u8)> = own.map(|column| (column, SAME)).into_iter().collect();
        let Some(entry) = reader.entry(symbol) else { return near };
        if entry.rarity >= COMMON
            && let Some(vector) = reader.vector(entry)
        {
            let opposite = self.opposites.get(entry.surface.as_str());
            let unlike = |column| opposite.is_some_and(|columns| columns.contains(&column));
            let (wide, inverse) = (vector.wide(), 1.0 / vector.norm());
            for &(column, other, ref values) in &self.vectors {
                let cosine = dot(&wide, values) as f32 * inverse * other;
                if cosine >= FLOOR && own != Some(column) && !unlike(column) {
                    near.push((column, likeness(cosine)));
                }
            }
        }
        for column in self.exchanged.of(&entry.surface, own) {
            match near.iter_mut().find(|known| known.0 == column) {
                Some(known) => known.1 = known.1.max(EXCHANGED),
                None => near.push((column, EXCHANGED)),
            }
        }
        near
    }
}

/// Lists side by side, by column.
#[derive(Debug)]
pub(super) struct Lists<T> {
    /// Where each list begins, and the end of the last.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// The items of so many columns, those of each in the order that they are in.
    fn new(columns: u32, items: &[(u32, T)]) -> Self {
        let mut starts = vec![0_u32; columns as usize + 1];
        for &(column, _) in items {
            starts[column as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut sorted: Vec<&(u32, T)> = items.iter().collect();
        sorted.sort_by_key(|item| item.0);
        Self { starts, items: sorted.into_iter().map(|item| item.1).collect() }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The list of a column.
    #[inline]
    pub(super) fn of(&self, column: u32) -> &[T] {
        let at = column as usize;
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Exact in `i32`, and below 2^24, so that it does not matter in which order it is summed. Pairs of
/// products in four lanes are what a processor does in one instruction.
#[inline]
pub(super) fn dot(a: &[i16; DIMS], b: &[i16; DIMS]) -> i32 {
    let mut lanes = [0_i32; 4];
    let (a, _) = a.as_chunks::<8>();
    let (b, _) = b.as_chunks::<8>();
    for (a, b) in a.iter().zip(b) {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            let (even, odd) = (2 * lane, 2 * lane + 1);
            *sum += i32::from(a[even]) * i32::from(b[even]) + i32::from(a[odd]) * i32::from(b[odd]);
        }
    }
    lanes.iter().sum()
}

fn likeness(cosine: f32) -> u8 {
    (cosine.min(1.0) * NEAR * f32::from(SAME)) as u8
}

/// Whether two words stand near each other in the table and mean the opposite.
pub(super) fn apart(one: &str, other: &str) -> bool {
    OPPOSITES.contains(&(one, other)) || OPPOSITES.contains(&(other, one))
}

/// Words that stand near each other in the table and mean the opposite.
const OPPOSITES: [(&str, &str); 40] = [
    ("synchronous", "asynchronous"),
    ("sync", "async"),
    ("synchronously", "asynchronously"),
    ("behind", "through"),
    ("horizontal", "vertical"),
    ("horizontally", "vertically"),
    ("public", "private"),
    ("fast", "slow"),
    ("faster", "slower"),
    ("soft", "hard"),
    ("optimistic", "pessimistic"),
    ("cursor", "offset"),
    ("primary", "secondary"),
    ("authentication", "authorization"),
    ("strong", "eventual"),
    ("push", "pull"),
    ("token", "leaky"),
    ("success", "failure"),
    ("read", "write"),
    ("reads", "writes"),
    ("increase", "decrease"),
    ("upload", "download"),
    ("encrypt", "decrypt"),
    ("client", "server"),
    ("stateless", "stateful"),
    ("allow", "deny"),
    ("accept", "reject"),
    ("hit", "miss"),
    ("start", "stop"),
    ("create", "delete"),
    ("insert", "delete"),
    ("add", "remove"),
    ("sender", "recipient"),
    ("buyer", "seller"),
    ("input", "output"),
    ("request", "response"),
    ("online", "offline"),
    ("lock", "unlock"),
    ("sequential", "random"),
    ("permanent", "temporary"),
];
