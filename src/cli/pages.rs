//! Long output: through a pager, where a person reads it at a terminal.

use std::borrow::Borrow;

use super::context::Context;
use super::error::Failure;
use crate::report::{Styled, cells};
use crate::terminal::{Size, find_pager, page};

impl Context {
    /// Writes a page for the screen as [`Self::styled`] does, through the pager when it is longer
    /// than the screen.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn styled_paged(
        &self,
        lines: impl IntoIterator<Item: Borrow<Styled>> + Clone,
    ) -> Result<(), Failure> {
        self.through_pager(&self.painted(lines.clone()), || {
            lines.into_iter().map(|line| line.borrow().width()).collect()
        })
    }

    /// Writes a text to standard output, through the pager when it is longer than the screen.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn paged(&self, text: &str) -> Result<(), Failure> {
        self.through_pager(text, || text.lines().map(cells).collect())
    }

    /// The pager that long output goes through; `None` where it goes straight out: in a pipe, in
    /// plain form, where nobody is to be asked anything, and where `--no-pager`, the settings or
    /// `PAGER` say so.
    pub(crate) fn pager(&self) -> Option<Vec<String>> {
        let environment = &self.environment;
        let dumb = matches!(environment.text("TERM"), None | Some("dumb"));
        if !environment.stdout_terminal || dumb || self.ui.plain || self.no_input() {
            return None;
        }
        let named = self.settings().pager().value;
        find_pager(named.as_deref(), environment.get("PATH"))
    }

    /// Long lists are measured only where somebody looks at them through a screen.
    fn through_pager(
        &self,
        text: &str,
        widths: impl FnOnce() -> Vec<usize>,
    ) -> Result<(), Failure> {
        let Some(pager) = self.pager() else { return self.ui.out(text) };
        let size = Size::or_environment(std::io::stdout(), self.environment.text("COLUMNS"));
        let columns = usize::from(size.columns);
        let rows: usize = widths().iter().map(|width| width.div_ceil(columns).max(1)).sum();
        // The last row is for the shell.
        if rows < usize::from(size.rows) {
            return self.ui.out(text);
        }
        // As git does: leave at once what fits, show colours, and leave the text on the screen.
        let usual = [("LESS", "FRX"), ("LESSCHARSET", "utf-8")];
        let usual: Vec<(&str, &str)> =
            usual.into_iter().filter(|(name, _)| self.environment.set(name).is_none()).collect();
        match page(&pager, text, &usual) {
            Ok(()) => Ok(()),
            Err(_) => self.ui.out(text),
        }
    }
}
