//! A part of a file that is ours, between two markers; the rest is somebody's own.

use std::fmt::Write as _;

/// The line before the part.
pub const BEGIN: &str = "<!-- onsite map: begin -->";
/// The line behind the part.
pub const END: &str = "<!-- onsite map: end -->";

/// Why a file is not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockError {
    /// One marker stands without the other.
    #[error("the marker `{marker}` in line {line} has no other to it")]
    Alone {
        /// The marker.
        marker: &'static str,
        /// Its line, from 1.
        line: usize,
    },
    /// The end comes before the beginning.
    #[error("the part ends in line {end} before it begins in line {begin}")]
    Reversed {
        /// The line of the beginning, from 1.
        begin: usize,
        /// The line of the end, from 1.
        end: usize,
    },
    /// A marker stands more than once.
    #[error("the marker `{marker}` stands in lines {}", joined(.lines))]
    Several {
        /// The marker.
        marker: &'static str,
        /// Its lines, from 1.
        lines: Vec<usize>,
    },
}

fn joined(lines: &[usize]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let before = match at {
            0 => "",
            at if at + 1 == lines.len() => " and ",
            _ => ", ",
        };
        let _ = write!(text, "{before}{line}");
    }
    text
}

/// The file with `part` between the markers, byte for byte as it was everywhere else. Without markers
/// the part comes at the end, behind an empty line. The lines of the part end as those of the file
/// do. `part` ends with a line feed and holds no marker on a line of its own.
///
/// # Errors
/// When the markers are not one pair in order.
pub fn with_part(file: &[u8], part: &str) -> Result<Vec<u8>, BlockError> {
    let found = marked(file);
    let of = |marker: &str| -> Vec<&Line> {
        found.iter().filter(|line| line.marker == marker).collect()
    };
    let (begins, ends) = (of(BEGIN), of(END));
    for (marker, lines) in [(BEGIN, &begins), (END, &ends)] {
        if lines.len() > 1 {
            let lines = lines.iter().map(|line| line.number).collect();
            return Err(BlockError::Several { marker, lines });
        }
    }
    // A part that is there keeps the ends that its lines have.
    let looked_at = begins.first().map_or(file, |begin| &file[begin.before..begin.after]);
    let end_of_line = if is_crlf(looked_at) { "\r\n" } else { "\n" };
    let part = part.replace('\n', end_of_line);
    let mut new = Vec::with_capacity(file.len() + part.len() + 64);
    match (begins.first(), ends.first()) {
        (Some(begin), Some(end)) if begin.number < end.number => {
            new.extend_from_slice(&file[..begin.after]);
            new.extend_from_slice(part.as_bytes());
            new.extend_from_slice(&file[end.before..]);
        }
        (Some(begin), Some(end)) => {
            return Err(BlockError::Reversed { begin: begin.number, end: end.number });
        }
        (Some(alone), None) => return Err(BlockError::Alone { marker: BEGIN, line: alone.number }),
        (None, Some(alone)) => return Err(BlockError::Alone { marker: END, line: alone.number }),
        (None, None) => {
            new.extend_from_slice(file);
            if !file.is_empty() {
                if !file.ends_with(b"\n") {
                    new.extend_from_slice(end_of_line.as_bytes());
                }
                new.extend_from_slice(end_of_line.as_bytes());
            }
            let whole = format!("{BEGIN}{end_of_line}{part}{END}{end_of_line}");
            new.extend_from_slice(whole.as_bytes());
        }
    }
    Ok(new)
}

/// A line that is a marker.
struct Line {
    marker: &'static str,
    /// From 1.
    number: usize,
    /// Where it begins.
    before: usize,
    /// Where the next one begins.
    after: usize,
}

fn marked(file: &[u8]) -> Vec<Line> {
    let mut found = Vec::new();
    let mut before = 0;
    for (at, line) in file.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let after = before + line.len();
        let bare = line.trim_ascii();
        for marker in [BEGIN, END] {
            if bare == marker.as_bytes() {
                found.push(Line { marker, number: at + 1, before, after });
            }
        }
        before = after;
    }
    found
}

/// Whether the first line ends as on Windows.
fn is_crlf(file: &[u8]) -> bool {
    let first = file.iter().position(|byte| *byte == b'\n');
    first.is_some_and(|at| at > 0 && file[at - 1] == b'\r')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(file: &str, part: &str) -> Result<String, BlockError> {
        with_part(file.as_bytes(), part).map(|new| String::from_utf8(new).unwrap())
    }

    #[test]
    fn the_part_comes_between_the_markers_or_at_the_end() {
        let made = text("", "new\n").unwrap();
        assert_eq!(made, format!("{BEGIN}\nnew\n{END}\n"));
        assert_eq!(text("# A", "x\n").unwrap(), format!("# A\n\n{BEGIN}\nx\n{END}\n"));
        let around = format!("a\r\n  {BEGIN} \r\nold\r\n{END}\r\nb");
        let new = text(&around, "1\n2\n").unwrap();
        assert_eq!(new, format!("a\r\n  {BEGIN} \r\n1\r\n2\r\n{END}\r\nb"));
        let at_the_end = format!("{BEGIN}\n{END}");
        assert_eq!(text(&at_the_end, "x\n").unwrap(), format!("{BEGIN}\nx\n{END}"));
    }

    #[test]
    fn broken_markers_are_refused_with_their_lines() {
        let refused = |file: String| text(&file, "x\n").unwrap_err().to_string();
        assert_eq!(
            refused(format!("a\n{BEGIN}\n")),
            format!("the marker `{BEGIN}` in line 2 has no other to it")
        );
        assert_eq!(
            refused(format!("{END}\n")),
            format!("the marker `{END}` in line 1 has no other to it")
        );
        assert_eq!(
            refused(format!("{END}\n\n{BEGIN}\n")),
            "the part ends in line 1 before it begins in line 3"
        );
        assert_eq!(
            refused(format!("{BEGIN}\n{END}\n{BEGIN}\n{END}\n")),
            format!("the marker `{BEGIN}` stands in lines 1 and 3")
        );
    }

    proptest! {
        #[test]
        fn twice_is_once_and_the_rest_stays(
            before in "[a-c\r\n<!-]{0,40}",
            after in "[a-c\r\n]{0,40}",
            bytes in proptest::collection::vec(any::<u8>(), 0..20),
            part in "([a-z|]{0,10}\n){0,4}",
            marked in any::<bool>(),
        ) {
            let mut file = before.into_bytes();
            if marked {
                if file.last().is_some_and(|last| *last != b'\n') {
                    file.push(b'\n');
                }
                file.extend_from_slice(format!("{BEGIN}\nold\n{END}\n").as_bytes());
            }
            file.extend_from_slice(&bytes);
            file.extend_from_slice(after.as_bytes());
            let once = with_part(&file, &part).unwrap();
            let twice = with_part(&once, &part).unwrap();
            prop_assert_eq!(&once, &twice);
            let back = |new: &[u8]| {
                let begin = new.windows(BEGIN.len()).position(|w| w == BEGIN.as_bytes()).unwrap();
                let end = new.windows(END.len()).rposition(|w| w == END.as_bytes()).unwrap();
                (new[..begin].to_vec(), new[end..].to_vec())
            };
            if marked {
                prop_assert_eq!(back(&once), back(&file));
            } else {
                prop_assert!(once.starts_with(&file));
            }
        }
    }
}
