//! The house holds its own rules: which room may import which, and the conventions.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The rooms and what each may import, as the table in `ARCHITECTURE.md` says.
const ROOMS: [(&str, &[&str]); 14] = [
    ("quantity", &[]),
    ("diagram", &[]),
    ("bank", &["quantity"]),
    ("scoring", &["bank", "quantity"]),
    ("interview", &["diagram", "bank", "quantity", "scoring"]),
    ("study", &["bank", "quantity", "scoring", "interview"]),
    ("project", &["bank", "diagram"]),
    ("report", &["diagram", "bank", "quantity", "scoring", "interview", "study", "project"]),
    ("store", &["bank", "scoring", "interview", "study"]),
    ("packs", &["bank"]),
    ("llm", &["bank", "scoring", "interview"]),
    ("terminal", &["interview", "report"]),
    (
        "cli",
        &[
            "quantity",
            "diagram",
            "bank",
            "scoring",
            "interview",
            "study",
            "project",
            "report",
            "store",
            "packs",
            "llm",
            "terminal",
        ],
    ),
    ("main", &["cli"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(under: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![under.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

/// The room of a source file: its folder under `src`, or its stem.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms named by `crate::ROOM` or `onsite::ROOM` in a line, comments left out.
fn imports(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let mut found = Vec::new();
    for root in ["crate::", "onsite::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let word: String =
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !word.is_empty() {
                found.push(word);
            }
        }
    }
    found
}

#[test]
fn every_arrow_between_rooms_is_in_the_table() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut wrong = String::new();
    for path in files(&root().join("src"), "rs") {
        let from = room(&path);
        if from == "lib" {
            continue;
        }
        let Some(allowed) = table.get(from.as_str()) else {
            let _ = writeln!(wrong, "{}: the room `{from}` is not in the table", relative(&path));
            continue;
        };
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            for to in imports(line) {
                if to != from && table.contains_key(to.as_str()) && !allowed.contains(&to.as_str())
                {
                    let _ = writeln!(
                        wrong,
                        "{}:{}: `{from}` may import {allowed:?}, and imports `{to}`",
                        relative(&path),
                        number + 1
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_table_in_the_architecture_is_the_table_here() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (name, allowed) in ROOMS.iter().filter(|(name, _)| *name != "main") {
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` |")))
            .unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{name}`"));
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let named: Vec<String> = cells[3]
            .split(',')
            .map(|word| word.trim().trim_matches('`').to_owned())
            .filter(|word| !word.is_empty() && word != "–")
            .collect();
        assert_eq!(&named, allowed, "the row of `{name}`");
    }
}

#[test]
fn only_the_named_places_read_clocks_environment_and_network() {
    let forbidden = [
        ("Instant::now", &["src/terminal/"][..]),
        ("SystemTime::now", &["src/cli/clock.rs"][..]),
        ("env::var", &["src/cli/environment.rs", "src/bank/schema.rs"][..]),
        ("rusqlite::", &["src/store/"][..]),
        ("println!", &[][..]),
        ("process::exit", &[][..]),
    ];
    let mut wrong = String::new();
    for path in files(&root().join("src"), "rs") {
        let name = relative(&path);
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (word, places) in forbidden {
                let is_test = name.contains("tests");
                if code.contains(word) && !is_test && !places.iter().any(|p| name.starts_with(p)) {
                    let _ = writeln!(
                        wrong,
                        "{name}:{}: `{word}` stands only in {places:?}",
                        number + 1
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn files_are_short_and_named_for_an_idea() {
    let mut wrong = String::new();
    for path in files(&root().join("src"), "rs") {
        let name = relative(&path);
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        if lines > 500 {
            let _ = writeln!(wrong, "{name} has {lines} lines; 500 are the most");
        }
        let drawer = ["util", "utils", "helper", "helpers", "common", "misc"];
        if path.iter().any(|part| drawer.contains(&part.to_str().unwrap().trim_end_matches(".rs")))
        {
            let _ = writeln!(wrong, "{name} is named for no idea");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_module_says_what_it_is() {
    let mut wrong = String::new();
    for folder in ["src", "tests", "benches"] {
        if !root().join(folder).exists() {
            continue;
        }
        for path in files(&root().join(folder), "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            if !text.starts_with("//!") {
                let _ = writeln!(wrong, "{} does not begin with what it is", relative(&path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn paths_named_in_documents_exist() {
    let mut wrong = String::new();
    for path in std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for quoted in text.split('`').skip(1).step_by(2) {
            let top = [
                "src/", "tests/", "prompts/", "rubrics/", "guides/", "benches/", "tools/", ".ci/",
                "schemas/",
            ];
            let is_path = top.iter().any(|top| quoted.starts_with(top))
                && !quoted.contains(['*', ' ', '<', '{'])
                && !quoted.contains("ID");
            if is_path && !root().join(quoted.trim_end_matches('/')).exists() {
                let _ = writeln!(wrong, "{} names `{quoted}`", relative(&path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn few_packages_are_compiled() {
    // Of the lock file a third is for systems that this build is not for.
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--edges", "normal,build", "--prefix", "none"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let packages: std::collections::BTreeSet<&str> =
        tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(packages.contains("clap"), "no tree was printed");
    assert!(packages.len() <= 200, "{} packages are compiled; 200 are the most", packages.len());
}

#[test]
fn no_test_is_ignored_and_nothing_is_left_unfinished() {
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("FIX", "ME"),
        concat!("#[ign", "ore"),
    ];
    let mut wrong = String::new();
    for folder in ["src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for mark in marks.iter().filter(|mark| text.contains(**mark)) {
                let _ = writeln!(wrong, "{} holds `{mark}`", relative(&path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
