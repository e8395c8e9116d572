//! Foreign text on a page. Everything goes through here or through [`crate::report::one_line`]:
//! `maud` escapes what would be markup, and what would drive a reader's eyes is made visible.

use maud::{Markup, html};

use crate::bank::shown;
use crate::report::fence::Fence;
use crate::report::one_line;

/// Text as it was typed: line feeds and tabs stay, other control characters are shown.
pub(super) fn as_typed(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { c } else { shown(c) }).collect()
}

/// Text of the bank on one line, with its code spans.
pub(super) fn words(text: &str) -> Markup {
    inline(&one_line(text))
}

/// A text of several paragraphs: paragraphs whose lines stay lines, lists, code between fences,
/// headings as lines of their own in bold.
pub(super) fn blocks(text: &str) -> Markup {
    let blocks = read(text);
    html! {
        @for block in &blocks {
            @match block {
                Block::Lines(lines) => p { @for (at, line) in lines.iter().enumerate() {
                    @if at > 0 { br; "\n" }
                    (inline(&one_line(line)))
                } },
                Block::Heading(line) => p class="lead" { (inline(&one_line(line))) },
                Block::List(items) => ul { @for item in items { li { (inline(&one_line(item))) } } },
                Block::Code(code) => pre { code { (as_typed(code)) } },
            }
        }
    }
}

enum Block {
    Lines(Vec<String>),
    Heading(String),
    List(Vec<String>),
    Code(String),
}

fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut fence = None;
    for line in text.trim_matches('\n').split('\n') {
        let line = line.trim_end_matches('\r');
        let was_open = fence.is_some();
        if Fence::step(&mut fence, line) {
            match (was_open, fence.is_some(), blocks.last_mut()) {
                (false, _, _) => blocks.push(Block::Code(String::new())),
                (true, true, Some(Block::Code(code))) => {
                    if !code.is_empty() {
                        code.push('\n');
                    }
                    code.push_str(line);
                }
                _ => {}
            }
            continue;
        }
        let item = line.trim_start().strip_prefix("- ").or(line.trim_start().strip_prefix("* "));
        let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
        match (item, blocks.last_mut()) {
            _ if line.trim().is_empty() => blocks.push(Block::Lines(Vec::new())),
            _ if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') => {
                blocks.push(Block::Heading(line[hashes..].to_owned()));
                blocks.push(Block::Lines(Vec::new()));
            }
            (Some(item), Some(Block::List(items))) => items.push(item.to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.to_owned()])),
            (None, Some(Block::Lines(lines))) => lines.push(line.to_owned()),
            // A line that is indented under an item goes on with it.
            (None, Some(Block::List(items))) if line.starts_with("  ") => {
                if let Some(last) = items.last_mut() {
                    last.push(' ');
                    last.push_str(line.trim());
                }
            }
            (None, _) => blocks.push(Block::Lines(vec![line.to_owned()])),
        }
    }
    blocks.retain(|block| !matches!(block, Block::Lines(lines) if lines.is_empty()));
    blocks
}

/// Code spans and strong words; everything else is text.
fn inline(line: &str) -> Markup {
    let paired = |sign: &str| line.matches(sign).count().is_multiple_of(2);
    if !paired("`") {
        return html! { (line) };
    }
    html! {
        @for (at, part) in line.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (strong(part)) }
        }
    }
}

fn strong(text: &str) -> Markup {
    if !text.matches("**").count().is_multiple_of(2) {
        return html! { (text) };
    }
    html! {
        @for (at, part) in text.split("**").enumerate() {
            @if at % 2 == 1 { strong { (part) } } @else { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_or_drive_the_eyes_is_text() {
        assert_eq!(
            words("p99 < 50 ms, <b>x</b>\n`GET /<code>` **now**").into_string(),
            "p99 &lt; 50 ms, &lt;b&gt;x&lt;/b&gt; <code>GET /&lt;code&gt;</code> \
             <strong>now</strong>"
        );
        assert_eq!(words("a ` b").into_string(), "a ` b");
        assert_eq!(as_typed("a\tb\n\u{1b}[31m\u{202e}\r"), "a\tb\n␛[31m\u{fffd}␍");
    }

    #[test]
    fn blocks_of_a_reference() {
        let text = "Two\nlines.\n\n## Out of scope\n\nAccounts.\n- one\n  goes on\n- two\n\n```\n<x>\n\n y\n```\nEnd";
        assert_eq!(
            blocks(text).into_string(),
            "<p>Two<br>\nlines.</p><p class=\"lead\">Out of scope</p><p>Accounts.</p>\
             <ul><li>one goes on</li><li>two</li></ul>\
             <pre><code>&lt;x&gt;\n\n y</code></pre><p>End</p>"
        );
        // A fence that is left open holds the rest.
        assert_eq!(blocks("~~~\n# a").into_string(), "<pre><code># a</code></pre>");
    }
}
