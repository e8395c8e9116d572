//! Faults of content files: what is wrong, where, and what to write instead.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::drawing::{self, Palette};
use super::reading::Sourced;
use super::source_text::SourceText;
use super::visible::visible;

/// The most faults of a file and a severity that are kept; the rest are only counted.
pub const MOST_FAULTS: usize = 200;
/// The most characters of a message or a hint: ids and sentences in them are foreign.
const MOST_CHARACTERS: usize = 400;

/// Whether a file can be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file works, less well than it could.
    Warning,
}

impl Severity {
    /// The word used on the screen and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the reader was told to call it; control characters made visible.
    pub path: String,
    /// Bytes of the file; empty at the beginning when the file itself is meant.
    pub span: Range<usize>,
    /// The line where the span begins, from 1.
    pub line: usize,
    /// The character of that line, from 1.
    pub column: usize,
    /// Whether the file is refused for it.
    pub severity: Severity,
    /// A lower-case clause that names the thing in backticks; no control characters.
    pub message: String,
    /// What to write instead, where that is known; no control characters.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault at the bytes `span` of `source`; a span outside of it is moved to its nearest edge.
    pub(super) fn at(
        source: &SourceText,
        span: Range<usize>,
        severity: Severity,
        message: impl AsRef<str>,
    ) -> Self {
        let span = source.clamp(span);
        let (line, column) = source.position(span.start);
        Self {
            path: source.path().to_owned(),
            span,
            line,
            column,
            severity,
            message: words(message.as_ref()),
            hint: None,
        }
    }

    /// The same fault with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl AsRef<str>) -> Self {
        self.hint = Some(words(hint.as_ref()));
        self
    }
}

/// A text that may be shown: no control characters, and not without end.
fn words(text: &str) -> String {
    let text = visible(text);
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => text.into_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

impl fmt::Display for Fault {
    /// One line: path, place, severity, message, hint.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, severity, message, .. } = self;
        write!(f, "{path}:{line}:{column}: {}: {message}", severity.id())?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// Everything that is wrong with one or more files, in the order of the files and then of their
/// lines.
///
/// `Display` draws each fault with its line and carets, without colour.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    kept: Vec<Fault>,
    files: Vec<File>,
    left_out: usize,
}

/// A file with faults, and how many of them are kept by severity.
#[derive(Clone, Debug)]
struct File {
    source: Arc<SourceText>,
    kept: [usize; 2],
}

impl Faults {
    /// The faults that are kept, at most [`MOST_FAULTS`] a file and severity.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.kept.iter()
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many were found beyond [`MOST_FAULTS`] and not kept.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// How many of a severity are kept.
    pub fn count(&self, severity: Severity) -> usize {
        self.kept.iter().filter(|fault| fault.severity == severity).count()
    }

    /// Whether a file is refused.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Those alone for which a file is refused.
    #[must_use]
    pub fn errors(&self) -> Self {
        let mut errors = self.clone();
        errors.kept.retain(|fault| fault.severity == Severity::Error);
        errors
    }

    /// Takes in the faults of another collection; a fault that is already there stays once.
    pub fn merge(&mut self, other: Self) {
        for file in other.files {
            self.file(&file.source);
        }
        for fault in other.kept {
            if !self.kept.contains(&fault) {
                self.keep(fault);
            }
        }
        self.left_out += other.left_out;
        self.sort();
    }

    /// The drawing of every fault, in colour where the palette says so; ends without a newline.
    pub fn draw(&self, palette: Palette) -> String {
        let mut drawings: Vec<String> = self
            .kept
            .iter()
            .map(|fault| {
                let file = self.files.iter().find(|file| file.source.path() == fault.path);
                drawing::draw(fault, file.map(|file| file.source.as_ref()), palette)
            })
            .collect();
        if self.left_out > 0 {
            drawings.push(format!("and {} more", self.left_out));
        }
        drawings.join("\n\n")
    }

    /// Adds a fault that was found in `file`, in its order.
    pub fn add<T>(&mut self, file: &Sourced<T>, fault: Fault) {
        if !self.is_full(file.source(), fault.severity) {
            self.keep(fault);
            self.sort();
        }
    }

    /// Adds a fault at the bytes `span` of `source`, or only counts it when there are enough. The
    /// order is put right by [`Faults::sort`].
    pub(super) fn report(
        &mut self,
        source: &Arc<SourceText>,
        span: Range<usize>,
        severity: Severity,
        message: impl AsRef<str>,
        hint: impl FnOnce() -> Option<String>,
    ) {
        if self.is_full(source, severity) {
            return;
        }
        let fault = Fault::at(source, span, severity, message);
        let fault = match hint() {
            Some(hint) => fault.with_hint(hint),
            None => fault,
        };
        self.keep(fault);
    }

    /// Whether there are enough of a file and a severity; then one more is counted.
    fn is_full(&mut self, source: &Arc<SourceText>, severity: Severity) -> bool {
        let full = self.file(source).kept[severity as usize] >= MOST_FAULTS;
        self.left_out += usize::from(full);
        full
    }

    /// Keeps a fault of a file that is known.
    fn keep(&mut self, fault: Fault) {
        if let Some(file) = self.files.iter_mut().find(|file| file.source.path() == fault.path) {
            file.kept[fault.severity as usize] += 1;
        }
        self.kept.push(fault);
    }

    /// The file with errors that was looked at first.
    pub(super) fn first_file(&self) -> Option<&Arc<SourceText>> {
        self.files.first().map(|file| &file.source)
    }

    /// Takes in those of other errors that stand on no line of `path` with an error already.
    pub(super) fn add_elsewhere(&mut self, other: &Self, path: &str) {
        let path = visible(path);
        let mut other = other.errors();
        let taken: Vec<usize> = self
            .kept
            .iter()
            .filter(|fault| fault.path == path && fault.severity == Severity::Error)
            .map(|fault| fault.line)
            .collect();
        other.kept.retain(|fault| fault.path == path && !taken.contains(&fault.line));
        other.left_out = 0;
        self.merge(other);
    }

    /// Leaves out the faults of other files.
    pub(super) fn only(&mut self, path: &str) {
        let path = visible(path);
        self.kept.retain(|fault| fault.path == path);
    }

    /// Puts the faults into the order in which a person goes through the files.
    pub(super) fn sort(&mut self) {
        let order = |fault: &Fault| {
            let file = self.files.iter().position(|file| file.source.path() == fault.path);
            (file, fault.span.start, fault.severity, fault.span.end)
        };
        self.kept.sort_by_key(order);
    }

    /// The value, when no error was found.
    pub(super) fn or<T>(mut self, value: T) -> Result<T, Self> {
        if self.has_errors() {
            self.sort();
            Err(self)
        } else {
            Ok(value)
        }
    }

    fn file(&mut self, source: &Arc<SourceText>) -> &mut File {
        let known = self.files.iter().position(|file| file.source.path() == source.path());
        let place = known.unwrap_or(self.files.len());
        if known.is_none() {
            self.files.push(File { source: Arc::clone(source), kept: [0, 0] });
        }
        &mut self.files[place]
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.draw(Palette::Plain))
    }
}

impl std::error::Error for Faults {}
