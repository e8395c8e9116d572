//! The style sheet of a page, with the colours of both themes in it. Nothing on a page has a style
//! of its own, so that one hash in the content security policy allows everything there is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::palette::{DARK, LIGHT};

/// The rules, without colours.
const RULES: &str = include_str!("page.css");

/// The whole style sheet.
pub(super) fn sheet() -> String {
    let (light, dark) = (LIGHT.properties(), DARK.properties());
    // On paper light is the only theme, whatever the screen has.
    format!(
        ":root{{color-scheme:light dark;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{RULES}"
    )
}

/// A style sheet as a source of a content security policy.
pub(super) fn source(sheet: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(sheet.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_the_hash_as_browsers_take_it() {
        assert_eq!(source(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn the_sheet_asks_for_nothing_and_cannot_leave_its_element() {
        let sheet = sheet();
        for word in ["url(", "@import", "@font-face", "</", "image-set", "\r"] {
            assert!(!sheet.contains(word), "{word}");
        }
    }
}
