//! The countdown: what the last row says, and when the bell rings.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::bank::Step;
use crate::cli::clock::Clock;
use crate::interview::{Session, TimeBox, clock, next_remark_ms};

/// Whether what was typed is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Saved {
    /// Everything is.
    #[default]
    Yes,
    /// The newest keys are on their way.
    Soon,
    /// Saving fails.
    Failing,
}

/// After how long words that nobody took are offered again, in milliseconds.
const AGAIN_MS: u64 = 2_500;

/// What the countdown shows, shared with the thread that draws it.
#[derive(Clone, Debug)]
pub(crate) struct Countdown {
    session: Arc<str>,
    shared: Arc<Mutex<View>>,
    clock: Clock,
    /// When the interviewer's words are waited for no longer, in milliseconds of the boot clock.
    voice: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
struct View {
    time: TimeBox,
    step: Step,
    position: usize,
    steps: usize,
    entered_ms: u64,
    budget_ms: u64,
    rehearsal: bool,
    saved: Saved,
    /// Box time at which the interviewer has something to say.
    remark_ms: Option<u64>,
}

impl Countdown {
    /// A countdown for a session.
    pub(crate) fn new(session: &Session, clock: &Clock) -> Self {
        let view = view(session, clock, Saved::Yes);
        let shared = Arc::new(Mutex::new(view));
        let voice = Arc::new(AtomicU64::new(u64::MAX));
        Self { session: session.id().into(), shared, clock: clock.clone(), voice }
    }

    /// The id of the session that it belongs to.
    pub(crate) fn session(&self) -> &str {
        &self.session
    }

    /// Takes in where the session stands now.
    pub(crate) fn follow(&self, session: &Session) {
        let saved = self.lock().saved;
        *self.lock() = view(session, &self.clock, saved);
    }

    /// Says whether what was typed is on the disk.
    pub(crate) fn saved(&self, saved: Saved) {
        self.lock().saved = saved;
    }

    /// Real milliseconds until the bell; `None` when untimed or paused.
    pub(crate) fn real_ms_to_bell(&self) -> Option<u64> {
        let now = self.clock.now();
        self.lock().time.real_ms_to_bell(&now)
    }

    /// The words of the last row, for a width in columns.
    pub(crate) fn line(&self, columns: usize) -> String {
        let now = self.clock.now();
        let view = self.lock().clone();
        words(&view, view.time.used_ms(&now), columns)
    }

    /// How much of the box is used, and its length, in milliseconds; `None` when untimed.
    pub(crate) fn used(&self) -> Option<(u64, u64)> {
        let now = self.clock.now();
        let view = self.lock();
        let length = view.time.length_ms()?;
        Some((view.time.used_ms(&now).min(length), length))
    }

    /// Whether the interviewer has something to say. It is told once for each thing.
    pub(crate) fn takes_remark(&self) -> bool {
        let now = self.clock.now();
        let remark = self.takes_remark_of_time();
        let voice = now.boot_ms >= self.voice.load(Ordering::SeqCst);
        if voice {
            // Should nobody take them, they are offered again.
            self.voice.store(now.boot_ms + AGAIN_MS, Ordering::SeqCst);
        }
        remark || voice
    }

    /// Whether time has brought something to say. It is told once for each thing.
    pub(super) fn takes_remark_of_time(&self) -> bool {
        let now = self.clock.now();
        let mut view = self.lock();
        let used = view.time.used_ms(&now);
        view.remark_ms.take_if(|at_ms| used >= *at_ms).is_some()
    }

    /// Says when words of the interviewer's are waited for no longer, in milliseconds of the boot
    /// clock; 0 when they are there, `None` when there are none to wait for.
    pub(super) fn voice_due(&self, at_ms: Option<u64>) {
        self.voice.store(at_ms.unwrap_or(u64::MAX), Ordering::SeqCst);
    }

    /// Where the candidate is: `2 of 5`.
    pub(crate) fn place(&self) -> String {
        let view = self.lock();
        format!("{} of {}", view.position, view.steps)
    }

    /// A short form, for the window's title.
    pub(crate) fn title(&self) -> String {
        let now = self.clock.now();
        let view = self.lock();
        match view.time.left_ms(&now) {
            Some(left) => format!("{} left · {}", clock(ceil(left)), view.step),
            None => format!("{} · {}", clock(view.time.used_ms(&now)), view.step),
        }
    }

    fn lock(&self) -> MutexGuard<'_, View> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn view(session: &Session, clock: &Clock, saved: Saved) -> View {
    let step = session.current();
    let now = clock.now();
    View {
        time: session.time().clone(),
        step,
        position: session.position(step).unwrap_or(0) + 1,
        steps: session.steps().len(),
        entered_ms: session.used_ms(&now).saturating_sub(session.spent_ms(step, &now)),
        budget_ms: session.budget_ms(step),
        rehearsal: session.started().rehearsal,
        saved,
        remark_ms: next_remark_ms(session),
    }
}

/// A clock that shows 0:01 until the bell.
fn ceil(left_ms: u64) -> u64 {
    left_ms.next_multiple_of(1000)
}

/// The last column stays free. Where there is little room the drawing goes first, then the step's own
/// clock, its name, that it is a rehearsal, what is said of the time, and the place: how much is left
/// and whether all is saved is said to the last.
fn words(view: &View, used_ms: u64, columns: usize) -> String {
    let spent = clock(used_ms.saturating_sub(view.entered_ms));
    let of = format!("{} of {}", view.position, view.steps);
    let (time, remark, spent, drawing) = if let Some(length) = view.time.length_ms() {
        let left = length.saturating_sub(used_ms);
        let remark = if length >= 20 * 60_000 && left <= 2 * 60_000 {
            ", the last minutes"
        } else if length >= 20 * 60_000 && left <= length / 2 && left + 60_000 > length / 2 {
            ", half time"
        } else {
            ""
        };
        let filled = (used_ms * 10 / length.max(1)).min(10) as usize;
        let drawing = format!("{}{}", "▰".repeat(filled), "▱".repeat(10 - filled));
        let spent = format!("{spent} of {}", clock(view.budget_ms));
        (clock(ceil(left)), remark, spent, drawing)
    } else {
        (String::new(), "", spent, String::new())
    };
    let (time, short) = if time.is_empty() {
        (" untimed".to_owned(), " untimed".to_owned())
    } else {
        (format!(" {time} left"), format!(" {time}"))
    };
    let saved = match view.saved {
        Saved::Yes => "saved",
        Saved::Soon => "saving",
        Saved::Failing => "NOT SAVED",
    };
    let paused = if view.time.is_paused() { "paused" } else { "" };
    let rehearsal = if view.rehearsal { "rehearsal" } else { "" };
    let remarked = format!("{time}{remark}");
    let named = format!("{of} {}", view.step);
    let whole = format!("{named}  {spent}");
    let rows = [
        [&remarked, paused, &whole, &drawing, saved, rehearsal],
        [&remarked, paused, &whole, "", saved, rehearsal],
        [&remarked, paused, &named, "", saved, rehearsal],
        [&remarked, paused, &of, "", saved, rehearsal],
        [&remarked, paused, &of, "", saved, ""],
        [&time, paused, &of, "", saved, ""],
        [&time, paused, "", "", saved, ""],
        [&time, "", "", "", saved, ""],
    ];
    let row = |parts: &[&str; 6]| {
        let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        said.join("   ")
    };
    let mut rows = rows.iter().map(row);
    let fitting = rows.find(|row| row.chars().count() < columns);
    fitting.unwrap_or_else(|| format!("{short}  {saved}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::Reading;

    fn reading() -> Reading {
        Reading { boot: "a".into(), boot_ms: 0, wall_ms: 0 }
    }

    fn view(used_at: u64) -> (View, u64) {
        let view = View {
            time: TimeBox::start(Some(45 * 60_000), 1, reading()),
            step: Step::Api,
            position: 2,
            steps: 5,
            entered_ms: 7 * 60_000,
            budget_ms: 8 * 60_000,
            rehearsal: false,
            saved: Saved::Yes,
            remark_ms: None,
        };
        (view, used_at)
    }

    #[test]
    fn the_last_row() {
        let (view, used) = view(7 * 60_000 + 12_000);
        assert_eq!(
            words(&view, used, 80),
            " 37:48 left   2 of 5 api  0:12 of 8:00   ▰▱▱▱▱▱▱▱▱▱   saved"
        );
        assert_eq!(words(&view, used, 40), " 37:48 left   2 of 5 api   saved");
        let view = View { step: Step::Requirements, saved: Saved::Failing, ..view };
        assert_eq!(words(&view, used, 40), " 37:48 left   2 of 5   NOT SAVED");
        let view = View { rehearsal: true, ..view };
        assert_eq!(words(&view, used, 40), " 37:48 left   2 of 5   NOT SAVED");
        assert_eq!(words(&view, used, 20), " 37:48  NOT SAVED");
    }

    #[test]
    fn no_width_cuts_a_word() {
        let (plain, _) = view(0);
        let untimed = View { time: TimeBox::start(None, 1, reading()), ..plain.clone() };
        for time in [&plain, &untimed] {
            for step in Step::ALL {
                for (saved, rehearsal) in [(Saved::Yes, false), (Saved::Failing, true)] {
                    let view = View { step, rehearsal, saved, ..time.clone() };
                    let saved = if rehearsal { "NOT SAVED" } else { "saved" };
                    for used in [0, 22 * 60_000 + 31_000, 43 * 60_000 + 1] {
                        let whole = words(&view, used, 500);
                        for columns in 20..100 {
                            let row = words(&view, used, columns);
                            assert!(row.chars().count() < columns, "{columns}: {row}");
                            assert!(row.contains(saved), "{columns}: {row}");
                            let parts = |row: &str| -> Vec<String> {
                                row.split("  ").map(|part| part.trim().to_owned()).collect()
                            };
                            // What is left out is left out whole.
                            for part in parts(&row) {
                                let all = parts(&whole);
                                let ends = |all: &String| {
                                    all.strip_prefix(&part).is_some_and(|rest| {
                                        !rest.starts_with(char::is_alphanumeric)
                                    })
                                };
                                assert!(all.iter().any(ends), "{columns}: {part} of {whole}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn half_time_and_the_last_minutes_change_only_the_words() {
        let (view, _) = view(0);
        assert!(words(&view, 22 * 60_000 + 31_000, 80).starts_with(" 22:29 left, half time "));
        assert!(words(&view, 43 * 60_000 + 1, 80).starts_with(" 2:00 left, the last minutes "));
        assert!(words(&view, 45 * 60_000 - 1, 80).starts_with(" 0:01 left"));
    }
}
