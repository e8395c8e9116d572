//! One answer and the second opinion on it.

use std::collections::BTreeMap;

use super::asking::{Asking, asked};
use super::dry;
use crate::bank::Criterion;
use crate::cli::args::JudgeArgs;
use crate::cli::context::{Context, chance_seed};
use crate::cli::endpoint::{self, Settings};
use crate::cli::error::{Failure, Kind};
use crate::cli::stored::Content;
use crate::interview::{Judgement, count};
use crate::llm::{CallFailure, Item, Work, key, tasks};
use crate::scoring::{Beside, Document, Opinion, Place, SecondJudge, beside};

/// The words with which consent is asked for.
const WHAT: &str = "Your answers, the brief and the criteria";

/// What is judged a second time.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Subject<'a> {
    /// What it is judged by.
    pub(in crate::cli) content: &'a Content,
    /// What the offline judge says.
    pub(in crate::cli) offline: &'a Document,
    /// Criteria that were asked about or hinted at, with what stood there before.
    pub(in crate::cli) prompted: &'a BTreeMap<String, BTreeMap<Place, usize>>,
}

/// What was heard.
#[derive(Debug)]
pub(in crate::cli) struct Heard {
    /// Both scores.
    pub(in crate::cli) beside: Beside,
    /// What is new, to be kept.
    pub(in crate::cli) fresh: Vec<Judgement>,
    /// Why calls gave nothing, with the number of criteria.
    pub(in crate::cli) failures: Vec<(CallFailure, usize)>,
    /// How it was called off, if it was.
    pub(in crate::cli) called_off: Option<Kind>,
    /// Whether nothing at all was heard, now or before.
    pub(in crate::cli) silent: bool,
}

/// Flags that go together.
///
/// # Errors
/// When one is given that means nothing without `--judge llm`.
pub(in crate::cli) fn check_flags(args: &JudgeArgs) -> Result<(), Failure> {
    let offline = args.judge == crate::cli::args::Judge::Offline;
    let flag = match () {
        () if args.dry_run => "--dry-run",
        () if args.votes > 1 => "--votes",
        () => return Ok(()),
    };
    if offline {
        return Err(Failure::usage(format!("`{flag}` goes with `--judge llm`")));
    }
    Ok(())
}

/// Hears the model on an answer, as far as it is not known already. `None` after a dry run.
///
/// # Errors
/// When nobody agreed to sending anything, or calls cannot be made at all.
pub(in crate::cli) fn hear(
    context: &Context,
    args: &JudgeArgs,
    settings: &Settings,
    subject: Subject<'_>,
    known: &dyn Fn(&str, &str) -> Option<Judgement>,
) -> Result<Option<Heard>, Failure> {
    let brief = subject.content.prompt.as_ref().map_or("", |prompt| prompt.brief.trim());
    let endpoint = &settings.endpoint;
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut opinions: BTreeMap<String, Result<Opinion, String>> = BTreeMap::new();
    let mut open = Vec::new();
    for judged in &subject.offline.criteria {
        let criterion = subject.content.rubric.criteria.iter().find(|one| one.id == judged.id);
        let Some(criterion) = criterion.filter(|_| has_text(subject.offline)) else { continue };
        let key = key_of(settings, args, brief, criterion, subject.offline);
        if let Some(said) = known(&judged.id, &key) {
            opinions.insert(judged.id.clone(), Ok(Opinion::from(&said)));
        } else {
            open.push(Item { criterion: criterion.clone(), offline: judged.verdict });
        }
        keys.insert(judged.id.clone(), key);
    }
    let remembered = opinions.len();
    let work = Work {
        brief: brief.to_owned(),
        answers: subject.offline.answers.clone(),
        votes: args.votes,
        seed: chance_seed(),
    };
    let tasks = tasks(open);
    if args.dry_run {
        dry::show(context, settings, &work, &tasks, remembered)?;
        return Ok(None);
    }
    let (mut failures, mut called_off) = (Vec::new(), None);
    if !tasks.is_empty() {
        endpoint::obtain(context, endpoint, WHAT)?;
        let Asking { said, failures: failed, called_off: off } =
            asked(context, settings, work, tasks)?;
        opinions.extend(said);
        (failures, called_off) = (failed, off);
    }
    let fresh = opinions.iter().filter_map(|(id, said)| {
        let (said, key) = (said.as_ref().ok()?, keys.get(id)?);
        known(id, key).is_none().then(|| Judgement {
            criterion: id.clone(),
            key: key.clone(),
            verdict: said.verdict,
            quote: said.quote.clone(),
            reason: said.reason.clone(),
            unanimous: said.unanimous,
        })
    });
    let fresh = fresh.collect();
    let second = SecondJudge {
        judge: "llm",
        model: endpoint.model(),
        opinions: &opinions,
        prompted: subject.prompted,
    };
    let beside = beside(&subject.content.rubric, subject.offline, &second);
    let silent = !opinions.values().any(Result::is_ok);
    Ok(Some(Heard { beside, fresh, failures, called_off, silent }))
}

/// Where nothing was written there is nothing to judge.
fn has_text(document: &Document) -> bool {
    document.answers.values().any(|answer| !answer.trim().is_empty())
}

/// With more votes it is another question.
fn key_of(
    settings: &Settings,
    args: &JudgeArgs,
    brief: &str,
    criterion: &Criterion,
    offline: &Document,
) -> String {
    let key = key(&settings.endpoint, brief, criterion, &offline.answers);
    if args.votes > 1 { format!("{key}-{}", args.votes) } else { key }
}

/// Says on which criteria the model was not heard, and why. A score was shown; where nothing came of
/// the model at all, the exit code tells.
///
/// # Errors
/// [`Kind::Network`] when nothing was heard; the signal's when it was called off.
pub(in crate::cli) fn report_failures(
    context: &Context,
    heard: &[(CallFailure, usize)],
    called_off: Option<Kind>,
    silent: bool,
) -> Result<(), Failure> {
    for (why, criteria) in heard {
        let on = count(*criteria, "criterion", "criteria");
        context.ui.warning(&format!("the offline verdict stands on {on}: {why}"));
        if let Some(hint) = why.hint() {
            context.ui.say(&format!("hint: {hint}"));
        }
    }
    match called_off {
        Some(kind) => Err(Failure::silent(kind)),
        None if silent && !heard.is_empty() => Err(Failure::silent(Kind::Network)),
        None => Ok(()),
    }
}
