//! An interview sat on a terminal, with the real program.

use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::documents::Status;
use crate::home::{Home, ONSITE};
use crate::screen::{Patience, Screen};

/// What is typed with and what is set while somebody sits.
#[must_use = "say `.open()` or `.begin()`"]
pub(crate) struct Sitting<'a> {
    home: &'a Home,
    command: CommandBuilder,
    size: (u16, u16),
}

impl Home {
    /// A command line on a terminal of 80 × 24.
    pub(crate) fn on_a_terminal(&self, line: &str) -> Sitting<'_> {
        let mut words = vec![ONSITE.to_owned()];
        words.extend(shell_words::split(line).unwrap());
        self.program(&words)
    }

    /// Another program on a terminal, in this home.
    pub(crate) fn program(&self, words: &[String]) -> Sitting<'_> {
        let mut command = CommandBuilder::new(&words[0]);
        command.args(&words[1..]);
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.cwd(self.work());
        Sitting { home: self, command, size: (80, 24) }
    }
}

impl<'a> Sitting<'a> {
    /// Sets a variable.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs the box so many times as fast.
    pub(crate) fn rate(self, rate: u32) -> Self {
        self.with("ONSITE_CLOCK_RATE", &rate.to_string())
    }

    /// Another size of the window.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Starts it.
    pub(crate) fn open(self) -> Seat<'a> {
        let screen = Screen::spawn(self.command, self.size.0, self.size.1);
        Seat { home: self.home, screen, size: self.size }
    }

    /// Starts it, reads the brief, and presses Enter. The first line can be typed.
    pub(crate) fn begin(self) -> Seat<'a> {
        let mut seat = self.open();
        seat.start();
        seat
    }
}

/// Somebody at a terminal.
pub(crate) struct Seat<'a> {
    home: &'a Home,
    pub(crate) screen: Screen,
    size: (u16, u16),
}

impl Seat<'_> {
    /// Presses Enter at the brief, and waits for the first line.
    pub(crate) fn start(&mut self) {
        self.screen.wait_for("Ctrl-C leaves.");
        self.send("\r");
        self.wait_for_line("");
    }

    /// Types keys.
    pub(crate) fn send(&mut self, keys: impl AsRef<[u8]>) {
        self.screen.send(keys);
    }

    /// Types a line and Enter, and waits until it is kept: the line for the next one is there.
    pub(crate) fn line(&mut self, text: &str) {
        self.wait_for_line("");
        self.send(text);
        // Its end stands where the cursor is, however it is wrapped and tabs are drawn.
        let end = text.rsplit('\t').next().unwrap_or_default();
        let end: String = end.chars().skip(end.chars().count().saturating_sub(20)).collect();
        self.screen.wait_until("what was typed", |screen| {
            let (row, _) = screen.cursor_position();
            let row = screen.rows(0, screen.size().1.into()).nth(row.into()).unwrap_or_default();
            row.trim_end().ends_with(end.trim_end())
        });
        self.send("\r");
        self.wait_for_line("");
    }

    /// Types a line's end and leaves the insert mode of vi. That the cursor goes back by one shows it:
    /// a key right behind Escape would be a sequence to the terminal.
    pub(crate) fn type_and_leave_insert_mode(&mut self, text: &str, line: &str) {
        let marked = u16::try_from("› ".chars().count() + line.chars().count()).unwrap();
        let at = |column: u16| move |screen: &vt100::Screen| screen.cursor_position().1 == column;
        self.send(text);
        self.screen.wait_until(line, at(marked));
        self.send("\x1b");
        self.screen.wait_until("command mode", at(marked - 1));
    }

    /// The text of the line that the cursor is in, without what stands before it. `None` where
    /// the cursor is not in a line to be typed.
    pub(crate) fn current(screen: &vt100::Screen) -> Option<String> {
        let (row, _) = screen.cursor_position();
        let text = screen.rows(0, screen.size().1.into()).nth(row.into())?;
        let (number, text) =
            text.split_once("› ").or_else(|| Some((text.strip_suffix('›')?, "")))?;
        number.chars().all(|c| c.is_ascii_digit()).then(|| text.to_owned())
    }

    /// Waits until the line that is typed in holds just this.
    pub(crate) fn wait_for_line(&self, text: &str) {
        let what = format!("the line `{text}`");
        self.screen.wait_until(&what, |s| Self::current(s).is_some_and(|line| line == text));
    }

    /// Waits for words anywhere on the screen, wherever it wraps them.
    pub(crate) fn wait_for(&self, words: &str) {
        self.screen.wait_until(words, |screen| flowing(screen).contains(words));
    }

    /// Whether words stand on the screen now.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.screen.contents().split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
    }

    /// The last row.
    pub(crate) fn last_row(&self) -> String {
        self.screen.row(self.size.1 - 1)
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.screen.resize(columns, rows);
    }

    /// What `status --json` says.
    pub(crate) fn status(&self) -> Status {
        self.home.status("latest")
    }

    /// Waits until the store has this draft.
    pub(crate) fn wait_for_draft(&self, draft: &str) {
        self.wait_for_status(&format!("the draft {draft:?}"), |status| status.draft == draft);
    }

    /// Waits until the store says what is wanted.
    pub(crate) fn wait_for_status(&self, what: &str, wanted: impl Fn(&Status) -> bool) -> Status {
        let mut patience = Patience::new();
        loop {
            let status = self.status();
            if wanted(&status) {
                return status;
            }
            let contents = || self.screen.contents();
            assert!(!patience.is_lost(), "waited for {what}: {status:?}\n{}", contents());
        }
    }

    /// Waits for the end, and gives the exit code.
    pub(crate) fn end(&mut self) -> u32 {
        self.screen.wait_for_end().exit_code()
    }

    /// Leaves by `:q`, and confirms.
    pub(crate) fn leave(mut self) {
        self.leave_with("y");
    }

    /// Asks to leave, and answers.
    pub(crate) fn leave_with(&mut self, reply: &str) {
        self.send(":q\r");
        self.wait_for("Leave?");
        self.send(format!("{reply}\r"));
        assert_eq!(self.end(), 0);
    }

    /// Whether the screen is the one that editors draw on.
    pub(crate) fn screen_is_alternate(&self) -> bool {
        let bytes = self.screen.bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.rfind("\x1b[?1049h") > text.rfind("\x1b[?1049l")
    }

    /// The guess is asked for and nothing has answered it; Enter skips it. The score comes.
    pub(crate) fn skip_the_guess(&mut self) {
        self.wait_for_guess();
        self.send("\r");
        self.see_the_score();
    }

    /// The score comes, and that is the end. After an interview that counts, Enter skips what there
    /// is to do better.
    pub(crate) fn see_the_score(&mut self) {
        self.send("\r");
        assert_eq!(self.end(), 0);
        // On a low screen its first line may have gone up.
        let bytes = self.screen.bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.contains(" of 100") && text.contains("onsite export "), "{text:?}");
    }

    /// Waits for the question, with nothing behind it.
    pub(crate) fn wait_for_guess(&self) {
        self.screen.wait_until("an unanswered question for the guess", |screen| {
            let (row, _) = screen.cursor_position();
            let text = screen.rows(0, screen.size().1.into()).nth(row.into()).unwrap_or_default();
            text.trim_end() == "Your guess, 0–100 (Enter skips):"
        });
    }
}

/// The words of a screen with single spaces between them.
fn flowing(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sits a mock up to its bell, and looks at what comes of it. `prepare` types what is to be there
/// when the bell rings; it gives `None` when the bell came first.
///
/// How long preparing takes depends on the machine, so the box does too: when it is not known to
/// have ended before the bell, all is done again in a new home with twice the time. The box begins
/// after Enter is pressed, so until a box's length after that the bell has not rung.
pub(crate) fn at_the_bell(
    line: &str,
    with: impl Fn(Sitting<'_>) -> Sitting<'_>,
    prepare: impl Fn(&mut Seat<'_>) -> Option<()>,
    look: impl FnOnce(&mut Seat<'_>, &Home),
) {
    for seconds in [3, 6, 12, 25, 50] {
        let home = Home::new();
        let mut seat = with(home.on_a_terminal(line).rate(45 * 60 / seconds)).open();
        seat.screen.wait_for("Ctrl-C leaves.");
        let began = Instant::now();
        seat.send("\r");
        let prepared = seat.reach("1 of ").and_then(|()| prepare(&mut seat));
        if prepared.is_some() && began.elapsed() < Duration::from_secs(seconds.into()) {
            look(&mut seat, &home);
            return;
        }
    }
    panic!("the machine is too slow for this test");
}

fn has_rung(screen: &vt100::Screen) -> bool {
    flowing(screen).contains("answers are sealed")
}

impl Seat<'_> {
    /// Waits for words on the screen; `None` when the bell comes first.
    pub(crate) fn reach(&self, words: &str) -> Option<()> {
        let there = |screen: &vt100::Screen| flowing(screen).contains(words);
        self.screen.wait_until(words, |screen| there(screen) || has_rung(screen));
        (!self.shows("answers are sealed")).then_some(())
    }

    /// Waits until the line that is typed in holds just this; `None` when the bell comes first.
    pub(crate) fn reach_line(&self, text: &str) -> Option<()> {
        let there = |screen: &vt100::Screen| Self::current(screen).is_some_and(|l| l == text);
        self.screen.wait_until(text, |screen| there(screen) || has_rung(screen));
        (!self.shows("answers are sealed")).then_some(())
    }

    /// Waits until the store has this draft; `None` when the bell comes first.
    pub(crate) fn reach_draft(&self, draft: &str) -> Option<()> {
        let wanted = |status: &Status| status.draft == draft || status.state != "running";
        let status = self.wait_for_status(&format!("the draft {draft:?}"), wanted);
        (status.state == "running").then_some(())
    }
}
