//! Words that are said in place of one another when people talk about systems: "box" for "server",
//! "throw out" for "evict". General word vectors hold them unlike.
//!
//! Only a criterion with nothing but its text is read with them. One with exemplars and concept groups
//! says itself in which words it is met, and the loose likeness of these takes more from what sets it
//! apart from others than it adds (measured on the development labels, prompts left out: macro-F1 of
//! three classes 0.72 without and 0.71 with them; of texts alone 0.58 without and 0.59 with them, of two
//! classes 0.755 and 0.77).

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::text::stem;

/// What a word is worth that is said in place of another, of [`SAME`](super::columns::SAME); too little
/// to stand for a phrase of a concept group.
pub(super) const EXCHANGED: u8 = 144;

/// By stem: the families it is in. A line of the table is a family.
static FAMILIES: LazyLock<HashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut families: HashMap<String, Vec<u16>> = HashMap::new();
    for (number, line) in (0..).zip(include_str!("exchanged.txt").lines()) {
        for word in line.split(' ') {
            families.entry(stem(word)).or_default().push(number);
        }
    }
    families
});

/// Columns by the families that their words are in.
#[derive(Debug, Default)]
pub(super) struct Exchanged {
    columns: HashMap<u16, Vec<u32>>,
}

impl Exchanged {
    /// Takes in the word of a column.
    pub(super) fn take(&mut self, word: &str, column: u32) {
        for &family in FAMILIES.get(&stem(word)).into_iter().flatten() {
            let columns = self.columns.entry(family).or_default();
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }

    /// The columns whose words are said in place of this one, each once, without its own.
    pub(super) fn of(&self, word: &str, own: Option<u32>) -> Vec<u32> {
        if self.columns.is_empty() {
            return Vec::new();
        }
        let families = FAMILIES.get(&stem(word)).into_iter().flatten();
        let columns = families.filter_map(|family| self.columns.get(family)).flatten().copied();
        let mut found: Vec<u32> = columns.filter(|&column| own != Some(column)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_word_stands_for_those_of_its_families() {
        let mut exchanged = Exchanged::default();
        for (column, word) in ["server", "evict", "cache"].into_iter().enumerate() {
            exchanged.take(word, column as u32);
        }
        assert_eq!(exchanged.of("boxes", None), [0]);
        assert_eq!(exchanged.of("throws", None), [1]);
        assert_eq!(exchanged.of("server", Some(0)), [] as [u32; 0]);
        assert_eq!(exchanged.of("banana", None), [] as [u32; 0]);
    }

    #[test]
    fn the_table_holds_families_of_single_words() {
        let mut lines = BTreeSet::new();
        for line in include_str!("exchanged.txt").lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let stems: BTreeSet<String> = words.iter().map(|word| stem(word)).collect();
            assert!((2..=9).contains(&words.len()), "{line}");
            assert_eq!(stems.len(), words.len(), "{line}");
            assert!(
                line.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ')
            );
            assert!(lines.insert(line), "twice: {line}");
        }
    }
}
