//! The table of words that designs share, and that answers to other prompts are told by it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::bank::Bank;
use crate::scoring::Compiled;
use crate::scoring::text::{Kind, Vocabulary, stem};
use crate::scoring::words::Words;

/// The stems that a prompt's own criteria use in the sentences that meet them.
fn stems(bank: &Bank, id: &str) -> BTreeSet<String> {
    let mut vocabulary = Vocabulary::new(Words::builtin());
    let rubric = bank.rubric(id).unwrap();
    let own = rubric.criteria.iter().filter(|criterion| !criterion.shared);
    let mut found = BTreeSet::new();
    for text in own.flat_map(|criterion| &criterion.exemplars.met) {
        for word in vocabulary.learn(text) {
            if word.kind == Kind::Word && !word.cue.is_function() {
                found.insert(stem(&vocabulary.entry(word.symbol).unwrap().surface));
            }
        }
    }
    found
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "writing the table anew is asked for by a variable, and it is a file of the repository"
)]
fn the_table_of_designs_is_that_of_the_bank() {
    let bank = Bank::open(None);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for id in bank.ids() {
        for stem in stems(&bank, &id) {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let mut table = String::new();
    for (stem, count) in counts.iter().filter(|&(_, &count)| count > 1) {
        writeln!(table, "{stem} {}", count - 1).unwrap();
    }
    assert!(bank.ids().len() <= 64, "`topic` has a bit for each design");
    let mut topics = String::new();
    for id in bank.ids() {
        let Compiled { topic, .. } = compiled(&bank, &id);
        let stems: Vec<&str> = topic.stems.iter().map(String::as_str).collect();
        writeln!(topics, "{id} {:.4} {}", topic.share, stems.join(" ")).unwrap();
    }
    for (file, table) in [("designs.txt", table), ("topics.txt", topics)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scoring").join(file);
        if std::env::var_os("ONSITE_WRITE_DESIGNS").is_some() {
            std::fs::write(&path, &table).unwrap();
        }
        assert!(
            std::fs::read_to_string(&path).unwrap() == table,
            "{file}: the exemplars have changed: ONSITE_WRITE_DESIGNS=1 cargo test --lib scoring::tests::topic \
             (twice: what a prompt is about depends on the words that designs share)"
        );
    }
}

fn compiled(bank: &Bank, id: &str) -> Compiled {
    let prompt = bank.prompt(id).unwrap();
    let rubric = bank.rubric(id).unwrap();
    Compiled::new(&rubric, Some(&prompt.brief), &prompt.facts, bank.lexicon().unwrap())
}
