//! The work of judging: criteria in small groups, each a call; where the judges differ, more votes.

use std::collections::BTreeMap;

use super::answer::verdicts;
use super::question::question;
use crate::bank::Criterion;
use crate::llm::chat::Request;
use crate::llm::client::Client;
use crate::llm::failure::CallFailure;
use crate::llm::fence::nonce;
use crate::scoring::{Answers, Opinion, Verdict, verified};

/// Criteria of one call, at the most.
const TOGETHER: usize = 4;
/// Calls about the same criteria when an answer cannot be used.
const READINGS: u64 = 2;

/// What all calls about one answer share.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The prompt's brief; empty where only a rubric is known.
    pub brief: String,
    /// The answers.
    pub answers: Answers,
    /// How often it is asked where it differs from the offline judge: 1, 3 or 5 times in all.
    pub votes: u32,
    /// What the marks around foreign text and the waits are made of.
    pub seed: u64,
}

/// A criterion with the offline verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The criterion.
    pub criterion: Criterion,
    /// What the offline judge says.
    pub offline: Verdict,
}

/// The criteria of one call.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its number, from 0.
    pub number: u64,
    /// The criteria, all of one step.
    pub items: Vec<Item>,
}

/// What came of a call and the votes after it.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskOutcome {
    /// What was said, by criterion, or why nothing was.
    pub said: BTreeMap<String, Result<Opinion, String>>,
    /// Why the call itself gave nothing.
    pub failure: Option<CallFailure>,
}

/// Cuts criteria into calls: those of a step together, a few a call.
pub fn tasks(items: Vec<Item>) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for item in items {
        let step = item.criterion.step;
        let fits = |task: &&mut Task| {
            task.items.len() < TOGETHER && task.items.iter().all(|one| one.criterion.step == step)
        };
        if let Some(task) = tasks.last_mut().filter(fits) {
            task.items.push(item);
        } else {
            let number = tasks.len() as u64;
            tasks.push(Task { number, items: vec![item] });
        }
    }
    tasks
}

impl Task {
    /// What is asked first. The marks around foreign text are another's in every call.
    pub fn request(&self, work: &Work, call: u64) -> Request {
        let criteria: Vec<&Criterion> = self.items.iter().map(|item| &item.criterion).collect();
        question(&work.brief, &criteria, &work.answers, &nonce(self.seed(work, call)))
    }

    fn seed(&self, work: &Work, call: u64) -> u64 {
        work.seed ^ (self.number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (call << 56)
    }
}

/// Does a task.
pub fn ask(client: &Client, work: &Work, task: &Task) -> TaskOutcome {
    let mut outcome = first(client, work, task);
    if work.votes > 1 {
        for item in &task.items {
            let said = outcome.said.get_mut(&item.criterion.id);
            if let Some(Ok(opinion)) = said
                && opinion.verdict != item.offline
            {
                vote(client, work, task.number, item, opinion);
            }
        }
    }
    outcome
}

fn first(client: &Client, work: &Work, task: &Task) -> TaskOutcome {
    let ids: Vec<String> = task.items.iter().map(|item| item.criterion.id.clone()).collect();
    let mut failure = None;
    for call in 0..READINGS {
        let words = match client.ask(&task.request(work, call), task.seed(work, call)) {
            Ok(words) => words,
            Err(why @ CallFailure::Unusable(_)) => {
                failure = Some(why);
                continue;
            }
            Err(why) => {
                failure = Some(why);
                break;
            }
        };
        match verdicts(&words, &ids) {
            Ok(said) => return TaskOutcome { said, failure: None },
            Err(why) => failure = Some(CallFailure::Unusable(why)),
        }
    }
    let why = failure.as_ref().map_or_else(String::new, ToString::to_string);
    let said = ids.into_iter().map(|id| (id, Err(why.clone()))).collect();
    TaskOutcome { said, failure }
}

/// Asks again about one criterion, and takes what most votes say. Votes that quote nothing that is
/// in the answer are none.
fn vote(client: &Client, work: &Work, number: u64, item: &Item, opinion: &mut Opinion) {
    let alone = Task { number: number + 1000, items: vec![item.clone()] };
    let counts = |one: &Opinion| verified(&work.answers, item.criterion.step, one).is_ok();
    let mut votes: Vec<Opinion> = vec![opinion.clone()];
    for call in 1..u64::from(work.votes) {
        let seed = alone.seed(work, call);
        let Ok(words) = client.ask(&alone.request(work, call), seed) else { continue };
        let ids = [item.criterion.id.clone()];
        let said = verdicts(&words, &ids).ok().and_then(|mut said| said.remove(&ids[0]));
        votes.extend(said.and_then(Result::ok));
    }
    votes.retain(counts);
    let count = |verdict: Verdict| votes.iter().filter(|one| one.verdict == verdict).count();
    let most = votes.iter().map(|one| count(one.verdict)).max().unwrap_or(0);
    // A majority of all votes that were wanted, so that failed calls decide nothing.
    let majority = most * 2 > work.votes as usize;
    let chosen = votes.iter().find(|one| count(one.verdict) == most).filter(|_| majority);
    if let Some(chosen) = chosen {
        *opinion = Opinion { unanimous: most == work.votes as usize, ..chosen.clone() };
    }
}
