//! When a call is made again, and after how long.

use std::time::Duration;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// How often and how patiently a call is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Patience {
    /// Calls in all.
    pub(super) attempts: u32,
    /// The first wait; each further one is twice as long.
    pub(super) first: Duration,
    /// The longest wait, also where the server asks for more.
    pub(super) longest: Duration,
}

impl Patience {
    pub(super) const USUAL: Self =
        Self { attempts: 3, first: Duration::from_millis(400), longest: Duration::from_secs(20) };

    /// How long to wait before the attempt after this one, counted from 1; `None` when there is to
    /// be no other. A server that asks for more than is waited for is not asked again. Jitter: half
    /// of the wait up to all of it, so that many callers do not come back at the same moment.
    pub(super) fn wait(
        self,
        attempt: u32,
        status: u16,
        asked: Option<Duration>,
        seed: u64,
    ) -> Option<Duration> {
        let again = status == 429 || (500..600).contains(&status);
        if !again || attempt >= self.attempts || asked.is_some_and(|asked| asked > self.longest) {
            return None;
        }
        let mut chance = ChaCha8Rng::seed_from_u64(seed ^ u64::from(attempt));
        let doubled = self.first.saturating_mul(1 << (attempt - 1).min(16)).min(self.longest);
        let jittered = doubled.mul_f64(0.5 + chance.random_range(0.0..=0.5));
        Some(asked.map_or(jittered, |asked| asked + jittered / 4).min(self.longest))
    }
}

/// What a `Retry-After` asks for: seconds, or a date, which is held against the server's own clock.
#[cfg(any(feature = "llm", test))]
pub(super) fn retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let read = |text: &str| jiff::fmt::rfc2822::parse(text.trim()).ok();
    let (until, now) = (read(value)?, read(date?)?);
    let seconds = until.timestamp().as_second() - now.timestamp().as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_asks_for() {
        assert_eq!(retry_after(" 7 ", None), Some(Duration::from_secs(7)));
        let (until, now) = ("Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:49 GMT");
        assert_eq!(retry_after(until, Some(now)), Some(Duration::from_secs(10)));
        assert_eq!(retry_after(now, Some(until)), Some(Duration::ZERO));
        for wrong in ["", "-1", "soon", until] {
            assert_eq!(retry_after(wrong, None), None, "{wrong}");
        }
    }

    #[test]
    fn waits_grow_differ_and_end() {
        let patience = Patience::USUAL;
        for seed in 0..50 {
            let first = patience.wait(1, 503, None, seed).unwrap();
            let second = patience.wait(2, 429, None, seed).unwrap();
            assert!(first >= patience.first / 2 && first <= patience.first, "{first:?}");
            assert!(second >= patience.first && second <= patience.first * 2, "{second:?}");
        }
        assert_ne!(patience.wait(1, 500, None, 1), patience.wait(1, 500, None, 2));
        assert_eq!(patience.wait(3, 500, None, 1), None);
        assert_eq!(patience.wait(1, 400, None, 1), None);
        let asked = patience.wait(1, 429, Some(Duration::from_secs(3)), 1).unwrap();
        assert!(asked >= Duration::from_secs(3) && asked < Duration::from_secs(4));
        assert_eq!(patience.wait(1, 429, Some(Duration::from_mins(10)), 1), None);
    }
}
