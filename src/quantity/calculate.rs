//! `:calc`: an expression as designers write it, worked out by fend.
//!
//! The expression is read here, so that fend is handed numbers, signs and brackets only: nothing of
//! what it knows beyond arithmetic (currencies, dates, chance) can be reached.

use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use super::expression::{Choice, Expression, Misfit};
use super::fault::{CalculationError, Where};
use super::measure::{Measure, Powers};
use super::parser::{Manner, Parser, Stop};
use super::token::{Kind, Link, Sign, Token, tokens};
use super::wording::{Wording, natural, number};

/// The longest expression that is read, in bytes.
const LONGEST: usize = 300;
/// The most readings that are tried.
const READINGS: usize = 64;

/// An expression that was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calculation {
    expression: String,
    /// The result in three significant figures with its unit.
    pub result: String,
    /// Whether the result is given without rounding.
    pub exact: bool,
}

impl fmt::Display for Calculation {
    /// `62^7 ≈ 3.52 trillion`; with `=` where nothing was rounded.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.exact { '=' } else { '≈' };
        write!(f, "{} {sign} {}", self.expression, self.result)
    }
}

/// Works an expression out, such as `100 million a month to per second` or `62^7`. A month has 30
/// days, a year 365; KB are 1000 bytes, KiB 1024; words that count things are left out. The result
/// depends on the text alone: fend is stopped after `steps` steps of its own, some hundred for what
/// people type; 4,000 take a few milliseconds.
///
/// # Errors
/// When the text is no calculation, its units do not go together, or it is too much.
pub fn calculate(text: &str, steps: u64) -> Result<Calculation, CalculationError> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(CalculationError::TooLong(text.len()));
    }
    let mut tokens = tokens(text);
    // "62^7 =", as on a pocket calculator.
    let mut end = text.len();
    while let Some(last) = tokens.pop_if(|t| matches!(t.kind, Kind::Link(Link::Equal))) {
        end = last.start;
    }
    // "40/s, x5 peak": a pause before a sign.
    let signs: Vec<bool> = tokens.iter().map(|t| matches!(t.kind, Kind::Sign(_))).collect();
    let mut at = 0;
    tokens.retain(|token| {
        at += 1;
        token.kind != Kind::Pause || !signs.get(at).copied().unwrap_or_default()
    });
    if tokens.is_empty() {
        return Err(CalculationError::Empty);
    }
    let (body, target) = split_target(text, &tokens)?;
    let expression = parse(text, body)?;
    let (way, powers) = reading(&expression, target.as_ref())?;
    let mut source = String::new();
    render(&expression, &mut Choice(way), &mut source);
    let amount = evaluate(&source, steps)?;
    let Wording { text: result, exact } = match &target {
        Some(target) => {
            let wording = number(amount / target.unit.factor());
            wording.then(&target.name)
        }
        None => natural(amount, powers, None).ok_or(CalculationError::Powers)?,
    };
    Ok(Calculation { expression: text[..end].trim_end().to_owned(), result, exact })
}

/// The unit in which the result is wanted.
struct Target {
    unit: Measure,
    /// How it is written behind a number.
    name: String,
}

/// Cuts "to TB", "in /s", "→ per second" off the end.
fn split_target<'t, 'a>(
    text: &str,
    tokens: &'t [Token<'a>],
) -> Result<(&'t [Token<'a>], Option<Target>), CalculationError> {
    let is_mark = |token: &Token<'_>| {
        token.is_word(&["to", "in", "into", "as"]) || token.kind == Kind::Link(Link::Follows)
    };
    let Some(at) = tokens.iter().rposition(is_mark).filter(|&at| at > 0) else {
        return Ok((tokens, None));
    };
    let wanted = &tokens[at + 1..];
    if let Some(target) = target(wanted) {
        return Ok((&tokens[..at], Some(target)));
    }
    let from = wanted.first().map_or(tokens[at].start, |token| token.start);
    let unit = text.get(from..).unwrap_or_default().trim().to_owned();
    Err(CalculationError::UnknownUnit(unit))
}

fn target(tokens: &[Token<'_>]) -> Option<Target> {
    let [first, rest @ ..] = tokens else { return None };
    let per = |token: &Token<'_>| token.is_sign(Sign::Over) || token.is_word(&["per", "a", "an"]);
    if per(first) {
        let (unit, name) = period(rest)?;
        return Some(Target { unit: Measure::ONE.over(unit), name });
    }
    if first.kind == Kind::Percent && rest.is_empty() {
        let unit = Measure { num: 1.0, den: 100.0, powers: Powers::COUNT };
        return Some(Target { unit, name: " %".to_owned() });
    }
    let Kind::Word(word) = first.kind else { return None };
    let Some((unit, _)) = Measure::word(word) else {
        // "requests per second", "req/s".
        let (unit, name) =
            rest.split_first().filter(|(next, _)| per(next)).map(|p| period(p.1))??;
        return Some(Target { unit: Measure::ONE.over(unit), name: format!(" {word}{name}") });
    };
    match rest.split_first() {
        None => Some(Target { unit, name: format!(" {word}") }),
        Some((next, rest)) if per(next) => {
            let (time, name) = period(rest)?;
            Some(Target { unit: unit.over(time), name: format!(" {word}{name}") })
        }
        Some(_) => None,
    }
}

fn period(tokens: &[Token<'_>]) -> Option<(Measure, String)> {
    let [Token { kind: Kind::Word(word), .. }] = tokens else { return None };
    let unit = Measure::period(word)?;
    let name = if word.eq_ignore_ascii_case("second") { "s" } else { word };
    Some((unit, format!("/{name}")))
}

fn parse(text: &str, tokens: &[Token<'_>]) -> Result<Expression, CalculationError> {
    let mut parser = Parser::new(tokens, Manner::Asked);
    let written = |at: usize| tokens.get(at).map(|token| text[token.start..token.end].to_owned());
    let missing = |at: usize| match written(at) {
        Some(_) if tokens[at].kind == Kind::Close => CalculationError::Brackets,
        Some(token) => CalculationError::NoNumber(Where::Before(token)),
        None => CalculationError::NoNumber(Where::End),
    };
    let parsed = parser.sum().map_err(|stop| match stop {
        Stop::NoValue(at) => missing(at),
        Stop::NoUnit(at) => CalculationError::UnknownUnit(written(at).unwrap_or_default()),
        Stop::Unclosed => CalculationError::Brackets,
        Stop::TooDeep | Stop::Unclear => CalculationError::TooDeep,
    })?;
    match tokens.get(parser.at) {
        None => Ok(parsed),
        Some(token) if token.kind == Kind::Close => Err(CalculationError::Brackets),
        Some(_) => Err(CalculationError::NoSign(written(parser.at).unwrap_or_default())),
    }
}

/// The first way of reading it that makes sense.
fn reading(
    expression: &Expression,
    target: Option<&Target>,
) -> Result<(usize, Powers), CalculationError> {
    let mut first = None;
    for way in 0..expression.ways().min(READINGS) {
        let fault = match expression.powers(&mut Choice(way)) {
            Ok(powers) => match (target, powers.name()) {
                (Some(target), _) if target.unit.powers == powers => return Ok((way, powers)),
                (None, Some(_)) => return Ok((way, powers)),
                (_, None) => CalculationError::Powers,
                (Some(target), Some(found)) => {
                    CalculationError::Target { found, unit: target.name.trim().to_owned() }
                }
            },
            Err(Misfit::Power) => CalculationError::Power,
            Err(Misfit::Sum(left, right)) => match left.name().zip(right.name()) {
                Some((left, right)) => CalculationError::Sum(left, right),
                None => CalculationError::Powers,
            },
        };
        first.get_or_insert(fault);
    }
    Err(first.unwrap_or(CalculationError::Powers))
}

/// Writes it for fend: plain numbers in base units, every pair in brackets.
fn render(expression: &Expression, choice: &mut Choice, out: &mut String) {
    // Writing to a string never fails.
    let _ = match expression {
        Expression::Value(readings) => match choice.take(readings) {
            Some(Measure { num, den, .. }) => write!(out, "({num}/{den})"),
            None => write!(out, "0"),
        },
        Expression::Minus(inner) => {
            out.push_str("(-");
            render(inner, choice, out);
            write!(out, ")")
        }
        Expression::Call(function, inner) => {
            let _ = write!(out, "{}(", function.name());
            render(inner, choice, out);
            write!(out, ")")
        }
        Expression::Pair(sign, left, right) => {
            out.push('(');
            render(left, choice, out);
            out.push(match sign {
                Sign::Plus => '+',
                Sign::Minus => '-',
                Sign::Times => '*',
                Sign::Over => '/',
                Sign::Power => '^',
            });
            render(right, choice, out);
            write!(out, ")")
        }
    };
}

/// Stops fend after a number of its own steps, which is the same on every machine.
struct Steps {
    taken: AtomicU64,
    limit: u64,
}

impl fend_core::Interrupt for Steps {
    fn should_interrupt(&self) -> bool {
        self.taken.fetch_add(1, Ordering::Relaxed) >= self.limit
    }
}

fn evaluate(source: &str, limit: u64) -> Result<f64, CalculationError> {
    let mut context = fend_core::Context::new();
    context.disable_rng();
    let steps = Steps { taken: AtomicU64::new(0), limit };
    let source = format!("({source}) to 15 sf");
    let found = fend_core::evaluate_with_interrupt(&source, &mut context, &steps);
    if steps.taken.into_inner() > limit {
        return Err(CalculationError::TooLarge);
    }
    match found {
        Ok(result) => {
            let shown = result.get_main_result();
            let shown = shown.strip_prefix("approx.").unwrap_or(shown).trim();
            let value: f64 = shown.parse().map_err(|_| CalculationError::NotReal)?;
            if value.is_finite() { Ok(value) } else { Err(CalculationError::TooLarge) }
        }
        Err(message) if message.contains("division by zero") => Err(CalculationError::Zero),
        Err(message) if message.contains("too large") => Err(CalculationError::TooLarge),
        Err(_) => Err(CalculationError::NotReal),
    }
}

#[cfg(test)]
mod tests;
