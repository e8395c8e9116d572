//! A `.tar.gz` as files in memory: nothing of it touches the disk before all of it is known.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use tar::{Archive, EntryType};

use super::contents::{Contents, Placed, place};
use super::limits::{MOST_ARCHIVE_BYTES, MOST_FILES, MOST_UNPACKED_BYTES};
use super::path::checked;
use super::refusal::Refusal;
use crate::bank::MAX_BYTES;

/// What every gzip begins with.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// A tar ends with two blocks of zeros; one that lacks them was broken off.
const END: usize = 1024;

/// Unpacks an archive in memory, at most [`MOST_UNPACKED_BYTES`] of it.
///
/// # Errors
///
/// Why it is refused as a whole: the first thing in it that is no file or folder of a pack.
pub fn unpack(archive: &[u8]) -> Result<Contents, Refusal> {
    if archive.len() > MOST_ARCHIVE_BYTES {
        return Err(Refusal::ArchiveTooLarge);
    }
    if !archive.starts_with(&MAGIC) {
        return Err(Refusal::NoArchive);
    }
    let tar = inflated(archive)?;
    let mut entries = Archive::new(tar.as_slice());
    let mut placed = Vec::new();
    for entry in entries.entries().map_err(|error| broken(&error))? {
        let mut entry = entry.map_err(|error| broken(&error))?;
        if entry.header().entry_type() == EntryType::XGlobalHeader {
            // What `git archive` writes about itself.
            continue;
        }
        if placed.len() >= MOST_FILES {
            return Err(Refusal::TooMany);
        }
        let path = checked(&entry.path_bytes())?;
        if let Some(what) = no_file(entry.header().entry_type()) {
            return Err(Refusal::NoFile { path, what });
        }
        if entry.header().entry_type().is_dir() {
            placed.push(Placed { path, bytes: None });
            continue;
        }
        let size = entry.size();
        if size > MAX_BYTES as u64 {
            return Err(Refusal::FileTooLarge(path));
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        if bytes.len() as u64 != size {
            return Err(Refusal::Broken(format!("`{path}` breaks off")));
        }
        placed.push(Placed { path, bytes: Some(bytes) });
    }
    if tar.len() < END || tar[tar.len() - END..].iter().any(|&byte| byte != 0) {
        return Err(Refusal::Broken("its end is missing".to_owned()));
    }
    place(placed)
}

fn inflated(archive: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut tar = Vec::new();
    let mut stream = MultiGzDecoder::new(archive).take(MOST_UNPACKED_BYTES as u64 + 1);
    stream.read_to_end(&mut tar).map_err(|error| broken(&error))?;
    if tar.len() > MOST_UNPACKED_BYTES { Err(Refusal::UnpackedTooLarge) } else { Ok(tar) }
}

/// What an entry is that is neither a file nor a folder.
fn no_file(kind: EntryType) -> Option<&'static str> {
    match kind {
        EntryType::Regular | EntryType::Directory => None,
        EntryType::Symlink => Some("a symbolic link"),
        EntryType::Link => Some("a hard link"),
        EntryType::Char | EntryType::Block => Some("a device"),
        EntryType::Fifo => Some("a pipe"),
        _ => Some("no regular file"),
    }
}

fn broken(error: &std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::UnexpectedEof {
        return Refusal::Broken("it breaks off".to_owned());
    }
    let text: String = crate::bank::visible(&error.to_string()).chars().take(120).collect();
    Refusal::Broken(text)
}

#[cfg(test)]
mod tests;
