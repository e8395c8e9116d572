//! A key that cannot be printed.

use std::fmt;

/// A key. It is shown nowhere: its forms for people and for debugging are blank, it cannot be
/// serialised, and its memory is overwritten when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What stands where a key was.
const BLANK: &str = "[key]";

impl Secret {
    /// Takes a key; white space around it, such as the line feed at the end of a file, is no part of
    /// it. `None` when nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The key itself, for the header of a request and nothing else.
    #[cfg(any(feature = "llm", test))]
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// A text of somebody else's without the key, should it be in there.
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, BLANK)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BLANK)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BLANK)
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        let length = self.0.len();
        self.0.clear();
        // The same memory: a shorter text is written over a longer one in place.
        self.0.extend(std::iter::repeat_n('\0', length));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_shown_nowhere_and_taken_out_of_foreign_text() {
        let secret = Secret::new(" sk-1234 \n").unwrap();
        assert_eq!(format!("{secret} {secret:?} {secret:#?}"), "[key] [key] [key]");
        assert_eq!(format!("{:?}", Some(&secret)), "Some([key])");
        assert_eq!(secret.redact("wrong key: sk-1234!"), "wrong key: [key]!");
        assert_eq!(secret.reveal(), "sk-1234");
        assert_eq!(Secret::new(" \n"), None);
    }
}
