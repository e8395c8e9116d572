//! The labelled answers: frozen as they were, and whole.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The parts that nothing was tuned on, with how many answers each has: prompts whose labels were never
/// looked at, and answers that were written when the rubrics and the judge were finished.
const UNTOUCHED: [(&str, usize); 3] = [("unseen", 72), ("fresh", 18), ("fresh2", 18)];

fn untouched(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(part)
}

fn labelled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled")
}

fn labels(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The answers of a part, by path: the first eleven of a prompt are for development.
fn answers(frozen: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(labelled()).unwrap().map(|entry| entry.unwrap().path()) {
        if !folder.is_dir() {
            continue;
        }
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let number: u32 = name[..2].parse().unwrap();
            if (number > 11) == frozen {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_frozen_part_is_as_it_was() {
    let hash = std::fs::read_to_string(labelled().join("frozen.sha256")).unwrap();
    assert_eq!(sha256(&labelled().join("frozen.jsonl"), &answers(true)), hash.trim());
    for (part, count) in UNTOUCHED {
        let folder = untouched(part);
        let hash = std::fs::read_to_string(folder.join("sha256")).unwrap();
        let found = sha256(&folder.join("labels.jsonl"), &untouched_answers(part, count));
        assert_eq!(found, hash.trim(), "{part}");
    }
}

/// Of labels, followed by the answers in the order of their paths.
fn sha256(labels: &Path, answers: &[PathBuf]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(std::fs::read(labels).unwrap());
    for path in answers {
        hasher.update(std::fs::read(path).unwrap());
    }
    let mut found = String::new();
    for byte in hasher.finalize() {
        write!(found, "{byte:02x}").unwrap();
    }
    found
}

fn untouched_answers(part: &str, count: usize) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(untouched(part)).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = folders
        .filter(|path| path.is_dir())
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    assert_eq!(found.len(), count, "{part}");
    found
}

#[test]
fn every_untouched_answer_has_a_verdict_of_both_labellers_on_every_criterion() {
    for (part, count) in UNTOUCHED {
        let folder = untouched(part);
        let labels = labels(&folder.join("labels.jsonl"));
        for file in untouched_answers(part, count) {
            let file = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
            let of = |labeller: &str| -> Vec<&str> {
                let here = labels.iter().filter(|one| one["file"] == file.as_str());
                let own = here.filter(|one| one["labeller"] == labeller);
                let mut found: Vec<&str> =
                    own.map(|one| one["criterion"].as_str().unwrap()).collect();
                found.sort_unstable();
                found
            };
            assert!(of("a").len() >= 24, "{file}");
            assert_eq!(of("a"), of("b"), "{file}");
        }
    }
}

#[test]
fn every_answer_has_a_verdict_of_both_labellers_on_every_criterion() {
    for (name, frozen) in [("development.jsonl", false), ("frozen.jsonl", true)] {
        let labels = labels(&labelled().join(name));
        let seen: BTreeSet<(String, String, String)> = labels
            .iter()
            .map(|label| {
                let text = |key: &str| label[key].as_str().unwrap().to_owned();
                (text("file"), text("criterion"), text("labeller"))
            })
            .collect();
        assert_eq!(seen.len(), labels.len(), "{name} labels something twice");
        let files: BTreeSet<PathBuf> =
            labels.iter().map(|label| labelled().join(label["file"].as_str().unwrap())).collect();
        assert_eq!(files.into_iter().collect::<Vec<_>>(), answers(frozen), "{name}");
        for file in answers(frozen) {
            let file = file.strip_prefix(labelled()).unwrap().to_str().unwrap().to_owned();
            let of = |labeller: &str| -> BTreeSet<String> {
                let here = seen.iter().filter(|label| label.0 == file && label.2 == labeller);
                here.map(|label| label.1.clone()).collect()
            };
            assert!(of("a").len() >= 24, "{file}");
            assert_eq!(of("a"), of("b"), "{file}");
        }
    }
}
