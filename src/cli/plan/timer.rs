//! The timer of a block: the time that is left, each second, and the time that was really spent.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::interview::clock;
use crate::report::one_line;
use crate::study::week::{BlockView, Stopwatch};
use crate::terminal::{Ask, Heard, KeyLine, Outcome, PlainReader};

/// Work is written into the journal so often, so that a power failure costs no more, in seconds.
const KEPT_EVERY_S: u64 = 60;
/// The line is drawn anew so often.
const TICK: Duration = Duration::from_millis(250);

/// How a timer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It was stopped.
    Stopped,
    /// It was stopped, and the block is done.
    Done,
    /// The most minutes that the block takes have been spent.
    Up,
    /// The terminal is gone, or the process is told to end.
    Gone(Kind),
}

/// Keeps whole seconds of work.
pub(super) type Keep<'a> = &'a mut dyn FnMut(u64) -> Result<(), Failure>;

/// A timer that runs.
struct Timer<'a> {
    context: &'a Context,
    name: String,
    least_ms: u64,
    most_ms: u64,
    before_ms: u64,
    rate: u64,
    watch: Stopwatch,
    kept_s: u64,
}

/// Runs the timer of a block until it is stopped or the block's time is spent, and keeps what was
/// worked: every few minutes and at the end, before anything more is shown.
///
/// # Errors
/// When the terminal cannot be used, or the store cannot keep the time.
pub(super) fn run(
    context: &Context,
    block: &BlockView,
    rate: u32,
    keep: Keep<'_>,
) -> Result<End, Failure> {
    let minute = |minutes: u32| u64::from(minutes) * 60_000;
    let mut timer = Timer {
        context,
        name: format!("day {}, {}", block.day, one_line(&block.id)),
        least_ms: minute(block.minutes.least),
        most_ms: minute(block.minutes.most),
        before_ms: block.record.worked_s.saturating_mul(1000),
        rate: u64::from(rate),
        watch: Stopwatch::start(context.clock.now().boot_ms),
        kept_s: 0,
    };
    let end = if context.has_editor() { timer.live(keep) } else { timer.plain(keep) }?;
    timer.keep(keep, 0)?;
    if let End::Gone(kind) = end {
        return Err(Failure::silent(kind));
    }
    timer.tell(end)?;
    Ok(end)
}

impl Timer<'_> {
    /// Box time spent on the block, also before this timer.
    fn used_ms(&self) -> u64 {
        self.before_ms + self.watch.worked_ms() * self.rate
    }

    /// Whether the time of the block has just been spent. Who goes on with one whose time was spent
    /// before is not stopped.
    fn is_up(&self) -> bool {
        self.before_ms < self.most_ms && self.used_ms() >= self.most_ms
    }

    /// Keeps the seconds that are not kept yet, when there are more than `unless`.
    fn keep(&mut self, keep: Keep<'_>, unless: u64) -> Result<(), Failure> {
        let worked_s = (self.watch.worked_ms() + 500) / 1000;
        let new = worked_s.saturating_sub(self.kept_s);
        if new > unless && self.rate == 1 {
            keep(new)?;
            self.kept_s = worked_s;
        }
        Ok(())
    }

    fn live(&mut self, keep: Keep<'_>) -> Result<End, Failure> {
        let mut line = KeyLine::open()
            .map_err(|error| Failure::expected(format!("cannot use the terminal: {error}")))?;
        loop {
            self.watch.look(self.context.clock.now().boot_ms);
            line.show(|columns| self.words(columns));
            if self.is_up() {
                line.leave_line();
                return Ok(End::Up);
            }
            self.keep(keep, KEPT_EVERY_S)?;
            let end = match line.hear(TICK) {
                Heard::Key('p' | ' ') => {
                    self.watch.turn(self.context.clock.now().boot_ms);
                    continue;
                }
                Heard::Key('q') | Heard::Interrupt => End::Stopped,
                Heard::Key('d') => End::Done,
                Heard::Key(_) | Heard::Nothing => continue,
                Heard::HangUp => return Ok(End::Gone(Kind::HangUp)),
                Heard::Terminated => End::Gone(Kind::Terminated),
            };
            self.watch.look(self.context.clock.now().boot_ms);
            line.show(|columns| self.words(columns));
            line.leave_line();
            return Ok(end);
        }
    }

    /// Where no line can be drawn: Enter stops.
    fn plain(&mut self, keep: Keep<'_>) -> Result<End, Failure> {
        let left = self.most_ms.saturating_sub(self.before_ms);
        let words = if left > 0 { format!("{} left", clock(left)) } else { "no end".to_owned() };
        self.context.ui.line(&format!("{}: the timer runs, {words}.", self.name))?;
        let mut reader = PlainReader::open()
            .map_err(|error| Failure::expected(format!("cannot use the terminal: {error}")))?;
        let shared = Arc::new(Mutex::new(self.watch));
        let looking = Arc::clone(&shared);
        let (machine, rate) = (self.context.clock.clone(), self.rate);
        reader.set_deadline(Some(Arc::new(move || {
            let mut watch = looking.lock().unwrap_or_else(PoisonError::into_inner);
            watch.look(machine.now().boot_ms);
            let spent = watch.worked_ms() * rate;
            (left > 0).then(|| Duration::from_millis(left.saturating_sub(spent) / rate))
        })));
        let outcome = reader.read(Ask::new("Enter stops it: "));
        self.watch = *shared.lock().unwrap_or_else(PoisonError::into_inner);
        self.watch.look(self.context.clock.now().boot_ms);
        self.keep(keep, 0)?;
        Ok(match outcome {
            Outcome::Bell { .. } => End::Up,
            Outcome::HangUp { .. } => End::Gone(Kind::HangUp),
            Outcome::Terminated { .. } => End::Gone(Kind::Terminated),
            _ => End::Stopped,
        })
    }

    /// ` 43:12 left of 45–60 min   day 1, concepts   d done · p pause · q stop`, in so many columns.
    fn words(&self, columns: usize) -> String {
        let used = self.used_ms();
        let time = if used < self.most_ms {
            format!("{} left", clock((self.most_ms - used).next_multiple_of(1000)))
        } else {
            format!("{} over", clock(used - self.most_ms))
        };
        let range = match () {
            () if self.least_ms == self.most_ms || used >= self.most_ms => String::new(),
            () if used < self.least_ms => {
                format!(" of {}–{} min", self.least_ms / 60_000, self.most_ms / 60_000)
            }
            () => format!(", the {} min are spent", self.least_ms / 60_000),
        };
        let name =
            if self.rate > 1 { format!("{} · rehearsal", self.name) } else { self.name.clone() };
        row([&time, &range, &name], self.watch.is_paused(), columns)
    }

    fn tell(&self, end: End) -> Result<(), Failure> {
        let ui = &self.context.ui;
        let worked = clock(self.watch.worked_ms() + 500);
        if end == End::Up {
            ui.line(&format!("The {} minutes are up.", self.most_ms / 60_000))?;
        }
        if self.rate > 1 {
            return ui.line("A rehearsal: no time was recorded.");
        }
        let before = if self.before_ms > 0 {
            format!(", {} with what was before", clock(self.used_ms() + 500))
        } else {
            String::new()
        };
        ui.line(&format!("Recorded: {worked}{before}."))?;
        let away = self.watch.away_ms();
        if away >= 1000 {
            ui.line(&format!("Not counted: {} paused or away.", clock(away)))?;
        }
        Ok(())
    }
}

/// The row of a timer: the time, what belongs to it, what it is of, and the keys. Where there is
/// little room what belongs to the time goes first, then what it is of, then what the keys do; nothing
/// is cut in two.
fn row([time, range, name]: [&str; 3], paused: bool, columns: usize) -> String {
    let (keys, letters) = if paused {
        ("paused; p goes on, q stops", "paused")
    } else {
        ("d done · p pause · q stop", "d p q")
    };
    let rows = [
        format!(" {time}{range}   {name}   {keys}"),
        format!(" {time}   {name}   {keys}"),
        format!(" {time}   {keys}"),
        format!(" {time}   {letters}"),
    ];
    let fitting = rows.into_iter().find(|row| crate::terminal::columns(row) <= columns);
    fitting.unwrap_or_else(|| format!(" {time}"))
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn a_narrow_screen_has_whole_words() {
        let parts = ["43:12 left", " of 45–60 min", "day 1, concepts"];
        let rows = [80, 69, 56, 39, 25, 12].map(|columns| row(parts, false, columns));
        assert_eq!(
            rows,
            [
                " 43:12 left of 45–60 min   day 1, concepts   d done · p pause · q stop",
                " 43:12 left   day 1, concepts   d done · p pause · q stop",
                " 43:12 left   d done · p pause · q stop",
                " 43:12 left   d done · p pause · q stop",
                " 43:12 left   d p q",
                " 43:12 left",
            ]
        );
        assert_eq!(row(parts, true, 40), " 43:12 left   paused; p goes on, q stops");
        assert_eq!(row(parts, true, 39), " 43:12 left   paused");
    }
}
