//! The checklists are answered: every point, a yes with tests that exist, a no with its reason.

use std::path::Path;

/// The lists and how many points each has.
const LISTS: [(char, usize); 19] = [
    ('A', 3),
    ('B', 8),
    ('C', 10),
    ('D', 4),
    ('E', 9),
    ('F', 4),
    ('G', 2),
    ('H', 7),
    ('I', 3),
    ('J', 4),
    ('K', 4),
    ('L', 5),
    ('M', 3),
    ('N', 4),
    ('O', 3),
    ('P', 4),
    ('Q', 4),
    ('R', 3),
    ('S', 8),
];

/// The names of all tests.
fn tests(under: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let names = text.lines().filter_map(|line| line.trim().strip_prefix("fn "));
            found.extend(names.filter_map(|line| line.split('(').next()).map(str::to_owned));
        }
    }
}

#[test]
fn every_point_is_answered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("CHECKLISTS.md")).unwrap();
    let mut known = Vec::new();
    tests(&root.join("tests/it"), &mut known);
    tests(&root.join("src"), &mut known);
    let mut wanted = LISTS
        .iter()
        .flat_map(|(list, points)| (1..=*points).map(move |point| format!("{list}{point}")));
    for line in text.lines().filter(|line| line.contains(" | yes | ") || line.contains(" | no | "))
    {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let point = cells[0].split(' ').next().unwrap();
        assert_eq!(wanted.next().as_deref(), Some(point), "{line}");
        let named = cells[2].split('`').skip(1).step_by(2);
        let is_test = |word: &&str| {
            word.contains('_')
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        let named: Vec<&str> = named.filter(is_test).collect();
        for test in &named {
            assert!(known.iter().any(|one| one == test), "there is no test `{test}`: {line}");
        }
        match cells[1] {
            "yes" => assert!(!named.is_empty(), "no test: {line}"),
            _ => assert!(cells[2].len() > 30, "no reason: {line}"),
        }
    }
    assert_eq!(wanted.next(), None);
}
