//! The last row while criteria are refined, and when the bell rings.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::cli::clock::Clock;
use crate::cli::sit::Saved;
use crate::interview::{TimeBox, clock};
use crate::terminal::Deadline;

/// The countdown of a box of refining, shared with the thread that draws it.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    shared: Arc<Mutex<View>>,
    time: TimeBox,
    clock: Clock,
}

#[derive(Clone, Debug)]
struct View {
    place: String,
    name: String,
    saved: Saved,
}

impl Bar {
    /// A countdown for a box.
    pub(super) fn new(time: TimeBox, clock: Clock) -> Self {
        let view = View { place: String::new(), name: String::new(), saved: Saved::Yes };
        Self { shared: Arc::new(Mutex::new(view)), time, clock }
    }

    /// Names the criterion that is being answered: `2 of 6`, `cache failure`.
    pub(super) fn turn(&self, place: &str, name: &str) {
        let mut view = self.lock();
        place.clone_into(&mut view.place);
        name.clone_into(&mut view.name);
    }

    /// Says whether what was typed is on the disk.
    pub(super) fn saved(&self, saved: Saved) {
        self.lock().saved = saved;
    }

    /// Milliseconds of box time left.
    pub(super) fn left_ms(&self) -> u64 {
        self.time.left_ms(&self.clock.now()).unwrap_or(0)
    }

    /// `12:48 left`; it shows 0:01 until the bell.
    pub(super) fn left(&self) -> String {
        format!("{} left", clock(self.left_ms().next_multiple_of(1000)))
    }

    /// The words of the last row.
    pub(super) fn line(&self, columns: usize) -> String {
        let view = self.lock().clone();
        let length = self.time.length_ms().unwrap_or(0).max(1);
        words(&view, self.left_ms(), length, columns)
    }

    /// The real time left until the bell.
    pub(super) fn deadline(&self) -> Deadline {
        let bar = self.clone();
        Arc::new(move || bar.time.real_ms_to_bell(&bar.clock.now()).map(Duration::from_millis))
    }

    fn lock(&self) -> MutexGuard<'_, View> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn words(view: &View, left_ms: u64, length_ms: u64, columns: usize) -> String {
    let time = format!(" {} left", clock(left_ms.next_multiple_of(1000)));
    let filled = (length_ms.saturating_sub(left_ms) * 10 / length_ms).min(10) as usize;
    let drawing = format!("{}{}", "▰".repeat(filled), "▱".repeat(10 - filled));
    let saved = match view.saved {
        Saved::Yes => "saved",
        Saved::Soon => "saving",
        Saved::Failing => "NOT SAVED",
    };
    let named = format!("{} {}", view.place, view.name);
    // The last column stays free. The drawing goes first, then the criterion's name.
    for parts in [
        vec![time.as_str(), &named, &drawing, saved],
        vec![&time, &named, saved],
        vec![&time, &view.place, saved],
        vec![&time, saved],
    ] {
        let row = parts.join("   ");
        if row.chars().count() < columns {
            return row;
        }
    }
    format!("{}   {saved}", time.trim_end_matches(" left"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_row_keeps_the_time_and_whether_all_is_saved() {
        let view = View {
            place: "2 of 6".to_owned(),
            name: "cache failure".to_owned(),
            saved: Saved::Yes,
        };
        let (left, length) = (12 * 60_000 + 47_001, 15 * 60_000);
        assert_eq!(
            words(&view, left, length, 80),
            " 12:48 left   2 of 6 cache failure   ▰▱▱▱▱▱▱▱▱▱   saved"
        );
        assert_eq!(words(&view, left, length, 45), " 12:48 left   2 of 6 cache failure   saved");
        assert_eq!(words(&view, left, length, 35), " 12:48 left   2 of 6   saved");
        assert_eq!(words(&view, 0, length, 20), " 0:00 left   saved");
        let view = View { saved: Saved::Failing, ..view };
        assert_eq!(words(&view, left, length, 20), " 12:48   NOT SAVED");
    }
}
