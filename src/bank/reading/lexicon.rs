//! Reads a lexicon.

use super::document::{self, Node};
use super::fields::Empty;
use super::shape;
use super::sourced::Sourced;
use super::walk::Walk;
use crate::bank::fault::Faults;
use crate::bank::lexicon::{Lexicon, Term};

/// Reads the bytes of a lexicon file; `path` is what faults call it.
///
/// # Errors
///
/// Every fault of the file at once.
pub fn read_lexicon(path: &str, bytes: impl AsRef<[u8]>) -> Result<Sourced<Lexicon>, Faults> {
    let source = document::source(path, bytes.as_ref())?;
    let lexicon = document::read(&source, lexicon)?;
    Ok(Sourced::new(lexicon, source))
}

fn lexicon(walk: &mut Walk<'_>, root: &Node<'_>) -> Lexicon {
    let fields = walk.table(root, &shape::LEXICON);
    walk.unique("another term", fields.ids_in("term", "name"));
    Lexicon {
        version: fields.whole(walk, "version", 1..=u32::MAX),
        terms: fields.list(walk, "term", Empty::Allowed, term),
    }
}

fn term(walk: &mut Walk<'_>, node: &Node<'_>) -> Term {
    let fields = walk.table(node, &shape::TERM);
    let name = fields.text(walk, "name");
    let lower = name.to_lowercase();
    if lower != name {
        let message = "`name` is written in lower case";
        walk.wrong(fields.span_of("name"), message, Some(format!("write `{lower}`")));
    }
    Term {
        name,
        names: fields.texts(walk, "names", Empty::Allowed),
        examples: fields.texts(walk, "examples", Empty::Allowed),
    }
}
