//! The word that somebody probably meant.

use strsim::damerau_levenshtein;

/// Longer words are not compared: nobody mistypes one, and comparing costs their product.
const LONGEST: usize = 64;
/// Candidates that are looked at.
const MOST: usize = 1000;

/// The candidate nearest to `word`, when it is near enough to be meant: a beginning of one, or at
/// most a third of the letters apart (at least one). Ties go to the earlier candidate.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let distance = damerau_levenshtein(&word, candidate);
            let begins = word.len() >= 3 && candidate.starts_with(&word);
            (distance <= allowed || begins).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The hint for a word that is none of the candidates: the nearest one, or else all of them when
/// they are few enough to read.
pub(super) fn hint<'a>(
    word: &str,
    all: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(candidate) = nearest(word, candidates.clone()) {
        return Some(format!("did you mean `{candidate}`?"));
    }
    let list: Vec<&str> = candidates.into_iter().take(16).collect();
    (1..=15).contains(&list.len()).then(|| format!("{all} {}", list.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_near_word_is_proposed() {
        let words = ["requirements", "api", "components", "storage", "scale"];
        assert_eq!(nearest("requirments", words), Some("requirements"));
        assert_eq!(nearest("STROAGE", words), Some("storage"));
        assert_eq!(nearest("req", words), Some("requirements"));
        assert_eq!(nearest("frontend", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest(&"s".repeat(100_000), words), None);
        let steps = hint("frontend", "the steps are", words).unwrap();
        assert_eq!(steps, "the steps are requirements, api, components, storage, scale");
    }
}
