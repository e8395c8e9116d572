//! What people put around a question out of politeness, and what of it is the question.

use super::clauses::words;

/// The text without what only introduces or softens the question: "could you tell me …, please?" The
/// text as it stands where hardly anything would be left.
pub(super) fn outright(text: &str) -> &str {
    let words = words(text);
    let said: Vec<&str> = words.iter().map(|(_, _, word)| word.as_str()).collect();
    let mut rest = said.as_slice();
    while let Some(after) = BEFORE.iter().find_map(|polite| rest.strip_prefix(*polite)) {
        rest = after;
    }
    let first = said.len() - rest.len();
    while let Some(before) = AFTER.iter().find_map(|polite| rest.strip_suffix(*polite)) {
        rest = before;
    }
    if rest.len() < LEAST || rest.len() == said.len() {
        return text;
    }
    let start = if first == 0 { 0 } else { words[first].0 };
    let last = first + rest.len();
    let end = if last == said.len() { text.len() } else { words[last - 1].1 };
    text.get(start..end).unwrap_or(text)
}

/// The fewest words of what is left.
const LEAST: usize = 3;

const BEFORE: &[&[&str]] = &[
    &["could", "you", "please", "tell", "me"],
    &["can", "you", "please", "tell", "me"],
    &["could", "you", "tell", "me"],
    &["can", "you", "tell", "me"],
    &["would", "you", "tell", "me"],
    &["could", "you", "say"],
    &["can", "you", "say"],
    &["please", "tell", "me"],
    &["tell", "me"],
    &["let", "me", "know"],
    &["i'd", "like", "to", "know"],
    &["i", "would", "like", "to", "know"],
    &["i'd", "like", "to", "understand"],
    &["i", "want", "to", "know"],
    &["i", "need", "to", "know"],
    &["i", "was", "wondering"],
    &["i", "am", "wondering"],
    &["i'm", "wondering"],
    &["i", "wonder"],
    &["i'm", "curious"],
    &["may", "i", "ask"],
    &["can", "i", "ask"],
    &["let", "me", "ask"],
    &["do", "you", "know"],
    &["do", "we", "know"],
    &["do", "you", "happen", "to", "know"],
    &["any", "idea"],
    &["just", "to", "be", "sure"],
    &["to", "be", "sure"],
    &["to", "be", "clear"],
    &["just", "curious"],
    &["quick", "question"],
    &["one", "more", "question"],
    &["one", "more", "thing"],
    &["another", "question"],
    &["sorry"],
    &["please"],
    &["hi"],
    &["hello"],
    &["hey"],
    &["ok"],
    &["okay"],
    &["so"],
    &["well"],
    &["hm"],
    &["hmm"],
    &["um"],
];
const AFTER: &[&[&str]] = &[
    &["please"],
    &["pls"],
    &["roughly"],
    &["approximately"],
    &["approx"],
    &["more", "or", "less"],
    &["or", "so"],
    &["by", "the", "way"],
    &["btw"],
    &["do", "you", "know"],
    &["thanks"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn politeness_is_no_part_of_the_question() {
        for (text, question) in [
            ("Could you please tell me how long that takes?", "how long that takes?"),
            ("ok so, how big is one, roughly?", "how big is one"),
            ("how big is one?", "how big is one?"),
            ("please tell me more", "please tell me more"),
            ("", ""),
        ] {
            assert_eq!(outright(text), question);
        }
    }
}
