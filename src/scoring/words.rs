//! The word-vector table: which words of an answer mean what a word of the rubric means.
//!
//! `words.bin` is built by `tools/word-vectors/build.py` from all-MiniLM-L6-v2 and is read where it
//! lies, in the program's own image: nothing is copied or parsed before the first look-up.
//!
//! Little-endian, no alignment, in this order:
//!
//! | part | bytes |
//! |---|---|
//! | magic `ONSWORDS` | 8 |
//! | version 1, rows `n`, dims 64, index slots `s` (a power of two), bytes of keys `k` | 5 × u32 |
//! | words in the longest phrase, bytes in the longest key | 2 × u16 |
//! | index: row + 1, or 0 for an empty slot; FNV-1a of the key, linear probing | `s` × u16 |
//! | where each key starts, and the end of the last | (`n` + 1) × u32 |
//! | keys, sorted, ASCII, lower case; `##` before a word piece, one space between phrase words | `k` |
//! | weights: 255 = rare | `n` × u8 |
//! | rows, each scaled to its own full range: only their direction counts | `n` × 64 × i8 |

use std::fmt;
use std::iter;

/// Numbers in a row.
pub const DIMS: usize = 64;

/// The weight of a word the table does not know: such words are rare ones.
pub const UNKNOWN_WEIGHT: f32 = 0.95;

const MAGIC: &[u8] = b"ONSWORDS";
const VERSION: u32 = 1;
const HEADER: usize = 32;
const LONGEST_WORD: usize = 48;
const PIECE: &[u8] = b"##";

static BUILTIN: &[u8] = include_bytes!("words.bin");

/// Why bytes are not a word table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordsError {
    /// They do not start with the magic, or end inside the header.
    NotATable,
    /// They are a table of another version.
    Version(u32),
    /// The header's counts make no sense.
    Header,
    /// They are shorter or longer than the header says.
    Length {
        /// The length that the header's counts give.
        expected: u64,
        /// The length there is.
        found: usize,
    },
}

impl fmt::Display for WordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATable => f.write_str("not a word table"),
            Self::Version(found) => {
                write!(f, "word table of version {found}; this program reads {VERSION}")
            }
            Self::Header => f.write_str("the word table's header makes no sense"),
            Self::Length { expected, found } => {
                write!(f, "the word table has {found} bytes; its header says {expected}")
            }
        }
    }
}

impl std::error::Error for WordsError {}

/// A row of the table: a word, a phrase or a word piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(u16);

/// The direction of a word: 64 small integers and their length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordVector {
    values: [i8; DIMS],
    norm: f32,
}

impl WordVector {
    fn new(values: [i8; DIMS]) -> Option<Self> {
        let square = dot(&values, &values);
        (square > 0).then(|| Self { values, norm: exact(square).sqrt() })
    }

    /// The cosine of the angle to `other`: 1 the same direction, around 0 unrelated.
    #[inline]
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        cosine(self, other)
    }

    /// Its numbers, widened for multiplying.
    #[inline]
    pub(super) fn wide(&self) -> [i16; DIMS] {
        self.values.map(i16::from)
    }

    /// Its length.
    #[inline]
    pub(super) fn norm(&self) -> f32 {
        self.norm
    }
}

/// The cosine of two word vectors, -1 to 1.
///
/// The same on every platform: the product is summed in integers, then one multiplication and one
/// division are rounded.
#[inline]
#[must_use]
pub fn cosine(a: &WordVector, b: &WordVector) -> f32 {
    (exact(dot(&a.values, &b.values)) / (a.norm * b.norm)).clamp(-1.0, 1.0)
}

#[inline]
fn dot(a: &[i8; DIMS], b: &[i8; DIMS]) -> i32 {
    a.iter().zip(b).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum()
}

/// A sum of 64 products of bytes, which `f32` holds without rounding: at most 2^20.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "below 2^24: exact")]
fn exact(sum: i32) -> f32 {
    sum as f32
}

/// A view of a word table.
#[derive(Clone, Copy)]
pub struct Words {
    index: &'static [u8],
    starts: &'static [u8],
    keys: &'static [u8],
    weights: &'static [u8],
    rows: &'static [u8],
    longest_phrase: usize,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("rows", &self.len()).finish_non_exhaustive()
    }
}

impl Words {
    const EMPTY: Self =
        Self { index: &[], starts: &[], keys: &[], weights: &[], rows: &[], longest_phrase: 1 };

    /// The table in the program. Costs nothing: only the header is read.
    #[must_use]
    pub fn builtin() -> Self {
        Self::from_bytes(BUILTIN).unwrap_or(Self::EMPTY)
    }

    /// A table in `bytes`, laid out as at the head of this module.
    ///
    /// Only the header is checked. Damage further in gives wrong or missing rows, never a panic.
    ///
    /// # Errors
    ///
    /// When the bytes are not a table, of another version, or not as long as their header says.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, WordsError> {
        let (header, body) = bytes.split_at_checked(HEADER).ok_or(WordsError::NotATable)?;
        if !header.starts_with(MAGIC) {
            return Err(WordsError::NotATable);
        }
        let field = |i: usize| u32_at(header, MAGIC.len() + 4 * i).ok_or(WordsError::NotATable);
        let version = field(0)?;
        if version != VERSION {
            return Err(WordsError::Version(version));
        }
        let (rows, dims, slots, keys) = (field(1)?, field(2)?, field(3)?, field(4)?);
        let phrase_words = u16_at(header, 28).ok_or(WordsError::NotATable)?;
        let sane = usize::try_from(dims) == Ok(DIMS)
            && rows < u32::from(u16::MAX)
            && slots > rows
            && slots <= 1 << 16
            && slots.is_power_of_two()
            && phrase_words > 0;
        if !sane {
            return Err(WordsError::Header);
        }
        let lengths = [
            2 * u64::from(slots),
            4 * (u64::from(rows) + 1),
            u64::from(keys),
            u64::from(rows),
            u64::from(rows) * u64::from(dims),
        ];
        let expected = lengths.iter().sum::<u64>() + HEADER as u64;
        let wrong = WordsError::Length { expected, found: bytes.len() };
        if u64::try_from(bytes.len()) != Ok(expected) {
            return Err(wrong);
        }
        let mut rest = body;
        let mut part = |length: u64| {
            let (head, tail) =
                usize::try_from(length).ok().and_then(|n| rest.split_at_checked(n)).ok_or(wrong)?;
            rest = tail;
            Ok(head)
        };
        let [index, starts, keys, weights, rows] = lengths;
        Ok(Self {
            index: part(index)?,
            starts: part(starts)?,
            keys: part(keys)?,
            weights: part(weights)?,
            rows: part(rows)?,
            longest_phrase: usize::from(phrase_words),
        })
    }

    /// Rows in the table.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Words in the longest phrase.
    #[must_use]
    pub fn max_phrase_words(&self) -> usize {
        self.longest_phrase
    }

    /// Every row with its key, in the order of the keys; word pieces start with `##`.
    pub fn iter(&self) -> impl Iterator<Item = (RowId, &'static str)> {
        let words = *self;
        (0..u16::MAX).map(RowId).map_while(move |row| words.key(row).map(|key| (row, key)))
    }

    /// The row of a word, or of a phrase with one space between its words. No plural is tried.
    #[must_use]
    pub fn row(&self, word: &str) -> Option<RowId> {
        self.find(iter::once(word.as_bytes())).filter(|_| !word.as_bytes().starts_with(PIECE))
    }

    /// The row of a phrase given as its words; the last may be a plural of the table's.
    ///
    /// Try the longest run first, [`Words::max_phrase_words`] words.
    #[must_use]
    pub fn phrase(&self, words: &[&str]) -> Option<RowId> {
        let (last, first) = words.split_last()?;
        let spaced = first.iter().flat_map(|word| [word.as_bytes(), b" "]);
        if words.len() > self.longest_phrase || last.as_bytes().starts_with(PIECE) {
            return None;
        }
        self.inflected(&spaced, last.as_bytes())
    }

    /// The key of a row.
    #[must_use]
    pub fn key(&self, row: RowId) -> Option<&'static str> {
        std::str::from_utf8(self.key_bytes(row.0)?).ok()
    }

    /// The vector of a row.
    #[must_use]
    pub fn row_vector(&self, row: RowId) -> Option<WordVector> {
        let (rows, _) = self.rows.as_chunks::<DIMS>();
        WordVector::new(rows.get(usize::from(row.0))?.map(u8::cast_signed))
    }

    /// How rare a row's word is in general English, 0 to 1.
    #[must_use]
    pub fn row_weight(&self, row: RowId) -> f32 {
        self.weights.get(usize::from(row.0)).map_or(UNKNOWN_WEIGHT, |&w| f32::from(w) / 255.0)
    }

    /// The vector of a word or phrase: its row, its singular's row, or else the mean of its parts.
    ///
    /// The parts are its runs of two or more ASCII letters, each a row or cut into word pieces.
    /// A bare number has no vector, so that one number is never near another.
    #[must_use]
    pub fn vector(&self, word: &str) -> Option<WordVector> {
        if let Some(row) = self.phrase(&[word]) {
            return self.row_vector(row);
        }
        let mut sum = [0.0_f32; DIMS];
        let runs = word.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
        for run in runs.filter(|run| (2..=LONGEST_WORD).contains(&run.len())) {
            if let Some(row) = self.inflected(&iter::empty(), run) {
                self.add(row, &mut sum);
            } else {
                self.add_pieces(run, &mut sum);
            }
        }
        let largest = sum.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        if largest <= 0.0 {
            return None;
        }
        WordVector::new(sum.map(|value| byte(value / largest * 127.0)))
    }

    /// How rare a word or phrase is in general English: 0 for "the", 1 for a rare word.
    #[must_use]
    pub fn weight(&self, word: &str) -> f32 {
        self.phrase(&[word]).map_or(UNKNOWN_WEIGHT, |row| self.row_weight(row))
    }

    /// Adds a row's direction, with length 1.
    fn add(&self, row: RowId, sum: &mut [f32; DIMS]) {
        if let Some(vector) = self.row_vector(row) {
            for (total, &value) in sum.iter_mut().zip(&vector.values) {
                *total += f32::from(value) / vector.norm;
            }
        }
    }

    /// Adds the longest pieces of a word, from the left; nothing when a part of it has no piece.
    fn add_pieces(&self, word: &[u8], sum: &mut [f32; DIMS]) {
        let mut found = [RowId(0); LONGEST_WORD];
        let mut slots = found.iter_mut();
        let mut rest = word;
        let mut prefix: &[u8] = b"";
        while !rest.is_empty() {
            let longest = (1..=rest.len()).rev().find_map(|length| {
                let (head, tail) = rest.split_at_checked(length)?;
                Some((self.find(iter::once(prefix).chain(iter::once(head)))?, tail))
            });
            let (Some((row, tail)), Some(slot)) = (longest, slots.next()) else { return };
            *slot = row;
            rest = tail;
            prefix = PIECE;
        }
        let unused = slots.len();
        for &row in found.iter().take(LONGEST_WORD - unused) {
            self.add(row, sum);
        }
    }

    /// The row of `first` then `last`, or then a singular of `last`.
    fn inflected<'a>(
        &self,
        first: &(impl Iterator<Item = &'a [u8]> + Clone),
        last: &'a [u8],
    ) -> Option<RowId> {
        let try_with = |stem: &'a [u8], end: &'static [u8]| {
            self.find(first.clone().chain(iter::once(stem)).chain(iter::once(end)))
        };
        try_with(last, b"").or_else(|| {
            let stem = last.strip_suffix(b"s").filter(|stem| stem.len() >= 3)?;
            if stem.ends_with(b"s") || stem.ends_with(b"u") {
                return None;
            }
            stem.strip_suffix(b"ie")
                .and_then(|stem| try_with(stem, b"y"))
                .or_else(|| try_with(stem, b""))
                .or_else(|| try_with(stem.strip_suffix(b"e")?, b""))
        })
    }

    /// The row whose key is the parts one after another, whatever the case of their letters.
    fn find<'a>(&self, parts: impl Iterator<Item = &'a [u8]> + Clone) -> Option<RowId> {
        let bytes = parts.flatten().map(u8::to_ascii_lowercase);
        let mut hash = 0x811c_9dc5_u32;
        for byte in bytes.clone() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        let (slots, _) = self.index.as_chunks::<2>();
        let mask = slots.len().checked_sub(1)?;
        let mut slot = usize::try_from(hash ^ (hash >> 16)).ok()? & mask;
        for _ in 0..slots.len() {
            let row = u16::from_le_bytes(*slots.get(slot)?).checked_sub(1)?;
            if self.key_bytes(row)?.iter().copied().eq(bytes.clone()) {
                return Some(RowId(row));
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn key_bytes(&self, row: u16) -> Option<&'static [u8]> {
        let at = 4 * usize::from(row);
        let start = usize::try_from(u32_at(self.starts, at)?).ok()?;
        let end = usize::try_from(u32_at(self.starts, at + 4)?).ok()?;
        self.keys.get(start..end)
    }
}

/// The nearest whole number; callers keep it within a byte.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "`as` stops at the ends of the range")]
fn byte(value: f32) -> i8 {
    value.round() as i8
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> f32 {
        let words = Words::builtin();
        let vector = |word| words.vector(word).unwrap_or_else(|| panic!("no vector for {word:?}"));
        cosine(&vector(a), &vector(b))
    }

    fn leak(bytes: Vec<u8>) -> &'static [u8] {
        Vec::leak(bytes)
    }

    #[test]
    fn the_table_in_the_program_is_a_table() {
        let words = Words::from_bytes(BUILTIN).expect("a good table");
        assert!(words.len() > 25_000, "{words:?}");
        assert!(!words.is_empty());
        assert_eq!(words.max_phrase_words(), 5);
        assert!(BUILTIN.len() < 2_400_000);
    }

    #[test]
    fn every_row_is_found_by_its_own_key() {
        let words = Words::builtin();
        let mut before = "";
        let mut count = 0;
        for (row, key) in words.iter() {
            assert_eq!(words.find(iter::once(key.as_bytes())), Some(row), "{key}");
            assert_eq!(words.row(key), (!key.starts_with("##")).then_some(row), "{key}");
            assert!(words.row_vector(row).is_some(), "{key}");
            assert!(before < key, "{before} {key}");
            assert!(key.split(' ').count() <= words.max_phrase_words());
            before = key;
            count += 1;
        }
        assert_eq!(count, words.len());
    }

    #[test]
    fn words_that_mean_alike_are_near() {
        for (word, alike, other) in [
            ("crash", "failure", "banana"),
            ("cache", "caching", "river"),
            ("duplicate", "collision", "weather"),
            ("delete", "remove", "create"),
            ("slow", "latency", "colour"),
            ("customer", "user", "protocol"),
            ("dlq", "dead letter queue", "load balancer"),
            ("shards", "partitions", "payment"),
            ("cdn", "edge cache", "ledger"),
            ("wal", "durability", "geohash"),
            ("thundering herd", "cache stampede", "soft delete"),
            ("websocket", "long polling", "erasure coding"),
            ("idempotency key", "deduplicate", "websocket"),
            ("throttling", "rate limiter", "replica"),
        ] {
            let (yes, no) = (near(word, alike), near(word, other));
            assert!(yes > no + 0.1, "{word}: {alike} {yes}, {other} {no}");
        }
    }

    #[test]
    fn other_names_of_one_thing_are_one_vector() {
        assert!(near("wal", "write ahead log") > 0.999);
        assert!(near("k8s", "kubernetes") > 0.999);
        assert!(near("lru", "least recently used") > 0.999);
    }

    #[test]
    fn case_plurals_and_hyphens() {
        let words = Words::builtin();
        assert_eq!(words.row("Kafka"), words.row("kafka"));
        assert!(words.row("kafka").is_some());
        assert_eq!(words.phrase(&["Leaky", "Buckets"]), words.row("leaky bucket"));
        assert!(words.row("leaky bucket").is_some());
        assert_eq!(words.phrase(&["retry", "policies"]), words.row("retry policy"));
        assert_eq!(words.phrase(&["no", "such", "phrase"]), None);
        assert_eq!(words.phrase(&[]), None);
        assert_eq!(words.row("leaky buckets"), None);
        assert_eq!(words.phrase(&["leaky", "buckets"]), words.row("leaky bucket"));
        assert!(near("back-pressured", "pressure") > 0.3);
    }

    #[test]
    fn words_without_a_vector() {
        let words = Words::builtin();
        for word in ["", " ", "42", "1984", "99.9", "--", "##", "##s", "\u{e9}", "\u{4f60}\u{597d}"]
        {
            assert_eq!(words.row(word), None, "{word}");
            assert_eq!(words.vector(word), None, "{word}");
        }
        assert!(words.vector(&"a".repeat(1 << 20)).is_none());
        assert!(words.vector("zzqxvj").is_some());
    }

    #[test]
    fn rare_words_weigh_more() {
        let words = Words::builtin();
        let weights = ["the", "people", "server", "idempotency key"].map(|word| words.weight(word));
        assert!(weights.is_sorted(), "{weights:?}");
        assert!(weights[0] < 0.01 && weights[3] > 0.99, "{weights:?}");
        assert!((words.weight("qqqq zzzz") - UNKNOWN_WEIGHT).abs() < 1e-6);
        assert!((0.0..0.1).contains(&words.weight("a")));
        assert!(words.iter().all(|(row, _)| (0.0..=1.0).contains(&words.row_weight(row))));
    }

    #[test]
    fn a_cosine_is_symmetric_and_bounded() {
        let words = Words::builtin();
        let some: Vec<_> =
            words.iter().step_by(97).filter_map(|(row, _)| words.row_vector(row)).collect();
        for a in &some {
            assert!((a.cosine(a) - 1.0).abs() < 1e-6);
            for b in &some {
                assert_eq!(a.cosine(b).to_bits(), b.cosine(a).to_bits());
                assert!((-1.0..=1.0).contains(&a.cosine(b)));
            }
        }
    }

    #[test]
    fn bytes_that_are_not_a_table() {
        let with = |at: usize, value: &[u8]| {
            let mut bytes = BUILTIN.to_vec();
            bytes[at..at + value.len()].copy_from_slice(value);
            Words::from_bytes(leak(bytes)).map(|words| words.len())
        };
        for length in 0..HEADER {
            assert_eq!(
                Words::from_bytes(&BUILTIN[..length]).map(|words| words.len()),
                Err(WordsError::NotATable)
            );
        }
        assert_eq!(with(0, b"X"), Err(WordsError::NotATable));
        assert_eq!(with(8, &[2, 0, 0, 0]), Err(WordsError::Version(2)));
        assert_eq!(with(12, &[255, 255, 255, 255]), Err(WordsError::Header));
        assert_eq!(with(16, &[128, 0, 0, 0]), Err(WordsError::Header));
        assert_eq!(with(20, &[1, 0, 1, 0]), Err(WordsError::Header));
        assert_eq!(with(28, &[0, 0]), Err(WordsError::Header));
        assert!(matches!(with(12, &[1, 0, 0, 0]), Err(WordsError::Length { .. })));
        assert!(matches!(with(24, &[255, 255, 255, 255]), Err(WordsError::Length { .. })));
        let cut = &BUILTIN[..BUILTIN.len() - 1];
        let error = Words::from_bytes(cut).map(|words| words.len()).expect_err("too short");
        assert!(error.to_string().contains("its header says"), "{error}");
    }

    #[test]
    fn damage_inside_gives_no_panic() {
        for (seed, span) in [(1_u32, 200_000_usize), (7, 400_000), (9, 600_000)] {
            let mut bytes = BUILTIN.to_vec();
            let mut state = seed;
            for byte in bytes.iter_mut().skip(HEADER).take(span) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = state.to_be_bytes()[0];
            }
            let words = Words::from_bytes(leak(bytes)).expect("the header is whole");
            for word in ["the", "cache stampede", "antidisestablishmentarianism", "x"] {
                let _unused = (words.vector(word), words.weight(word), words.row(word));
            }
            assert!(words.iter().count() <= words.len());
        }
        let mut full = BUILTIN.to_vec();
        full[HEADER..HEADER + (2 << 16)].fill(1);
        let words = Words::from_bytes(leak(full)).expect("the header is whole");
        assert_eq!(words.row("cache"), None);
    }

    #[test]
    fn no_rows_at_all() {
        assert!(Words::EMPTY.is_empty());
        assert_eq!(Words::EMPTY.row("cache"), None);
        assert_eq!(Words::EMPTY.vector("cache"), None);
        assert_eq!(Words::EMPTY.iter().count(), 0);
    }
}
