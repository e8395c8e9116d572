//! Content by its hash: the name under which a session finds what it was held with.

use std::borrow::Cow;
use std::ops::Range;

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
    let json = serde_json::to_string(value)?;
    let mut sorted = String::with_capacity(json.len());
    sort(&json, 0, &mut sorted);
    Ok(sorted)
}

/// Writes the value that begins at a byte of JSON without white space, every object's keys sorted,
/// and returns where it ends. A tree of values would take several times as long to make.
fn sort(json: &str, start: usize, out: &mut String) -> usize {
    let bytes = json.as_bytes();
    let mut at = start + 1;
    match bytes[start] {
        b'{' => {
            let mut members: Vec<(Cow<'_, str>, Range<usize>)> = Vec::new();
            out.push('{');
            let first = out.len();
            while bytes[at] != b'}' {
                at += usize::from(bytes[at] == b',');
                let from = out.len();
                let end = end_of_string(bytes, at);
                out.push_str(&json[at..=end]);
                let key = unescaped(&json[at..end]);
                at = sort(json, end + 1, out);
                members.push((key, from..out.len()));
                out.push(',');
            }
            if !members.is_sorted_by(|a, b| a.0 <= b.0) {
                members.sort_by(|a, b| a.0.cmp(&b.0));
                let parts = members.iter().flat_map(|(_, part)| [&out[part.clone()], ","]);
                let sorted: String = parts.collect();
                out.truncate(first);
                out.push_str(&sorted);
            }
            close(out, '}');
        }
        b'[' => {
            out.push('[');
            while bytes[at] != b']' {
                at += usize::from(bytes[at] == b',');
                at = sort(json, at, out);
                out.push(',');
            }
            close(out, ']');
        }
        b'"' => {
            at = end_of_string(bytes, start) - 1;
            out.push_str(&json[start..=at]);
        }
        _ => {
            let rest = bytes[start..].iter();
            at = start - 1 + rest.take_while(|byte| !b",]}".contains(byte)).count();
            out.push_str(&json[start..=at]);
        }
    }
    at + 1
}

/// Ends an object or a list in the place of the comma after its last part.
fn close(out: &mut String, bracket: char) {
    if out.ends_with(',') {
        out.pop();
    }
    out.push(bracket);
}

/// The byte after the string that begins at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// A key as it is meant: keys are sorted by their letters, not by how these are written.
fn unescaped(key: &str) -> Cow<'_, str> {
    if key.contains('\\') {
        serde_json::from_str(key).map_or(Cow::Borrowed(key), Cow::Owned)
    } else {
        Cow::Borrowed(key.trim_matches('"'))
    }
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

    /// An object whose keys stand in any order, which the map of `serde_json` cannot hold.
    struct Unsorted(Vec<(String, serde_json::Value)>);

    impl Serialize for Unsorted {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
        }
    }

    fn by_a_tree(value: &impl Serialize) -> String {
        let mut value = serde_json::to_value(value).unwrap();
        value.sort_all_objects();
        value.to_string()
    }

    proptest::proptest! {
        #[test]
        fn keys_are_sorted_as_a_tree_sorts_them(
            keys in proptest::collection::btree_map("[a-c{}\"\\\\,:é\n]{0,3}", "[\"\\\\,{}\\[\\]é]{0,4}", 0..6),
            numbers in proptest::collection::vec(-9e9_f64..9e9, 0..4),
            turn in 0_usize..6,
        ) {
            let mut members: Vec<_> = keys.into_iter().map(|(key, text)| {
                let value = serde_json::json!([text, {"b": numbers, "a": {}}, [], null, true, -3]);
                (key, value)
            }).collect();
            let turn = turn.min(members.len());
            members.rotate_left(turn);
            let value = [Unsorted(members)];
            proptest::prop_assert_eq!(canonical_json(&value).unwrap(), by_a_tree(&value));
        }
    }

    #[test]
    fn what_is_built_in_is_hashed_as_by_a_tree() {
        let bank = crate::bank::Bank::open(None);
        let lexicon = bank.lexicon().unwrap();
        assert_eq!(canonical_json(lexicon).unwrap(), by_a_tree(lexicon));
        for id in bank.ids() {
            let rubric = bank.rubric(&id).unwrap();
            assert_eq!(canonical_json(&rubric).unwrap(), by_a_tree(&rubric), "{id}");
            let prompt = bank.prompt(&id).unwrap();
            assert_eq!(canonical_json(&prompt).unwrap(), by_a_tree(&prompt), "{id}");
        }
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
