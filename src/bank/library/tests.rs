//! The bank over folders that are missing, broken or somebody else's.

use super::built_in::File;
use super::*;
use crate::bank::fixtures;

const BUILT_IN: BuiltIn = BuiltIn {
    prompts: &[File::plain("parking-lot", fixtures::PROMPT)],
    rubrics: &[
        File::plain("lexicon", fixtures::LEXICON),
        File::plain("parking-lot", fixtures::RUBRIC),
        File::plain("shared", fixtures::SHARED),
    ],
};

/// A bank over a folder with these files.
fn bank(files: &[(&str, &str)]) -> (tempfile::TempDir, Bank) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&folder.path().join(path), text);
    }
    let bank = Bank::over(BUILT_IN, Some(folder.path()));
    (folder, bank)
}

#[expect(clippy::disallowed_methods, reason = "a test's files need not survive a crash")]
fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn own_prompt(id: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = \"Own\"\ndifficulty = \"hard\"\ntags = [\"own\"]\nbrief = \"B\"\n"
    )
}

fn own_rubric(id: &str) -> String {
    fixtures::SMALLEST.replace("url-shortener", id)
}

#[test]
fn the_built_in_content_needs_no_folder() {
    for root in [None, Some(Path::new("/nonexistent/onsite"))] {
        let bank = Bank::over(BUILT_IN, root);
        assert_eq!(bank.ids(), ["parking-lot"]);
        assert_eq!(bank.source("parking-lot"), Ok(Origin::BuiltIn));
        assert_eq!(bank.prompt("parking-lot").unwrap().title, "Parking lot");
        assert_eq!(bank.rubric("parking-lot").unwrap().criteria.len(), 3);
        assert_eq!(bank.lexicon().unwrap().terms.len(), 2);
        let listing = bank.prompts();
        assert_eq!((listing.prompts.len(), listing.broken.len()), (1, 0));
    }
}

#[test]
fn shared_criteria_and_lexicon_may_be_absent() {
    let bank = Bank::over(BuiltIn { prompts: &[], rubrics: &[] }, None);
    assert!(bank.ids().is_empty());
    assert_eq!(bank.shared().unwrap(), &RubricFile::default());
    assert_eq!(bank.lexicon().unwrap(), &Lexicon::default());
}

#[test]
fn whatever_is_built_in_can_be_read() {
    let bank = Bank::open(None);
    assert_eq!(bank.prompts().broken.len(), 0, "{}", bank.prompts().broken[0]);
    bank.lexicon().unwrap();
    for id in bank.ids() {
        bank.rubric(&id).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn what_is_built_in_is_what_its_text_says() {
    fn compare<T: DeserializeOwned + PartialEq + std::fmt::Debug>(
        file: &'static File,
        read: impl FnOnce(&str, String) -> Result<Sourced<T>, Faults>,
    ) {
        let written = read(file.stem, file.text()).unwrap_or_else(|faults| panic!("{faults}"));
        let prepared = Sourced::<T>::prepared(file.stem, file).expect(file.stem);
        assert_eq!(*prepared, *written, "{}", file.stem);
        assert_eq!(prepared.source().text(), written.source().text());
    }
    let content = BuiltIn::content();
    assert!(content.prompts.len() >= 24 && content.rubrics.len() >= 26);
    for file in content.prompts {
        compare(file, read_prompt);
    }
    for file in content.rubrics {
        match file.stem {
            LEXICON => compare(file, read_lexicon),
            SHARED => compare(file, read_shared),
            _ => compare(file, read_rubric),
        }
    }
}

#[test]
fn a_fault_in_what_is_built_in_stands_in_its_text() {
    let rubric = Bank::open(None).rubric_file("url-shortener").unwrap();
    assert_eq!(&rubric.source().text()[rubric.span("prompt")], "\"url-shortener\"");
}

#[test]
fn an_own_file_replaces_and_adds() {
    let (folder, bank) = bank(&[
        ("prompts/parking-lot.toml", &own_prompt("parking-lot")),
        ("prompts/mine.toml", &own_prompt("mine")),
        ("rubrics/mine.toml", &own_rubric("mine")),
        ("prompts/README.md", "# Mine"),
    ]);
    assert_eq!(bank.ids(), ["mine", "parking-lot"]);
    let path = folder.path().join("prompts/parking-lot.toml");
    assert_eq!(bank.source("parking-lot"), Ok(Origin::File(path)));
    assert_eq!(bank.prompt("parking-lot").unwrap().title, "Own");
    // Its rubric is still the built-in one.
    assert_eq!(bank.rubric("parking-lot").unwrap().version, 3);
    assert_eq!(bank.rubric("mine").unwrap().criteria[0].id, "redirect-status");
}

#[test]
fn own_shared_criteria_and_terms_add_to_the_built_in_ones() {
    let shared = "version = 5\n[[criterion]]\nid = \"pagination\"\nstep = \"scale\"\ntext = \"P\"\n\
                  [[criterion]]\nid = \"own\"\nstep = \"api\"\ntext = \"O\"\n";
    let lexicon = "version = 1\n[[term]]\nname = \"cdn\"\nexamples = [\"Fastly\", \"Bunny\"]\n\
                   [[term]]\nname = \"queue\"\n";
    let (_folder, bank) =
        bank(&[("rubrics/shared.toml", shared), ("rubrics/lexicon.toml", lexicon)]);
    let criteria = &bank.shared().unwrap().criteria;
    let texts: Vec<_> = criteria.iter().filter_map(|criterion| criterion.text.as_deref()).collect();
    assert_eq!(texts, ["Status codes and an error body", "P", "O"]);
    let terms = &bank.lexicon().unwrap().terms;
    assert_eq!(terms[0].names, ["content delivery network", "edge cache"]);
    assert_eq!(terms[0].examples, ["CloudFront", "Fastly", "Bunny"]);
    assert_eq!(terms[2].name, "queue");
}

#[test]
fn a_broken_file_hides_no_other() {
    let (_folder, bank) = bank(&[
        ("prompts/broken.toml", "id = 5"),
        ("prompts/Not An Id.toml", &own_prompt("not-an-id")),
        ("prompts/renamed.toml", &own_prompt("mine")),
        ("prompts/mine.toml", &own_prompt("mine")),
    ]);
    let listing = bank.prompts();
    let ids: Vec<&str> = listing.prompts.iter().map(|listed| listed.prompt.id.as_str()).collect();
    assert_eq!(ids, ["mine", "parking-lot"]);
    let broken: Vec<String> = listing.broken.iter().map(ToString::to_string).collect();
    assert_eq!(broken.len(), 3);
    assert!(broken[0].contains("Not An Id.toml"));
    assert!(broken[1].contains("`id` is text, and this is a whole number"));
    assert!(broken[2].contains("`id` is `mine`, and the file is called `renamed.toml`"));
}

#[test]
fn an_id_is_never_a_path() {
    let (folder, _) = bank(&[("secret.toml", &own_prompt("secret"))]);
    let root = folder.path().join("bank");
    write(&root.join("prompts/mine.toml"), &own_prompt("mine"));
    let bank = Bank::over(BUILT_IN, Some(&root));
    for id in ["../../secret", "../prompts/mine", "/etc/passwd", "mine\0", "", ".", "a/b", "Mine"] {
        assert!(matches!(bank.prompt(id), Err(BankError::NotFound(_))), "{id}");
        assert!(matches!(bank.rubric(id), Err(BankError::NotFound(_))), "{id}");
        assert!(bank.source(id).is_err(), "{id}");
    }
    for id in ["shared", "lexicon"] {
        assert!(matches!(bank.rubric(id), Err(BankError::NotFound(_))), "{id}");
    }
}

#[test]
fn a_near_id_is_proposed_and_a_missing_rubric_named() {
    let (folder, bank) = bank(&[("prompts/mine.toml", &own_prompt("mine"))]);
    let error = bank.prompt("parkinglot").unwrap_err();
    assert_eq!(error.to_string(), "there is no prompt `parkinglot`");
    assert_eq!(error.hint().unwrap(), "did you mean `parking-lot`?");
    assert_eq!(bank.source("\u{1b}[2J").unwrap_err().id, "␛[2J");
    let error = bank.rubric("mine").unwrap_err();
    assert_eq!(error.to_string(), "the prompt `mine` has no rubric");
    let path = folder.path().join("rubrics/mine.toml");
    assert_eq!(error.hint().unwrap(), format!("write `{}`", path.display()));
}

#[test]
fn a_prompt_cannot_take_the_name_of_the_shared_files() {
    let (_folder, bank) = bank(&[("prompts/shared.toml", &own_prompt("shared"))]);
    assert!(bank.prompt("shared").unwrap_err().to_string().contains("`shared` is taken"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let (folder, bank) = bank(&[("prompts/mine.toml", &own_prompt("mine"))]);
    let path = folder.path().join("prompts/pipe.toml");
    nix::unistd::mkfifo(&path, nix::sys::stat::Mode::S_IRWXU).unwrap();
    assert!(matches!(bank.prompt("pipe"), Err(BankError::Unreadable { .. })));
    assert_eq!(bank.prompts().prompts.len(), 2);
}
