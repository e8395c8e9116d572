//! The one place that reads the machine's clocks.

use std::time::{SystemTime, UNIX_EPOCH};

use nix::time::{ClockId, clock_gettime};

use crate::interview::Reading;

/// Reads the clocks of the machine.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    boot: String,
}

impl Clock {
    /// Prepares reading: learns which boot of the machine this is.
    pub(crate) fn of_machine() -> Self {
        Self { boot: boot_id() }
    }

    /// What the clocks say now. The boot clock counts suspend (`CLOCK_BOOTTIME` on Linux; on macOS
    /// `CLOCK_MONOTONIC` goes on while the machine sleeps).
    pub(crate) fn now(&self) -> Reading {
        Reading { boot: self.boot.clone(), boot_ms: boot_ms(), wall_ms: wall_ms() }
    }
}

/// Milliseconds on the boot clock.
pub(crate) fn boot_ms() -> u64 {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const ID: ClockId = ClockId::CLOCK_BOOTTIME;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const ID: ClockId = ClockId::CLOCK_MONOTONIC;
    // The call cannot fail for a clock that the platform has.
    let time = clock_gettime(ID).map_or((0, 0), |time| (time.tv_sec(), time.tv_nsec()));
    u64::try_from(time.0).unwrap_or(0) * 1000 + u64::try_from(time.1).unwrap_or(0) / 1_000_000
}

#[expect(clippy::disallowed_methods, reason = "this is the place that reads the wall clock")]
fn wall_ms() -> i64 {
    let since = |time: SystemTime| time.duration_since(UNIX_EPOCH);
    match since(SystemTime::now()) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
    }
}

/// What identifies the boot: the kernel's own id where there is one. Without one all boots look
/// alike, and the time recorded so far is still never given back.
fn boot_id() -> String {
    if let Ok(id) = std::fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        return id.trim().to_owned();
    }
    let sysctl = std::process::Command::new("sysctl").args(["-n", "kern.bootsessionuuid"]).output();
    sysctl
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boot_clock_does_not_go_back() {
        let clock = Clock::of_machine();
        let (first, second) = (clock.now(), clock.now());
        assert!(second.boot_ms >= first.boot_ms);
        assert_eq!(first.boot, second.boot);
        assert!(!first.boot.is_empty());
    }
}
