//! Foreign text in markdown: it is read as written, and starts nothing.

use std::fmt::Write as _;

use crate::report::fence::Fence;
use crate::report::visible::{one_line, visible};

/// Text of the bank on one line. A `<` that would begin HTML is escaped outside code spans;
/// other markdown in it stays, as its author meant it.
pub(super) fn words(text: &str) -> String {
    inline(&one_line(text))
}

/// Words that somebody typed or a model said, on one line, with no markdown in them.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '<' | '[') {
            literal.push('\\');
        }
        literal.push(c);
    }
    literal
}

/// A text of several paragraphs as markdown that cannot leave its section: headings come to stand
/// under it, HTML is shown, a code fence left open is closed.
pub(super) fn section(page: &mut String, text: &str, heading_level: usize) {
    let mut fence = None;
    for line in text.trim_matches('\n').split('\n') {
        let line = visible(line.trim_end_matches('\r'));
        let out = if Fence::step(&mut fence, &line) {
            line.replace("<!--", "<! --")
        } else {
            demoted(&inline(&line), heading_level)
        };
        let _ = writeln!(page, "{}", out.trim_end());
    }
    if let Some(open) = fence {
        let _ = writeln!(page, "{}", open.closing());
    }
}

/// A heading in foreign text, put under `level`; other lines as they are.
fn demoted(line: &str, level: usize) -> String {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        return format!("{}{}", "#".repeat((hashes + level).min(6)), &line[hashes..]);
    }
    line.to_owned()
}

fn inline(line: &str) -> String {
    let spans = line.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(line.len());
    let mut in_code = false;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '`' {
            in_code = !in_code;
        }
        let begins =
            rest.peek().is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(*next));
        if c == '<' && begins && !(spans && in_code) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_shown_and_code_stays() {
        assert_eq!(words("p99 < 50 ms, <b>x</b>"), "p99 < 50 ms, \\<b>x\\</b>");
        assert_eq!(words("`GET /<code>` or\n302"), "`GET /<code>` or 302");
        assert_eq!(words("a ` <!-- x"), "a ` \\<!-- x");
        assert_eq!(literal("a*b_c <i>\u{1b}"), "a\\*b_c \\<i>␛");
    }

    #[test]
    fn a_section_stays_inside_itself() {
        let mut page = String::new();
        section(&mut page, "# Top\n<!-- onsite:answer step=api -->\n~~~\n# code\n<!-- x", 3);
        assert_eq!(
            page,
            "#### Top\n\\<!-- onsite:answer step=api -->\n~~~\n# code\n<! -- x\n~~~\n"
        );
    }
}
