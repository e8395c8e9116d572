//! `onsite eval`: how far the judge agrees with people, beside controls.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rand::{RngExt, SeedableRng};
use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};

use super::args::{Eval, Judge as Choice};
use super::context::Context;
use super::error::{Failure, file_failure};
use super::score::rubrics;
use super::second::{Hearing, check_flags};
use crate::report;
use crate::scoring::{
    Agreement, Pair, Submission, Verdict, agreement, by_limits, commonest, score,
};

/// A label: one verdict of one person on one criterion of one answer.
#[derive(Clone, Debug, Deserialize)]
struct Label {
    prompt: String,
    file: PathBuf,
    criterion: String,
    verdict: Verdict,
    #[serde(default)]
    labeller: String,
}

/// What a judge said of an item, with what the controls go by.
#[derive(Clone, Debug)]
struct Judged {
    answer: usize,
    verdict: Verdict,
    /// What the model says; the offline verdict where it says nothing that counts.
    second: Option<Verdict>,
    words: f64,
    recall: f64,
}

/// An item: a criterion of an answer.
type Item = (String, PathBuf, String);

/// The figures of one comparison.
#[derive(Debug, Serialize)]
struct Row {
    /// What is compared.
    name: String,
    /// How far it agrees.
    #[serde(flatten)]
    agreement: Agreement,
}

/// All figures.
#[derive(Debug, Serialize)]
struct Document {
    schema: &'static str,
    scorer: &'static str,
    rows: Vec<Row>,
}

/// Compares the offline judge with labels.
///
/// # Errors
/// When the labels or an answer cannot be read, or name a criterion that is not there.
pub(super) fn run(context: &Context, args: &Eval) -> Result<(), Failure> {
    check_flags(&args.judge)?;
    let labels = read(&args.labels)?;
    let folder = args.labels.parent().unwrap_or(Path::new("."));
    let judged = judge(context, args, &labels, folder)?;
    if args.judge.dry_run {
        return Ok(());
    }
    let mut by_labeller: BTreeMap<&str, BTreeMap<Item, Verdict>> = BTreeMap::new();
    for label in &labels {
        let item = (label.prompt.clone(), label.file.clone(), label.criterion.clone());
        by_labeller.entry(&label.labeller).or_default().insert(item, label.verdict);
    }
    let rows = rows(&by_labeller, &judged);
    if args.json {
        let scorer = crate::scoring::SCORER;
        return context.json(&Document { schema: "onsite.eval/1", scorer, rows });
    }
    let rows = rows.iter().map(|row| (row.name.as_str(), &row.agreement));
    context.ui.out(&report::agreement_text(rows, context.width(), context.ui.plain))
}

fn read(path: &Path) -> Result<Vec<Label>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| file_failure("read", path, &error))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let labels = lines.map(|(index, line)| {
        serde_json::from_str(line).map_err(|error| {
            Failure::expected(format!(
                "line {} of `{}` is no label: {error}",
                index + 1,
                path.display()
            ))
            .hint(r#"a label is {"prompt":…,"file":…,"criterion":…,"verdict":"met"}"#)
        })
    });
    let labels: Vec<Label> = labels.collect::<Result<_, _>>()?;
    if labels.is_empty() {
        return Err(Failure::expected(format!("`{}` holds no labels", path.display())));
    }
    Ok(labels)
}

/// Judges every labelled answer once.
fn judge(
    context: &Context,
    args: &Eval,
    labels: &[Label],
    folder: &Path,
) -> Result<BTreeMap<Item, Judged>, Failure> {
    let bank = context.bank();
    let mut model = match args.judge.judge {
        Choice::Llm => Some(Hearing::of(context, &args.judge)?),
        Choice::Offline => None,
    };
    let mut judged = BTreeMap::new();
    let prompts: BTreeSet<&str> = labels.iter().map(|label| label.prompt.as_str()).collect();
    let mut answer = 0;
    for prompt in prompts {
        let content = rubrics::content(&bank, Some(prompt), args.rubric.as_deref())?;
        let compiled = content.compile();
        let files: BTreeSet<&PathBuf> =
            labels.iter().filter(|label| label.prompt == prompt).map(|label| &label.file).collect();
        for file in files {
            let path = folder.join(file);
            let text = std::fs::read(&path).map_err(|error| file_failure("read", &path, &error))?;
            let text = String::from_utf8_lossy(&text);
            let reading = report::read(&text).map_err(|error| {
                Failure::expected(format!("cannot read `{}`: {error}", path.display()))
            })?;
            let submission = Submission {
                answers: reading.answers,
                asked: reading.asked,
                ..Submission::default()
            };
            let document = score(&compiled, &submission)?;
            let wanted = |label: &&Label| label.prompt == prompt && label.file == *file;
            let wanted: BTreeSet<&str> =
                labels.iter().filter(wanted).map(|label| label.criterion.as_str()).collect();
            let second = match &mut model {
                Some(model) => model.hear(context, &content, &document, &wanted)?,
                None => BTreeMap::new(),
            };
            let stems = stems(&text);
            let words = text.split_whitespace().count() as f64;
            for verdict in document.criteria {
                let criterion = content.rubric.criteria.iter().find(|c| c.id == verdict.id);
                let wanted = criterion.map(|c| self::stems(&c.text)).unwrap_or_default();
                let found = wanted.intersection(&stems).count();
                let recall = found as f64 / wanted.len().max(1) as f64;
                let item = (prompt.to_owned(), file.clone(), verdict.id);
                let verdict = verdict.verdict;
                let second = second.get(&item.2).copied();
                judged.insert(item, Judged { answer, verdict, second, words, recall });
            }
            answer += 1;
        }
        let known: BTreeSet<&str> =
            content.rubric.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        let unknown = labels
            .iter()
            .find(|label| label.prompt == prompt && !known.contains(label.criterion.as_str()));
        if let Some(label) = unknown {
            let near = crate::bank::nearest(&label.criterion, known.iter().copied());
            return Err(Failure::expected(format!(
                "the rubric of `{prompt}` has no criterion `{}`",
                label.criterion
            ))
            .maybe_hint(near.map(|id| format!("did you mean `{id}`?"))));
        }
    }
    Ok(judged)
}

/// The stems of the words of more than three letters.
fn stems(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.len() > 3)
        .map(|word| stemmer.stem(&word.to_lowercase()).into_owned())
        .collect()
}

fn rows(
    by_labeller: &BTreeMap<&str, BTreeMap<Item, Verdict>>,
    judged: &BTreeMap<Item, Judged>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let compare = |pairs: &[Pair]| {
        let mut chance = rand::rngs::ChaCha8Rng::seed_from_u64(1);
        agreement(pairs, |below| chance.random_range(0..below.max(1)))
    };
    let labellers: Vec<_> = by_labeller.iter().collect();
    for (name, labels) in &labellers {
        let against = if name.is_empty() { String::new() } else { format!(" against {name}") };
        let items: Vec<(&Judged, Verdict)> = labels
            .iter()
            .filter_map(|(item, truth)| judged.get(item).map(|judged| (judged, *truth)))
            .collect();
        let truths: Vec<Verdict> = items.iter().map(|(_, truth)| *truth).collect();
        let answers: Vec<usize> = items.iter().map(|(judged, _)| judged.answer).collect();
        let numbers = |number: &dyn Fn(&Judged) -> f64| -> Vec<f64> {
            items.iter().map(|(judged, _)| number(judged)).collect()
        };
        let verdicts = items.iter().map(|(judged, _)| judged.verdict).collect();
        let constant = vec![commonest(truths.iter().copied()); items.len()];
        let by_length = by_limits(&numbers(&|judged| judged.words), &truths, &answers);
        let by_recall = by_limits(&numbers(&|judged| judged.recall), &truths, &answers);
        let lists: [(&str, Vec<Verdict>); 4] = [
            ("offline judge", verdicts),
            ("control: the commonest class", constant),
            ("control: answer length", by_length),
            ("control: keyword recall", by_recall),
        ];
        let mut lists = Vec::from(lists);
        let heard: Option<Vec<Verdict>> = items.iter().map(|(judged, _)| judged.second).collect();
        if let Some(heard) = heard.filter(|heard| !heard.is_empty()) {
            lists.insert(1, ("llm judge", heard));
        }
        for (what, list) in lists {
            let pairs: Vec<Pair> = list
                .into_iter()
                .zip(&items)
                .map(|(found, (judged, truth))| Pair {
                    answer: judged.answer,
                    truth: *truth,
                    judged: found,
                })
                .collect();
            let agreement = compare(&pairs);
            rows.push(Row { name: format!("{what}{against}"), agreement });
        }
    }
    let items = by_labeller.values().flat_map(BTreeMap::keys);
    let files: BTreeSet<(&String, &PathBuf)> = items.map(|item| (&item.0, &item.1)).collect();
    let answers: BTreeMap<_, usize> = files.into_iter().zip(0..).collect();
    for (index, (one, theirs)) in labellers.iter().enumerate() {
        for (other, others) in &labellers[index + 1..] {
            let pairs: Vec<Pair> = theirs
                .iter()
                .filter_map(|(item, truth)| {
                    let judged = *others.get(item)?;
                    let answer = *answers.get(&(&item.0, &item.1))?;
                    Some(Pair { answer, truth: *truth, judged })
                })
                .collect();
            let agreement = compare(&pairs);
            rows.push(Row { name: format!("labellers {one} and {other}"), agreement });
        }
    }
    rows
}
