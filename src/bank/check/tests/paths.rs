//! What is checked for which path.

use std::path::Path;

use crate::bank::built_in::{BuiltIn, File};
use crate::bank::fixtures::{LEXICON, PROMPT, RUBRIC, SHARED, SMALLEST};
use crate::bank::{Bank, BankError, Inspection};

const BUILT_IN: BuiltIn = BuiltIn {
    prompts: &[File::plain("parking-lot", PROMPT)],
    rubrics: &[
        File::plain("lexicon", LEXICON),
        File::plain("parking-lot", RUBRIC),
        File::plain("shared", SHARED),
    ],
};

#[expect(clippy::disallowed_methods, reason = "a test's files need not survive a crash")]
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn inspect(path: &Path) -> Vec<Inspection> {
    Bank::over(BUILT_IN, None).inspect_path(path).unwrap()
}

fn ids(inspections: &[Inspection]) -> Vec<&str> {
    inspections.iter().map(|inspection| inspection.id.as_str()).collect()
}

fn own_prompt() -> String {
    PROMPT.replace("parking-lot", "mine")
}

fn own_rubric() -> String {
    RUBRIC.replace("parking-lot", "mine")
}

#[test]
fn the_whole_bank() {
    let found = Bank::over(BUILT_IN, None).inspect().unwrap();
    assert_eq!(ids(&found), ["shared", "lexicon", "parking-lot"]);
    assert!(found[2].prompt.is_some() && found[2].rubric.is_some() && found[2].resolved.is_some());
    assert!(found.iter().all(|inspection| !inspection.faults.has_errors()));
}

#[test]
fn a_folder_and_the_files_in_it() {
    let folder = folder(&[
        ("prompts/mine.toml", &own_prompt()),
        ("rubrics/mine.toml", &own_rubric()),
        ("rubrics/lonely.toml", &own_rubric().replace("\"mine\"", "\"lonely\"")),
        ("rubrics/shared.toml", "version = 1\n[[criterion]]\nid = \"a\"\n"),
        ("prompts/bare.toml", "id = \"bare\""),
    ]);
    for path in ["", "prompts", "rubrics"] {
        let found = inspect(&folder.path().join(path));
        assert_eq!(ids(&found), ["shared", "bare", "lonely", "mine"]);
        // The broken shared file is told once, and not again in every rubric.
        assert!(found[0].faults.has_errors());
        assert!(found[1].faults.has_errors());
        assert!(!found[3].faults.has_errors(), "{}", found[3].faults);
    }
    let found = inspect(&folder.path().join("prompts/mine.toml"));
    assert_eq!(ids(&found), ["mine"]);
    assert!(found[0].rubric.is_some());
    assert_eq!(ids(&inspect(&folder.path().join("rubrics/shared.toml"))), ["shared"]);
}

#[test]
fn a_prompt_without_a_rubric_is_warned_about() {
    let folder = folder(&[("prompts/mine.toml", &own_prompt())]);
    let found = inspect(folder.path());
    assert!(found[0].faults.to_string().contains("warning: the prompt has no rubric"));
    assert!(!found[0].faults.has_errors());
}

#[test]
fn a_file_elsewhere_is_what_its_keys_say() {
    let rubric = RUBRIC.replace("facts = [\"volume\"]", "facts = [\"volum\"]");
    let folder = folder(&[
        ("a.toml", &rubric),
        ("b.toml", PROMPT),
        ("c.toml", LEXICON),
        ("d.toml", SMALLEST),
        ("shared.toml", SHARED),
        ("notes.md", "# not content"),
    ]);
    let found = inspect(folder.path());
    assert_eq!(ids(&found), ["a", "b", "c", "d", "shared"]);
    let errors: Vec<bool> = found.iter().map(|found| found.faults.has_errors()).collect();
    // The rubric is compared with the bank's prompt, whose own faults are nobody's business here.
    assert_eq!(errors, [true, false, false, false, false]);
    assert!(found[0].faults.iter().all(|fault| fault.path.ends_with("a.toml")));
    assert!(found[0].faults.to_string().contains("there is no fact `volum` in the prompt"));
    assert!(found[1].prompt.is_some() && found[3].resolved.is_some());
}

#[test]
fn a_path_to_nothing_is_an_error() {
    let missing = Bank::over(BUILT_IN, None).inspect_path(Path::new("/nonexistent/x.toml"));
    assert!(matches!(missing, Err(BankError::Unreadable { .. })));
}
