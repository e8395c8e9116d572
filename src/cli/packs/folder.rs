//! A pack out of a folder: only what is taken in is looked at.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;

use crate::bank::MAX_BYTES;
use crate::cli::error::{Failure, file_failure};
use crate::packs::{Contents, MOST_FILES, MOST_UNPACKED_BYTES, Placed, Refusal, checked, place};

use super::source::refused;

/// Reads the pack in a folder.
///
/// # Errors
/// When a file cannot be read, is a link, or too large, or there is no `pack.toml`.
pub(in crate::cli) fn read_folder(folder: &Path) -> Result<Contents, Failure> {
    let called = format!("`{}`", folder.display());
    let mut reading = Reading { called: &called, placed: Vec::new(), bytes: 0 };
    for (name, metadata) in entries(folder)? {
        let path = folder.join(&name);
        if matches!(name.as_str(), "prompts" | "rubrics") {
            reading.refuse_link(&name, &metadata)?;
            if metadata.is_dir() {
                reading.placed.push(Placed { path: name.clone(), bytes: None });
                for (inner, metadata) in entries(&path)? {
                    reading.take(&path.join(&inner), &format!("{name}/{inner}"), &metadata)?;
                }
            }
        } else if metadata.is_dir() {
            // Only for its name: on some systems `Prompts` is `prompts`.
            reading.placed.push(Placed { path: name, bytes: None });
        } else {
            reading.take(&path, &name, &metadata)?;
        }
    }
    place(reading.placed).map_err(|refusal| refused(&called, &refusal))
}

/// What lies in a folder, by name; links are not followed. Hidden files are nobody's content.
fn entries(folder: &Path) -> Result<Vec<(String, Metadata)>, Failure> {
    let unreadable = |error: &std::io::Error| file_failure("read", folder, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            let metadata = entry.metadata().map_err(|error| unreadable(&error))?;
            found.push((name, metadata));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

struct Reading<'a> {
    called: &'a str,
    placed: Vec<Placed>,
    bytes: usize,
}

impl Reading<'_> {
    /// Reads a file, if it is one that belongs to a pack.
    fn take(&mut self, file: &Path, path: &str, metadata: &Metadata) -> Result<(), Failure> {
        if !Contents::takes_in(path) {
            return Ok(());
        }
        let path = checked(path.as_bytes()).map_err(|refusal| self.refused(&refusal))?;
        self.refuse_link(&path, metadata)?;
        if !metadata.is_file() {
            return Err(self.refused(&Refusal::NoFile { path, what: "no regular file" }));
        }
        let mut bytes = Vec::new();
        let limit = MAX_BYTES as u64 + 1;
        File::open(file)
            .and_then(|file| file.take(limit).read_to_end(&mut bytes))
            .map_err(|error| file_failure("read", file, &error))?;
        self.bytes += bytes.len();
        if bytes.len() > MAX_BYTES {
            return Err(self.refused(&Refusal::FileTooLarge(path)));
        }
        if self.bytes > MOST_UNPACKED_BYTES {
            return Err(self.refused(&Refusal::UnpackedTooLarge));
        }
        if self.placed.len() >= MOST_FILES {
            return Err(self.refused(&Refusal::TooMany));
        }
        self.placed.push(Placed { path, bytes: Some(bytes) });
        Ok(())
    }

    fn refuse_link(&self, path: &str, metadata: &Metadata) -> Result<(), Failure> {
        if metadata.is_symlink() {
            let path = path.to_owned();
            return Err(self.refused(&Refusal::NoFile { path, what: "a symbolic link" }));
        }
        Ok(())
    }

    fn refused(&self, refusal: &Refusal) -> Failure {
        refused(self.called, refusal)
    }
}
