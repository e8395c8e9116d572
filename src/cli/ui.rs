//! The one door to standard output and standard error.

use std::io::{self, Write};

use super::args::{ColorWhen, Global};
use super::environment::Environment;
use super::error::{Failure, Kind, reason};
use crate::terminal::{ColourChoice, ColourInputs, Style};

/// How to talk to the person.
#[derive(Debug)]
pub struct Ui {
    /// Colours for standard output.
    pub style: Style,
    errors: Style,
    /// No drawing, one fact a line.
    pub plain: bool,
    /// Whether questions may be asked: input and output are terminals, and nobody said no.
    pub may_ask: bool,
    quiet: bool,
    verbose: bool,
}

impl Ui {
    /// Decides from flags and environment.
    pub fn new(global: &Global, environment: &Environment) -> Self {
        let choice = match global.color {
            ColorWhen::Auto => ColourChoice::Auto,
            ColorWhen::Always => ColourChoice::Always,
            ColorWhen::Never => ColourChoice::Never,
        };
        let style = |terminal| {
            Style::resolve(&ColourInputs {
                choice,
                no_color: environment.get("NO_COLOR").is_some(),
                force: environment.text("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
                dumb: environment.text("TERM") == Some("dumb"),
                terminal,
            })
        };
        Self {
            style: style(environment.stdout_terminal),
            errors: style(environment.stderr_terminal),
            plain: global.plain,
            may_ask: environment.stdin_terminal && environment.stdout_terminal && !global.no_input,
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }

    /// Writes the result of a command to standard output, as it stands.
    ///
    /// # Errors
    /// [`Kind::BrokenPipe`] when nobody reads it any more.
    pub fn out(&self, text: &str) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| {
            if error.kind() == io::ErrorKind::BrokenPipe {
                Failure::silent(Kind::BrokenPipe)
            } else {
                Failure::expected(format!("cannot write the output: {}", reason(&error)))
            }
        })
    }

    /// Writes a line of the result.
    ///
    /// # Errors
    /// As [`Self::out`].
    pub fn line(&self, text: &str) -> Result<(), Failure> {
        self.out(&format!("{text}\n"))
    }

    /// Tells the person something beside the result, on standard error; not with `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.to_stderr(&format!("{text}\n"));
        }
    }

    /// Tells what only somebody who asked for more wants to know, on standard error.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            self.to_stderr(&format!("{text}\n"));
        }
    }

    /// Shows a failure and what to type next.
    pub fn failure(&self, failure: &Failure) {
        if failure.message.is_empty() {
            return;
        }
        let mut text = format!("{} {}\n", self.errors.bad("error:"), failure.message);
        for hint in &failure.hints {
            text.push_str(&format!("{} {hint}\n", self.errors.accent("hint:")));
        }
        self.to_stderr(&text);
    }

    /// A warning on standard error.
    pub fn warning(&self, text: &str) {
        self.to_stderr(&format!("{} {text}\n", self.errors.half("warning:")));
    }

    /// Where standard error has gone there is nobody to tell, and nothing depends on it.
    fn to_stderr(&self, text: &str) {
        let _nobody_to_tell = io::stderr().lock().write_all(text.as_bytes());
    }
}
