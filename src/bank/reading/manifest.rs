//! Reads the `pack.toml` of a pack.

use super::document::{self, Node};
use super::fields::Empty;
use super::shape;
use super::sourced::Sourced;
use super::walk::{Walk, short};
use crate::bank::fault::Faults;
use crate::bank::manifest::{BUILT_IN, Manifest, is_version, version_numbers};

/// The most characters of a title.
const LONGEST_TITLE: usize = 60;

/// Reads the bytes of a `pack.toml`; `path` is what faults call it.
///
/// # Errors
///
/// Every fault of the file at once.
pub fn read_manifest(path: &str, bytes: impl AsRef<[u8]>) -> Result<Sourced<Manifest>, Faults> {
    let source = document::source(path, bytes.as_ref())?;
    let manifest = document::read(&source, manifest)?;
    Ok(Sourced::new(manifest, source))
}

fn manifest(walk: &mut Walk<'_>, root: &Node<'_>) -> Manifest {
    let fields = walk.table(root, &shape::MANIFEST);
    let manifest = Manifest {
        name: fields.id(walk, "name"),
        version: fields.text(walk, "version"),
        title: fields.text(walk, "title"),
        authors: fields.texts(walk, "authors", Empty::Allowed),
        licence: fields.optional_text(walk, "licence"),
        onsite: fields.optional_text(walk, "onsite"),
    };
    if manifest.name == BUILT_IN {
        let message = format!("no pack can be called `{BUILT_IN}`");
        walk.wrong(fields.span_of("name"), &message, None);
    }
    if !manifest.version.trim().is_empty() && !is_version(&manifest.version) {
        let message = format!("`version` is no version: `{}`", short(&manifest.version));
        let hint = "begin with a figure: \"1.0\"; letters, figures, . + and - may follow";
        walk.wrong(fields.span_of("version"), &message, Some(hint.to_owned()));
    }
    let length = manifest.title.chars().count();
    if length > LONGEST_TITLE {
        let message = format!("`title` has {length} characters, and {LONGEST_TITLE} fit");
        walk.wrong(fields.span_of("title"), &message, None);
    }
    if manifest.title.trim().contains('\n') {
        walk.wrong(fields.span_of("title"), "`title` is one line", None);
    }
    if let Some(onsite) = manifest.onsite.as_deref().filter(|text| !text.trim().is_empty())
        && (version_numbers(onsite).is_none() || onsite.contains(['-', '+']))
    {
        let message = format!("`onsite` is no version of this program: `{}`", short(onsite));
        let hint = format!("write \"{}\" or an older one", env!("CARGO_PKG_VERSION"));
        walk.wrong(fields.span_of("onsite"), &message, Some(hint));
    }
    manifest
}
