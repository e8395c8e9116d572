//! Time that was really spent: a clock that is looked at, and stands while nobody looks.

/// The longest time between two looks that counts as work, in milliseconds. Somebody who works sees
/// the clock move each second; a longer gap is a machine that slept or a program that was stopped.
pub const LONGEST_GAP_MS: u64 = 10_000;

/// Counts the time between looks at a clock that counts suspend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopwatch {
    last_ms: u64,
    worked_ms: u64,
    away_ms: u64,
    paused: bool,
}

impl Stopwatch {
    /// Starts at a reading of the clock, in milliseconds.
    pub fn start(now_ms: u64) -> Self {
        Self { last_ms: now_ms, worked_ms: 0, away_ms: 0, paused: false }
    }

    /// Looks at the clock. A gap of more than [`LONGEST_GAP_MS`] is time away; a clock that went
    /// back gives nothing.
    pub fn look(&mut self, now_ms: u64) {
        let gap = now_ms.saturating_sub(self.last_ms);
        self.last_ms = now_ms;
        if self.paused || gap > LONGEST_GAP_MS {
            self.away_ms = self.away_ms.saturating_add(gap);
        } else {
            self.worked_ms = self.worked_ms.saturating_add(gap);
        }
    }

    /// Stands still from now on, or goes on.
    pub fn turn(&mut self, now_ms: u64) {
        self.look(now_ms);
        self.paused = !self.paused;
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Milliseconds of work.
    pub fn worked_ms(&self) -> u64 {
        self.worked_ms
    }

    /// Milliseconds in which it was paused, or nobody looked.
    pub fn away_ms(&self) -> u64 {
        self.away_ms
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_machine_that_slept_did_not_work() {
        let mut watch = Stopwatch::start(1_000);
        for now in [2_000, 3_000, 4_000] {
            watch.look(now);
        }
        watch.look(3_604_000);
        watch.look(3_605_000);
        assert_eq!((watch.worked_ms(), watch.away_ms()), (4_000, 3_600_000));
    }

    #[test]
    fn a_pause_counts_nothing() {
        let mut watch = Stopwatch::start(0);
        watch.turn(500);
        watch.look(1_500);
        watch.turn(2_000);
        watch.look(2_250);
        assert_eq!((watch.worked_ms(), watch.away_ms(), watch.is_paused()), (750, 1_500, false));
    }

    proptest! {
        #[test]
        fn no_time_is_made_and_none_is_lost(times in prop::collection::vec(0_u64..100_000, 1..40)) {
            let mut watch = Stopwatch::start(times[0]);
            let mut forward = 0;
            for pair in times.windows(2) {
                forward += pair[1].saturating_sub(pair[0]);
            }
            for now in &times[1..] {
                watch.look(*now);
            }
            prop_assert_eq!(watch.worked_ms() + watch.away_ms(), forward);
        }
    }
}
