//! What a pack says about itself in its `pack.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file that makes a folder a pack.
pub const MANIFEST: &str = "pack.toml";
/// The word that lists use for what comes with the program; no pack can have it as its name.
pub const BUILT_IN: &str = "built-in";

/// A pack as its `pack.toml` states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What the ids of its prompts begin with: `a-z`, `0-9` and `-`.
    pub name: String,
    /// Begins with a figure; at most 32 letters, figures, `.`, `+` and `-`.
    pub version: String,
    /// A heading of at most 60 characters.
    pub title: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// What may be done with it, best as an SPDX expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The oldest `onsite` that it is for: one to three numbers with dots between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onsite: Option<String>,
}

/// Whether the text can be the version of a pack.
pub(super) fn is_version(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.len() <= 32
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".+-".contains(&byte))
}

/// The numbers of a program's version, those that are left out being 0. What follows the third
/// after a `-` or `+` is left away; `None` when it is something else.
pub fn version_numbers(text: &str) -> Option<[u32; 3]> {
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    let mut found = [0; 3];
    let mut places = found.iter_mut();
    for part in numbers.split('.') {
        let place = places.next()?;
        let figures = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        *place = part.parse().ok().filter(|_| figures)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert!(is_version("1") && is_version("2026.11") && is_version("1.0.0-rc.1+x"));
        for wrong in ["", "v1", "1 2", "1/2", "1\u{1b}", &"1".repeat(33)] {
            assert!(!is_version(wrong), "{wrong}");
        }
        assert_eq!(version_numbers("0.10"), Some([0, 10, 0]));
        assert_eq!(version_numbers("1.2.3-rc.1"), Some([1, 2, 3]));
        assert!(version_numbers("0.10") > version_numbers("0.9.9"));
        for wrong in ["", "1.", "1.2.3.4", "+1", "a", "99999999999"] {
            assert_eq!(version_numbers(wrong), None, "{wrong}");
        }
    }
}
