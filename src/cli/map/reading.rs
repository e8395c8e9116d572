//! A Go tree is read from the disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::error::{Failure, file_failure, reason};
use crate::project::{LARGEST, Project, Survey, is_source};

/// The most files that are looked at.
const MOST_FILES: usize = 100_000;
/// The most bytes that are read altogether.
const MOST_BYTES: usize = 512 << 20;
/// How deep folders are followed.
const DEEPEST: usize = 64;
/// How many folders up a `go.mod` is looked for.
const HIGHEST: usize = 32;

/// A tree on its way in.
struct Reading {
    root: PathBuf,
    survey: Survey,
    files: usize,
    bytes: usize,
    links: usize,
    full: bool,
}

/// Reads the Go tree in a folder. What cannot be read is said in the project.
///
/// # Errors
/// When there is no such folder, or it cannot be listed.
pub(super) fn read(root: &Path) -> Result<Project, Failure> {
    let failed = |error: io::Error| file_failure("read", root, &error);
    if !fs::metadata(root).map_err(failed)?.is_dir() {
        return Err(Failure::expected(format!("`{}` is not a folder", root.display()))
            .hint("name the folder that holds `go.mod`"));
    }
    // What is named may be a link; what lies in it is not followed.
    let root = root.canonicalize().map_err(failed)?;
    let mut reading =
        Reading { survey: Survey::new(), root, files: 0, bytes: 0, links: 0, full: false };
    let root = reading.root.clone();
    fs::read_dir(&root).map_err(failed)?;
    reading.folder(&root, "", 0);
    reading.outside();
    if reading.links > 0 {
        let count = reading.links;
        let links = if count == 1 { "link" } else { "links" };
        reading.survey.pass_over(".", format!("{count} symbolic {links} to folders not followed"));
    }
    Ok(reading.survey.finish())
}

impl Reading {
    /// Takes in a folder and what lies in it, in the order of names, so that a limit cuts at the same
    /// place every time.
    fn folder(&mut self, path: &Path, inside: &str, depth: usize) {
        if depth > DEEPEST {
            self.survey.pass_over(inside, format!("lies more than {DEEPEST} folders deep"));
            return;
        }
        let mut entries: Vec<(String, PathBuf)> = Vec::new();
        match fs::read_dir(path) {
            Ok(found) => {
                for entry in found {
                    match entry {
                        Ok(entry) => {
                            let name = entry.file_name().to_string_lossy().into_owned();
                            entries.push((name, entry.path()));
                        }
                        Err(error) => self.survey.pass_over(inside, because(&error)),
                    }
                }
            }
            Err(error) => {
                self.survey.pass_over(inside, because(&error));
                return;
            }
        }
        entries.sort();
        for (name, path) in entries {
            if self.full {
                return;
            }
            let inside = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            self.entry(&path, &inside, depth);
        }
    }

    fn entry(&mut self, path: &Path, inside: &str, depth: usize) {
        let kind = match fs::symlink_metadata(path) {
            Ok(found) => found.file_type(),
            Err(error) => return self.survey.pass_over(inside, because(&error)),
        };
        if kind.is_dir() {
            // Nothing of a project's own is in these, and they are large.
            let name = inside.rsplit('/').next().unwrap_or(inside);
            if !name.starts_with('.') && name != "node_modules" {
                self.folder(path, inside, depth + 1);
            }
        } else if kind.is_symlink() {
            match fs::metadata(path) {
                Ok(target) if target.is_dir() => self.links += 1,
                Ok(target) if target.is_file() => self.file(path, inside),
                Err(_) if is_source(inside) => {
                    self.survey.pass_over(inside, "is a symbolic link to nothing");
                }
                Ok(_) | Err(_) => {}
            }
        } else if kind.is_file() {
            self.file(path, inside);
        }
    }

    fn file(&mut self, path: &Path, inside: &str) {
        if !self.survey.wants(inside) {
            return;
        }
        self.files += 1;
        if self.files > MOST_FILES || self.bytes > MOST_BYTES {
            self.full = true;
            let megabytes = MOST_BYTES >> 20;
            let why = format!(
                "{MOST_FILES} files or {megabytes} MiB are the most; nothing from `{inside}` on was read"
            );
            return self.survey.pass_over(".", why);
        }
        match beginning(path) {
            Ok(bytes) => {
                self.bytes += bytes.len();
                self.survey.take(inside, &bytes);
            }
            Err(error) => self.survey.pass_over(inside, because(&error)),
        }
    }

    /// Looks for the `go.mod` that a folder within a module belongs to.
    fn outside(&mut self) {
        if self.root.join("go.mod").exists() {
            return;
        }
        for above in self.root.ancestors().skip(1).take(HIGHEST) {
            let Ok(bytes) = fs::read(above.join("go.mod")) else { continue };
            let Ok(folder) = self.root.strip_prefix(above) else { return };
            self.survey.lies_in(&bytes, &folder.to_string_lossy());
            return;
        }
    }
}

/// The bytes of a file, up to a little more than the largest that is read whole.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn because(error: &io::Error) -> String {
    format!("cannot be read: {}", reason(error))
}
