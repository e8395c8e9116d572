//! The built-in content and the answers in `tests/answers`, for tests.

use std::path::Path;
use std::sync::LazyLock;

use crate::bank::{Bank, Step};
use crate::scoring::{Answers, Compiled, Document, Place, Submission, score};

/// The prompts with answers of every band.
pub(super) const PROMPTS: [&str; 2] = ["url-shortener", "note-taking"];

static COMPILED: LazyLock<[Compiled; 2]> = LazyLock::new(|| PROMPTS.map(prepare));

fn prepare(id: &str) -> Compiled {
    let bank = Bank::open(None);
    let prompt = bank.prompt(id).unwrap();
    let rubric = bank.rubric(id).unwrap();
    Compiled::new(&rubric, Some(&prompt.brief), &prompt.facts, bank.lexicon().unwrap())
}

/// A built-in rubric, prepared once for all tests.
pub(super) fn compiled(id: &str) -> &'static Compiled {
    &COMPILED[PROMPTS.iter().position(|&one| one == id).unwrap()]
}

/// An answer of a band.
pub(super) fn band(id: &str, band: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let path = root.join(id).join(format!("{band}.md"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Answers under headings that are the steps' ids.
pub(super) fn answers(markdown: &str) -> Answers {
    let mut found = Answers::new();
    let mut place = Place::All;
    for line in markdown.split_inclusive('\n') {
        let heading = line.strip_prefix("## ").map(str::trim);
        let step =
            heading.and_then(|heading| Step::ALL.into_iter().find(|step| step.id() == heading));
        if let Some(step) = step {
            place = Place::Step(step);
        } else {
            found.entry(place).or_default().push_str(line);
        }
    }
    found.retain(|_, text| !text.trim().is_empty());
    found
}

/// The document of an answer in markdown.
pub(super) fn scored(id: &str, markdown: &str) -> Document {
    let submission = Submission { answers: answers(markdown), ..Submission::default() };
    score(compiled(id), &submission).unwrap()
}

/// The document of a part of an answer in markdown, such as one step of it.
pub(super) fn scored_part(id: &str, markdown: &str) -> Document {
    let submission = Submission { answers: answers(markdown), part: true, ..Submission::default() };
    score(compiled(id), &submission).unwrap()
}
