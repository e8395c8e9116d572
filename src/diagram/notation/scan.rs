//! Cuts a line of the notation into its pieces: boxes, the arrow before them, their label.

use super::{BoxMention, measured};
use crate::diagram::fault::Fault;
use crate::diagram::kind::Kind;

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Right,
    Left,
    Both,
}

/// Boxes between arrows.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The arrow before it; the first piece has none, and says right.
    pub(super) arrow: Direction,
    pub(super) boxes: Vec<BoxMention>,
    /// The label of that arrow.
    pub(super) label: String,
}

/// Every spelling of an arrow, longer ones before those that they begin with.
const ARROWS: [(&str, Direction); 19] = [
    ("<-.->", Direction::Both),
    ("<-->", Direction::Both),
    ("<==>", Direction::Both),
    ("<->", Direction::Both),
    ("<=>", Direction::Both),
    ("-.->", Direction::Right),
    ("-->", Direction::Right),
    ("==>", Direction::Right),
    ("->", Direction::Right),
    ("=>", Direction::Right),
    ("<--", Direction::Left),
    ("<-", Direction::Left),
    ("↔", Direction::Both),
    ("⇔", Direction::Both),
    ("→", Direction::Right),
    ("⇒", Direction::Right),
    ("⟶", Direction::Right),
    ("➜", Direction::Right),
    ("←", Direction::Left),
];

/// The arrow at the beginning of a text.
fn arrow(text: &str) -> Option<(&'static str, Direction)> {
    ARROWS.into_iter().find(|(spelling, _)| text.starts_with(spelling))
}

/// Where the first arrow of a text begins; its length when there is none.
pub(super) fn label_end(text: &str) -> usize {
    text.char_indices()
        .map(|(at, _)| at)
        .find(|at| arrow(&text[*at..]).is_some())
        .unwrap_or(text.len())
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Characters before the text on its line.
    skipped: usize,
}

/// The pieces of a line, at least one.
pub(super) fn pieces(text: &str, skipped: usize) -> Result<Vec<Piece>, Fault> {
    let mut scanner = Scanner { text, at: 0, skipped };
    let mut found = vec![scanner.piece(Direction::Right, "")?];
    if let Some(first) = found.first().filter(|first| !first.label.is_empty()) {
        return Err(Fault::EarlyLabel(first.label.clone()));
    }
    while let Some((sign, direction)) = arrow(scanner.rest()) {
        scanner.at += sign.len();
        found.push(scanner.piece(direction, sign)?);
    }
    Ok(found)
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn column(&self, at: usize) -> usize {
        self.skipped + self.text.get(..at).unwrap_or_default().chars().count() + 1
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Boxes up to the next arrow, with the label before (`|https|`) or behind them.
    fn piece(&mut self, arrow: Direction, sign: &str) -> Result<Piece, Fault> {
        let mut piece = Piece { arrow, boxes: Vec::new(), label: String::new() };
        let sign_at = self.at.saturating_sub(sign.len());
        self.blanks();
        if !sign.is_empty() && self.peek() == Some('|') {
            let end =
                self.rest()[1..].find('|').ok_or(Fault::OpenQuotation(self.column(self.at)))?;
            piece.label = measured(self.rest()[1..=end].trim_matches('"'))?;
            self.at += end + 2;
        }
        let (mut before, mut before_at) = (sign.to_owned(), sign_at);
        loop {
            self.blanks();
            let Some(mention) = self.mention()? else {
                return Err(self.no_box(&before, before_at));
            };
            piece.boxes.push(mention);
            self.blanks();
            if self.peek() != Some(',') {
                break;
            }
            (before, before_at) = (",".to_owned(), self.at);
            self.at += 1;
        }
        if self.peek() == Some(':') {
            self.at += 1;
            let label = self.label()?;
            if !label.is_empty() {
                piece.label = label;
            }
        }
        Ok(piece)
    }

    /// What to say where a box is missing: it lacks before what follows, else after what stands.
    fn no_box(&self, before: &str, before_at: usize) -> Fault {
        match arrow(self.rest())
            .map(|(sign, _)| sign)
            .or_else(|| [",", ":", "["].into_iter().find(|sign| self.rest().starts_with(sign)))
        {
            Some(sign) if before.is_empty() => {
                Fault::NoBox { side: "before", sign: sign.to_owned(), column: self.column(self.at) }
            }
            None if before.is_empty() => Fault::Empty,
            _ => Fault::NoBox {
                side: "after",
                sign: before.to_owned(),
                column: self.column(before_at),
            },
        }
    }

    /// A name with its mark; `None` when there is none.
    fn mention(&mut self) -> Result<Option<BoxMention>, Fault> {
        let start = self.at;
        let name = match self.peek() {
            Some('"') => self.quotation()?,
            Some('\'') => self.apostrophes().unwrap_or_else(|| self.bare()),
            _ => self.bare(),
        };
        let name = measured(&name)?;
        if name.is_empty() {
            self.at = start;
            return Ok(None);
        }
        self.blanks();
        let mut kind = None;
        if self.peek() == Some('[') {
            let end = self.rest().find(']').ok_or(Fault::OpenMark(self.column(self.at)))?;
            let word = self.rest()[1..end].trim_matches(['(', ')', '[', ' ', '"']);
            kind = Some(Kind::of_mark(word).ok_or_else(|| Fault::UnknownKind(word.to_owned()))?);
            self.at += end + 1;
        }
        self.blanks();
        let ends = self.rest().is_empty()
            || self.rest().starts_with([',', ':'])
            || arrow(self.rest()).is_some();
        if !ends {
            let text: String = self.rest().chars().take(20).collect();
            let behind = self.text[start..self.at].trim().to_owned();
            return Err(Fault::Behind { text: text.trim().to_owned(), behind });
        }
        Ok(Some(BoxMention { name, kind }))
    }

    /// A name without quotation marks: up to a comma, a colon, a bracket or an arrow.
    fn bare(&mut self) -> String {
        let rest = self.rest();
        let ends = |(at, c): (usize, char)| {
            let next = rest[at + c.len_utf8()..].chars().next();
            let colon = c == ':' && !next.is_some_and(|c| c.is_ascii_digit() || c == '/');
            colon || matches!(c, ',' | '[') || arrow(&rest[at..]).is_some()
        };
        let end = rest.char_indices().find(|&pair| ends(pair)).map_or(rest.len(), |(at, _)| at);
        self.at += end;
        rest[..end].to_owned()
    }

    /// Text in quotation marks, in which a backslash protects the next character.
    fn quotation(&mut self) -> Result<String, Fault> {
        let open = self.at;
        let mut text = String::new();
        let mut characters = self.rest().char_indices().skip(1);
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.at = open + at + 1;
                    return Ok(text);
                }
                '\\' => text.extend(characters.next().map(|(_, c)| c)),
                c => text.push(c),
            }
        }
        Err(Fault::OpenQuotation(self.column(open)))
    }

    /// A name between single quotation marks, where nothing but what may follow a name is behind them:
    /// an apostrophe may also be part of a name.
    fn apostrophes(&mut self) -> Option<String> {
        let (text, behind) = self.rest()[1..].split_once('\'')?;
        let behind = behind.trim_start();
        let ends =
            behind.is_empty() || behind.starts_with([',', ':', '[']) || arrow(behind).is_some();
        let name = (ends && !text.trim().is_empty()).then(|| text.to_owned())?;
        self.at += name.len() + 2;
        Some(name)
    }

    /// A label: in quotation marks, or up to the next arrow.
    fn label(&mut self) -> Result<String, Fault> {
        self.blanks();
        if self.peek() == Some('"') {
            let start = self.at;
            let text = self.quotation()?;
            self.blanks();
            if self.rest().is_empty() || arrow(self.rest()).is_some() {
                return measured(&text);
            }
            self.at = start;
        }
        let rest = self.rest();
        let end = label_end(rest);
        self.at += end;
        measured(&rest[..end])
    }
}
