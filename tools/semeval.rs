//! Measures the text-matching layer alone on SemEval-2013 Task 7 (student answers to science
//! questions, correct or not), beside plain stemmed recall. One limit a measure, fixed on the
//! training split.
//!
//! `cargo run --release --example semeval -- FOLDER`, where FOLDER holds the unpacked
//! `training/2way` and `test/2way`. The data is CC BY-SA 3.0 (Dzikovska et al. 2013,
//! aclanthology.org/S13-2045) and is no part of this repository.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for measuring prints, and stops at the first thing that goes wrong"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use onsite::bank::{Bank, Lexicon, Rubric, read_rubric};
use onsite::scoring::{Answers, Compiled, Place, Submission, explain};
use rust_stemmers::{Algorithm, Stemmer};

/// An answer: what the layer says, what plain recall says, whether it is correct.
type Item = (f64, f64, bool);

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    println!(
        "{:<38}{:>8}{:>16}{:>16}",
        "macro-F1, two classes", "answers", "layer 3", "stemmed recall"
    );
    for corpus in ["sciEntsBank", "beetle"] {
        let train = items(&folder.join("training/2way").join(corpus));
        let layer = limit(&train, |item| item.0);
        let plain = limit(&train, |item| item.1);
        let mut tests: Vec<PathBuf> = std::fs::read_dir(folder.join("test/2way").join(corpus))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        tests.sort();
        for path in tests {
            let items = items(&path);
            let name = format!("{corpus} {}", path.file_name().unwrap().to_string_lossy());
            let figure = |number: fn(&Item) -> f64, limit| macro_f1(&items, number, limit);
            println!(
                "{name:<38}{:>8}{:>16.3}{:>16.3}",
                items.len(),
                figure(|item| item.0, layer),
                figure(|item| item.1, plain)
            );
        }
    }
}

fn items(folder: &Path) -> Vec<Item> {
    let bank = Bank::open(None);
    let lexicon = bank.lexicon().unwrap().clone();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| question(&std::fs::read_to_string(path).unwrap(), &lexicon))
        .collect()
}

/// The answers to one question, measured against its reference answers.
fn question(xml: &str, lexicon: &Lexicon) -> Vec<Item> {
    let asked = elements(xml, "questionText").next().map(|(_, text)| text).unwrap_or_default();
    let references: Vec<String> = elements(xml, "referenceAnswer").map(|(_, text)| text).collect();
    let compiled = Compiled::new(&rubric(&references), Some(&asked), &[], lexicon);
    let words: Vec<BTreeSet<String>> = references.iter().map(|text| stems(text)).collect();
    elements(xml, "studentAnswer")
        .map(|(attributes, text)| {
            let found = stems(&text);
            let recall = |wanted: &BTreeSet<String>| {
                wanted.intersection(&found).count() as f64 / wanted.len().max(1) as f64
            };
            let plain = words.iter().map(recall).fold(0.0, f64::max);
            let answers = Answers::from([(Place::All, text)]);
            let submission = Submission { answers, ..Submission::default() };
            let explanation = explain(&compiled, &submission, "reference").unwrap().unwrap();
            let layer = explanation.likeness.first().map_or(0.0, |(_, likeness)| *likeness);
            (layer, plain, attributes.contains("accuracy=\"correct\""))
        })
        .collect()
}

/// A rubric of one criterion that the reference answers meet.
fn rubric(references: &[String]) -> Rubric {
    let quoted: Vec<String> =
        references.iter().map(|text| serde_json::to_string(text).unwrap()).collect();
    let toml = format!(
        "prompt = \"science\"\nversion = 1\n[[criterion]]\nid = \"reference\"\nstep = \"api\"\n\
         text = \"Says what the reference says\"\nexemplars.met = [{}]\n",
        quoted.join(", ")
    );
    let bank = Bank::open(None);
    bank.resolve(&read_rubric("science.toml", toml).unwrap()).unwrap()
}

/// The attributes and the text of each element of a name; good enough for this one format.
fn elements<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, String)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let after = &rest[rest.find(&open)? + open.len()..];
            rest = after;
            // `<referenceAnswers>` begins like `<referenceAnswer`.
            if after.starts_with([' ', '>']) {
                let (attributes, inside) = after.split_once('>')?;
                let text = inside.split(&close).next()?;
                let text = text.replace("&quot;", "\"").replace("&apos;", "'").replace("&lt;", "<");
                return Some((attributes, text.replace("&gt;", ">").replace("&amp;", "&")));
            }
        }
    })
}

fn stems(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| stemmer.stem(&word.to_lowercase()).into_owned()).collect()
}

/// The limit with the best macro-F1.
fn limit(items: &[Item], number: fn(&Item) -> f64) -> f64 {
    let candidates = (0..=100).map(|percent| f64::from(percent) / 100.0);
    let best = candidates.map(|limit| (macro_f1(items, number, limit), limit));
    best.max_by(|one, other| one.0.total_cmp(&other.0)).map_or(0.5, |(_, limit)| limit)
}

fn macro_f1(items: &[Item], number: impl Fn(&Item) -> f64, limit: f64) -> f64 {
    let mut table = [[0.0_f64; 2]; 2];
    for item in items {
        table[usize::from(item.2)][usize::from(number(item) >= limit)] += 1.0;
    }
    let f1 = |class: usize| {
        let truth: f64 = table[class].iter().sum();
        let judged = table[0][class] + table[1][class];
        if truth + judged > 0.0 { 2.0 * table[class][class] / (truth + judged) } else { 0.0 }
    };
    f64::midpoint(f1(0), f1(1))
}
