//! Collects what a check finds in one file.

use crate::bank::fault::{Faults, Severity};
use crate::bank::lexicon::Lexicon;
use crate::bank::reading::Sourced;
use crate::bank::rubric::RubricFile;

/// What a prompt or a rubric may refer to.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The criteria that rubrics share.
    pub shared: &'a RubricFile,
    /// The terms and their other names.
    pub lexicon: &'a Lexicon,
    /// The ids of all prompts.
    pub prompts: &'a [String],
}

/// The faults found in a file.
pub(super) struct Lint<'a, T> {
    file: &'a Sourced<T>,
    faults: Faults,
}

impl<'a, T> Lint<'a, T> {
    pub(super) fn of(file: &'a Sourced<T>) -> Self {
        Self { file, faults: Faults::default() }
    }

    /// A contradiction at a part of the file, named as for [`Sourced::span`].
    pub(super) fn error(&mut self, place: &str, message: impl AsRef<str>) {
        self.error_like(place, message, || None);
    }

    /// A contradiction with a hint that costs something to find.
    pub(super) fn error_like(
        &mut self,
        place: &str,
        message: impl AsRef<str>,
        hint: impl FnOnce() -> Option<String>,
    ) {
        self.file.report(&mut self.faults, place, Severity::Error, message, hint);
    }

    /// Something that works less well than it could.
    pub(super) fn warn(&mut self, place: &str, message: impl AsRef<str>) {
        self.file.report(&mut self.faults, place, Severity::Warning, message, || None);
    }

    /// A warning when there are fewer or more than the guide wants; `of` completes "3 to 8 …".
    pub(super) fn count(
        &mut self,
        place: &str,
        number: usize,
        wanted: std::ops::RangeInclusive<usize>,
        of: &str,
    ) {
        if !wanted.contains(&number) {
            let (least, most) = (wanted.start(), wanted.end());
            let verb = if number == 1 { "is" } else { "are" };
            let message = format!("{least} to {most} {of} work best, and there {verb} {number}");
            self.warn(place, message);
        }
    }

    pub(super) fn finish(mut self) -> Faults {
        self.faults.sort();
        self.faults
    }
}

/// A text as two people who mean the same sentence would both write it: lower case, single spaces.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a text, as a count for budgets.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
