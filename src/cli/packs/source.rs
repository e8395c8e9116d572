//! Where a pack comes from: a folder, an archive, an address.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::fetch::{self, Address};
use super::folder::read_folder;
use crate::bank::visible;
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::packs::{Checksum, Contents, MOST_ARCHIVE_BYTES, Refusal, unpack};

/// A pack that was read, and nothing more.
pub(super) struct Source {
    /// Its files.
    pub(super) contents: Contents,
    /// What stands before their paths in messages.
    pub(super) label: PathBuf,
    /// What messages call the whole, in backticks.
    pub(super) called: String,
}

/// Reads a pack from where it is.
///
/// # Errors
/// When it cannot be read or fetched, has another check sum, or is no pack.
pub(super) fn read(
    context: &Context,
    source: &Path,
    checksum: Option<&Checksum>,
) -> Result<Source, Failure> {
    let called = format!("`{}`", visible(&source.to_string_lossy()));
    let address = source.to_str().filter(|text| text.contains("://"));
    if address.is_none() && source.is_dir() {
        if checksum.is_some() {
            return Err(Failure::usage(format!("{called} is a folder, and has no SHA-256"))
                .hint("`--sha256` is for archives"));
        }
        return Ok(Source { contents: read_folder(source)?, label: source.to_owned(), called });
    }
    let archive = match address {
        Some(address) => fetch::fetch(context, &Address::read(address)?)?,
        None => read_archive(source)?,
    };
    let contents = match checksum {
        Some(checksum) => checksum.verify(&archive).and_then(|()| unpack(&archive)),
        None => unpack(&archive),
    };
    let contents = contents.map_err(|refusal| refused(&called, &refusal))?;
    Ok(Source { contents, label: PathBuf::new(), called })
}

/// An archive's bytes, at most one more than it may have.
fn read_archive(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: &std::io::Error| file_failure("read", path, error);
    let metadata = path.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        let what = "neither a folder nor a file";
        return Err(Failure::expected(format!("`{}` is {what}", path.display())));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_ARCHIVE_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

/// A refusal as the failure of the command.
pub(super) fn refused(called: &str, refusal: &Refusal) -> Failure {
    Failure::expected(format!("{called} is not taken in: {refusal}")).maybe_hint(refusal.hint())
}
