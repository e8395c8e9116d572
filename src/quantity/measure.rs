//! Units with their powers of data and time, for arithmetic: `KiB`, `Gbit/s`, `per month`.

/// Days in a month and in a year, as people reckon on paper.
const MONTH: f64 = 30.0 * 86_400.0;
const YEAR: f64 = 365.0 * 86_400.0;

/// What a value measures: powers of bytes and of seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Powers {
    pub(super) data: i8,
    pub(super) time: i8,
}

impl Powers {
    pub(super) const COUNT: Self = Self::new(0, 0);
    pub(super) const RATE: Self = Self::new(0, -1);
    pub(super) const DATA: Self = Self::new(1, 0);
    pub(super) const THROUGHPUT: Self = Self::new(1, -1);
    pub(super) const TIME: Self = Self::new(0, 1);

    pub(super) const fn new(data: i8, time: i8) -> Self {
        Self { data, time }
    }

    pub(super) fn times(self, other: Self) -> Self {
        Self::new(self.data.saturating_add(other.data), self.time.saturating_add(other.time))
    }

    pub(super) fn over(self, other: Self) -> Self {
        Self::new(self.data.saturating_sub(other.data), self.time.saturating_sub(other.time))
    }

    /// What it is called; other powers have no name that a person would use.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::COUNT => Some("a number"),
            Self::RATE => Some("a rate"),
            Self::DATA => Some("an amount of data"),
            Self::THROUGHPUT => Some("data in time"),
            Self::TIME => Some("a length of time"),
            _ => None,
        }
    }
}

/// A unit: `num / den` base units. Two numbers, so that a month stays exact below the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) num: f64,
    pub(super) den: f64,
    pub(super) powers: Powers,
}

impl Measure {
    pub(super) const ONE: Self = Self::of(1.0, Powers::COUNT);
    pub(super) const BYTE: Self = Self::of(1.0, Powers::DATA);
    pub(super) const BIT: Self = Self { num: 1.0, den: 8.0, powers: Powers::DATA };

    pub(super) const fn of(num: f64, powers: Powers) -> Self {
        Self { num, den: 1.0, powers }
    }

    pub(super) fn times(self, other: Self) -> Self {
        Self {
            num: self.num * other.num,
            den: self.den * other.den,
            powers: self.powers.times(other.powers),
        }
    }

    pub(super) fn over(self, other: Self) -> Self {
        Self {
            num: self.num * other.den,
            den: self.den * other.num,
            powers: self.powers.over(other.powers),
        }
    }

    /// How many base units it is.
    pub(super) fn factor(self) -> f64 {
        self.num / self.den
    }

    /// The unit that a single word names, and, where people write it for two things, the other one.
    pub(super) fn word(word: &str) -> Option<(Self, Option<Self>)> {
        let lower = word.to_ascii_lowercase();
        if let Some(time) = time(&lower) {
            return Some((Self::of(time, Powers::TIME), None));
        }
        if let Some(every) = rate(&lower) {
            return Some((Self { num: 1.0, den: every, powers: Powers::RATE }, None));
        }
        let second = Self::of(1.0, Powers::TIME);
        match word {
            "B" => return Some((Self::BYTE, None)),
            "b" => return Some((Self::BYTE, Some(Self::BIT))),
            "bps" => return Some((Self::BIT.over(second), Some(Self::BYTE.over(second)))),
            _ => {}
        }
        if let Some(stem) = word.strip_suffix("Bps") {
            let scale = scale(stem)?;
            return Some((Self::of(scale, Powers::THROUGHPUT), None));
        }
        if let Some(stem) = lower.strip_suffix("bps") {
            return Some((
                Self::of(scale(stem)?, Powers::COUNT).times(Self::BIT).over(second),
                None,
            ));
        }
        let plural = lower.strip_suffix('s').unwrap_or(&lower);
        if let Some(stem) = plural.strip_suffix("bit") {
            return Some((Self::of(scale(stem)?, Powers::COUNT).times(Self::BIT), None));
        }
        if let Some(stem) = plural.strip_suffix("byte") {
            return Some((Self::of(scale(stem)?, Powers::DATA), None));
        }
        let stem = lower.strip_suffix('b')?;
        let bytes = Self::of(scale(stem)?, Powers::DATA);
        let bits = bytes.times(Self { num: 1.0, den: 8.0, powers: Powers::COUNT });
        match (word.ends_with('B'), word.starts_with(|c: char| c.is_ascii_uppercase())) {
            // Who holds the shift key for the B means bytes.
            (true, _) => Some((bytes, None)),
            (false, true) => Some((bits, Some(bytes))),
            (false, false) => Some((bytes, Some(bits))),
        }
    }

    /// The length of time that a word names, in the singular after "per".
    pub(super) fn period(word: &str) -> Option<Self> {
        Self::word(word).map(|(unit, _)| unit).filter(|unit| unit.powers == Powers::TIME)
    }

    /// The length of time in `daily`, `monthly`, as an adverb of rate.
    pub(super) fn adverb(word: &str) -> Option<Self> {
        let seconds = match word.to_ascii_lowercase().as_str() {
            "hourly" => 3600.0,
            "daily" => 86_400.0,
            "weekly" => 7.0 * 86_400.0,
            "monthly" => MONTH,
            "yearly" | "annually" => YEAR,
            _ => return None,
        };
        Some(Self::of(seconds, Powers::TIME))
    }
}

/// A length of time in seconds.
fn time(word: &str) -> Option<f64> {
    Some(match word {
        "ns" | "nanosecond" | "nanoseconds" => 1e-9,
        "us" | "µs" | "μs" | "microsecond" | "microseconds" => 1e-6,
        "ms" | "msec" | "millis" | "millisecond" | "milliseconds" => 1e-3,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        "week" | "weeks" | "wk" => 7.0 * 86_400.0,
        "mo" | "month" | "months" | "mth" => MONTH,
        "y" | "yr" | "yrs" | "year" | "years" => YEAR,
        "decade" | "decades" => 10.0 * YEAR,
        _ => return None,
    })
}

/// A rate by name: the seconds in which one happens.
fn rate(word: &str) -> Option<f64> {
    Some(match word {
        "rps" | "qps" | "tps" | "wps" | "ops" | "iops" => 1.0,
        "rpm" | "qpm" => 60.0,
        _ => return None,
    })
}

/// A prefix of size: decimal, or binary with an `i`.
fn scale(stem: &str) -> Option<f64> {
    let stem = stem.to_ascii_lowercase();
    Some(match stem.as_str() {
        "" => 1.0,
        "k" | "kilo" => 1e3,
        "m" | "mega" => 1e6,
        "g" | "giga" => 1e9,
        "t" | "tera" => 1e12,
        "p" | "peta" => 1e15,
        "e" | "exa" => 1e18,
        "ki" | "kibi" => 1024.0,
        "mi" | "mebi" => 1_048_576.0,
        "gi" | "gibi" => 1_073_741_824.0,
        "ti" | "tebi" => 1_099_511_627_776.0,
        "pi" | "pebi" => 1_125_899_906_842_624.0,
        _ => return None,
    })
}
