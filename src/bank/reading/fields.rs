//! A table with the keys that it may have, read one by one.

use std::ops::{Range, RangeInclusive};

use toml::de::DeTable;

use super::document::Node;
use super::shape::Shape;
use super::walk::{Walk, What, Word};

/// What an empty list means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Empty {
    /// A fault.
    Refused,
    /// The same as nothing.
    Allowed,
}

/// A table whose keys were compared with its shape; nothing of it is read yet.
pub(super) struct Fields<'t> {
    shape: &'static Shape,
    table: Option<&'t DeTable<'t>>,
    at: Range<usize>,
}

impl<'t> Fields<'t> {
    /// The table.
    pub(super) fn of(shape: &'static Shape, table: &'t DeTable<'t>, at: Range<usize>) -> Self {
        Self { shape, table: Some(table), at }
    }

    /// Something else in the place of the table, already reported.
    pub(super) fn absent(shape: &'static Shape, at: Range<usize>) -> Self {
        Self { shape, table: None, at }
    }

    /// Where the table stands.
    pub(super) fn span(&self) -> Range<usize> {
        self.at.clone()
    }

    /// Whether there is a table at all.
    pub(super) fn is_present(&self) -> bool {
        self.table.is_some()
    }

    /// The value of a key. A key that the shape lacks would be reported as unknown to every writer.
    pub(super) fn get(&self, key: &'static str) -> Option<&'t Node<'t>> {
        debug_assert!(self.shape.has(key), "`{key}` is not in the shape of {}", self.shape.what);
        self.table?.get(key)
    }

    /// Where a value stands, or else the table.
    pub(super) fn span_of(&self, key: &'static str) -> Range<usize> {
        self.get(key).map_or_else(|| self.span(), toml::Spanned::span)
    }

    pub(super) fn text(&self, walk: &mut Walk<'_>, key: &'static str) -> String {
        self.optional_text(walk, key).unwrap_or_default()
    }

    pub(super) fn optional_text(&self, walk: &mut Walk<'_>, key: &'static str) -> Option<String> {
        self.get(key).map(|node| walk.text(node, What::Key(key)))
    }

    pub(super) fn id(&self, walk: &mut Walk<'_>, key: &'static str) -> String {
        self.optional_id(walk, key).unwrap_or_default()
    }

    pub(super) fn optional_id(&self, walk: &mut Walk<'_>, key: &'static str) -> Option<String> {
        self.get(key).map(|node| walk.id(node, What::Key(key)))
    }

    pub(super) fn word<W: Word>(&self, walk: &mut Walk<'_>, key: &'static str) -> Option<W> {
        self.get(key).and_then(|node| walk.word(node, What::Key(key)))
    }

    pub(super) fn flag(&self, walk: &mut Walk<'_>, key: &'static str) -> Option<bool> {
        self.get(key).map(|node| walk.flag(node, What::Key(key)))
    }

    pub(super) fn number(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        range: RangeInclusive<f64>,
    ) -> f64 {
        self.get(key).map_or(0.0, |node| walk.number(node, What::Key(key), range))
    }

    pub(super) fn whole(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> u32 {
        self.get(key).and_then(|node| walk.whole(node, What::Key(key), range)).unwrap_or(0)
    }

    /// The entries of a list, each read by `read`; `None` when the key is not there.
    pub(super) fn optional_list<T>(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        empty: Empty,
        mut read: impl FnMut(&mut Walk<'_>, &'t Node<'t>) -> T,
    ) -> Option<Vec<T>> {
        let node = self.get(key)?;
        let entries = walk.list(node, What::Key(key));
        if entries.is_empty() && empty == Empty::Refused && node.get_ref().is_array() {
            walk.lacks(node.span(), &format!("`{key}` is an empty list"), None);
        }
        Some(entries.iter().map(|entry| read(walk, entry)).collect())
    }

    /// The entries of a list; none when the key is not there.
    pub(super) fn list<T>(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        empty: Empty,
        read: impl FnMut(&mut Walk<'_>, &'t Node<'t>) -> T,
    ) -> Vec<T> {
        self.optional_list(walk, key, empty, read).unwrap_or_default()
    }

    pub(super) fn texts(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        empty: Empty,
    ) -> Vec<String> {
        self.optional_texts(walk, key, empty).unwrap_or_default()
    }

    pub(super) fn optional_texts(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        empty: Empty,
    ) -> Option<Vec<String>> {
        let what = What::Entry(key);
        self.optional_list(walk, key, empty, |walk, entry| walk.text(entry, what))
    }

    pub(super) fn optional_ids(
        &self,
        walk: &mut Walk<'_>,
        key: &'static str,
        empty: Empty,
    ) -> Option<Vec<String>> {
        let what = What::Entry(key);
        self.optional_list(walk, key, empty, |walk, entry| walk.id(entry, what))
    }

    /// The places of the ids in a list of tables, for [`Walk::unique`].
    pub(super) fn ids_in(
        &self,
        list: &'static str,
        id: &'static str,
    ) -> Vec<(&'t str, Range<usize>)> {
        let entries = self.get(list).and_then(|node| node.get_ref().as_array());
        let tables = entries.into_iter().flatten().filter_map(|entry| entry.get_ref().as_table());
        tables
            .filter_map(|table| table.get(id))
            .filter_map(|node| Some((node.get_ref().as_str()?, node.span())))
            .collect()
    }
}
