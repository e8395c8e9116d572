//! Takes out of an output what differs from run to run: folders, ids, times.

use std::path::Path;

/// Puts stand-ins of the same width in the place of ids, dates and times, so that tables keep
/// their shape, and `[home]` in the place of the test's folder.
pub(crate) fn redacted(text: &str, folder: &Path, ids: &[String]) -> String {
    let mut text = text.replace(&folder.display().to_string(), "[home]");
    for (index, id) in ids.iter().enumerate() {
        text = text.replace(id.as_str(), &format!("session{}", index + 1));
    }
    let mut tidy = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let after_digit = tidy.ends_with(|c: char| c.is_ascii_digit() || c == ':');
        let found = SHAPES.iter().find(|(shape, _)| !after_digit && fits(rest, shape));
        if let Some((shape, stand_in)) = found {
            tidy.push_str(stand_in);
            rest = &rest[shape.len()..];
        } else {
            tidy.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    tidy
}

/// In a shape `9` stands for a digit; the rest stands for itself. A sitting from a pipe takes
/// under ten seconds.
const SHAPES: [(&str, &str); 3] = [
    ("9999-99-99T99:99:99Z", "YYYY-MM-DDThh:mm:ssZ"),
    ("9999-99-99", "YYYY-MM-DD"),
    ("0:09", "0:00"),
];

fn fits(text: &str, shape: &str) -> bool {
    let mut bytes = text.bytes();
    shape.bytes().all(|wanted| {
        bytes.next().is_some_and(|b| if wanted == b'9' { b.is_ascii_digit() } else { b == wanted })
    })
}

#[test]
fn what_differs_is_taken_out() {
    let text = "/tmp/x/work q8rstuvw 2026-11-22T08:05:05Z 2026-11-22 0:07 10:07 0:45";
    assert_eq!(
        redacted(text, Path::new("/tmp/x"), &["q8rstuvw".to_owned()]),
        "[home]/work session1 YYYY-MM-DDThh:mm:ssZ YYYY-MM-DD 0:00 10:07 0:45"
    );
}
