//! Numbers as they are shown: totals in whole points, counts, dates.

use jiff::Timestamp;

/// A score of 0 to 100 as the screens show it: whole points, half up.
pub fn whole(score: f64) -> u64 {
    // The small addition takes up what binary fractions lose.
    (score.clamp(0.0, 1_000_000.0) + 0.5 + 1e-9).floor() as u64
}

/// Milliseconds since 1970 as a moment in whole seconds; the nearest there is when out of range.
pub fn moment(wall_ms: i64) -> Timestamp {
    let seconds = wall_ms.div_euclid(1000);
    let ends = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(seconds).unwrap_or(ends)
}

/// Milliseconds since 1970 as RFC 3339 in UTC, in whole seconds.
pub fn timestamp(wall_ms: i64) -> String {
    moment(wall_ms).to_string()
}

/// Milliseconds since 1970 as a date that people read, such as `18 November 2026`.
pub(super) fn long_date(wall_ms: i64) -> String {
    moment(wall_ms).strftime("%-d %B %Y").to_string()
}

/// Milliseconds in whole minutes, half up.
pub(super) fn minutes(ms: u64) -> u64 {
    (ms + 30_000) / 60_000
}

/// Milliseconds of a length: `45 minutes`, `1 minute`, or `m:ss` when there are odd seconds.
pub(super) fn length(ms: u64) -> String {
    let seconds = ms / 1000;
    match seconds / 60 {
        1 if seconds.is_multiple_of(60) => "1 minute".to_owned(),
        minutes if minutes > 0 && seconds.is_multiple_of(60) => format!("{minutes} minutes"),
        0 => format!("{seconds} seconds"),
        minutes => format!("{minutes}:{:02} minutes", seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_round_half_up() {
        assert_eq!([68.4, 68.5, 0.0, 100.0, 54.499].map(whole), [68, 69, 0, 100, 54]);
        assert_eq!(whole(f64::NAN), 0);
    }

    #[test]
    fn moments() {
        assert_eq!(timestamp(1_795_000_000_999), "2026-11-18T11:06:40Z");
        assert_eq!(long_date(1_795_000_000_999), "18 November 2026");
        assert_eq!(timestamp(-1), "1969-12-31T23:59:59Z");
        assert!(timestamp(i64::MAX).starts_with("9999-"));
    }

    #[test]
    fn lengths() {
        assert_eq!(length(2_700_000), "45 minutes");
        assert_eq!(length(60_000), "1 minute");
        assert_eq!(length(45_000), "45 seconds");
        assert_eq!(length(90_000), "1:30 minutes");
    }
}
