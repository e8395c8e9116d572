//! From tokens to an expression.

use super::expression::{Expression, Function};
use super::measure::{Measure, Powers};
use super::token::{Doubt, Kind, Sign, Token};

/// How deep brackets and powers may be nested.
const DEPTH: u8 = 24;
/// The most words between a number and the rest of its unit, in text.
const WORDS: usize = 4;

/// Who is asking, and so what is done about a word that is no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// A calculation that was asked for: words count things and are left out.
    Asked,
    /// Text: where it may be read in two ways it is not read.
    Overheard,
}

/// Why tokens are no expression: the index of the token that does not fit, or the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// A value is wanted here.
    NoValue(usize),
    /// A letter or two hang on a number and are no unit.
    NoUnit(usize),
    /// A bracket stays open.
    Unclosed,
    /// Brackets or powers are nested too deep.
    TooDeep,
    /// The text leaves open what is meant.
    Unclear,
}

/// What is known about one quantity besides its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mention {
    /// The token after it and the words that follow it.
    pub(super) end: usize,
    /// The token after its number and unit.
    pub(super) core: usize,
    /// Whether it has a unit.
    pub(super) measured: bool,
    /// It is for each of something: "per user", "/node".
    pub(super) each: bool,
    /// The length of time in seconds that it is per, as written.
    pub(super) period: Option<f64>,
    /// The words between, in lower case.
    pub(super) words: Vec<String>,
}

/// What a quantity is per.
enum Per {
    Unit(Measure),
    /// One of something that is no unit.
    Each,
}

pub(super) struct Parser<'t> {
    tokens: &'t [Token<'t>],
    pub(super) at: usize,
    manner: Manner,
    depth: u8,
    /// The first quantity.
    pub(super) first: Option<(Expression, Mention)>,
    /// How many signs were between quantities.
    pub(super) signs: usize,
    /// Whether any quantity was for each of something.
    pub(super) each: bool,
}

const HEDGES: [&str; 17] = [
    "about",
    "roughly",
    "around",
    "approximately",
    "approx",
    "aprox",
    "circa",
    "ca",
    "nearly",
    "almost",
    "say",
    "some",
    "only",
    "just",
    "a",
    "an",
    "avg",
];

impl<'t> Parser<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>], manner: Manner) -> Self {
        Self { tokens, at: 0, manner, depth: 0, first: None, signs: 0, each: false }
    }

    fn peek(&self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    fn behind(&self, by: usize) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at + by)
    }

    fn sign(&self, wanted: &[Sign]) -> Option<Sign> {
        match self.peek()?.kind {
            Kind::Sign(sign) if wanted.contains(&sign) => Some(sign),
            _ => None,
        }
    }

    /// As much of the tokens as is an expression.
    pub(super) fn sum(&mut self) -> Result<Expression, Stop> {
        let mut left = self.product()?;
        while let Some(sign) = self.sign(&[Sign::Plus, Sign::Minus]) {
            if self.manner == Manner::Overheard && sign == Sign::Minus {
                // "2025-03-01", "5-6", "12 - later": a dash is seldom a sum.
                return Err(Stop::Unclear);
            }
            self.at += 1;
            self.signs += 1;
            left = Expression::pair(sign, left, self.product()?);
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, Stop> {
        let mut left = self.factor()?;
        loop {
            if let Some(sign) = self.sign(&[Sign::Times, Sign::Over]) {
                self.at += 1;
                self.signs += 1;
                left = Expression::pair(sign, left, self.factor()?);
            } else if self.folds() {
                // "40/s 5x peak".
                self.signs += 1;
                left = Expression::pair(Sign::Times, left, self.factor()?);
            } else {
                return Ok(left);
            }
        }
    }

    fn folds(&self) -> bool {
        matches!(self.peek().map(|t| t.kind), Some(Kind::Number(..)))
            && matches!(self.behind(1).map(|t| t.kind), Some(Kind::Fold))
    }

    fn factor(&mut self) -> Result<Expression, Stop> {
        let mut negative = false;
        while self.sign(&[Sign::Minus]).is_some() && self.manner == Manner::Asked {
            negative = !negative;
            self.at += 1;
        }
        let from = self.at;
        // "/ day": the unit alone stands for one of it.
        let bare = self.peek().and_then(|token| match token.kind {
            Kind::Word(word) if from > 0 => Measure::word(word),
            _ => None,
        });
        let (value, mention) = match bare {
            Some((unit, _)) => {
                self.at += 1;
                let (end, core) = (self.at, self.at);
                let mention = Mention { end, core, measured: true, ..Mention::default() };
                (Expression::one(unit), mention)
            }
            None => self.quantity()?,
        };
        self.each |= mention.each;
        if self.first.is_none() {
            self.first = Some((value.clone(), mention));
        }
        Ok(if negative { Expression::Minus(Box::new(value)) } else { value })
    }

    fn quantity(&mut self) -> Result<(Expression, Mention), Stop> {
        let mut value = self.power()?;
        let mut mention = Mention::default();
        let mut words = 0;
        if self.peek().is_some_and(|token| token.kind == Kind::Fold) {
            self.at += 1;
        }
        if self.peek().is_some_and(|token| token.kind == Kind::Percent) {
            self.at += 1;
            let share = Measure { num: 1.0, den: 100.0, powers: Powers::COUNT };
            value = Expression::pair(Sign::Times, value, Expression::one(share));
            mention.measured = true;
        }
        mention.core = self.at;
        loop {
            mention.end = self.at;
            if let Some(per) = self.per() {
                match per {
                    Per::Unit(unit) => {
                        value = Expression::pair(Sign::Over, value, Expression::one(unit));
                        mention.period.get_or_insert(unit.factor());
                        mention.measured = true;
                    }
                    Per::Each => mention.each = true,
                }
                mention.core = self.at;
                continue;
            }
            let Some(token) = self.peek() else { break };
            match token.kind {
                Kind::Word(word) => {
                    let adverb = Measure::adverb(word);
                    let next = self.behind(1).map(|next| next.kind);
                    if let Some(every) = adverb {
                        self.at += 1;
                        let rate = Measure::ONE.over(every);
                        let counted = matches!(next, Some(Kind::Word(_)));
                        // "100M daily" is a rate; "2M daily users" are users.
                        let readings = match (counted, self.manner) {
                            (false, _) => vec![rate],
                            (true, Manner::Asked) => vec![Measure::ONE],
                            (true, Manner::Overheard) => vec![Measure::ONE, rate],
                        };
                        value = Expression::pair(Sign::Times, value, Expression::Value(readings));
                        mention.measured |= !counted;
                        mention.core = self.at;
                    } else if let Some((unit, other)) =
                        Measure::word(word).filter(|_| !mention.measured)
                    {
                        if words > 0 && self.manner == Manner::Overheard {
                            return Err(Stop::Unclear);
                        }
                        self.at += 1;
                        mention.measured = true;
                        mention.core = self.at;
                        if let Expression::Value(readings) = &mut value {
                            // "86400 s": with its unit a number is only that.
                            readings.retain(|reading| reading.powers == Powers::COUNT);
                        }
                        let readings = [Some(unit), other].into_iter().flatten().collect();
                        value = Expression::pair(Sign::Times, value, Expression::Value(readings));
                        if unit.powers == Powers::RATE {
                            mention.period.get_or_insert(unit.den);
                        }
                    } else if token.glued && words == 0 && !mention.measured {
                        return Err(Stop::NoUnit(self.at));
                    } else if Measure::word(word).is_some() && !token.is_word(&["second"]) {
                        // A second unit, "5 GB day": something is missing between.
                        match self.manner {
                            Manner::Asked => break,
                            Manner::Overheard => return Err(Stop::Unclear),
                        }
                    } else if self.manner == Manner::Overheard && words == 0 && is_size(word) {
                        return Err(Stop::Unclear);
                    } else {
                        words += 1;
                        if words > WORDS && self.manner == Manner::Overheard {
                            break;
                        }
                        let word = word.to_lowercase();
                        mention.each |= matches!(word.as_str(), "each" | "apiece");
                        mention.words.push(word);
                        self.at += 1;
                    }
                }
                Kind::Open if self.aside() => {}
                _ => break,
            }
        }
        mention.end = self.at;
        Ok((value, mention))
    }

    /// "per second", "/day", "a month", "every 5 s"; or "per user", "/node".
    fn per(&mut self) -> Option<Per> {
        let token = self.peek()?;
        let slash = token.is_sign(Sign::Over);
        let article = token.is_word(&["a", "an"]);
        if !slash && !article && !token.is_word(&["per", "each", "every"]) {
            return None;
        }
        let next = self.behind(1)?;
        match next.kind {
            Kind::Word(_) if next.is_word(&HEDGES) => None,
            Kind::Word(word) => {
                if let Some(unit) = Measure::period(word) {
                    self.at += 2;
                    return Some(Per::Unit(unit));
                }
                if slash {
                    // "/GB" divides; "/user" says for each.
                    if Measure::word(word).is_some() || Function::named(word).is_some() {
                        return None;
                    }
                    self.at += 2;
                    return Some(Per::Each);
                }
                if token.is_word(&["per"])
                    && let Some((unit, _)) = Measure::word(word)
                {
                    self.at += 2;
                    return Some(Per::Unit(unit));
                }
                self.at += 2;
                Some(Per::Each)
            }
            Kind::Number(count, _) if !slash && !article => {
                let Kind::Word(word) = self.behind(2)?.kind else { return None };
                let unit = Measure::period(word)?;
                self.at += 3;
                Some(Per::Unit(Measure::of(count, Powers::COUNT).times(unit)))
            }
            _ => None,
        }
    }

    /// Skips brackets that hold words only, behind a quantity.
    fn aside(&mut self) -> bool {
        let rest = &self.tokens[self.at + 1..];
        let Some(length) = rest.iter().position(|token| token.kind == Kind::Close) else {
            return false;
        };
        let words = rest[..length].iter().all(|token| matches!(token.kind, Kind::Word(_)));
        if words {
            self.at += length + 2;
        }
        words
    }

    fn power(&mut self) -> Result<Expression, Stop> {
        let base = self.atom()?;
        if self.sign(&[Sign::Power]).is_none() {
            return Ok(base);
        }
        self.at += 1;
        self.signs += 1;
        self.deeper(|parser| {
            let negative = parser.sign(&[Sign::Minus]).is_some();
            parser.at += usize::from(negative);
            let exponent = parser.power()?;
            let exponent = if negative { Expression::Minus(Box::new(exponent)) } else { exponent };
            Ok(Expression::pair(Sign::Power, base, exponent))
        })
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        if self.depth >= DEPTH {
            return Err(Stop::TooDeep);
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn atom(&mut self) -> Result<Expression, Stop> {
        while self.peek().is_some_and(|token| {
            token.is_word(&HEDGES)
                || (token.is_word(&["peak", "average", "mean"]) && self.manner == Manner::Asked)
        }) {
            self.at += 1;
        }
        let Some(token) = self.peek() else { return Err(Stop::NoValue(self.at)) };
        match token.kind {
            Kind::Number(value, doubt) => {
                self.at += 1;
                Ok(Expression::Value(readings(value, doubt)))
            }
            Kind::Open => {
                self.at += 1;
                let inner = self.deeper(|parser| {
                    let first = parser.first.take();
                    let inner = parser.sum();
                    parser.first = first;
                    inner
                })?;
                match self.peek().map(|token| token.kind) {
                    Some(Kind::Close) => {
                        self.at += 1;
                        Ok(inner)
                    }
                    Some(_) => Err(Stop::NoValue(self.at)),
                    None => Err(Stop::Unclosed),
                }
            }
            Kind::Word(word) if self.manner == Manner::Asked => {
                let function = Function::named(word).ok_or(Stop::NoValue(self.at))?;
                self.at += 1;
                self.deeper(|parser| {
                    let argument = parser.atom()?;
                    Ok(Expression::Call(function, Box::new(argument)))
                })
            }
            _ => Err(Stop::NoValue(self.at)),
        }
    }
}

/// Whether a word behind a number may be one of size: misspelt, or of another language.
fn is_size(word: &str) -> bool {
    let word = word.to_lowercase();
    let near = |size: &&str| strsim::damerau_levenshtein(&word, size) <= 2;
    word.len() >= 6 && ["million", "billion", "trillion", "thousand"].iter().any(near)
        || ["mil", "mill", "bil", "lakh", "crore", "milliard", "tsd", "tausend", "g", "m", "t", "p"]
            .contains(&word.as_str())
}

/// What a number may mean, the likeliest first.
fn readings(value: f64, doubt: Doubt) -> Vec<Measure> {
    let number = Measure::of(value, Powers::COUNT);
    match doubt {
        Doubt::None => vec![number],
        Doubt::Bytes => vec![number, Measure::of(value / 1e9, Powers::DATA)],
        Doubt::Thousands => vec![number, Measure::of(value * 1e3, Powers::COUNT)],
        Doubt::Seconds => vec![number, Measure::of(value, Powers::TIME)],
    }
}
