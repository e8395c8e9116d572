//! Units and what they measure.

/// What a unit measures, and the unit that values are converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A bare number, or a count of things.
    Count,
    /// Events in time; per second.
    Rate,
    /// Stored data; bytes.
    Data,
    /// Data in time; bytes per second.
    Throughput,
    /// A length of time; seconds.
    Time,
    /// A share; percent.
    Share,
}

/// A dimension and how many of its base units one of these is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units it is.
    pub factor: f64,
}

impl Unit {
    /// A bare number.
    pub const COUNT: Self = Self { dimension: Dimension::Count, factor: 1.0 };

    /// A name of each unit, and of those that are made of others (data and a time, `per` and a time)
    /// the likeliest.
    pub const NAMES: [&'static str; 24] = [
        "ns",
        "us",
        "ms",
        "s",
        "min",
        "h",
        "day",
        "week",
        "month",
        "year",
        "B",
        "KB",
        "MB",
        "GB",
        "TB",
        "PB",
        "MB/s",
        "Mbit",
        "Gbit",
        "per second",
        "per day",
        "rps",
        "%",
        "nines",
    ];

    const fn new(dimension: Dimension, factor: f64) -> Self {
        Self { dimension, factor }
    }

    /// Reads the name of a unit, such as `per second`, `ms`, `GB`, `%`; empty for a bare number.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        if name.is_empty() {
            return Some(Self::COUNT);
        }
        if let Some(time) = name.strip_prefix("per ").or_else(|| name.strip_prefix('/')) {
            let time = Self::word(time.trim()).filter(|unit| unit.dimension == Dimension::Time)?;
            return Some(Self::new(Dimension::Rate, 1.0 / time.factor));
        }
        if let Some((data, time)) = name.split_once('/') {
            return Self::word(data.trim())?.per(Self::word(time.trim())?);
        }
        Self::word(name)
    }

    /// A unit in time, such as requests per second.
    pub(super) fn per(self, time: Self) -> Option<Self> {
        let dimension = match (self.dimension, time.dimension) {
            (Dimension::Data, Dimension::Time) => Dimension::Throughput,
            (Dimension::Count, Dimension::Time) => Dimension::Rate,
            _ => return None,
        };
        Some(Self::new(dimension, self.factor / time.factor))
    }

    /// The unit that a single word names.
    pub(super) fn word(word: &str) -> Option<Self> {
        use Dimension::{Data, Rate, Share, Throughput, Time};
        let unit = match word {
            "Kbit" | "kbit" | "Kb" | "kbps" | "Kbps" => Self::new(Throughput, 125.0),
            "Mbit" | "mbit" | "Mbps" | "mbps" => Self::new(Throughput, 125e3),
            "Gbit" | "gbit" | "Gbps" | "gbps" => Self::new(Throughput, 125e6),
            "B" => Self::new(Data, 1.0),
            _ => match word.to_ascii_lowercase().as_str() {
                "%" | "percent" | "pct" => Self::new(Share, 1.0),
                "ns" | "nanosecond" | "nanoseconds" => Self::new(Time, 1e-9),
                "us" | "µs" | "microsecond" | "microseconds" => Self::new(Time, 1e-6),
                "ms" | "msec" | "millis" | "millisecond" | "milliseconds" => Self::new(Time, 1e-3),
                "s" | "sec" | "secs" | "second" | "seconds" => Self::new(Time, 1.0),
                "min" | "mins" | "minute" | "minutes" => Self::new(Time, 60.0),
                "h" | "hr" | "hrs" | "hour" | "hours" => Self::new(Time, 3600.0),
                "d" | "day" | "days" | "daily" => Self::new(Time, 86_400.0),
                "week" | "weeks" | "weekly" => Self::new(Time, 7.0 * 86_400.0),
                "mo" | "month" | "months" | "monthly" => Self::new(Time, 30.0 * 86_400.0),
                "y" | "yr" | "year" | "years" | "yearly" => Self::new(Time, 365.0 * 86_400.0),
                "byte" | "bytes" => Self::new(Data, 1.0),
                "kb" | "kib" | "kilobyte" | "kilobytes" => Self::new(Data, 1e3),
                "mb" | "mib" | "megabyte" | "megabytes" => Self::new(Data, 1e6),
                "gb" | "gib" | "gigabyte" | "gigabytes" => Self::new(Data, 1e9),
                "tb" | "tib" | "terabyte" | "terabytes" => Self::new(Data, 1e12),
                "pb" | "pib" | "petabyte" | "petabytes" => Self::new(Data, 1e15),
                "rps" | "qps" | "tps" | "wps" | "ops" => Self::new(Rate, 1.0),
                "rpm" | "qpm" => Self::new(Rate, 1.0 / 60.0),
                "nines" => Self::new(Share, 0.0),
                _ => return None,
            },
        };
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one() {
        assert!(Unit::NAMES.into_iter().all(|name| Unit::named(name).is_some()));
        assert_eq!(Unit::named("furlongs"), None);
    }
}
