//! The files that lie over the built-in ones: none, a folder, or a pack that has no folder yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::BankError;
use super::folder::{self, Kind};
use super::manifest::MANIFEST;

/// A file with what messages call it.
pub(super) type Labelled = (String, Vec<u8>);

/// Content files over the built-in ones.
#[derive(Clone, Debug, Default)]
pub(super) enum Layer {
    /// Nothing.
    #[default]
    None,
    /// A folder with `prompts/` and `rubrics/`, which need not exist.
    Folder(PathBuf),
    /// Files by their paths in a folder that is not there: `prompts/ID.toml`.
    Memory {
        /// The folder as messages call it; may be empty.
        label: PathBuf,
        /// Path and bytes.
        files: BTreeMap<String, Vec<u8>>,
    },
}

impl Layer {
    /// What messages call a file; `stem` must be an id.
    pub(super) fn path(&self, kind: Kind, stem: &str) -> PathBuf {
        folder::path(self.root(), kind, stem)
    }

    fn root(&self) -> &Path {
        match self {
            Self::None => Path::new(""),
            Self::Folder(root) => root,
            Self::Memory { label, .. } => label,
        }
    }

    /// Whether a file is there; `stem` must be an id.
    pub(super) fn has(&self, kind: Kind, stem: &str) -> bool {
        match self {
            Self::None => false,
            Self::Folder(root) => folder::path(root, kind, stem).exists(),
            Self::Memory { files, .. } => files.contains_key(&key(kind, stem)),
        }
    }

    /// The stems of the files of a kind, sorted, whether they are ids or not.
    pub(super) fn stems(&self, kind: Kind) -> Result<Vec<String>, BankError> {
        match self {
            Self::None => Ok(Vec::new()),
            Self::Folder(root) => {
                let path = root.join(kind.folder());
                folder::stems(&path).map_err(|error| BankError::unreadable(path, error))
            }
            Self::Memory { files, .. } => Ok(files
                .keys()
                .filter_map(|path| path.strip_prefix(kind.folder())?.strip_prefix('/'))
                .filter_map(|name| name.strip_suffix(".toml"))
                .map(str::to_owned)
                .collect()),
        }
    }

    /// A file, at most one byte more than a content file may have; `stem` must be an id.
    pub(super) fn read(&self, kind: Kind, stem: &str) -> Result<Option<Labelled>, BankError> {
        self.file(self.path(kind, stem), &key(kind, stem))
    }

    /// The file that makes a folder a pack.
    pub(super) fn manifest(&self) -> Result<Option<Labelled>, BankError> {
        self.file(self.root().join(MANIFEST), MANIFEST)
    }

    fn file(&self, path: PathBuf, key: &str) -> Result<Option<Labelled>, BankError> {
        let bytes = match self {
            Self::None => None,
            Self::Folder(_) => match folder::read(&path) {
                Ok(bytes) => bytes,
                Err(error) => return Err(BankError::unreadable(path, error)),
            },
            Self::Memory { files, .. } => files.get(key).cloned(),
        };
        Ok(bytes.map(|bytes| (path.to_string_lossy().into_owned(), bytes)))
    }
}

fn key(kind: Kind, stem: &str) -> String {
    format!("{}/{stem}.toml", kind.folder())
}
