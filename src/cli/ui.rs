//! The one door to standard output and standard error.

use std::borrow::Cow;
use std::io::{self, Write};

use super::args::{ColorWhen, Global};
use super::environment::Environment;
use super::error::{Failure, Kind, reason};
use super::settings::Settings;
use crate::report::Tone;
use crate::terminal::{
    Ask, ColourChoice, ColourEnvironment, Label, Outcome, PlainReader, Style, gets_colour,
};

/// How to talk to the person.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Ui {
    /// Colours for standard output.
    pub(crate) style: Style,
    errors: Style,
    /// No drawing, one fact a line.
    pub(crate) plain: bool,
    /// Whether questions may be asked: input and output are terminals, and nobody said no.
    pub(crate) may_ask: bool,
    quiet: bool,
    verbose: bool,
}

impl Ui {
    /// Decides from flags, settings and environment.
    pub(crate) fn new(global: &Global, environment: &Environment, settings: &Settings) -> Self {
        let plain = settings.plain();
        let choice = match settings.color().value {
            // Plain is for those who hear the screen, or keep it: no codes unless asked for.
            ColorWhen::Auto if plain => ColourChoice::Never,
            ColorWhen::Auto => ColourChoice::Auto,
            ColorWhen::Always => ColourChoice::Always,
            ColorWhen::Never => ColourChoice::Never,
        };
        let said = ColourEnvironment {
            no_color: environment.text("NO_COLOR"),
            clicolor_force: environment.text("CLICOLOR_FORCE"),
            term: environment.text("TERM"),
        };
        let style = |terminal| Style::new(gets_colour(choice, said, terminal));
        Self {
            style: style(environment.stdout_terminal),
            errors: style(environment.stderr_terminal),
            plain,
            may_ask: environment.stdin_terminal && environment.stdout_terminal && !global.no_input,
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }

    /// Writes the result of a command to standard output, as it stands.
    ///
    /// # Errors
    /// [`Kind::BrokenPipe`] when nobody reads it any more.
    #[expect(clippy::unused_self, reason = "who has no `Ui` does not write")]
    pub(crate) fn out(&self, text: &str) -> Result<(), Failure> {
        Self::bytes(text.as_bytes())
    }

    /// Writes to standard output what another program reads, as it stands.
    ///
    /// # Errors
    /// [`Kind::BrokenPipe`] when nobody reads it any more.
    pub(crate) fn bytes(bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| {
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
    pub(crate) fn line(&self, text: &str) -> Result<(), Failure> {
        self.out(&format!("{text}\n"))
    }

    /// Tells the person something beside the result, on standard error; not with `--quiet`.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            self.to_stderr(&format!("{text}\n"));
        }
    }

    /// Tells what only somebody who asked for more wants to know, on standard error.
    pub(crate) fn detail(&self, text: &str) {
        if self.verbose {
            self.to_stderr(&format!("{text}\n"));
        }
    }

    /// Whether something may be drawn that moves.
    pub(crate) fn may_draw(&self) -> bool {
        !self.plain && !self.quiet
    }

    /// Shows a failure and what to type next.
    pub(crate) fn failure(&self, failure: &Failure) {
        if failure.message.is_empty() {
            return;
        }
        // Faults of a file are drawn whole, and say already what they are.
        let mut text = match failure.message.strip_prefix("error: ") {
            Some(_) => format!("{}\n", failure.message),
            None => format!("{} {}\n", self.errors.paint(Label::Error, "error:"), failure.message),
        };
        for hint in &failure.hints {
            let label = self.errors.paint(Label::Hint, "hint:");
            text = format!("{text}{label} {hint}\n");
        }
        self.to_stderr(&text);
    }

    /// A part of a page in its colour.
    pub(crate) fn tone<'t>(&self, tone: Tone, text: &'t str) -> Cow<'t, str> {
        let label = match tone {
            _ if !self.style.paints() => return Cow::Borrowed(text),
            Tone::Plain => return Cow::Borrowed(text),
            Tone::Heading => Label::Heading,
            Tone::Good => Label::Met,
            Tone::Half => Label::Partly,
            Tone::Bad => Label::Missed,
            Tone::Dim => Label::Remark,
            Tone::Accent => Label::Command,
        };
        Cow::Owned(self.style.paint(label, text))
    }

    /// Asks for a line; `None` at the end of the input or where nobody may be asked.
    ///
    /// # Errors
    /// When the terminal cannot be read, or the process is told to end.
    pub(crate) fn ask(&self, question: &str) -> Result<Option<String>, Failure> {
        if !self.may_ask {
            return Ok(None);
        }
        let mut reader = PlainReader::open()
            .map_err(|error| Failure::expected(format!("cannot use the terminal: {error}")))?;
        match reader.read(Ask::new(question)) {
            Outcome::Line { text, .. } => Ok(Some(text)),
            Outcome::HangUp { .. } => Err(Failure::silent(Kind::HangUp)),
            Outcome::Terminated { .. } => Err(Failure::silent(Kind::Terminated)),
            Outcome::Interrupted { .. } => Err(Failure::silent(Kind::Interrupted)),
            _ => Ok(None),
        }
    }

    /// A warning on standard error.
    pub(crate) fn warning(&self, text: &str) {
        self.to_stderr(&format!("{} {text}\n", self.errors.paint(Label::Warning, "warning:")));
    }

    /// Where standard error has gone there is nobody to tell, and nothing depends on it.
    #[expect(clippy::unused_self, reason = "who has no `Ui` does not write")]
    fn to_stderr(&self, text: &str) {
        let _nobody_to_tell = io::stderr().lock().write_all(text.as_bytes());
    }
}
