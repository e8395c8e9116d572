//! Why something is no pack that is taken in.

use super::limits::{MOST_ARCHIVE_BYTES, MOST_FILES, MOST_UNPACKED_BYTES};
use super::path::BadPath;
use crate::bank::{MANIFEST, MAX_BYTES};

/// Why something is no pack that is taken in. Paths are foreign text, made visible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The archive has more than [`MOST_ARCHIVE_BYTES`].
    #[error("the archive has more than {} MB", MOST_ARCHIVE_BYTES >> 20)]
    ArchiveTooLarge,
    /// It does not begin as an archive does.
    #[error("it is no `.tar.gz`")]
    NoArchive,
    /// It breaks off, or its check sums are wrong.
    #[error("the archive is broken: {0}")]
    Broken(String),
    /// Unpacked it has more than [`MOST_UNPACKED_BYTES`].
    #[error("unpacked it has more than {} MB", MOST_UNPACKED_BYTES >> 20)]
    UnpackedTooLarge,
    /// It holds more than [`MOST_FILES`].
    #[error("it holds more than {MOST_FILES} files and folders")]
    TooMany,
    /// A file has more than [`MAX_BYTES`].
    #[error("`{0}` has more than {mb} MB", mb = MAX_BYTES >> 20)]
    FileTooLarge(String),
    /// A path leads out of the folder, or is none on every system.
    #[error("`{path}` is no path in a pack: {reason}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: BadPath,
    },
    /// A link, a device, a pipe.
    #[error("`{path}` is {what}")]
    NoFile {
        /// The path.
        path: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// Two files have one path.
    #[error("`{0}` is there twice")]
    Twice(String),
    /// Two paths are one where capitals do not count.
    #[error("`{0}` and `{1}` differ only in capitals")]
    Capitals(String, String),
    /// Nothing says what the pack is.
    #[error("there is no `{MANIFEST}`")]
    NoManifest,
    /// It is not known which of several is meant.
    #[error("there is more than one `{MANIFEST}`: in `{0}` and in `{1}`")]
    Several(String, String),
    /// Somebody else's archive, or a damaged one.
    #[error("its SHA-256 is {found}, and not {wanted}")]
    Checksum {
        /// That of the archive.
        found: String,
        /// The one that was asked for.
        wanted: String,
    },
}

impl Refusal {
    /// What to do about it, where that is known.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoFile { .. } => Some("a pack holds files and folders, and no links"),
            Self::NoArchive => {
                Some("a folder, or what `tar czf NAME.tar.gz NAME` makes of it, can be added")
            }
            Self::Broken(_) => Some("fetch it again; nothing was taken in"),
            Self::NoManifest => Some("`onsite packs new NAME` begins a pack that has one"),
            Self::Checksum { .. } => {
                Some("do not use it before you know why; nothing was unpacked")
            }
            _ => None,
        }
    }
}
