//! What an id may look like.

/// The most characters of an id.
pub(super) const LONGEST: usize = 64;

/// Whether the text is an id: `a-z`, `0-9` and `-`, beginning with a letter or a figure.
pub(super) fn is_id(text: &str) -> bool {
    !text.starts_with('-')
        && (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Whether the text refers to a prompt: an id, or a pack's name and an id (`pack/id`).
pub(super) fn is_prompt_reference(text: &str) -> bool {
    match text.split_once('/') {
        Some((pack, id)) => is_id(pack) && is_id(id),
        None => is_id(text),
    }
}

/// The id nearest to the text: lower case, everything else replaced by `-`.
pub(super) fn as_id(text: &str) -> Option<String> {
    let words: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let id = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    is_id(&id).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        assert!(is_id("url-shortener") && is_id("2pc"));
        for wrong in ["", "-a", "A", "a_b", "../x", "a/b", "ü", &"a".repeat(65)] {
            assert!(!is_id(wrong), "{wrong}");
        }
        assert!(is_prompt_reference("pack/id") && is_prompt_reference("id"));
        assert!(!is_prompt_reference("../id") && !is_prompt_reference("a/b/c"));
        assert_eq!(as_id("URL  Shortener_2"), Some("url-shortener-2".to_owned()));
        assert_eq!(as_id("…"), None);
    }
}
