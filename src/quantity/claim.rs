//! Arithmetic that a text states with its result: `500 bytes × 6 billion = 3 TB`.
//!
//! A false alarm is worse than a miss. A claim is wrong only when every reading of both sides says
//! so; wherever a factor may be meant and not written (a peak, copies, "per user", another number
//! in the line, a period left out), nothing is said.

use std::ops::Range;

use self::agreement::{Nearest, agrees, nearest};
use super::expression::{Expression, Value};
use super::measure::Powers;
use super::parser::{Manner, Mention, Parser};
use super::token::{Kind, Link, Sign, Token, tokens};
use super::unit::Dimension;
use super::wording::natural;

/// A factor that is named elsewhere in the line explains a difference as near as this.
const EXPLAINED: f64 = 1.3;
/// Nobody is out by more than this; the text was misread.
const MISREAD: f64 = 2e7;
/// The most tokens of one side.
const SIDE: usize = 48;
/// The most claims that are read in a text, and the most places where one may be.
const MOST: usize = 400;
const LINKS: usize = 4000;
/// The most bytes of a text that are read; an interview comes to some ten thousand.
const LONGEST: usize = 1 << 18;

/// A result that a text states for a piece of arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The bytes of the arithmetic and its result.
    pub span: Range<usize>,
    /// The bytes of the stated result.
    pub stated: Range<usize>,
    /// The stated result in the base unit of its dimension.
    pub amount: f64,
    /// What the stated result measures.
    pub dimension: Dimension,
    /// The right figure, where the stated one is more than a factor of 1.5 from it.
    pub right: Option<String>,
}

/// The claims of a text, in order.
pub fn claims(text: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Vec<f64> = Vec::new();
    let mut code = false;
    let mut links = 0;
    let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        if !fence && !code && found.len() < MOST && links < LINKS && is_reckoning(line) {
            let mut tokens = tokens(line);
            if let [mark, next, ..] = tokens.as_mut_slice()
                && matches!(mark.kind, Kind::Sign(_))
                && !next.glued
            {
                // "- 100M / 30 days": the mark of a list.
                mark.kind = Kind::Other;
            }
            let numbers = plain_numbers(&tokens);
            links += tokens.iter().filter(|t| matches!(t.kind, Kind::Link(_))).count();
            Line { text: line, tokens: &tokens, offset: start, before: &before, numbers: &numbers }
                .claims(&mut found);
            before = numbers.into_iter().map(|(_, number)| number).collect();
        }
        start += line.len();
    }
    found
}

/// Whether a line may hold arithmetic. Prices are left alone: they are per something unsaid.
fn is_reckoning(line: &str) -> bool {
    line.contains(|c: char| c.is_ascii_digit()) && !line.contains(['$', '€', '£'])
}

/// The numbers of a line with the place of their token.
fn plain_numbers(tokens: &[Token<'_>]) -> Vec<(usize, f64)> {
    let number = |(at, token): (usize, &Token<'_>)| match token.kind {
        Kind::Number(value, _) if value > 0.0 => Some((at, value)),
        _ => None,
    };
    tokens.iter().enumerate().filter_map(number).take(SIDE).collect()
}

/// Words that stand for a factor which may not be written down.
const FACTORS: [&str; 52] = [
    "peak",
    "peaks",
    "burst",
    "bursts",
    "busiest",
    "busy",
    "spike",
    "spikes",
    "max",
    "maximum",
    "min",
    "worst",
    "best",
    "replica",
    "replicas",
    "replicated",
    "replication",
    "copy",
    "copies",
    "overhead",
    "index",
    "indexes",
    "indices",
    "indexed",
    "spare",
    "headroom",
    "margin",
    "safety",
    "compressed",
    "compression",
    "most",
    "least",
    "realistic",
    "realistically",
    "half",
    "double",
    "doubled",
    "twice",
    "triple",
    "with",
    "without",
    "incl",
    "including",
    "growth",
    "rest",
    "left",
    "remaining",
    "more",
    "less",
    "fewer",
    "over",
    "under",
];

struct Line<'l> {
    text: &'l str,
    tokens: &'l [Token<'l>],
    offset: usize,
    /// The numbers of the line before.
    before: &'l [f64],
    numbers: &'l [(usize, f64)],
}

/// One side of a claim.
struct Side {
    values: Vec<Value>,
    /// The tokens that it takes.
    tokens: Range<usize>,
    /// Its first quantity.
    first: Mention,
    signs: usize,
    each: bool,
    /// "24/7", "80/20": as likely a name as a quotient.
    name: bool,
}

impl Line<'_> {
    fn claims(&self, found: &mut Vec<Claim>) {
        let links = self.tokens.iter().enumerate().filter_map(|(at, token)| match token.kind {
            Kind::Link(link) => Some((at, link)),
            _ => None,
        });
        for (at, link) in links.take(LINKS) {
            if found.len() >= MOST {
                return;
            }
            // "=> about", "is ≈": the second link says nothing new.
            if let Some(claim) = self.left(at).and_then(|left| self.claim(&left, at, link)) {
                found.push(claim);
            }
        }
    }

    /// The expression that ends in front of a link.
    fn left(&self, link: usize) -> Option<Side> {
        let mut end = link;
        // "…, so", "= about".
        while end > 0 && self.is_filler(end - 1) {
            end -= 1;
        }
        let mut from = self.clause_start(end);
        // "; × 365 = …" goes on from the clause before.
        let first = self.tokens.get(from)?;
        let goes_on = first.is_sign(Sign::Times) || first.is_sign(Sign::Over);
        let mut joined: Vec<Token<'_>> = Vec::new();
        if goes_on && from > 0 {
            let pause = from - 1;
            let link_only = matches!(self.tokens[pause].kind, Kind::Pause);
            if !link_only {
                return None;
            }
            let mut back = pause;
            while back > 0 && self.is_filler(back - 1) {
                back -= 1;
            }
            let start = self.clause_start(back);
            joined.extend_from_slice(&self.tokens[start..back]);
            joined.extend_from_slice(&self.tokens[from..end]);
            from = start;
        } else {
            joined.extend_from_slice(&self.tokens[from..end]);
        }
        if joined.len() > SIDE || joined.is_empty() {
            return None;
        }
        // Words in front are left out; a number or a sign there means that something is missing.
        let lead = joined.iter().position(|token| !matches!(token.kind, Kind::Word(_)))?;
        let mut parser = Parser::new(&joined[lead..], Manner::Overheard);
        let expression = parser.sum().ok()?;
        if parser.at != joined.len() - lead || hides_a_factor(&joined) {
            return None;
        }
        side(&parser, &expression, from + lead..end, &joined[lead..])
    }

    fn is_filler(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.kind == Kind::Pause
            || token.is_word(&["that", "this", "which", "it", "i.e", "or", "and"])
    }

    /// Where the clause begins that ends before a token.
    fn clause_start(&self, end: usize) -> usize {
        let bounds =
            |token: &Token<'_>| matches!(token.kind, Kind::Pause | Kind::Link(_) | Kind::Other);
        self.tokens[..end].iter().rposition(bounds).map_or(0, |at| at + 1)
    }

    /// What is stated behind a link about what stands before it.
    fn claim(&self, left: &Side, link: usize, how: Link) -> Option<Claim> {
        let mut from = link + 1;
        while self.tokens.get(from).is_some_and(|token| matches!(token.kind, Kind::Link(_))) {
            from += 1;
        }
        let rest = &self.tokens[from..self.tokens.len().min(from + SIDE)];
        let lead = rest.iter().take_while(|token| matches!(token.kind, Kind::Word(_))).count();
        let hedged = rest[..lead].iter().all(|token| token.is_word(&LEADS));
        if !hedged {
            return None;
        }
        let mut parser = Parser::new(rest, Manner::Overheard);
        parser.at = lead;
        let parsed = parser.sum();
        let (first_value, mention) = parser.first.clone()?;
        let end = from + mention.end;
        // What follows in the clause may name a factor.
        let clause = self.tokens[from..]
            .iter()
            .position(|token| matches!(token.kind, Kind::Pause | Kind::Link(_) | Kind::Other));
        let clause = clause.map_or(self.tokens.len(), |length| from + length);
        if hides_a_factor(&self.tokens[from..clause.max(end)]) || mention.each {
            return None;
        }
        let stated = first_value.values();
        let whole = parsed.map(|whole| whole.values()).unwrap_or_default();
        let followed_by_sign =
            self.tokens.get(end).is_some_and(|token| matches!(token.kind, Kind::Sign(_)));
        self.comparable(left, &mention, &stated, how)?;
        let &said = stated.first()?;
        let worked = nearest(&left.values, &stated, mention.period)?;
        let head = from + lead;
        let core = from + mention.core;
        let span = self.span(left.tokens.start, core);
        let stated_span = self.span(head, core);
        let dimension = dimension(said.powers)?;
        let right = match worked {
            Nearest::Same => None,
            // The left side may be compared with all of the right one.
            Nearest::Apart(_) if agrees(&left.values, &whole) => None,
            Nearest::Apart(_) if followed_by_sign && whole.is_empty() => None,
            Nearest::Apart(value) => {
                let factor = value.amount / said.amount;
                if !(1.0 / MISREAD..=MISREAD).contains(&factor)
                    || self.explained(factor, left.tokens.start..end)
                {
                    return None;
                }
                natural(value.amount, value.powers, mention.period).map(|wording| wording.text)
            }
        };
        let amount = if dimension == Dimension::Share { said.amount * 100.0 } else { said.amount };
        Some(Claim { span, stated: stated_span, amount, dimension, right })
    }

    /// Whether the two sides are meant to be the same.
    fn comparable(&self, left: &Side, right: &Mention, stated: &[Value], how: Link) -> Option<()> {
        if left.name {
            return None;
        }
        let counts = stated.first()?.powers == Powers::COUNT;
        let converts = left.signs == 0;
        if converts {
            // "20M/day → 230/s": the same in another unit; "100 GB → 4 GB" is something else.
            let other_unit = left.first.period != right.period
                || (left.first.measured && right.measured && !self.same_unit(left, right));
            let words = &left.first.words;
            let same_thing = right.words.is_empty()
                || *words == right.words
                || (how == Link::Equal && words.is_empty());
            return (!counts && other_unit && !left.each && same_thing).then_some(());
        }
        // What only follows may be another thing that is counted.
        (how == Link::Equal || !counts).then_some(())
    }

    /// Whether both quantities are told in the same unit, so that one is no conversion of the other.
    fn same_unit(&self, left: &Side, right: &Mention) -> bool {
        let unit = |tokens: &[Token<'_>]| {
            tokens.iter().find_map(|token| match token.kind {
                Kind::Word(word) => Some(word.to_lowercase()),
                _ => None,
            })
        };
        let after = self.tokens.get(left.tokens.end..).unwrap_or_default();
        let right_tokens = &after[..after.len().min(right.end + 3)];
        unit(&self.tokens[left.tokens.clone()]) == unit(right_tokens)
    }

    /// Whether a number elsewhere in the line, or in the one before, accounts for a factor.
    fn explained(&self, factor: f64, own: Range<usize>) -> bool {
        // An 8 turns bytes into bits wherever it stands.
        let outside = |&&(at, n): &&(usize, f64)| !own.contains(&at) || (n - 8.0).abs() < 1e-9;
        let outside = self.numbers.iter().filter(outside).map(|(_, n)| *n);
        let factor = factor.max(1.0 / factor);
        let others: Vec<f64> = outside.chain(self.before.iter().copied()).take(64).collect();
        let near = |number: f64| {
            let ratio = number.max(1.0 / number) / factor;
            (1.0 / EXPLAINED..=EXPLAINED).contains(&ratio)
        };
        others.iter().any(|&number| near(number) || near(number / 100.0))
    }

    fn span(&self, first: usize, end: usize) -> Range<usize> {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let end = self.tokens.get(end.wrapping_sub(1)).map_or(start, |token| token.end);
        debug_assert!(self.text.get(start..end).is_some());
        self.offset + start..self.offset + end
    }
}

/// What was parsed, as a side of a claim.
fn side(
    parser: &Parser<'_>,
    expression: &Expression,
    tokens: Range<usize>,
    read: &[Token<'_>],
) -> Option<Side> {
    let (_, first) = parser.first.clone()?;
    let name = match read {
        [a, sign, b] => {
            let small =
                |token: &Token<'_>| matches!(token.kind, Kind::Number(value, _) if value < 1000.0);
            small(a) && sign.is_sign(Sign::Over) && sign.glued && b.glued && small(b)
        }
        _ => false,
    } || read.windows(3).any(|three| {
        three[1].is_sign(Sign::Over)
            && three[1].glued
            && three[2].glued
            && [three[0], three[2]]
                .iter()
                .all(|token| matches!(token.kind, Kind::Number(value, _) if value < 100.0))
    });
    Some(Side {
        values: expression.values(),
        tokens,
        first,
        signs: parser.signs,
        each: parser.each,
        name,
    })
}

fn hides_a_factor(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| token.kind == Kind::Fold || token.is_word(&FACTORS))
}

/// Words that may stand between a link and its figure.
const LEADS: [&str; 16] = [
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
];

fn dimension(powers: Powers) -> Option<Dimension> {
    Some(match powers {
        Powers::COUNT => Dimension::Count,
        Powers::RATE => Dimension::Rate,
        Powers::DATA => Dimension::Data,
        Powers::THROUGHPUT => Dimension::Throughput,
        Powers::TIME => Dimension::Time,
        _ => return None,
    })
}

mod agreement;
#[cfg(test)]
mod tests;
