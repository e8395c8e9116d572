//! Which paths a pack may hold: such as are the same, and inside, on every system.

use super::limits::{LONGEST_PATH, MOST_PARTS};
use super::refusal::Refusal;
use crate::bank::{shown, visible};

/// What is wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPath {
    /// No UTF-8.
    #[error("it is no UTF-8")]
    NoText,
    /// It begins with `/` or a drive.
    #[error("it begins at a root")]
    Absolute,
    /// A part is `..`.
    #[error("it leads out of the folder")]
    Upwards,
    /// A backslash leads elsewhere on some systems.
    #[error("it holds a backslash")]
    Backslash,
    /// A control character, or one that cannot be seen.
    #[error("it holds a character that cannot be seen")]
    Invisible,
    /// It has more than [`MOST_PARTS`] parts.
    #[error("it has more than {MOST_PARTS} parts")]
    TooDeep,
    /// It has more than [`LONGEST_PATH`] bytes.
    #[error("it has more than {LONGEST_PATH} bytes")]
    TooLong,
}

/// The path with `/` between its parts, without `.` and empty parts; empty for the folder itself.
///
/// # Errors
///
/// [`Refusal::Path`] for a path that leads out, or that is none on every system.
pub fn checked(path: &[u8]) -> Result<String, Refusal> {
    parts(path).map_err(|reason| {
        let text = String::from_utf8_lossy(path);
        let text: String = visible(&text).chars().take(80).collect();
        Refusal::Path { path: text, reason }
    })
}

fn parts(path: &[u8]) -> Result<String, BadPath> {
    if path.len() > LONGEST_PATH {
        return Err(BadPath::TooLong);
    }
    let path = std::str::from_utf8(path).map_err(|_| BadPath::NoText)?;
    if path.contains('\\') {
        // A drive says more than the backslash behind it.
        return Err(if has_drive(path) { BadPath::Absolute } else { BadPath::Backslash });
    }
    if path.starts_with('/') || has_drive(path) {
        return Err(BadPath::Absolute);
    }
    if path.chars().any(|c| shown(c) != c || c.is_control()) {
        return Err(BadPath::Invisible);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return Err(BadPath::Upwards);
    }
    if parts.len() > MOST_PARTS { Err(BadPath::TooDeep) } else { Ok(parts.join("/")) }
}

fn has_drive(path: &str) -> bool {
    path.starts_with(|first: char| first.is_ascii_alphabetic()) && path[1..].starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(checked(b"./acme//prompts/./a.toml").unwrap(), "acme/prompts/a.toml");
        assert_eq!(checked(b"./").unwrap(), "");
        assert_eq!(checked("prompts/ü..toml".as_bytes()).unwrap(), "prompts/ü..toml");
        for (path, reason) in [
            (&b"../x"[..], BadPath::Upwards),
            (b"a/../../x", BadPath::Upwards),
            (b"a/..", BadPath::Upwards),
            (b"/etc/passwd", BadPath::Absolute),
            (b"C:\\x", BadPath::Absolute),
            (b"c:x", BadPath::Absolute),
            (b"a\\..\\x", BadPath::Backslash),
            (b"a\0b", BadPath::Invisible),
            (b"a\x1b[2J", BadPath::Invisible),
            ("a\u{202e}b".as_bytes(), BadPath::Invisible),
            (b"\xff", BadPath::NoText),
            (b"1/2/3/4/5/6/7/8/9", BadPath::TooDeep),
            (&[b'a'; 256], BadPath::TooLong),
        ] {
            match checked(path) {
                Err(Refusal::Path { path, reason: found }) => {
                    assert_eq!(found, reason, "{path}");
                    assert!(!path.contains(char::is_control));
                }
                other => panic!("{other:?}"),
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_accepted_lies_in_the_folder(
            path in "([a-z]|\\.|/|\\\\|:|C:|\u{0}|\u{202e}|é){0,20}"
        ) {
            if let Ok(path) = checked(path.as_bytes()) {
                let parts = std::path::Path::new(&path).components();
                let inside = |part| matches!(part, std::path::Component::Normal(_));
                proptest::prop_assert!(parts.into_iter().all(inside), "{}", path);
            }
        }
    }
}
