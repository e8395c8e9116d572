//! A line of arithmetic as written, cut into numbers, signs and words.

use super::number::{digits, exponent, size, spelt, times_ten};

/// A sign between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

/// How firmly two sides are said to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// `=`, `≈`, "is about".
    Equal,
    /// `→`, "so": what follows may be the same, or only follow.
    Follows,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind<'a> {
    /// A number with its word of size; what else it may mean.
    Number(f64, Doubt),
    Sign(Sign),
    /// The `x` of "5x peak".
    Fold,
    Percent,
    Open,
    Close,
    Word(&'a str),
    Link(Link),
    /// A comma, semicolon, full stop, colon, dash.
    Pause,
    /// Anything else.
    Other,
}

/// What else a number may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    None,
    /// `500B`: billions, or bytes.
    Bytes,
    /// `200.000`: with a decimal point, or thousands.
    Thousands,
    /// `86400`: a number, or seconds.
    Seconds,
}

/// A piece of a line with the bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it stands right behind the one before, without a blank.
    pub(super) glued: bool,
}

impl Token<'_> {
    pub(super) fn is_word(&self, words: &[&str]) -> bool {
        matches!(self.kind, Kind::Word(word) if words.contains(&word.to_lowercase().as_str()))
    }

    pub(super) fn is_sign(&self, sign: Sign) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// Cuts a line. Blanks, `~` and signs of money before a number are left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { text, at: 0, last: 0, tokens: Vec::new() };
    while lexer.at < text.len() {
        lexer.next();
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Where the token before ends.
    last: usize,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn push(&mut self, kind: Kind<'a>, length: usize) {
        let (start, end) = (self.at, self.at + length);
        let glued = start == self.last && !self.tokens.is_empty();
        self.tokens.push(Token { kind, start, end, glued });
        self.at = end;
        self.last = end;
    }

    fn next(&mut self) {
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else { return };
        let length = first.len_utf8();
        let follows = |c: fn(char) -> bool| rest[length..].starts_with(c);
        match first {
            _ if first.is_whitespace() => self.at += length,
            '$' | '€' | '£' | '~' if rest[length..].trim_start().starts_with(digit) => {
                self.at += length;
            }
            '0'..='9' => self.number(rest),
            '.' if follows(digit) && self.tokens.last().is_none_or(|t| t.end != self.at) => {
                self.number(rest);
            }
            '~' if follows(|c| c == '=') => self.push(Kind::Link(Link::Equal), length + 1),
            '=' if follows(|c| c == '>') => self.push(Kind::Link(Link::Follows), length + 1),
            '=' if follows(|c| c == '=') => self.push(Kind::Link(Link::Equal), length + 1),
            '-' if follows(|c| c == '>') => self.push(Kind::Link(Link::Follows), length + 1),
            '=' | '≈' | '≅' | '≃' | '~' => self.push(Kind::Link(Link::Equal), length),
            '→' | '⇒' | '⟶' => self.push(Kind::Link(Link::Follows), length),
            '*' if follows(|c| c == '*') => self.push(Kind::Sign(Sign::Power), length + 1),
            '×' | '*' | '·' | '⋅' | '✕' => self.push(Kind::Sign(Sign::Times), length),
            '/' | '÷' | '∕' => self.push(Kind::Sign(Sign::Over), length),
            '+' => self.push(Kind::Sign(Sign::Plus), length),
            '-' | '−' => self.push(Kind::Sign(Sign::Minus), length),
            '^' => self.push(Kind::Sign(Sign::Power), length),
            '%' => self.push(Kind::Percent, length),
            '(' => self.push(Kind::Open, length),
            ')' => self.push(Kind::Close, length),
            ',' | ';' | ':' | '.' | '!' | '?' | '–' | '—' | '…' => {
                self.push(Kind::Pause, length);
            }
            _ if first.is_alphabetic() => self.word(rest),
            _ => self.push(Kind::Other, length),
        }
    }

    fn number(&mut self, rest: &str) {
        // ".5" is read as "0.5".
        let read = if rest.starts_with('.') {
            let length = 1 + rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
            format!("0{}", &rest[..length]).parse().ok().map(|value: f64| (value, length))
        } else {
            digits(rest)
        };
        let Some((mut value, mut length)) = read else { return self.push(Kind::Other, 1) };
        let written = &rest[..length];
        let mut doubt = doubt(written, value);
        if let Some((ten, more)) = times_ten(&rest[length..]) {
            value *= ten;
            length += more;
        }
        loop {
            let after = &rest[length..];
            let Some((factor, more)) = size(after).or_else(|| letter(after)) else { break };
            doubt = if &after[..more] == "B" { Doubt::Bytes } else { doubt };
            value *= factor;
            length += more;
        }
        let after = &rest[length..];
        // "3,5": neither thousands nor a list.
        if after.starts_with(',') && after[1..].starts_with(digit) || !value.is_finite() {
            return self.push(Kind::Other, length);
        }
        self.push(Kind::Number(value, doubt), length);
        if let Some((power, more)) = exponent(after).filter(|_| !after.starts_with(['^', '*'])) {
            // "62⁷".
            self.push(Kind::Sign(Sign::Power), 0);
            self.push(Kind::Number(f64::from(power), Doubt::None), more);
        }
    }

    fn word(&mut self, rest: &'a str) {
        let end = word_end(rest);
        let word = &rest[..end];
        if word.starts_with(['x', 'X']) && self.fold(rest) {
            return;
        }
        let spelt = spelt(rest).filter(|&(_, length)| length == end && word != "second");
        if let Some((mut value, mut length)) = spelt {
            while let Some((factor, more)) = size(&rest[length..]) {
                value *= factor;
                length += more;
            }
            return self.push(Kind::Number(value, Doubt::None), length);
        }
        let lower = word.to_lowercase();
        let two = |second: &str| {
            let gap = rest[end..].len() - rest[end..].trim_start_matches(' ').len();
            let after = &rest[end + gap..];
            let found = gap > 0 && after[..word_end(after)].eq_ignore_ascii_case(second);
            found.then_some(end + gap + second.len())
        };
        let of_share = || {
            let last = self.tokens.last().map(|token| token.kind);
            matches!(last, Some(Kind::Percent | Kind::Number(0.5, _)))
                || ends_in_fraction(&self.tokens)
        };
        match lower.as_str() {
            "times" => self.push(Kind::Sign(Sign::Times), end),
            "plus" => self.push(Kind::Sign(Sign::Plus), end),
            "minus" => self.push(Kind::Sign(Sign::Minus), end),
            "of" if of_share() => self.push(Kind::Sign(Sign::Times), end),
            "divided" | "multiplied" if two("by").is_some() => {
                let sign = if lower == "divided" { Sign::Over } else { Sign::Times };
                self.push(Kind::Sign(sign), two("by").unwrap_or(end));
            }
            "is" | "are" | "makes" | "gives" | "equals" => {
                self.push(Kind::Link(Link::Equal), end);
            }
            "comes" if two("to").is_some() => {
                self.push(Kind::Link(Link::Equal), two("to").unwrap_or(end));
            }
            "so" | "meaning" => self.push(Kind::Link(Link::Follows), end),
            _ => self.push(Kind::Word(word), end),
        }
    }

    /// `x` between numbers, before one ("x5"), or behind one ("5x peak").
    fn fold(&mut self, rest: &str) -> bool {
        let after = &rest[1..];
        let before_number =
            after.trim_start().starts_with(|c: char| digit(c) || c == '(' || c == '~');
        let glued = self.last == self.at;
        let behind = matches!(self.tokens.last().map(|t| t.kind), Some(Kind::Number(..))) && glued;
        if before_number {
            self.push(Kind::Sign(Sign::Times), 1);
            true
        } else if behind && !after.starts_with(char::is_alphanumeric) {
            self.push(Kind::Fold, 1);
            true
        } else if after.starts_with([' ']) && !after.trim_start().is_empty() {
            // "40k x two".
            self.push(Kind::Sign(Sign::Times), 1);
            true
        } else {
            false
        }
    }
}

/// `100 M`, `40 k`: a letter of size after a blank.
fn letter(rest: &str) -> Option<(f64, usize)> {
    let word = rest.strip_prefix(' ')?;
    let factor = match &word[..word_end(word)] {
        "k" | "K" => 1e3,
        "M" | "Mio" | "mio" => 1e6,
        "bn" | "Mrd" | "mrd" => 1e9,
        _ => return None,
    };
    Some((factor, 1 + word_end(word)))
}

fn doubt(written: &str, value: f64) -> Doubt {
    let seconds = [3600.0, 86_400.0, 2_592_000.0, 31_536_000.0];
    match written.split_once('.') {
        Some((whole, part)) if whole.len() <= 3 && part.len() == 3 => Doubt::Thousands,
        _ if seconds.contains(&value) => Doubt::Seconds,
        _ => Doubt::None,
    }
}

/// Whether the tokens end in "1/4".
fn ends_in_fraction(tokens: &[Token<'_>]) -> bool {
    let [.., above, over, below] = tokens else { return false };
    matches!(above.kind, Kind::Number(..))
        && over.is_sign(Sign::Over)
        && over.glued
        && below.glued
        && matches!(below.kind, Kind::Number(..))
}

fn word_end(rest: &str) -> usize {
    let mut end = 0;
    for (at, character) in rest.char_indices() {
        let inner = matches!(character, '-' | '\'' | '’' | '_')
            && at > 0
            && rest[at + character.len_utf8()..].starts_with(char::is_alphabetic);
        if !character.is_alphanumeric() && !inner {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

fn digit(character: char) -> bool {
    character.is_ascii_digit()
}
