//! Words, numbers and arrows of a text, folded to one spelling, with their byte spans.
//!
//! Compatibility forms, case, accents and zero-width characters are folded away; `40/s` reads as
//! "40 per second", `20%` as "20 percent", `longUrl` and `long_url` as "long url". What stands
//! between two tokens is kept as a [`Gap`], for clauses and lists.

use unicode_normalization::UnicodeNormalization;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word.
    Word,
    /// A number in digits, such as `2048`, `99.9`, `100:1`, `62^7`.
    Number,
    /// `->` in any of its spellings.
    Arrow,
}

/// The punctuation between a token and the one before it, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap(u16);

impl Gap {
    pub(crate) const COMMA: Self = Self(1);
    pub(crate) const SEMICOLON: Self = Self(1 << 1);
    pub(crate) const COLON: Self = Self(1 << 2);
    /// A dash with a space before it.
    pub(crate) const DASH: Self = Self(1 << 3);
    pub(crate) const OPEN: Self = Self(1 << 4);
    pub(crate) const CLOSE: Self = Self(1 << 5);
    pub(crate) const STOP: Self = Self(1 << 6);
    pub(crate) const BAR: Self = Self(1 << 7);
    pub(crate) const LINE: Self = Self(1 << 8);
    pub(crate) const PLUS: Self = Self(1 << 9);
    pub(crate) const EQUALS: Self = Self(1 << 10);

    /// Whether any bit of `other` is set.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All bits of both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    fn of(character: char, spaced: impl FnOnce() -> bool) -> Self {
        match character {
            ',' | '、' | '，' => Self::COMMA,
            ';' | '；' => Self::SEMICOLON,
            ':' | '：' => Self::COLON,
            '–' | '—' => Self::DASH,
            '-' if spaced() => Self::DASH,
            '(' | '[' | '{' => Self::OPEN,
            ')' | ']' | '}' => Self::CLOSE,
            '.' | '!' | '?' | '…' | '。' => Self::STOP,
            '|' | '•' | '·' => Self::BAR,
            '\n' | '\r' => Self::LINE,
            '+' | '&' => Self::PLUS,
            '=' | '≈' | '~' | '<' | '>' | '≤' | '≥' => Self::EQUALS,
            _ => Self(0),
        }
    }
}

/// A token and where it stands. Its folded text is handed to the visitor of [`lex`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte offset of its beginning.
    pub(crate) start: usize,
    /// Byte offset after its end.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// What stands before it.
    pub(crate) gap: Gap,
}

/// Zero-width characters and soft hyphens, which are dropped wherever they stand.
fn invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn combining(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Walks through the tokens of `text` from the byte `from`, calling `visit` with each and its
/// folded text.
pub(crate) fn lex(text: &str, from: usize, mut visit: impl FnMut(Token, &str)) {
    let mut lexer = Lexer { text, at: from, gap: Gap::default(), folded: String::new() };
    while let Some(character) = lexer.peek() {
        if character.is_ascii_digit() {
            lexer.number(&mut visit);
        } else if character.is_alphanumeric() {
            lexer.word(&mut visit);
        } else if let Some(length) = lexer.link_target() {
            lexer.gap.add(Gap::CLOSE);
            lexer.at += length;
        } else if !lexer.symbol(character, &mut visit) {
            let spaced = || {
                lexer.at == 0
                    || lexer.text[..lexer.at].ends_with(|c: char| c.is_whitespace() || c == '-')
            };
            lexer.gap.add(Gap::of(character, spaced));
            lexer.at += character.len_utf8();
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    gap: Gap,
    folded: String,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// How long the end of a link in markdown is whose name has just ended: `](https://…)`. Where it
    /// leads is nothing that somebody says.
    fn link_target(&self) -> Option<usize> {
        let target = self.rest().strip_prefix("](")?;
        let target = target.get(..target.find([')', '\n', '\r'])?)?;
        let leads =
            target.starts_with(['#', '<']) || target.starts_with("mailto:") || target.contains('/');
        (leads && !target.contains([' ', '`'])).then(|| "](".len() + target.len() + ")".len())
    }

    fn emit(
        &mut self,
        start: usize,
        end: usize,
        kind: Kind,
        folded: &str,
        visit: &mut impl FnMut(Token, &str),
    ) {
        visit(Token { start, end, kind, gap: self.gap }, folded);
        self.gap = Gap::default();
    }

    /// Digits with what belongs inside a number: `2,048`, `99.9`, `100:1`, `62^7`, `3.5e9`.
    fn number(&mut self, visit: &mut impl FnMut(Token, &str)) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'0'..=b'9' => folded.push(char::from(byte)),
                b',' if digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4) => {}
                b'.' | b':' | b'^' if digit(at + 1) && at > start => folded.push(char::from(byte)),
                b'e' | b'E' if digit(at + 1) => folded.push('e'),
                _ => break,
            }
            at += 1;
        }
        self.at = at;
        self.emit(start, at, Kind::Number, &folded, visit);
        self.folded = folded;
    }

    /// A run of letters and digits that begins with a letter.
    fn word(&mut self, visit: &mut impl FnMut(Token, &str)) {
        let start = self.at;
        let mut end = start;
        let mut before = None;
        let mut camel = false;
        let mut ascii = true;
        let lower_start = self.peek().is_some_and(char::is_lowercase);
        let mut characters = self.rest().char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            let apostrophe = matches!(character, '\'' | '’' | 'ʼ');
            let joins = apostrophe
                && before.is_some_and(char::is_alphabetic)
                && characters.peek().is_some_and(|&(_, next)| next.is_alphabetic());
            if !(character.is_alphanumeric()
                || joins
                || invisible(character)
                || combining(character))
            {
                break;
            }
            ascii &= character.is_ascii();
            if lower_start
                && offset >= 2
                && character.is_uppercase()
                && before.is_some_and(char::is_lowercase)
            {
                camel = true;
                break;
            }
            before = Some(character);
            end = start + offset + character.len_utf8();
        }
        let raw = self.text.get(start..end).unwrap_or_default();
        let mut folded = std::mem::take(&mut self.folded);
        fold(raw, ascii, &mut folded);
        self.at = end.max(start + 1);
        // `https://` is how an address begins, and says nothing about encryption.
        let host = self.rest().strip_prefix("://").and_then(|host| host.chars().next());
        let scheme =
            matches!(folded.as_str(), "http" | "https") && host.is_some_and(char::is_alphanumeric);
        if !folded.is_empty() && !scheme {
            self.emit(start, end, Kind::Word, &folded, visit);
        }
        self.folded = folded;
        if camel {
            self.word_after_camel(visit);
        }
    }

    /// The rest of a camel-case word: its next capital starts a word of lower-case letters.
    fn word_after_camel(&mut self, visit: &mut impl FnMut(Token, &str)) {
        let start = self.at;
        let mut end = start;
        let mut before = None;
        for (offset, character) in self.rest().char_indices() {
            let hump = character.is_uppercase() && before.is_some_and(char::is_lowercase);
            if !character.is_alphanumeric() || hump {
                break;
            }
            before = Some(character);
            end = start + offset + character.len_utf8();
        }
        let raw = self.text.get(start..end).unwrap_or_default();
        let mut folded = std::mem::take(&mut self.folded);
        fold(raw, raw.is_ascii(), &mut folded);
        self.at = end;
        if !folded.is_empty() {
            self.emit(start, end, Kind::Word, &folded, visit);
        }
        self.folded = folded;
        if self.peek().is_some_and(char::is_uppercase) {
            self.word_after_camel(visit);
        }
    }

    /// Signs that stand for words. Returns whether there was one.
    fn symbol(&mut self, character: char, visit: &mut impl FnMut(Token, &str)) -> bool {
        if !matches!(character, '-' | '=' | '→' | '⇒' | '⟶' | '➜' | '%' | '/') {
            return false;
        }
        let start = self.at;
        let rest = self.rest();
        let arrow = ["-->", "==>", "->", "=>", "→", "⇒", "⟶", "➜"]
            .into_iter()
            .find(|arrow| rest.starts_with(arrow));
        if let Some(arrow) = arrow {
            self.at += arrow.len();
            self.emit(start, self.at, Kind::Arrow, "->", visit);
            return true;
        }
        match character {
            '%' => {
                self.at += 1;
                self.emit(start, self.at, Kind::Word, "percent", visit);
                true
            }
            '/' => self.per(visit),
            _ => false,
        }
    }

    /// `/s`, `/day` and the like after a number or a word.
    fn per(&mut self, visit: &mut impl FnMut(Token, &str)) -> bool {
        let start = self.at;
        let after_word =
            start == 0 || self.text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ' ');
        let rest = &self.text[start + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let next = rest[length..].chars().next();
        let unit = match &rest[..length] {
            "s" | "sec" | "secs" | "second" => "second",
            "min" | "minute" => "minute",
            "h" | "hr" | "hour" => "hour",
            "d" | "day" => "day",
            "week" => "week",
            "mo" | "month" => "month",
            "y" | "yr" | "year" => "year",
            _ => return false,
        };
        if !after_word || matches!(next, Some('/' | '_' | '-' | '{' | '0'..='9')) {
            return false;
        }
        self.at = start + 1;
        self.emit(start, start + 1, Kind::Word, "per", visit);
        self.at += length;
        self.emit(start + 1, self.at, Kind::Word, unit, visit);
        true
    }
}

/// One spelling for a word: lower case, no accents, no endings after an apostrophe but `n't`.
fn fold(raw: &str, ascii: bool, out: &mut String) {
    out.clear();
    if ascii {
        out.push_str(raw);
        out.make_ascii_lowercase();
    } else {
        let visible = raw.chars().filter(|&character| !invisible(character));
        for character in visible.nfkd().filter(|&character| !combining(character)) {
            match character {
                '’' | 'ʼ' => out.push('\''),
                _ => out.extend(character.to_lowercase()),
            }
        }
    }
    if let Some(at) = out.bytes().position(|byte| byte == b'\'')
        && !out.ends_with("n't")
    {
        out.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        lex(text, 0, |_, folded| found.push(folded.to_owned()));
        found
    }

    #[test]
    fn one_spelling() {
        assert_eq!(
            words("Cache-aside, ｃａｃｈｅ ca\u{200b}che"),
            ["cache", "aside", "cache", "cache"]
        );
        assert_eq!(words("don’t it's we'd naïve"), ["don't", "it", "we", "naive"]);
        assert_eq!(
            words("long_url longUrl longURL"),
            ["long", "url", "long", "url", "long", "url"]
        );
        assert_eq!(words("DynamoDB NoSQL base62 p99"), ["dynamodb", "nosql", "base62", "p99"]);
    }

    #[test]
    fn numbers_and_signs() {
        assert_eq!(words("2,048 99.95% 62^7 100:1"), ["2048", "99.95", "percent", "62^7", "100:1"]);
        assert_eq!(
            words("40k/s and 5M/day"),
            ["40", "k", "per", "second", "and", "5", "m", "per", "day"]
        );
        assert_eq!(words("GET /{code} → 302 => x"), ["get", "code", "->", "302", "->", "x"]);
        assert_eq!(words("/s"), ["per", "second"]);
        assert_eq!(words("/links/s/abc"), ["links", "s", "abc"]);
    }

    #[test]
    fn where_a_link_leads_is_not_said() {
        assert_eq!(
            words("see [the cache](https://example.org/wiki/TTL), then [b](#lru) and [c](d/e.md)"),
            ["see", "the", "cache", "then", "b", "and", "c"]
        );
        assert_eq!(
            words("GET https://api.example/v1/links"),
            ["get", "api", "example", "v1", "links"]
        );
        assert_eq!(words("http:// and https:// only"), ["http", "and", "https", "only"]);
        assert_eq!(words("a[i](x) f](b c)"), ["a", "i", "x", "f", "b", "c"]);
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "é ca\u{200b}che, don’t";
        lex(text, 0, |token, folded| {
            assert!(text.get(token.start..token.end).is_some());
            if folded == "don't" {
                assert_eq!(&text[token.start..token.end], "don’t");
                assert!(token.gap.has(Gap::COMMA));
            }
        });
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_lexed(text in "\\PC{0,80}") {
            let mut last = 0;
            lex(&text, 0, |token, folded| {
                assert!(text.get(token.start..token.end).is_some());
                assert!(token.start >= last && token.end > token.start);
                assert!(!folded.is_empty());
                last = token.end;
            });
        }
    }
}
