//! A fault drawn with the line it stands on and carets under it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::fault::{Fault, Severity};
use super::source_text::SourceText;
use super::visible::shown;

/// Characters of a long line that are shown before and after the beginning of a fault.
const BEFORE: usize = 60;
const AFTER: usize = 100;

/// Whether a drawing is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// No escape sequence at all.
    #[default]
    Plain,
    /// ANSI colours.
    Coloured,
}

/// The fault with its line, where the source is known; without a newline at the end.
pub(super) fn draw(fault: &Fault, source: Option<&SourceText>, palette: Palette) -> String {
    let renderer = match palette {
        Palette::Plain => Renderer::plain(),
        Palette::Coloured => Renderer::styled(),
    };
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(fault.message.as_str()));
    match source.filter(|source| !source.text().is_empty()) {
        Some(source) => {
            let (line, span) = excerpt(source, fault);
            group = group.element(
                Snippet::source(line)
                    .path(fault.path.as_str())
                    .line_start(fault.line)
                    .annotation(AnnotationKind::Primary.span(span)),
            );
        }
        None => group = group.element(Origin::path(fault.path.as_str())),
    }
    if let Some(hint) = &fault.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// The part of the fault's first line that is worth showing, control characters made visible, and
/// the span in it. A fault over many lines is marked to the end of its first.
fn excerpt(source: &SourceText, fault: &Fault) -> (String, Range<usize>) {
    let (line, line_start) = source.line(fault.line);
    let from = fault.span.start.saturating_sub(line_start).min(line.len());
    let to = fault.span.end.saturating_sub(line_start).clamp(from, line.len());
    let first = line[..from].char_indices().rev().take(BEFORE).last().map_or(from, |(at, _)| at);
    let last = line[from..].char_indices().nth(AFTER).map_or(line.len(), |(at, _)| from + at);
    let mut text = String::new();
    if first > 0 {
        text.push('…');
    }
    text.extend(line[first..from].chars().map(shown));
    let start = text.len();
    text.extend(line[from..to.min(last)].chars().map(shown));
    let end = text.len();
    text.extend(line[to.min(last)..last].chars().map(shown));
    if last < line.len() {
        text.push('…');
    }
    (text, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str, span: Range<usize>) -> (SourceText, Fault) {
        let source = SourceText::new("prompts/a.toml", text.to_owned());
        let fault = Fault::at(&source, span, Severity::Error, "`tilte` is no key of a prompt")
            .with_hint("did you mean `title`?");
        (source, fault)
    }

    #[test]
    fn a_fault_is_drawn_under_its_line() {
        let (source, fault) = fault("id = \"a\"\ntilte = \"A\"\n", 9..14);
        insta::assert_snapshot!(draw(&fault, Some(&source), Palette::Plain), @r#"
        error: `tilte` is no key of a prompt
         --> prompts/a.toml:2:1
          |
        2 | tilte = "A"
          | ^^^^^
          |
          = help: did you mean `title`?
        "#);
        assert!(draw(&fault, Some(&source), Palette::Coloured).contains("\u{1b}["));
    }

    #[test]
    fn control_characters_and_long_lines_are_tamed() {
        let text = format!("{}\u{1b}[2Jx = {}\n", "ä".repeat(5000), "b".repeat(100_000));
        let at = text.find("x =").unwrap();
        let (source, fault) = fault(&text, at..text.len());
        let drawing = draw(&fault, Some(&source), Palette::Plain);
        assert!(drawing.contains("␛[2Jx = bbb"));
        assert!(!drawing.contains('\u{1b}'));
        assert!(drawing.len() < 1000, "{}", drawing.len());
    }
}
