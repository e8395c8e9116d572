//! A folder of content files on the disk: `prompts/ID.toml`, `rubrics/ID.toml`.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::reading::MAX_BYTES;

/// Which of the two folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `prompts/`.
    Prompts,
    /// `rubrics/`.
    Rubrics,
}

impl Kind {
    /// The folder's name.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Prompts => "prompts",
            Self::Rubrics => "rubrics",
        }
    }
}

/// The path of a file in a folder of content. `stem` must be an id.
pub(super) fn path(root: &Path, kind: Kind, stem: &str) -> PathBuf {
    root.join(kind.folder()).join(format!("{stem}.toml"))
}

/// The stems of the `.toml` files in `folder`, sorted; none when there is no such folder.
pub(super) fn stems(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut stems = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml")
            && let Some(stem) = path.file_stem()
        {
            stems.push(stem.to_string_lossy().into_owned());
        }
    }
    stems.sort();
    Ok(stems)
}

/// The bytes of a file, at most one more than a content file may have; `None` when there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // Opening a pipe or a device would wait, perhaps for ever.
        Ok(metadata) if !metadata.is_file() => {
            return Err(io::Error::other("it is not a regular file"));
        }
        metadata => metadata?,
    };
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
