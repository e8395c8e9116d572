//! A value together with the text it was read from.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::bank::built_in::File;
use crate::bank::fault::{Fault, Faults, Severity};
use crate::bank::source_text::SourceText;

/// A value that can say where its parts stand in its file.
///
/// The file is searched for places only when one is asked for: reading pays nothing for it.
#[derive(Clone, Debug)]
pub struct Sourced<T> {
    value: T,
    source: Arc<SourceText>,
    places: OnceLock<BTreeMap<String, Range<usize>>>,
}

impl<T> Sourced<T> {
    pub(super) fn new(value: T, source: Arc<SourceText>) -> Self {
        Self { value, source, places: OnceLock::new() }
    }

    /// The value of a file that is built in, read from its JSON; `None` where that is not to be had,
    /// and the text has to be read.
    pub(in crate::bank) fn prepared(path: &str, file: &'static File) -> Option<Self>
    where
        T: DeserializeOwned,
    {
        // Looked through once, and not text by text.
        let json = String::from_utf8(file.json()).ok()?;
        let value = serde_json::from_str(&json).ok()?;
        let source = SourceText::made_later(path, || file.text());
        Some(Self::new(value, Arc::new(source)))
    }

    /// The value without its text.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Another value that was made of this one and stands where it does.
    pub(in crate::bank) fn map<U>(self, made: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced { value: made(self.value), source: self.source, places: self.places }
    }

    /// What faults call the file.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// The bytes where a part stands. A part is named as the file nests it, entries of lists
    /// counted from 0: `criterion[3].exemplars.met[1]`. A part that is not there stands where the
    /// innermost part around it does, and the whole file at its beginning.
    pub fn span(&self, place: &str) -> Range<usize> {
        let places = self.places.get_or_init(|| places(self.source.text()));
        let mut place = place;
        loop {
            if let Some(span) = places.get(place) {
                return span.clone();
            }
            match place.rfind(['.', '[']) {
                Some(end) => place = &place[..end],
                None => return 0..0,
            }
        }
    }

    /// A fault at a part, named as for [`Sourced::span`].
    pub fn fault(&self, place: &str, severity: Severity, message: impl AsRef<str>) -> Fault {
        Fault::at(&self.source, self.span(place), severity, message)
    }

    /// Adds a fault at a part to `faults`, with a hint that is looked for only when it is kept.
    pub(in crate::bank) fn report(
        &self,
        faults: &mut Faults,
        place: &str,
        severity: Severity,
        message: impl AsRef<str>,
        hint: impl FnOnce() -> Option<String>,
    ) {
        faults.report(&self.source, self.span(place), severity, message, hint);
    }

    pub(in crate::bank) fn source(&self) -> &Arc<SourceText> {
        &self.source
    }
}

impl<T> Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

fn places(text: &str) -> BTreeMap<String, Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut places = BTreeMap::new();
    table("", root.get_ref(), &mut places);
    places
}

fn table(at: &str, table: &DeTable<'_>, places: &mut BTreeMap<String, Range<usize>>) {
    for (key, node) in table {
        let dot = if at.is_empty() { "" } else { "." };
        value(format!("{at}{dot}{}", key.get_ref()), node, places);
    }
}

fn value(at: String, node: &Spanned<DeValue<'_>>, places: &mut BTreeMap<String, Range<usize>>) {
    match node.get_ref() {
        DeValue::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                value(format!("{at}[{index}]"), entry, places);
            }
        }
        DeValue::Table(inner) => table(&at, inner, places),
        _ => {}
    }
    places.insert(at, node.span());
}
