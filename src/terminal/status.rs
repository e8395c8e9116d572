//! The status line: one row at the bottom that moves without a key, outside the part that scrolls.

use std::fmt;
use std::io;
use std::os::fd::AsFd;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::flow::now;
use super::size::Size;
use super::tty::{lock, write_out};
use super::visible::visible_line;
use super::wrap::{columns, cut};

/// Fewer rows than this and there is no status line: the screen is for what is typed.
const FEWEST_ROWS: u16 = 6;
const FEWEST_COLUMNS: u16 = 20;
/// After a change of the size rustyline has drawn its line anew within this time.
pub(super) const SETTLED: Duration = Duration::from_millis(200);

/// Gives the text of the status line, for a number of columns.
pub type StatusText = Box<dyn Fn(usize) -> String + Send + Sync>;
/// Gives the title of the terminal's window.
pub type TitleText = Box<dyn Fn() -> String + Send + Sync>;

/// The last row of the screen and the title of the window.
pub(super) struct StatusLine {
    text: Option<StatusText>,
    title: Option<TitleText>,
    drawn: Mutex<Drawn>,
}

#[derive(Debug, Default)]
struct Drawn {
    shown: bool,
    /// The size that the scroll region was set for.
    region: Option<Size>,
    /// Since when an older line may stand where the last row was.
    stale: Option<Instant>,
    text: Option<String>,
    title: Option<String>,
}

impl fmt::Debug for StatusLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusLine").field("drawn", &self.drawn).finish_non_exhaustive()
    }
}

impl StatusLine {
    pub(super) fn new(text: Option<StatusText>, title: Option<TitleText>) -> Self {
        Self { text, title, drawn: Mutex::default() }
    }

    /// Shows the line from now on.
    pub(super) fn show(&self) {
        let mut drawn = lock(&self.drawn);
        drawn.shown = true;
        self.draw(&mut drawn);
    }

    /// Takes the line away and lets the whole screen scroll again.
    pub(super) fn hide(&self) {
        let mut drawn = lock(&self.drawn);
        drawn.shown = false;
        drawn.stale = None;
        drawn.text = None;
        drawn.title = None;
        if let Some(size) = drawn.region.take() {
            write_out(&take_down(size));
        }
    }

    /// Draws whatever is on the screen at the next tick, changed or not (Ctrl-L has cleared it).
    pub(super) fn forget(&self) {
        let mut drawn = lock(&self.drawn);
        drawn.text = None;
    }

    /// Sets the region again after another program may have changed it.
    pub(super) fn forget_region(&self) {
        let mut drawn = lock(&self.drawn);
        drawn.region = None;
        drawn.text = None;
        drawn.title = None;
    }

    /// The rows above the line.
    pub(super) fn rows_above(&self, size: Size) -> u16 {
        if lock(&self.drawn).region.is_some() { size.rows.saturating_sub(1) } else { size.rows }
    }

    /// Follows a change of the size; with `time_moves` also a change of the text. `below` gives the
    /// rows of the edited line below the cursor, for a number of columns; `None` while that is not
    /// known.
    pub(super) fn tick(&self, time_moves: bool, below: &dyn Fn(usize) -> Option<usize>) {
        let mut drawn = lock(&self.drawn);
        let size = Size::of(io::stdout());
        if drawn.shown && (time_moves || drawn.text.is_none() || size != drawn.region) {
            self.draw(&mut drawn);
        }
        let settled = |since: Instant| now().saturating_duration_since(since) >= SETTLED;
        if drawn.shown
            && drawn.stale.is_some_and(settled)
            && let (Some(size), Some(text)) =
                (drawn.region.filter(|_| size == drawn.region), &drawn.text)
            && let Some(below) = below(size.columns.into())
            && write_if_ready(&(wipe(below) + &frame(size, text, true)))
        {
            drawn.stale = None;
        }
    }

    /// Sets the title alone, while another program has the screen.
    pub(super) fn tick_title(&self) {
        if let Some(sequence) = self.new_title(&mut lock(&self.drawn)) {
            write_if_ready(&sequence);
        }
    }

    fn new_title(&self, drawn: &mut Drawn) -> Option<String> {
        let title = visible_line(&self.title.as_ref()?()).into_owned();
        if drawn.title.as_ref() == Some(&title) {
            return None;
        }
        let sequence = format!("\x1b]2;{title}\x07");
        drawn.title = Some(title);
        Some(sequence)
    }

    fn draw(&self, drawn: &mut Drawn) {
        let mut out = self.new_title(drawn).unwrap_or_default();
        if let (Some(text), Some(size)) = (&self.text, Size::of(io::stdout())) {
            if size.rows < FEWEST_ROWS || size.columns < FEWEST_COLUMNS {
                if drawn.region.take().is_some() {
                    out.push_str("\x1b7\x1b[r\x1b8");
                }
                drawn.text = Some(String::new());
            } else {
                let text = text(usize::from(size.columns));
                let set_up = drawn.region != Some(size);
                if drawn.region.is_some_and(|old| moves(old, size)) {
                    drawn.stale = Some(now());
                }
                if set_up || drawn.text.as_ref() != Some(&text) {
                    out.push_str(&frame(size, &text, set_up));
                    drawn.region = Some(size);
                    drawn.text = Some(text);
                }
            }
        }
        if !out.is_empty() && !write_if_ready(&out) {
            drawn.text = None;
            drawn.title = None;
        }
    }
}

/// One write, and only when the terminal takes it at once: a stuck terminal must not stop the
/// clock.
fn write_if_ready(text: &str) -> bool {
    let out = io::stdout();
    let mut fds = [PollFd::new(out.as_fd(), PollFlags::POLLOUT)];
    let ready = poll(&mut fds, PollTimeout::ZERO).is_ok_and(|n| n > 0);
    if ready {
        write_out(text);
    }
    ready
}

/// Whether an older status line may be left on a screen of another size: a larger one keeps it, where
/// the terminal fetches rows back, nobody knows in which row, and another width may fold it.
fn moves(old: Size, new: Size) -> bool {
    old.rows < new.rows || old.columns != new.columns
}

/// Takes away what stands below the edited line, of which so many rows stand below the cursor: nothing
/// but an older status line does. The whole screen scrolls for a moment, so that the way down does not
/// end above the last row.
fn wipe(below: usize) -> String {
    format!("\x1b7\x1b[r\x1b8\x1b7\x1b[{}B\r\x1b[J\x1b8", below + 1)
}

/// The text in the last row; `set_up` also makes the rows above it the part that scrolls.
fn frame(size: Size, text: &str, set_up: bool) -> String {
    let Size { columns: width, rows } = size;
    let shown = visible_line(text);
    // Not into the last column: some terminals would go on to the next row.
    let shown = cut(&shown, usize::from(width).saturating_sub(1));
    debug_assert!(columns(shown) < usize::from(width));
    let region = if set_up {
        // The cursor must not be left in the last row: a row down (a vertical tab keeps the
        // column) and up again. The region is set between save and restore, for it moves the
        // cursor.
        format!("\x1b7\x1b[r\x1b8\x0b\x1b[A\x1b7\x1b[1;{}r\x1b8", rows - 1)
    } else {
        String::new()
    };
    format!("{region}\x1b7\x1b[{rows};1H\x1b[0m\x1b[2K{shown}\x1b8")
}

fn take_down(size: Size) -> String {
    format!("\x1b7\x1b[r\x1b[{};1H\x1b[2K\x1b8", size.rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_cut_and_harmless() {
        let size = Size { columns: 20, rows: 10 };
        let drawn = frame(size, "37:48 left \u{1b}[2J and a long rest", false);
        assert_eq!(drawn, "\x1b7\x1b[10;1H\x1b[0m\x1b[2K37:48 left ␛[2J and\x1b8");
    }

    #[test]
    fn a_larger_screen_keeps_no_older_line_and_all_that_is_edited() {
        let small = Size { columns: 40, rows: 6 };
        let large = Size { columns: 40, rows: 10 };
        let text = "a line of three rows ".repeat(5);
        // The cursor at the end of the line, and in the first of its rows.
        for (keys, below) in [("", 0), ("\x1b[2A\r\x1b[4C", 2)] {
            let mut screen = vt100::Parser::new(6.try_into().unwrap(), 40.try_into().unwrap(), 0);
            screen.process(format!("{}\r\n\n{text}{keys}", frame(small, "old", true)).as_bytes());
            let cursor = screen.screen().cursor_position();
            screen.screen_mut().set_size(10.try_into().unwrap(), 40.try_into().unwrap());
            screen.process(frame(large, "new", true).as_bytes());
            assert!(screen.screen().contents().contains("old"), "{}", screen.screen().contents());
            screen.process((wipe(below) + &frame(large, "new", true)).as_bytes());
            let contents = screen.screen().contents();
            assert_eq!(contents.replace('\n', "").matches("three rows").count(), 5, "{contents}");
            assert!(!contents.contains("old") && contents.ends_with("new"), "{contents}");
            assert_eq!(screen.screen().cursor_position(), cursor);
        }
        assert!(moves(small, large) && !moves(large, small) && !moves(large, large));
    }

    #[test]
    fn setting_up_keeps_the_cursor_out_of_the_last_row() {
        let mut screen = vt100::Parser::new(10.try_into().unwrap(), 40.try_into().unwrap(), 0);
        for row in 1..=10 {
            screen.process(format!("\r\nrow {row}").as_bytes());
        }
        let size = Size { columns: 40, rows: 10 };
        screen.process(frame(size, "clock", true).as_bytes());
        assert_eq!(screen.screen().cursor_position(), (8, 6));
        screen.process(b"\r\nmore\r\nand more");
        let rows: Vec<String> = screen.screen().rows(0, 40).collect();
        assert_eq!(rows[8..], ["and more".to_owned(), "clock".to_owned()]);
        screen.process(take_down(size).as_bytes());
        assert_eq!(screen.screen().rows(0, 40).last().unwrap(), "");
        screen.process(b"\x1b[10;1Hx\n");
        assert_eq!(screen.screen().cursor_position().0, 9, "the whole screen scrolls again");
    }
}
