//! When the reference of a prompt was shown: an attempt after that is another kind of attempt.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FirstSeen;

/// How a reference came to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// `prompts show --spoil`, or `prompts show` of a prompt that was sat.
    Shown,
    /// An export with the reference in it.
    Exported,
}

/// An entry of the journal: the reference of a prompt was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The version of its form.
    pub version: u32,
    /// The prompt.
    pub prompt: String,
    /// How.
    pub way: Way,
    /// When, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
}

impl Seen {
    /// An entry of the version that this program writes.
    pub fn new(prompt: &str, way: Way, at_ms: i64) -> Self {
        Self { version: 1, prompt: prompt.to_owned(), way, at_ms }
    }
}

/// When each reference was first shown.
pub fn first_seen(entries: &[Seen]) -> FirstSeen {
    let mut first = BTreeMap::new();
    for entry in entries {
        let at = first.entry(entry.prompt.clone()).or_insert(entry.at_ms);
        *at = entry.at_ms.min(*at);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_time_counts_whatever_the_order() {
        let entries = [
            Seen::new("chat", Way::Exported, 30),
            Seen::new("feed", Way::Shown, 20),
            Seen::new("chat", Way::Shown, 10),
        ];
        let first = first_seen(&entries);
        assert_eq!((first["chat"], first["feed"]), (10, 20));
        let text = serde_json::to_string(&entries[0]).unwrap();
        assert_eq!(text, r#"{"version":1,"prompt":"chat","way":"exported","at_ms":30}"#);
    }
}
