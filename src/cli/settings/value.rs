//! The values of settings: read from text, checked, and written again.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::key::Key;
use crate::bank::nearest;

/// A value that its key takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum SettingValue {
    /// A number.
    Number(i64),
    /// Yes or no.
    Truth(bool),
    /// Anything else.
    Text(String),
}

impl SettingValue {
    /// Reads the value of a key.
    ///
    /// # Errors
    /// [`WrongValue`] when the key does not take it.
    pub(crate) fn read(key: Key, text: &str) -> Result<Self, WrongValue> {
        let text = if key == Key::Pager { text } else { text.trim() };
        let wrong = || WrongValue::of(key, text);
        match key {
            Key::Level | Key::EditMode | Key::Track | Key::Color => {
                let lower = text.to_lowercase();
                key.words().contains(&lower.as_str()).then_some(Self::Text(lower)).ok_or_else(wrong)
            }
            Key::Minutes => {
                let minutes = text.parse().ok().filter(|minutes| (45..=50).contains(minutes));
                minutes.map(Self::Number).ok_or_else(wrong)
            }
            Key::Plain => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Ok(Self::Truth(true)),
                "false" | "no" | "off" | "0" => Ok(Self::Truth(false)),
                _ => Err(wrong()),
            },
            Key::ExportDir | Key::LlmKeyFile => {
                let rooted = text == "~" || text.starts_with("~/") || text.starts_with('/');
                rooted.then(|| Self::Text(text.to_owned())).ok_or_else(wrong)
            }
            Key::Pager => match shell_words::split(text) {
                Ok(_) => Ok(Self::Text(text.to_owned())),
                Err(_) => Err(wrong()),
            },
            Key::LlmUrl => is_address(text).then(|| Self::Text(text.to_owned())).ok_or_else(wrong),
            Key::LlmModel => {
                (!text.is_empty()).then(|| Self::Text(text.to_owned())).ok_or_else(wrong)
            }
            Key::LlmKeyCommand => {
                let splits = shell_words::split(text).is_ok_and(|words| !words.is_empty());
                let taken = splits && !looks_like_a_key(text);
                taken.then(|| Self::Text(text.to_owned())).ok_or_else(wrong)
            }
        }
    }

    /// The value as text, as [`Self::read`] reads it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A value that its key does not take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub(crate) struct WrongValue {
    key: Key,
    /// As it was given; `None` where it may be a secret.
    given: Option<String>,
}

impl WrongValue {
    fn of(key: Key, text: &str) -> Self {
        let may_be_secret = match key {
            Key::LlmKeyFile | Key::LlmKeyCommand => true,
            Key::LlmUrl => text.contains(['@', '?', '#']),
            _ => false,
        };
        Self { key, given: (!may_be_secret).then(|| text.to_owned()) }
    }

    /// A value that is no single word, number or truth value.
    pub(crate) fn of_kind(key: Key, kind: &str) -> Self {
        Self { key, given: Some(kind.to_owned()) }
    }

    fn words(&self) -> String {
        let Self { key, given } = self;
        match given {
            Some(given) => format!("`{key}` is `{given}`: {} is needed", key.takes()),
            None if *key == Key::LlmUrl => {
                format!(
                    "`{key}` holds more than an address: no name, key or question belongs in it"
                )
            }
            None => format!("`{key}` is not understood: {} is needed", key.takes()),
        }
    }

    /// The word that may be meant.
    pub(crate) fn nearest(&self) -> Option<&'static str> {
        let words = if self.key == Key::Minutes { &[] } else { self.key.words() };
        let given = self.given.as_deref()?;
        let near = nearest(given, words.iter().copied());
        near.and_then(|near| words.iter().copied().find(|word| *word == near))
    }

    /// What to type instead.
    pub(crate) fn hint(&self) -> String {
        let Self { key, .. } = self;
        match (self.nearest(), key) {
            (Some(near), _) => format!("did you mean `{near}`? `onsite config set {key} {near}`"),
            (None, Key::Minutes) => {
                "`onsite config set minutes 45`; `onsite practice --minutes N` takes any length"
                    .to_owned()
            }
            (None, Key::ExportDir) => "`onsite config set export_dir ~/interviews`".to_owned(),
            (None, Key::LlmUrl) => {
                "`onsite config set llm_url http://127.0.0.1:11434/v1`".to_owned()
            }
            (None, Key::LlmKeyFile | Key::LlmKeyCommand) => {
                "`onsite config set llm_key_file FILE` names a file that holds the key, \
                 `llm_key_command` a command that prints it"
                    .to_owned()
            }
            (None, _) => match key.words().first() {
                Some(word) => format!("`onsite config set {key} {word}`, for one"),
                None => format!("`onsite config unset {key}` takes it away"),
            },
        }
    }
}

/// Whether a command is rather the key itself: one long word of letters and digits.
fn looks_like_a_key(text: &str) -> bool {
    text.len() >= 20
        && !text.contains('/')
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether a text is the address of an endpoint: `http` or `https`, a host, a path; no name, no key and
/// no question.
fn is_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '?' | '#');
    !host.is_empty() && !host.starts_with(':') && !text.contains(odd)
}

/// A path with `~` at its beginning made the home directory; as it is without one.
pub(crate) fn expanded(text: &str, home: Option<&Path>) -> PathBuf {
    match (text.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(key: Key, text: &str) -> Option<String> {
        SettingValue::read(key, text).ok().map(|value| value.text())
    }

    #[test]
    fn what_keys_take() {
        assert_eq!(read(Key::Level, " Senior ").as_deref(), Some("senior"));
        assert_eq!(read(Key::Minutes, "50").as_deref(), Some("50"));
        assert_eq!(read(Key::Plain, "yes").as_deref(), Some("true"));
        assert_eq!(read(Key::Pager, "").as_deref(), Some(""));
        assert_eq!(read(Key::ExportDir, "~/notes").as_deref(), Some("~/notes"));
        for (key, text) in [
            (Key::Level, "god"),
            (Key::Minutes, "44"),
            (Key::Minutes, "51"),
            (Key::Minutes, "45.5"),
            (Key::ExportDir, "notes"),
            (Key::Pager, "less 'open"),
            (Key::LlmUrl, "127.0.0.1:11434"),
            (Key::LlmUrl, "https://me:secret@example.org/v1"),
            (Key::LlmUrl, "https://example.org/v1?key=secret"),
            (Key::LlmUrl, "https:///v1"),
            (Key::LlmKeyFile, "sk-abcdefghijklmnop0123456789"),
            (Key::LlmKeyCommand, "sk-abcdefghijklmnop0123456789"),
        ] {
            let wrong = SettingValue::read(key, text).unwrap_err();
            let said = format!("{wrong} {}", wrong.hint());
            assert!(!said.contains("secret") && !said.contains("abcdefgh"), "{said}");
            assert!(said.contains("`onsite config "), "{said}");
        }
        assert!(read(Key::LlmKeyCommand, "pass show llm").is_some());
    }

    #[test]
    fn a_usual_value_is_one_that_is_taken() {
        for key in Key::ALL {
            for text in key.usual().iter().chain(key.words()) {
                assert_eq!(read(key, text).as_deref(), Some(*text));
            }
        }
    }

    #[test]
    fn the_home_directory_is_put_in_place_of_its_mark() {
        let home = Some(Path::new("/home/x"));
        assert_eq!(expanded("~/a b", home), Path::new("/home/x/a b"));
        assert_eq!(expanded("~", home), Path::new("/home/x"));
        assert_eq!(expanded("~other/a", home), Path::new("~other/a"));
        assert_eq!(expanded("/a", None), Path::new("/a"));
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_and_read_as_the_same(text in ".*", at in 0..12_usize) {
            if let Ok(value) = SettingValue::read(Key::ALL[at], &text) {
                prop_assert_eq!(SettingValue::read(Key::ALL[at], &value.text()), Ok(value));
            }
        }
    }
}
