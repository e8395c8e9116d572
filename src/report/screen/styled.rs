//! Lines of text with what each part means; colours are the caller's.

use std::fmt;

/// What a part of a line means. The words say it too: without colours nothing is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading or the name of the thing.
    Heading,
    /// Met, kept, in time.
    Good,
    /// Partly, borderline.
    Half,
    /// Missed, lost, late.
    Bad,
    /// Less important: units, asides.
    Dim,
    /// What can be typed.
    Accent,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text; it holds no control characters.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

/// A line of parts, without the line end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styled {
    /// The parts from left to right.
    pub spans: Vec<Span>,
}

impl Styled {
    /// A line without anything.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A line of one part.
    #[must_use]
    pub fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().then(tone, text)
    }

    /// The line with one more part at its end.
    #[must_use]
    pub fn then(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span { text, tone });
        }
        self
    }

    /// The line with spaces up to a column, counted in cells from 0; at least one when it is not
    /// empty.
    #[must_use]
    pub fn padded_to(self, column: usize) -> Self {
        let width = self.width();
        let spaces = column.saturating_sub(width).max(usize::from(width > 0 && column > 0));
        self.then(Tone::Plain, " ".repeat(spaces))
    }

    /// How many cells of a terminal it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| super::cells(&span.text)).sum()
    }
}

impl fmt::Display for Styled {
    /// The text without tones.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| f.write_str(&span.text))
    }
}

/// Which characters may draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// Blocks, dashes and typographic quotation marks.
    #[default]
    Unicode,
    /// Nothing beyond ASCII in the program's own words and drawings.
    Ascii,
}

/// How there is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the screen; fewer than 40 are taken as 40.
    pub columns: usize,
    /// Which characters may draw.
    pub charset: Charset,
    /// No drawing, one fact a line, nothing wrapped.
    pub plain: bool,
}

impl Layout {
    /// The columns that are filled: 40 to 100.
    pub fn width(self) -> usize {
        self.columns.clamp(40, 100)
    }

    /// Whether columns of text stand beside each other, or under each other.
    pub(super) fn is_wide(self) -> bool {
        self.width() >= 72
    }

    /// A text cut at a word to at most `width` cells, with dots where something was left out; whole
    /// where nothing is to be drawn.
    pub(super) fn fit(self, text: &str, width: usize) -> String {
        if self.plain || super::cells(text) <= width {
            return text.to_owned();
        }
        match self.charset {
            Charset::Unicode => super::fit(text, width),
            Charset::Ascii => {
                let kept = super::fit(text, width.saturating_sub(2));
                format!("{}...", kept.strip_suffix('…').unwrap_or(&kept))
            }
        }
    }

    /// The program's own words in the charset.
    pub(in crate::report) fn own(self, text: &str) -> String {
        match self.charset {
            _ if self.plain => text.replace(" · ", ", "),
            Charset::Unicode => text.to_owned(),
            Charset::Ascii => text.chars().fold(String::new(), |mut out, c| {
                match c {
                    '–' | '—' | '·' => out.push('-'),
                    '…' => out.push_str("..."),
                    '“' | '”' => out.push('"'),
                    '’' | '‘' => out.push('\''),
                    '×' => out.push('x'),
                    'µ' => out.push('u'),
                    c => out.push(c),
                }
                out
            }),
        }
    }
}

/// Two parts at both ends of a line, or on two lines where there is no room.
pub(super) fn ends(left: Styled, right: Styled, layout: Layout) -> Vec<Styled> {
    let width = layout.width().min(78);
    let room = width.saturating_sub(left.width() + right.width());
    if room < 2 || layout.plain {
        return vec![left, right];
    }
    let mut line = left.then(Tone::Plain, " ".repeat(room));
    line.spans.extend(right.spans);
    vec![line]
}

/// A text wrapped behind a first part: later lines are indented to where it ended.
pub(super) fn hanging(first: Styled, tone: Tone, text: &str, layout: Layout) -> Vec<Styled> {
    if layout.plain {
        return vec![first.then(tone, super::wrap(text, usize::MAX).concat())];
    }
    let indent = first.width();
    let room = layout.width().min(90).saturating_sub(indent).max(16);
    let mut lines = super::wrap(text, room).into_iter();
    let mut out = vec![first.then(tone, lines.next().unwrap_or_default())];
    out.extend(lines.map(|line| Styled::blank().indented(indent).then(tone, line)));
    out
}

impl Styled {
    /// The line with this many spaces put behind it.
    fn indented(self, columns: usize) -> Self {
        self.then(Tone::Plain, " ".repeat(columns))
    }
}
