//! What rustyline asks about the line being typed, and the copy of it that is kept.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Context, EditMode, Event, EventContext, Helper, InputMode,
    KeyCode, KeyEvent, Modifiers, RepeatCount,
};

use super::rows::rows_of;
use super::stand_in;
use super::style::{Label, Style};
use super::tty::lock;

/// Is told the text after every change. It runs between two keys and before a bell that rings then
/// is heard, so it must not wait for anything: no disk (a write was seen to take seconds), no lock
/// that is held while somebody writes.
pub type OnChange = Box<dyn Fn(&str) + Send + Sync>;
/// Gives what a command line may go on to: whole lines that begin with the given one.
pub type Complete = Box<dyn Fn(&str) -> Vec<String> + Send + Sync>;

/// A copy of the line in the editor. rustyline does not give the line out when it is broken off,
/// so it is copied after every edit.
pub(super) struct Shadow {
    line: Mutex<(String, usize)>,
    prompt: Mutex<String>,
    on_change: Option<OnChange>,
    lift: AtomicBool,
}

impl fmt::Debug for Shadow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shadow").finish_non_exhaustive()
    }
}

impl Shadow {
    pub(super) fn new(on_change: Option<OnChange>) -> Self {
        Self {
            line: Mutex::default(),
            prompt: Mutex::default(),
            on_change,
            lift: AtomicBool::new(false),
        }
    }

    /// Begins a line; nobody is told, for nobody changed it.
    pub(super) fn begin(&self, prompt: &str, line: &str, cursor: usize) {
        prompt.clone_into(&mut lock(&self.prompt));
        *lock(&self.line) = (line.to_owned(), cursor);
        self.lift.store(false, Ordering::SeqCst);
    }

    /// The line as rustyline has it, and the cursor's place in bytes.
    pub(super) fn line(&self) -> (String, usize) {
        lock(&self.line).clone()
    }

    /// How many rows of the line stand below the one that the cursor is in.
    pub(super) fn rows_below(&self, columns: usize) -> usize {
        let (line, cursor) = self.line();
        let prompt = lock(&self.prompt).clone();
        let before = line.get(..cursor).unwrap_or(&line);
        rows_of(&prompt, &line, columns).saturating_sub(rows_of(&prompt, before, columns))
    }

    pub(super) fn text(&self) -> String {
        stand_in::decode(&lock(&self.line).0).into_owned()
    }

    pub(super) fn was_lifted(&self) -> bool {
        self.lift.load(Ordering::SeqCst)
    }

    fn copy(&self, line: &str, cursor: usize) {
        debug_assert!(line.is_char_boundary(cursor));
        let mut shadow = lock(&self.line);
        shadow.1 = cursor;
        if shadow.0 == line {
            return;
        }
        line.clone_into(&mut shadow.0);
        drop(shadow);
        if let Some(on_change) = &self.on_change {
            on_change(&stand_in::decode(line));
        }
    }
}

/// The helper that rustyline calls.
pub(super) struct Typing {
    pub(super) shadow: Arc<Shadow>,
    pub(super) complete: Option<Complete>,
    pub(super) style: Style,
}

impl Helper for Typing {}
impl Validator for Typing {}

impl Hinter for Typing {
    type Hint = String;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<String> {
        self.shadow.copy(line, pos);
        None
    }
}

impl Highlighter for Typing {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        self.shadow.copy(line, pos);
        stand_in::show(line)
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Owned(self.style.paint(Label::Prompt, prompt))
    }

    fn highlight_char(&self, line: &str, pos: usize, _: CmdKind) -> bool {
        self.shadow.copy(line, pos);
        // A stand-in must never reach the screen as it is.
        stand_in::has_any(line)
    }
}

impl Completer for Typing {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let candidates = match &self.complete {
            Some(complete) if pos == line.len() => complete(&stand_in::decode(line)),
            _ => Vec::new(),
        };
        Ok((0, candidates.iter().map(|text| stand_in::encode(text).into_owned()).collect()))
    }
}

/// Tab indents, unless the line is a command.
pub(super) struct TabKey;

impl ConditionalEventHandler for TabKey {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        if in_command_mode(ctx) {
            return Some(Cmd::Noop);
        }
        let line = ctx.line();
        let command = line.starts_with(':') && !line.contains('\n');
        // Not `SelfInsert`: a bound key is a repetition to rustyline, which then inserts what was
        // inserted last.
        (!command).then(|| Cmd::Insert(1, "\t".to_owned()))
    }
}

/// A key that lifts the last line when this one is empty.
pub(super) struct LiftKey {
    pub(super) shadow: Arc<Shadow>,
}

impl ConditionalEventHandler for LiftKey {
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        let letter = matches!(event.get(0), Some(KeyEvent(KeyCode::Char(_), Modifiers::NONE)));
        if !ctx.line().is_empty() || (letter && !in_command_mode(ctx)) {
            return None;
        }
        self.shadow.lift.store(true, Ordering::SeqCst);
        Some(Cmd::AcceptLine)
    }
}

fn in_command_mode(ctx: &EventContext) -> bool {
    ctx.mode() == EditMode::Vi && ctx.input_mode() == InputMode::Command
}
