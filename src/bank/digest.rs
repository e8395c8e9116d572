//! Content by its hash: the name under which a session finds what it was held with.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::lexicon::Lexicon;
use super::rubric::Rubric;

/// The JSON of a value with every object's keys sorted and no white space: one text for one value.
///
/// # Errors
///
/// When the value has no JSON; prompts, rubrics and lexicons always have.
pub fn canonical_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(value)?;
    value.sort_all_objects();
    serde_json::to_string(&value)
}

/// SHA-256 over [`canonical_json`], in hexadecimal.
///
/// # Errors
///
/// When the value has no JSON.
pub fn sha256_of(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let hash = Sha256::digest(canonical_json(value)?);
    let digit = |half: u8| char::from_digit(half.into(), 16);
    Ok(hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect())
}

/// The hash that a score document names: over the resolved rubric and the lexicon together.
///
/// # Errors
///
/// When one of them has no JSON; both always have.
pub fn content_sha256(rubric: &Rubric, lexicon: &Lexicon) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Content<'a> {
        rubric: &'a Rubric,
        lexicon: &'a Lexicon,
    }
    sha256_of(&Content { rubric, lexicon })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::fixtures::{LEXICON, RUBRIC, SHARED};
    use crate::bank::{read_lexicon, read_rubric, read_shared, resolve};

    fn content() -> (Rubric, Lexicon) {
        let shared = read_shared("s", SHARED).unwrap();
        let rubric = resolve(&read_rubric("r", RUBRIC).unwrap(), &shared).unwrap();
        (rubric, read_lexicon("l", LEXICON).unwrap().into_value())
    }

    #[test]
    fn keys_are_sorted_and_numbers_kept() {
        let value = serde_json::json!({"b": [{"d": 1.0, "c": null}], "a": "ü\n"});
        let json = canonical_json(&value).unwrap();
        assert_eq!(json, r#"{"a":"ü\n","b":[{"c":null,"d":1.0}]}"#);
        assert_eq!(
            sha256_of(&"").unwrap(),
            // Of two quotation marks.
            "12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126"
        );
    }

    #[test]
    fn the_hash_survives_storage_and_covers_everything() {
        let (rubric, lexicon) = content();
        let hash = content_sha256(&rubric, &lexicon).unwrap();
        assert_eq!(hash.len(), 64);
        let stored: Rubric = serde_json::from_str(&canonical_json(&rubric).unwrap()).unwrap();
        assert_eq!(content_sha256(&stored, &lexicon).unwrap(), hash);
        let (mut other, mut others) = content();
        other.criteria[1].exemplars.partly[0].push('.');
        assert_ne!(content_sha256(&other, &lexicon).unwrap(), hash);
        others.terms[0].examples.clear();
        assert_ne!(content_sha256(&rubric, &others).unwrap(), hash);
    }
}
