//! A product, quotient, sum or power of quantities, and what it comes to.

use super::measure::{Measure, Powers};
use super::number::raised;
use super::token::Sign;

/// The most ways of reading one expression; with more nothing is said about it.
const READINGS: usize = 16;
/// Larger powers are not worked out in text.
const EXPONENT: f64 = 400.0;

/// A function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Sqrt,
    Log2,
    Log10,
    Ln,
    Ceil,
    Floor,
    Round,
}

impl Function {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "sqrt" => Self::Sqrt,
            "log2" | "lg" => Self::Log2,
            "log10" | "log" => Self::Log10,
            "ln" => Self::Ln,
            "ceil" => Self::Ceil,
            "floor" => Self::Floor,
            "round" => Self::Round,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sqrt => "sqrt",
            Self::Log2 => "log2",
            Self::Log10 => "log10",
            Self::Ln => "ln",
            Self::Ceil => "ceil",
            Self::Floor => "floor",
            Self::Round => "round",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// A number or a unit; what is likeliest first.
    Value(Vec<Measure>),
    Minus(Box<Self>),
    Pair(Sign, Box<Self>, Box<Self>),
    Call(Function, Box<Self>),
}

/// What an expression comes to, in bytes and seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) amount: f64,
    pub(super) powers: Powers,
}

/// Which reading is taken of each value that has several, as digits of one number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice(pub(super) usize);

impl Choice {
    pub(super) fn take<'a>(&mut self, readings: &'a [Measure]) -> Option<&'a Measure> {
        let count = readings.len().max(1);
        let chosen = readings.get(self.0 % count);
        self.0 /= count;
        chosen
    }
}

/// Why powers of units do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// A sum of two kinds.
    Sum(Powers, Powers),
    /// An exponent, or the base of one, has a unit; or the argument of a function.
    Power,
}

impl Expression {
    pub(super) fn one(measure: Measure) -> Self {
        Self::Value(vec![measure])
    }

    pub(super) fn pair(sign: Sign, left: Self, right: Self) -> Self {
        Self::Pair(sign, Box::new(left), Box::new(right))
    }

    /// In how many ways it can be read, at least one.
    pub(super) fn ways(&self) -> usize {
        match self {
            Self::Value(readings) => readings.len().max(1),
            Self::Minus(inner) | Self::Call(_, inner) => inner.ways(),
            Self::Pair(_, left, right) => left.ways().saturating_mul(right.ways()),
        }
    }

    /// What it measures in one reading.
    pub(super) fn powers(&self, choice: &mut Choice) -> Result<Powers, Misfit> {
        match self {
            Self::Value(readings) => Ok(choice.take(readings).map_or(Powers::COUNT, |m| m.powers)),
            Self::Minus(inner) => inner.powers(choice),
            Self::Call(_, inner) => match inner.powers(choice)? {
                Powers::COUNT => Ok(Powers::COUNT),
                _ => Err(Misfit::Power),
            },
            Self::Pair(sign, left, right) => {
                let (left, right) = (left.powers(choice)?, right.powers(choice)?);
                match sign {
                    Sign::Times => Ok(left.times(right)),
                    Sign::Over => Ok(left.over(right)),
                    Sign::Plus | Sign::Minus if left == right => Ok(left),
                    Sign::Plus | Sign::Minus => Err(Misfit::Sum(left, right)),
                    Sign::Power if left == Powers::COUNT && right == left => Ok(left),
                    Sign::Power => Err(Misfit::Power),
                }
            }
        }
    }

    /// Everything it may come to. Empty where it has too many readings. Only sums, products and
    /// quotients are worked out, which are the same on every platform.
    pub(super) fn values(&self) -> Vec<Value> {
        let ways = self.ways();
        if ways > READINGS {
            return Vec::new();
        }
        let finite = |value: &Value| value.amount.is_finite() && value.amount > 0.0;
        (0..ways).filter_map(|way| self.value(&mut Choice(way))).filter(finite).collect()
    }

    fn value(&self, choice: &mut Choice) -> Option<Value> {
        match self {
            Self::Value(readings) => {
                let unit = choice.take(readings)?;
                Some(Value { amount: unit.factor(), powers: unit.powers })
            }
            Self::Minus(inner) => {
                inner.value(choice).map(|value| Value { amount: -value.amount, ..value })
            }
            Self::Call(..) => None,
            Self::Pair(sign, left, right) => {
                // Both sides are read, so that the choices stay in step.
                let (left, right) = (left.value(choice), right.value(choice));
                left.zip(right).and_then(|(left, right)| left.with(*sign, right))
            }
        }
    }
}

impl Value {
    fn with(self, sign: Sign, other: Self) -> Option<Self> {
        let same = self.powers == other.powers;
        let (amount, powers) = match sign {
            Sign::Times => (self.amount * other.amount, self.powers.times(other.powers)),
            Sign::Over => (self.amount / other.amount, self.powers.over(other.powers)),
            Sign::Plus if same => (self.amount + other.amount, self.powers),
            Sign::Minus if same => (self.amount - other.amount, self.powers),
            Sign::Power => {
                let whole = other.amount.fract() == 0.0 && other.amount.abs() <= EXPONENT;
                let bare = same && self.powers == Powers::COUNT;
                if !whole || !bare {
                    return None;
                }
                (raised(self.amount, other.amount as i32), Powers::COUNT)
            }
            Sign::Plus | Sign::Minus => return None,
        };
        Some(Self { amount, powers })
    }
}
