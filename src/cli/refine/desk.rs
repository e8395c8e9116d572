//! Where the lines of a refined answer come from: the line editor with the countdown below it, a
//! terminal that cannot draw, or a script.

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::sit::{Begun, Came, Drafts, Offered, came, cannot_take};
use crate::interview::{REFINING_COMMANDS, RefineLine, Source, read_refining};
use crate::terminal::{Ask, LineEditor, Options, PlainReader, visible_line};

use super::bar::Bar;

/// Reads lines until the bell.
pub(super) struct Desk<'a> {
    context: &'a Context,
    input: Input,
    bar: Bar,
    rung: bool,
    begun: Begun,
}

enum Input {
    Edited(Box<LineEditor>),
    Plain(Box<PlainReader>),
    Script(Box<PlainReader>),
}

impl<'a> Desk<'a> {
    /// Takes the terminal, or standard input.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(super) fn open(context: &'a Context, bar: &Bar, drafts: &Drafts) -> Result<Self, Failure> {
        let input = if context.input() == Source::Terminal && context.has_editor() {
            let (row, title) = (bar.clone(), bar.clone());
            let (drafts, shown) = (drafts.clone(), drafts.clone());
            let options = Options {
                edit_mode: context.settings().edit_mode().value,
                style: context.ui.style,
                status: Some(Box::new(move |columns| {
                    row.saved(shown.saved());
                    row.line(columns)
                })),
                title: Some(Box::new(move || format!("{} · refine", title.left()))),
                on_change: Some(Box::new(move |text: &str| drafts.changed(text))),
                complete: Some(Box::new(|line: &str| completions(line))),
                ..Options::default()
            };
            let mut editor = LineEditor::open(options).map_err(|error| cannot_take(&error))?;
            editor.set_deadline(Some(bar.deadline()));
            Input::Edited(Box::new(editor))
        } else {
            let mut reader = PlainReader::open().map_err(|error| cannot_take(&error))?;
            reader.set_deadline(Some(bar.deadline()));
            match context.input() {
                Source::Terminal => Input::Plain(Box::new(reader)),
                Source::Script => Input::Script(Box::new(reader)),
            }
        };
        Ok(Self { context, input, bar: bar.clone(), rung: false, begun: Begun::default() })
    }

    /// Whether a script is played.
    pub(super) fn is_script(&self) -> bool {
        matches!(self.input, Input::Script(_))
    }

    /// Reads one line that begins with what is offered.
    ///
    /// # Errors
    /// When the output fails.
    pub(super) fn read(&mut self, offered: &Offered) -> Result<Came, Failure> {
        match self.begun.then() {
            Some(command) if offered.text.is_empty() => return Ok(Came::Line(command)),
            Some(command) => {
                self.context.ui.line(&visible_line(&format!("Not taken: {command}")))?;
            }
            None => {}
        }
        let outcome = match &mut self.input {
            Input::Edited(editor) => {
                let number = offered.lifted.map_or_else(String::new, |number| number.to_string());
                editor.read(Ask::with(&format!("{number}› "), &offered.text))
            }
            Input::Plain(reader) => {
                for words in offered.words() {
                    self.context.ui.line(&visible_line(&words))?;
                }
                let begun = if offered.begun { offered.text.as_str() } else { "" };
                self.begun.with(begun);
                let number = offered.lifted.map_or_else(String::new, |number| number.to_string());
                reader.read(Ask::with(&format!("[{}] {number}> ", self.bar.left()), begun))
            }
            // Its lines are whole ones: what was half typed when it begins is a line of its own.
            Input::Script(_) if offered.begun && !offered.text.is_empty() => {
                return Ok(Came::Line(offered.text.clone()));
            }
            Input::Script(reader) => reader.read(Ask::default()),
        };
        let came = came(outcome);
        self.rung |= matches!(came, Came::Bell(_));
        Ok(match came {
            Came::Line(line) => {
                let is_command = |typed: &str| !matches!(read_refining(typed), RefineLine::Text(_));
                Came::Line(self.begun.first(line, is_command))
            }
            other => other,
        })
    }

    /// Gives the terminal back. What was typed after the bell is taken away first: it answers no
    /// question.
    pub(super) fn close(mut self) {
        match &mut self.input {
            Input::Edited(editor) if self.rung => drop(editor.late()),
            Input::Plain(reader) if self.rung => drop(reader.late()),
            _ => {}
        }
    }
}

fn completions(line: &str) -> Vec<String> {
    let commands = REFINING_COMMANDS.iter().map(|(word, _)| *word);
    commands.filter(|word| word.starts_with(line)).map(str::to_owned).collect()
}
