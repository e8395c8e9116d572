//! The time box: how much of it is used, from clock readings that may go wrong in every way.

use serde::{Deserialize, Serialize};

/// What the clocks of the machine said at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Identifies the boot of the machine; readings of `boot_ms` compare only within one.
    pub boot: String,
    /// Milliseconds on a clock that counts suspend and that nobody can set.
    pub boot_ms: u64,
    /// Milliseconds since 1970 in UTC on the clock that can be set.
    pub wall_ms: i64,
}

/// A box of time that runs, with the evidence of how much of it is used.
///
/// Within one boot only [`Reading::boot_ms`] counts. After a reboot the larger of the time already
/// recorded and the difference on the wall clock counts. Whatever the readings, the time used never
/// becomes less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeBox {
    length_ms: Option<u64>,
    rate: u32,
    anchor: Reading,
    used_at_anchor_ms: u64,
    high_water_ms: u64,
    paused: bool,
}

impl TimeBox {
    /// A box of `length_ms` milliseconds of box time (`None`: untimed) that starts at `now`, in
    /// which `rate` milliseconds pass for each real one.
    pub fn start(length_ms: Option<u64>, rate: u32, now: Reading) -> Self {
        Self {
            length_ms,
            rate: rate.max(1),
            anchor: now,
            used_at_anchor_ms: 0,
            high_water_ms: 0,
            paused: false,
        }
    }

    /// The length in milliseconds of box time; `None` when untimed.
    pub fn length_ms(&self) -> Option<u64> {
        self.length_ms
    }

    /// Milliseconds of box time used at `now`; never less than what was recorded, and not bounded
    /// by the length.
    pub fn used_ms(&self, now: &Reading) -> u64 {
        if self.paused {
            return self.high_water_ms;
        }
        let real = if now.boot == self.anchor.boot {
            now.boot_ms.saturating_sub(self.anchor.boot_ms)
        } else {
            u64::try_from(now.wall_ms.saturating_sub(self.anchor.wall_ms)).unwrap_or(0)
        };
        let used = self.used_at_anchor_ms.saturating_add(real.saturating_mul(self.rate.into()));
        used.max(self.high_water_ms)
    }

    /// Milliseconds of box time left at `now`; `None` when untimed.
    pub fn left_ms(&self, now: &Reading) -> Option<u64> {
        self.length_ms.map(|length| length.saturating_sub(self.used_ms(now)))
    }

    /// Real milliseconds until the bell; `None` when untimed or paused.
    pub fn real_ms_to_bell(&self, now: &Reading) -> Option<u64> {
        if self.paused {
            return None;
        }
        self.left_ms(now).map(|left| left.div_ceil(self.rate.into()))
    }

    /// Whether the box has ended at `now`.
    pub fn is_over(&self, now: &Reading) -> bool {
        self.left_ms(now) == Some(0)
    }

    /// Whether the clock stands still.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Takes in what a record says: the clocks at its time and the time used then.
    pub(super) fn record(&mut self, at: &Reading, elapsed_ms: u64) {
        let used = self.used_ms(at).max(elapsed_ms);
        self.high_water_ms = self.high_water_ms.max(used);
        if at.boot != self.anchor.boot {
            self.anchor = at.clone();
            self.used_at_anchor_ms = self.high_water_ms;
        }
    }

    /// Stops the clock.
    pub(super) fn pause(&mut self, at: &Reading) {
        self.high_water_ms = self.used_ms(at);
        self.paused = true;
    }

    /// Lets the clock go on from where it stood.
    pub(super) fn go_on(&mut self, at: &Reading) {
        self.paused = false;
        self.anchor = at.clone();
        self.used_at_anchor_ms = self.high_water_ms;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(boot: &str, boot_ms: u64, wall_ms: i64) -> Reading {
        Reading { boot: boot.to_owned(), boot_ms, wall_ms }
    }

    #[test]
    fn setting_the_clock_does_not_lengthen_the_box() {
        let mut time = TimeBox::start(Some(45 * 60_000), 1, at("a", 1_000, 1_000_000));
        assert_eq!(time.used_ms(&at("a", 61_000, 0)), 60_000);
        time.record(&at("a", 61_000, 0), 60_000);
        assert_eq!(time.left_ms(&at("a", 121_000, -5)), Some(43 * 60_000));
    }

    #[test]
    fn after_a_reboot_the_larger_counts() {
        let mut time = TimeBox::start(Some(45 * 60_000), 1, at("a", 0, 0));
        time.record(&at("a", 600_000, 600_000), 600_000);
        assert_eq!(time.used_ms(&at("b", 5, 900_000)), 900_000);
        assert_eq!(time.used_ms(&at("b", 5, 3)), 600_000);
    }

    #[test]
    fn a_pause_takes_no_time() {
        let mut time = TimeBox::start(Some(60_000), 1, at("a", 0, 0));
        time.pause(&at("a", 10_000, 10_000));
        assert_eq!(time.used_ms(&at("a", 50_000, 50_000)), 10_000);
        time.go_on(&at("a", 50_000, 50_000));
        assert_eq!(time.left_ms(&at("a", 60_000, 60_000)), Some(40_000));
    }

    #[test]
    fn a_rate_runs_the_box_faster() {
        let time = TimeBox::start(Some(45 * 60_000), 60, at("a", 0, 0));
        assert_eq!(time.real_ms_to_bell(&at("a", 0, 0)), Some(45_000));
        assert!(time.is_over(&at("a", 45_000, 0)));
    }

    fn readings() -> impl Strategy<Value = Vec<(u8, u64, i64, bool)>> {
        prop::collection::vec((0_u8..3, 0_u64..10_000_000, any::<i64>(), any::<bool>()), 1..40)
    }

    proptest! {
        /// No order of clock readings, forwards, backwards or across a reboot, gives time back.
        #[test]
        fn no_order_of_readings_lengthens_a_box(readings in readings()) {
            let mut time = TimeBox::start(Some(3_000_000), 1, at("0", 0, 0));
            let mut used = 0;
            for (boot, boot_ms, wall_ms, recorded) in readings {
                let now = at(&boot.to_string(), boot_ms, wall_ms);
                let seen = time.used_ms(&now);
                prop_assert!(seen >= used);
                if recorded {
                    time.record(&now, seen);
                    used = seen;
                }
            }
        }

        /// Time that passed on the boot clock of one boot is always counted in full.
        #[test]
        fn time_in_one_boot_counts_whatever_the_wall_clock_says(
            steps in prop::collection::vec((0_u64..100_000, any::<i64>()), 1..40),
        ) {
            let mut time = TimeBox::start(None, 1, at("a", 7, 0));
            let mut boot_ms = 7;
            for (step, wall_ms) in steps {
                boot_ms += step;
                let now = at("a", boot_ms, wall_ms);
                prop_assert_eq!(time.used_ms(&now), boot_ms - 7);
                time.record(&now, boot_ms - 7);
            }
        }
    }
}
