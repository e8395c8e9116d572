//! Slips of the pen in what a person is told: words that are often misspelt, and a word twice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::lint::Lint;

/// A wrong spelling and the right one a line. Exemplars and ways of asking are not looked at: people
/// make typing errors, and they are written as people write.
static MISSPELT: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("misspellings.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

/// Words that may well stand twice: "that that", "had had".
const DOUBLED: [&str; 3] = ["that", "had", "is"];

/// Warns of the slips in a text that stands at `place`.
pub(super) fn check<T>(lint: &mut Lint<'_, T>, place: &str, text: &str) {
    for slip in slips(text) {
        lint.warn(place, slip);
    }
}

fn slips(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before: Option<(&str, usize)> = None;
    let separates = |c: char| !c.is_alphanumeric() && c != '\'';
    let mut at = 0;
    for word in text.split(separates) {
        let start = at;
        at += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        if word.is_empty() {
            continue;
        }
        if let Some(right) = MISSPELT.get(word.to_lowercase().as_str()) {
            found.push(format!("`{word}` is spelt `{right}`"));
        }
        // Only blanks between them: "a, a" and lines of edges are meant.
        let twice = before.is_some_and(|(other, end)| {
            other == word && text[end..start].chars().all(|c| c == ' ')
        });
        if twice
            && word.chars().all(char::is_alphabetic)
            && word.len() > 1
            && !DOUBLED.contains(&word)
        {
            found.push(format!("`{word}` stands there twice"));
        }
        before = Some((word, start + word.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_nothing_else() {
        assert_eq!(
            slips("We Recieve it in the the gateway."),
            ["`Recieve` is spelt `receive`", "`the` stands there twice"]
        );
        assert_eq!(
            slips("Here, here: it had had that that. 10 10 s s -> s, the\n\ncache"),
            [""; 0]
        );
        assert_eq!(slips("api -> queue\nqueue -> worker"), [""; 0]);
        assert_eq!(slips(""), [""; 0]);
    }
}
