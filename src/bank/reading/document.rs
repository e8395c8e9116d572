//! From the bytes of a file to a TOML tree with spans, and the syntax faults on the way.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::depth;
use super::sourced::Sourced;
use super::walk::Walk;
use crate::bank::fault::{Faults, Severity};
use crate::bank::source_text::SourceText;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// A table of the file, or a value in one.
pub(super) type Node<'t> = Spanned<DeValue<'t>>;

/// Takes the bytes of a file called `path` as text.
///
/// # Errors
///
/// One fault when it is larger than [`MAX_BYTES`], not UTF-8, or has a key of too many parts.
pub(super) fn source(path: &str, bytes: &[u8]) -> Result<Arc<SourceText>, Faults> {
    if bytes.len() > MAX_BYTES {
        let source = Arc::new(SourceText::new(path, String::new()));
        let message =
            format!("the file has {} bytes, and at most {MAX_BYTES} are read", bytes.len());
        return Err(alone(&source, 0..0, &message, None));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let source =
                Arc::new(SourceText::new(path, String::from_utf8_lossy(bytes).into_owned()));
            let at = error.valid_up_to();
            let message = format!("byte {at} (`0x{:02x}`) is not valid UTF-8", bytes[at]);
            return Err(alone(&source, at..at + 1, &message, Some("save the file as UTF-8")));
        }
    };
    let source = Arc::new(SourceText::new(path, text.to_owned()));
    match depth::too_deep(text) {
        Some(span) => {
            let message = format!("a key has more than {} parts", depth::MOST_PARTS);
            Err(alone(&source, span, &message, None))
        }
        None => Ok(source),
    }
}

/// Reads a file: its syntax, then its values through `read`, then every fault of both or the value.
///
/// # Errors
///
/// Every fault of the file.
pub(super) fn read<T>(
    source: &Arc<SourceText>,
    read: impl FnOnce(&mut Walk<'_>, &Node<'_>) -> T,
) -> Result<T, Faults> {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mut walk = Walk::new(source);
    for error in errors {
        walk.syntax(error.span().unwrap_or(0..0), error.message());
    }
    let root = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    let value = read(&mut walk, &root);
    walk.finish(value)
}

/// Reads a file once more that has faults, for the rest of it: its values with something harmless where
/// one is faulty. `None` where its syntax is broken, and anything may be missing.
pub(super) fn salvage<T>(
    source: &Arc<SourceText>,
    read: impl FnOnce(&mut Walk<'_>, &Node<'_>) -> T,
) -> Option<Sourced<T>> {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        return None;
    }
    let root = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    let value = read(&mut Walk::new(source), &root);
    Some(Sourced::new(value, Arc::clone(source)))
}

fn alone(
    source: &Arc<SourceText>,
    span: std::ops::Range<usize>,
    message: &str,
    hint: Option<&str>,
) -> Faults {
    let mut faults = Faults::default();
    let hint = || hint.map(str::to_owned);
    faults.report(source, span, Severity::Error, message, hint);
    faults
}
