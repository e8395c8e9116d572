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
        match self.phrase(&[word]) {
            Some(row) => self.row_vector(row),
            None => self.mean_of_parts(word),
        }
    }

    fn mean_of_parts(&self, word: &str) -> Option<WordVector> {
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
mod tests;
