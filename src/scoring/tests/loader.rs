//! Reads rubrics and answers for tests, with no more checking than a test needs.

use std::path::Path;

use crate::bank::{
    Cap, Criterion, CriterionFile, Exemplars, Lexicon, Prompt, Rubric, RubricFile, Step, Tier,
    Weight, When,
};
use crate::scoring::{Answers, Compiled, Place};

/// A rubric as the bank would resolve it.
pub(crate) fn resolve(file: &RubricFile, shared: &RubricFile) -> Rubric {
    let criteria = file.criteria.iter().map(|one| criterion(one, shared)).collect();
    let mut caps = file.caps.clone();
    caps.push(Cap {
        id: "off-topic".into(),
        text: "less than a third of what this prompt is about was answered".into(),
        at_most: 35.0,
        when: When::MustsBelow(0.3),
    });
    caps.push(Cap {
        id: "no-requirements".into(),
        text: "no requirements were stated".into(),
        at_most: 40.0,
        when: When::StepMissed(Step::Requirements),
    });
    Rubric {
        prompt: file.prompt.clone().unwrap_or_default(),
        version: file.version,
        criteria,
        red_flags: file.red_flags.clone(),
        caps,
    }
}

fn criterion(own: &CriterionFile, shared: &RubricFile) -> Criterion {
    let none = CriterionFile::default();
    let base = own.shared.as_ref().map_or(&none, |id| {
        shared
            .criteria
            .iter()
            .find(|one| one.id.as_ref() == Some(id))
            .unwrap_or_else(|| panic!("no shared criterion {id}"))
    });
    let tier = own.tier.or(base.tier).unwrap_or(Tier::Should);
    let list =
        |own: &[String], base: &[String]| if own.is_empty() { base.to_vec() } else { own.to_vec() };
    let empty = Exemplars::default();
    let (mine, theirs) =
        (own.exemplars.as_ref().unwrap_or(&empty), base.exemplars.as_ref().unwrap_or(&empty));
    Criterion {
        id: own.id.clone().or(own.shared.clone()).or(base.id.clone()).unwrap_or_default(),
        step: own.step.or(base.step).unwrap_or(Step::Scale),
        text: own.text.clone().or(base.text.clone()).unwrap_or_default(),
        why: own.why.clone().or(base.why.clone()).unwrap_or_default(),
        tier,
        weight: own.weight.or(base.weight).unwrap_or(Weight::Same(tier.default_weight())),
        depth: own.depth.or(base.depth).unwrap_or(false),
        concepts: own.concepts.clone().or(base.concepts.clone()).unwrap_or_default(),
        numbers: own.numbers.clone().or(base.numbers.clone()).unwrap_or_default(),
        facts: own.facts.clone().or(base.facts.clone()).unwrap_or_default(),
        exemplars: Exemplars {
            met: list(&mine.met, &theirs.met),
            partly: list(&mine.partly, &theirs.partly),
            missed: list(&mine.missed, &theirs.missed),
        },
        misconceptions: own
            .misconceptions
            .clone()
            .or(base.misconceptions.clone())
            .unwrap_or_default(),
        curveball: own.curveball.clone().or(base.curveball.clone()),
        shared: own.shared.is_some(),
    }
}

fn toml_file<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The rubric, prompt and lexicon of a prompt in a content folder.
pub(crate) fn content(root: &Path, id: &str) -> (Rubric, Option<Prompt>, Lexicon) {
    let rubrics = root.join("rubrics");
    let file: RubricFile = toml_file(&rubrics.join(format!("{id}.toml")));
    let shared: RubricFile = toml_file(&rubrics.join("shared.toml"));
    let lexicon: Lexicon = toml_file(&rubrics.join("lexicon.toml"));
    let prompt: Prompt = toml_file(&root.join("prompts").join(format!("{id}.toml")));
    (resolve(&file, &shared), Some(prompt), lexicon)
}

/// A rubric of a content folder, prepared.
pub(crate) fn compiled(root: &Path, id: &str) -> Compiled {
    let (rubric, prompt, lexicon) = content(root, id);
    let brief = prompt.as_ref().map(|prompt| prompt.brief.as_str());
    let facts = prompt.as_ref().map_or(&[][..], |prompt| &prompt.facts);
    Compiled::new(&rubric, brief, facts, &lexicon)
}

/// Answers under headings that are the steps' ids.
pub(crate) fn answers(markdown: &str) -> Answers {
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
