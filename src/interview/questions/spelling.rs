//! Slips of the keyboard: a word that nobody knows is read as the known word nearest to it.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::scoring::Words;

use super::clauses::words;

/// The words of a prompt's questions, which a misspelt word is likeliest to mean.
#[derive(Debug)]
pub(super) struct Spelling {
    own: HashSet<String>,
}

/// Shorter words are as often an abbreviation as a slip.
const SHORTEST: usize = 5;
/// Longer ones may have two slips.
const LONG: usize = 9;
/// The most unknown words of a line that are looked up.
const MOST: usize = 12;

impl Spelling {
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self { own: texts.into_iter().flat_map(words).map(|(_, _, word)| word).collect() }
    }

    /// The text with its misspelt words as they were probably meant.
    pub(super) fn mend<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let table = Words::builtin();
        let unknown = |word: &str| {
            word.len() >= SHORTEST
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && !self.own.contains(word)
                && table.row(word).is_none()
        };
        let slips = words(text).into_iter().filter(|(_, _, word)| unknown(word)).take(MOST);
        let mut made = String::new();
        let mut kept = 0;
        for (start, end, word) in slips {
            let Some(meant) = self.meant(&word, &table) else { continue };
            made.push_str(text.get(kept..start).unwrap_or_default());
            made.push_str(&meant);
            kept = end;
        }
        if made.is_empty() {
            return Cow::Borrowed(text);
        }
        made.push_str(text.get(kept..).unwrap_or_default());
        Cow::Owned(made)
    }

    /// The nearest word of the questions, or else the commonest near word there is.
    fn meant(&self, word: &str, table: &Words) -> Option<String> {
        // The ending of a known word makes no slip.
        let stems = ["s", "ed", "ing", "er", "ly", "d", "able", "ness", "rs", "less", "ability"];
        let formed = |stem: &str| self.own.contains(stem) || table.row(stem).is_some();
        if stems.iter().any(|end| {
            word.strip_suffix(end)
                .is_some_and(|it| it.len() > 2 && (formed(it) || formed(&format!("{it}e"))))
        }) {
            return None;
        }
        let most = if word.len() >= LONG { 2 } else { 1 };
        let near = |other: &str| {
            let close = other.len() > 3 && other.as_bytes().first() == word.as_bytes().first();
            if close { distance(word, other, most) } else { None }
        };
        let own = self.own.iter().filter_map(|other| Some((near(other)?, other.as_str())));
        if let Some((_, meant)) = own.min() {
            return Some(meant.to_owned());
        }
        let known = table.iter().filter(|(_, key)| !key.starts_with('#') && !key.contains(' '));
        // One that is near to no word of the questions is mended only where a finger slipped: it may
        // be a term that the table lacks.
        let known = known.filter(|(_, key)| near(key) == Some(1) && slipped(word, key));
        let known = known.map(|(row, key)| ((table.row_weight(row) * 1000.0) as u32, key));
        known.min().map(|(_, key)| key.to_owned())
    }
}

/// Whether a word lacks one letter of the one that is meant, has two of them swapped or one twice.
fn slipped(word: &str, meant: &str) -> bool {
    let doubled = || {
        let pairs = word.as_bytes().windows(2).enumerate();
        let mut twice = pairs.filter(|(_, pair)| pair[0] == pair[1]);
        twice.any(|(at, _)| format!("{}{}", &word[..at], &word[at + 1..]) == meant)
    };
    let swapped = || {
        let mut letters: Vec<u8> = word.bytes().collect();
        let mut other: Vec<u8> = meant.bytes().collect();
        letters.sort_unstable();
        other.sort_unstable();
        letters == other
    };
    // What only lacks its ending is as often an abbreviation.
    let lacks = meant.len() > word.len() && !meant.starts_with(word);
    lacks || swapped() || doubled()
}

/// How many letters are wrong, missing, too many or swapped with the next: nothing where more than
/// `most` are.
fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&it| it <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_known_words_are_left() {
        let spelling = Spelling::of(["how long are messages kept", "datacenter"]);
        for (text, meant) in [
            ("how long are mesages kept?", "how long are messages kept?"),
            ("how many datacentr?", "how many datacenter?"),
            ("shoud I wait", "should I wait"),
            ("the qps, and p99 of websockets", "the qps, and p99 of websockets"),
            ("", ""),
        ] {
            assert_eq!(spelling.mend(text), meant, "{text}");
        }
    }

    #[test]
    fn swapped_letters_are_one_slip() {
        assert_eq!(distance("recieve", "receive", 1), Some(1));
        assert_eq!(distance("sharing", "storing", 1), None);
        assert_eq!(distance("", "", 1), Some(0));
    }
}
