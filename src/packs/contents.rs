//! The files of a pack, out of whatever lies around them.

use std::collections::{BTreeMap, BTreeSet};

use super::limits::{MOST_FILES, MOST_UNPACKED_BYTES};
use super::refusal::Refusal;
use crate::bank::{MANIFEST, MAX_BYTES};

/// How the names of files begin that are kept beside `pack.toml`, in any capitals.
const BESIDE: [&str; 6] = ["README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"];

/// A file or a folder with its path, as [`checked`](super::checked()) gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// With `/` between its parts.
    pub path: String,
    /// Of a file.
    pub bytes: Option<Vec<u8>>,
}

/// The files of a pack by their paths in it: `pack.toml`, `prompts/*.toml`, `rubrics/*.toml`, and
/// beside `pack.toml` what says who wrote it and what may be done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Path and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How many other files lie there; they are not taken in.
    pub left_out: usize,
}

impl Contents {
    /// Whether a file of that path belongs to a pack. Hidden files are what editors and file
    /// systems leave.
    pub fn takes_in(path: &str) -> bool {
        match path.split_once('/') {
            Some(("prompts" | "rubrics", name)) => {
                name.strip_suffix(".toml").is_some()
                    && !name.contains('/')
                    && !name.starts_with('.')
            }
            Some(_) => false,
            None => {
                let capitals = path.to_ascii_uppercase();
                path == MANIFEST || BESIDE.iter().any(|word| capitals.starts_with(word))
            }
        }
    }
}

/// Takes the files of a pack from all that is there: from its top, or from the one folder in it
/// that has a `pack.toml`.
///
/// # Errors
///
/// When there is more than a pack may hold, a path is there twice or nearly so, or there is no
/// `pack.toml`, or more than one.
pub fn place(placed: Vec<Placed>) -> Result<Contents, Refusal> {
    if placed.len() > MOST_FILES {
        return Err(Refusal::TooMany);
    }
    let size = |one: &Placed| one.bytes.as_ref().map_or(0, Vec::len);
    if let Some(large) = placed.iter().find(|one| size(one) > MAX_BYTES) {
        return Err(Refusal::FileTooLarge(large.path.clone()));
    }
    if placed.iter().map(size).sum::<usize>() > MOST_UNPACKED_BYTES {
        return Err(Refusal::UnpackedTooLarge);
    }
    refuse_alike(&placed)?;
    let top = top(&placed)?;
    let mut contents = Contents::default();
    for Placed { path, bytes } in placed {
        let Some(bytes) = bytes else { continue };
        match path.strip_prefix(&top).filter(|path| Contents::takes_in(path)) {
            Some(path) => {
                contents.files.insert(path.to_owned(), bytes);
            }
            None => contents.left_out += 1,
        }
    }
    Ok(contents)
}

/// No two paths are one on any system. A folder may be named as often as one likes.
fn refuse_alike(placed: &[Placed]) -> Result<(), Refusal> {
    let mut files: BTreeSet<&str> = BTreeSet::new();
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut spelt: BTreeMap<String, &str> = BTreeMap::new();
    for Placed { path, bytes } in placed {
        let path = path.as_str();
        let ends = path.match_indices('/').map(|(at, _)| at);
        folders.extend(ends.clone().map(|end| &path[..end]));
        if bytes.is_none() {
            folders.insert(path);
        } else if !files.insert(path) {
            return Err(Refusal::Twice(path.to_owned()));
        }
        for end in ends.chain([path.len()]) {
            let known = *spelt.entry(path[..end].to_lowercase()).or_insert(&path[..end]);
            if known != &path[..end] {
                return Err(Refusal::Capitals(known.to_owned(), path[..end].to_owned()));
            }
        }
    }
    match files.intersection(&folders).next() {
        Some(path) => Err(Refusal::Twice((*path).to_owned())),
        None => Ok(()),
    }
}

/// What stands before the paths of the pack: nothing, or a folder and `/`.
fn top(placed: &[Placed]) -> Result<String, Refusal> {
    let files = placed.iter().filter(|one| one.bytes.is_some());
    let mut tops = files
        .filter_map(|one| one.path.strip_suffix(MANIFEST))
        .filter(|top| top.is_empty() || (top.ends_with('/') && top.matches('/').count() == 1));
    let first = tops.next().ok_or(Refusal::NoManifest)?;
    let name = |top: &str| {
        let folder = top.trim_end_matches('/');
        if folder.is_empty() { ".".to_owned() } else { folder.to_owned() }
    };
    match tops.next() {
        Some(other) => Err(Refusal::Several(name(first), name(other))),
        None => Ok(first.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Vec<Placed> {
        let place = |path: &&str| match path.strip_suffix('/') {
            Some(path) => Placed { path: path.to_owned(), bytes: None },
            None => Placed { path: (*path).to_owned(), bytes: Some(Vec::new()) },
        };
        paths.iter().map(place).collect()
    }

    fn taken(paths: &[&str]) -> Result<Vec<String>, Refusal> {
        place(files(paths)).map(|contents| contents.files.into_keys().collect())
    }

    #[test]
    fn a_folder_around_it_is_taken_off() {
        let own = ["prompts/a.toml", "rubrics/a.toml", "LICENSE-MIT", "pack.toml", "src/x.toml"];
        let wanted = ["LICENSE-MIT", "pack.toml", "prompts/a.toml", "rubrics/a.toml"];
        assert_eq!(taken(&own).unwrap(), wanted);
        let around = own.map(|path| format!("acme-1.0/{path}"));
        let mut around: Vec<&str> = around.iter().map(String::as_str).collect();
        around.extend([
            "acme-1.0/",
            "acme-1.0/prompts/",
            "._acme-1.0",
            "acme-1.0/prompts/._a.toml",
        ]);
        let contents = place(files(&around)).unwrap();
        assert_eq!(contents.files.keys().collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>());
        assert_eq!(contents.left_out, 3);
    }

    #[test]
    fn what_is_not_one_pack_is_refused() {
        assert_eq!(taken(&[]), Err(Refusal::NoManifest));
        assert_eq!(taken(&["a/b/pack.toml", "my-pack.toml"]), Err(Refusal::NoManifest));
        let two = Refusal::Several("a".to_owned(), "b".to_owned());
        assert_eq!(taken(&["a/pack.toml", "b/pack.toml"]), Err(two));
        let twice = Refusal::Twice("pack.toml".to_owned());
        assert_eq!(taken(&["pack.toml", "pack.toml"]), Err(twice));
        let twice = Refusal::Twice("prompts".to_owned());
        assert_eq!(taken(&["pack.toml", "prompts", "prompts/a.toml"]), Err(twice));
        let capitals = Refusal::Capitals("prompts/a.toml".to_owned(), "prompts/A.toml".to_owned());
        assert_eq!(taken(&["pack.toml", "prompts/a.toml", "prompts/A.toml"]), Err(capitals));
        let capitals = Refusal::Capitals("prompts".to_owned(), "Prompts".to_owned());
        assert_eq!(taken(&["pack.toml", "prompts/a.toml", "Prompts/"]), Err(capitals));
        let many: Vec<String> = (0..=MOST_FILES).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(taken(&many), Err(Refusal::TooMany));
        let large = Placed { path: "pack.toml".to_owned(), bytes: Some(vec![0; MAX_BYTES + 1]) };
        let refused = place(vec![large]);
        assert_eq!(refused, Err(Refusal::FileTooLarge("pack.toml".to_owned())));
    }
}
