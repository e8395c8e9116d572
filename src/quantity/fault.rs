//! Why a calculation was not made, each in one line that says what to type.

/// Why a calculation was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalculationError {
    /// Nothing was given.
    #[error("nothing to work out: type, for example, `:calc 100M a month in /s`")]
    Empty,
    /// The expression is longer than is read.
    #[error("that is too long to work out in one go: {0} bytes of at most 300")]
    TooLong(usize),
    /// A number is wanted in front of this, or at the end.
    #[error("a number is missing {0}: type it like `20k/s * 2 KB to MB/s`")]
    NoNumber(Where),
    /// Two values without a sign between them.
    #[error("a sign is missing before `{0}`: put `*`, `/`, `+` or `-` between two numbers")]
    NoSign(String),
    /// Letters that hang on a number and are no unit.
    #[error("`{0}` is no unit here: KB, GiB, Gbit, ms, days, rps, /s, /month and the like are")]
    UnknownUnit(String),
    /// A bracket stays open or was never opened.
    #[error("the brackets do not match: type as many `)` as `(`")]
    Brackets,
    /// Nested deeper than is read.
    #[error("that is nested too deep: work it out in parts")]
    TooDeep,
    /// Kinds that cannot be added.
    #[error("{0} and {1} cannot be added: give both the same kind of unit")]
    Sum(&'static str, &'static str),
    /// An exponent or the base of one has a unit.
    #[error("a power, a root or a logarithm takes plain numbers: leave the units outside")]
    Power,
    /// The result has a unit that nobody uses, such as bytes squared.
    #[error("the units do not come to anything known: is a `/` or a `*` the wrong way round?")]
    Powers,
    /// The result cannot be told in the unit asked for.
    #[error(
        "the result is {found}, which `{unit}` does not measure; without `to {unit}` it is told as it is"
    )]
    Target {
        /// What the result is.
        found: &'static str,
        /// The unit that was asked for.
        unit: String,
    },
    /// Division by nothing.
    #[error("that divides by zero")]
    Zero,
    /// The number has no real value.
    #[error("that is no real number")]
    NotReal,
    /// Larger than can be told, or more work than is allowed.
    #[error("that is too large to work out here: try smaller powers")]
    TooLarge,
}

/// Where a number is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// At the end.
    End,
    /// In front of this.
    Before(String),
}

impl std::fmt::Display for Where {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::End => f.write_str("at the end"),
            Self::Before(text) => write!(f, "before `{text}`"),
        }
    }
}
