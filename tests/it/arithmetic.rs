//! Arithmetic in answers: what the check says about every answer and reference there is.

use std::path::{Path, PathBuf};

use onsite::quantity::claims;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "md" || kind == "toml") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn look() {
    let mut all = Vec::new();
    for folder in ["tests/answers", "tests/labelled", "prompts", "/tmp/newanswers"] {
        files(Path::new(folder), &mut all);
    }
    let (mut count, mut wrong) = (0, 0);
    for path in &all {
        let text = std::fs::read_to_string(path).unwrap();
        for claim in claims(&text) {
            count += 1;
            if std::env::var("ALL").is_ok() {
                println!(
                    "ok {}: {} -> {:?}",
                    path.display(),
                    &text[claim.span.clone()],
                    &text[claim.stated.clone()]
                );
            }
            if let Some(right) = claim.right {
                wrong += 1;
                println!("WRONG {}: {} -> {right}", path.display(), &text[claim.span]);
            }
        }
    }
    println!("{} files, {count} claims, {wrong} wrong", all.len());
}
