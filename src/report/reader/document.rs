//! A document that is judged whole, and what of a text somebody wrote.

use std::borrow::Cow;

use crate::report::fence::Fence;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// A text without its comments, outside code fences. A line on which nothing else stands goes with
/// its comment; one that is never closed is text.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains(OPEN) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence = None;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find('\n').map_or(rest.len(), |feed| feed + 1);
        let line = &rest[..end];
        let found = if Fence::step(&mut fence, line) { None } else { line.find(OPEN) };
        let Some(open) = found else {
            out.push_str(line);
            rest = &rest[end..];
            continue;
        };
        let Some(length) = rest[open + OPEN.len()..].find(CLOSE) else {
            out.push_str(rest);
            break;
        };
        let behind = &rest[open + OPEN.len() + length + CLOSE.len()..];
        let before = &rest[..open];
        let tail = behind.split_inclusive('\n').next().unwrap_or_default();
        if before.trim().is_empty() && tail.trim().is_empty() {
            rest = &behind[tail.len()..];
        } else {
            out.push_str(before);
            rest = behind;
        }
    }
    Cow::Owned(out)
}

/// What somebody wrote of a guided document: comments are left out, and headings under which nothing
/// stands. The template as it comes is empty.
pub(super) fn written(text: &str) -> String {
    let text = without_comments(text);
    let mut out = String::with_capacity(text.len());
    let mut headings: Vec<(usize, &str)> = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        let is_code = Fence::step(&mut fence, line);
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading =
            !is_code && (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']);
        if is_heading {
            headings.retain(|(above, _)| *above < level);
            headings.push((level, line));
        } else if line.trim().is_empty() {
            if headings.is_empty() {
                out.push('\n');
            }
        } else {
            for (_, heading) in headings.drain(..) {
                if !out.is_empty() && !out.ends_with("\n\n") {
                    out.push('\n');
                }
                out.push_str(heading);
                out.push_str("\n\n");
            }
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comments_are_left_out_with_their_lines() {
        for (text, left) in [
            ("a\n<!-- b\nc -->\nd\n", "a\nd\n"),
            ("a <!-- b --> c\n", "a  c\n"),
            ("<!-- a --> b <!-- c -->\nd", " b \nd"),
            ("a <!-- never closed\nb", "a <!-- never closed\nb"),
            ("```\n<!-- code -->\n```\n<!-- x -->", "```\n<!-- code -->\n```\n"),
            ("no comment", "no comment"),
        ] {
            assert_eq!(without_comments(text), left, "{text}");
        }
    }

    #[test]
    fn a_heading_counts_with_what_stands_under_it() {
        assert_eq!(
            written("# A\n\n## B\n\n<!-- c -->\n\n## D\n\ne\n\n## F\n"),
            "# A\n\n## D\n\ne\n\n"
        );
        assert_eq!(written("# A\n<!-- b -->\n## C\n"), "");
        assert_eq!(written("```\n# a\n```\n"), "```\n# a\n```\n");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(<!--|-->|#|```|\n| |a){0,30}", rest in any::<String>()) {
            let text = text + &rest;
            drop(written(&text));
            prop_assert!(without_comments(&text).len() <= text.len());
        }
    }
}
