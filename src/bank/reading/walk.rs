//! Walks a TOML tree and collects what is wrong with it instead of stopping at the first fault.
//!
//! A reading function that met a fault returns something harmless in its place; the value as a
//! whole is given out only when no error was found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use toml::de::DeValue;

use super::document::Node;
use super::fields::Fields;
use super::shape::Shape;
use crate::bank::fault::{Faults, Severity};
use crate::bank::id::{LONGEST, as_id, is_id};
use crate::bank::nearest::hint;
use crate::bank::source_text::SourceText;

/// An enumeration that files write as a word.
pub(super) trait Word: Copy + 'static {
    /// Every value.
    const ALL: &'static [Self];
    /// What they are together, completing "the … are": `steps`.
    const PLURAL: &'static str;
    /// The word of this value.
    fn word(self) -> &'static str;
}

/// What is being read, as messages call it. It is put into words only when something is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// The value of a key.
    Key(&'static str),
    /// An entry of the list under a key.
    Entry(&'static str),
    /// A phrase of a concept group.
    Phrase,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "`{key}`"),
            Self::Entry(key) => write!(f, "an entry of `{key}`"),
            Self::Phrase => f.write_str("a phrase of `concepts`"),
        }
    }
}

/// The faults found so far in a file.
pub(super) struct Walk<'s> {
    source: &'s Arc<SourceText>,
    faults: Faults,
    broken_lines: BTreeSet<usize>,
}

impl<'s> Walk<'s> {
    pub(super) fn new(source: &'s Arc<SourceText>) -> Self {
        Self { source, faults: Faults::default(), broken_lines: BTreeSet::new() }
    }

    /// The value, or every fault when one of them is an error.
    pub(super) fn finish<T>(self, value: T) -> Result<T, Faults> {
        self.faults.or(value)
    }

    /// A fault of the syntax, as the parser words it. Of one line only the first is kept: the
    /// others follow from it more often than not.
    pub(super) fn syntax(&mut self, span: Range<usize>, message: &str) {
        if self.broken_lines.insert(self.source.line_of(span.start)) {
            self.faults.report(self.source, span, Severity::Error, message, || None);
        }
    }

    /// Something wrong with what stands at `span`.
    pub(super) fn wrong(&mut self, span: Range<usize>, message: &str, hint: Option<String>) {
        self.wrong_like(span, message, || hint);
    }

    /// As [`Walk::wrong`], with a hint that costs something to find.
    fn wrong_like(
        &mut self,
        span: Range<usize>,
        message: &str,
        hint: impl FnOnce() -> Option<String>,
    ) {
        // The parser puts an empty value where it could not read one.
        let unread = span.is_empty() && !self.broken_lines.is_empty();
        if !unread && !self.broken_lines.contains(&self.source.line_of(span.start)) {
            self.faults.report(self.source, span, Severity::Error, message, hint);
        }
    }

    /// Something that is not there. After a fault of syntax it may well be there, unread: then
    /// nothing is said.
    pub(super) fn lacks(&mut self, span: Range<usize>, message: &str, hint: Option<String>) {
        if self.broken_lines.is_empty() {
            self.faults.report(self.source, span, Severity::Error, message, || hint);
        }
    }

    /// The table at `node`, its unknown and missing keys reported.
    pub(super) fn table<'t>(&mut self, node: &'t Node<'t>, shape: &'static Shape) -> Fields<'t> {
        let Some(table) = node.get_ref().as_table() else {
            let message =
                format!("{} is a table, and this is {}", shape.what, type_of(node.get_ref()));
            self.wrong(node.span(), &message, None);
            return Fields::absent(shape, node.span());
        };
        for key in table.keys() {
            let name = key.get_ref();
            if !shape.has(name) {
                let message = format!("`{}` is no key of {}", short(name), shape.what);
                let hint = || hint(name, "the keys are", shape.names());
                self.wrong_like(key.span(), &message, hint);
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            if !table.contains_key(key.name) {
                let message = format!("{} needs `{}`", shape.what, key.name);
                self.lacks(node.span(), &message, None);
            }
        }
        Fields::of(shape, table, node.span())
    }

    /// The entries of a list.
    pub(super) fn list<'t>(&mut self, node: &'t Node<'t>, what: What) -> &'t [Node<'t>] {
        if let Some(array) = node.get_ref().as_array() {
            return array;
        }
        let message = format!("{what} is a list, and this is {}", type_of(node.get_ref()));
        let hint = match node.get_ref() {
            DeValue::String(_) => Some("put it into brackets: [\"…\"]".to_owned()),
            DeValue::Table(_) => Some("write the header with two brackets: [[…]]".to_owned()),
            _ => None,
        };
        self.wrong(node.span(), &message, hint);
        &[]
    }

    /// Text with something in it and without control characters but line ends and tabs.
    pub(super) fn text(&mut self, node: &Node<'_>, what: What) -> String {
        let text = self.any_text(node, what);
        if text.is_some_and(|text| text.trim().is_empty()) {
            self.lacks(node.span(), &format!("{what} is empty"), None);
        }
        text.unwrap_or_default().to_owned()
    }

    /// Text, perhaps empty, without control characters but line ends and tabs.
    pub(super) fn any_text<'t>(&mut self, node: &'t Node<'t>, what: What) -> Option<&'t str> {
        let Some(text) = node.get_ref().as_str() else {
            let kind = type_of(node.get_ref());
            let hint = (!matches!(node.get_ref(), DeValue::Array(_) | DeValue::Table(_)))
                .then(|| "put it into quotes".to_owned());
            self.wrong(node.span(), &format!("{what} is text, and this is {kind}"), hint);
            return None;
        };
        let driving = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if let Some(c) = text.chars().find(driving) {
            let message = format!("{what} holds the control character U+{:04X}", u32::from(c));
            self.wrong(node.span(), &message, None);
        }
        Some(text)
    }

    /// An id.
    pub(super) fn id(&mut self, node: &Node<'_>, what: What) -> String {
        let text = self.text(node, what);
        if !text.trim().is_empty() && !is_id(&text) {
            let message = format!(
                "{what} `{}` is no id: a-z, 0-9 and -, at most {LONGEST} characters",
                short(&text)
            );
            let hint = as_id(&text).map(|id| format!("write `{id}`"));
            self.wrong(node.span(), &message, hint);
        }
        text
    }

    /// A word of an enumeration.
    pub(super) fn word<W: Word>(&mut self, node: &Node<'_>, what: What) -> Option<W> {
        let text = self.any_text(node, what)?;
        let found = W::ALL.iter().copied().find(|value| value.word() == text);
        if found.is_none() {
            let message = format!("{what} is none of the {}: `{}`", W::PLURAL, short(text));
            let all = format!("the {} are", W::PLURAL);
            let words = W::ALL.iter().map(|value| value.word());
            self.wrong_like(node.span(), &message, || hint(text, &all, words));
        }
        found
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node<'_>, what: What) -> bool {
        node.get_ref().as_bool().unwrap_or_else(|| {
            let kind = type_of(node.get_ref());
            let hint = Some("write true or false, without quotes".to_owned());
            self.wrong(node.span(), &format!("{what} is true or false, and this is {kind}"), hint);
            false
        })
    }

    /// A number in a range; its beginning after a fault.
    pub(super) fn number(
        &mut self,
        node: &Node<'_>,
        what: What,
        range: RangeInclusive<f64>,
    ) -> f64 {
        let least = *range.start();
        self.number_in(node, what, range).unwrap_or(least)
    }

    /// A number in a range; `None` after a fault.
    pub(super) fn number_in(
        &mut self,
        node: &Node<'_>,
        what: What,
        range: RangeInclusive<f64>,
    ) -> Option<f64> {
        let number = match node.get_ref() {
            DeValue::Integer(whole) => {
                i64::from_str_radix(whole.as_str(), whole.radix()).ok().map(|whole| whole as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            other => {
                let message = format!("{what} is a number, and this is {}", type_of(other));
                let hint = other.is_str().then(|| "leave out the quotes".to_owned());
                self.wrong(node.span(), &message, hint);
                return None;
            }
        };
        // Infinite numbers and those that are none are in no range.
        let number = number.filter(|number| range.contains(number) && number.is_finite());
        if number.is_none() {
            self.wrong(node.span(), &out_of(what, &range), None);
        }
        number
    }

    /// A whole number in a range; `None` after a fault.
    pub(super) fn whole(
        &mut self,
        node: &Node<'_>,
        what: What,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let DeValue::Integer(whole) = node.get_ref() else {
            let kind = type_of(node.get_ref());
            let hint = node.get_ref().is_str().then(|| "leave out the quotes".to_owned());
            self.wrong(node.span(), &format!("{what} is a whole number, and this is {kind}"), hint);
            return None;
        };
        match u32::from_str_radix(whole.as_str(), whole.radix()) {
            Ok(whole) if range.contains(&whole) => Some(whole),
            _ => {
                self.wrong(node.span(), &out_of(what, &range), None);
                None
            }
        }
    }

    /// Reports every id that was used before; `what` is the kind of thing, such as `a fact`.
    pub(super) fn unique<'t>(
        &mut self,
        what: &str,
        ids: impl IntoIterator<Item = (&'t str, Range<usize>)>,
    ) {
        let mut seen: BTreeMap<&str, Range<usize>> = BTreeMap::new();
        for (id, span) in ids {
            if let Some(first) = seen.get(id) {
                let (line, _) = self.source.position(first.start);
                let message =
                    format!("`{}` is already the id of {what}, on line {line}", short(id));
                self.wrong(span, &message, None);
            } else {
                seen.insert(id, span);
            }
        }
    }
}

fn out_of<N: fmt::Display + Into<f64> + Copy>(what: What, range: &RangeInclusive<N>) -> String {
    let largest: f64 = (*range.end()).into();
    let smallest: f64 = (*range.start()).into();
    if smallest <= f64::MIN {
        format!("{what} is a finite number")
    } else if largest >= f64::from(u32::MAX) {
        format!("{what} is a number from {} up", range.start())
    } else {
        format!("{what} is a number from {} to {}", range.start(), range.end())
    }
}

/// A foreign word as messages quote it: cut when nobody would read it to its end.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}

fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
