//! What is to be done next, in milestones: each after what it needs.

use std::collections::BTreeSet;

use serde::Serialize;

use super::beside::{Beside, Missing};
use super::risks::risks;
use super::role::Role;
use super::survey::Project;

/// A step of the work that can be shown when it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// What it is called.
    pub title: String,
    /// What there is afterwards.
    pub delivers: String,
    /// How it is shown.
    pub proof: String,
    /// Why it stands here: places in the tree, words of the design.
    pub because: Vec<String>,
    /// The numbers of the milestones that it needs, from 1.
    pub needs: Vec<usize>,
}

impl Project {
    /// The milestones: first what was designed and is missing, what others need before them; then
    /// the arrows that are not built; then what a service that people rely on lacks.
    pub fn roadmap(&self, beside: Option<&Beside>) -> Vec<Milestone> {
        let mut milestones = Vec::new();
        if let Some(beside) = beside {
            missing(beside, &mut milestones);
            let parts: Vec<usize> = (1..=milestones.len()).collect();
            let open: Vec<String> = beside
                .arrows
                .iter()
                .filter(|arrow| !arrow.built)
                .map(|arrow| format!("{} to {}", arrow.from, arrow.to))
                .collect();
            if !open.is_empty() {
                milestones.push(Milestone {
                    title: "Join what stands apart".to_owned(),
                    delivers: "the arrows of the design whose two ends are built: each beginning \
                               uses its end, directly or by a package between them"
                        .to_owned(),
                    proof: "`onsite map` with this design finds every arrow; one test a path goes \
                            from the entry to the far end"
                        .to_owned(),
                    because: open,
                    needs: parts,
                });
            }
        }
        for risk in risks(self, beside) {
            let mut milestone = risk.milestone;
            let before =
                |title: &&str| milestones.iter().position(|m: &Milestone| m.title == **title);
            milestone.needs = risk.after.iter().filter_map(before).map(|at| at + 1).collect();
            milestones.push(milestone);
        }
        milestones
    }
}

/// A milestone for each thing that is missing, behind those that it leads to.
fn missing(beside: &Beside, milestones: &mut Vec<Milestone>) {
    let order = ordered(&beside.missing);
    for at in &order {
        let Some(part) = beside.missing.get(*at) else { continue };
        let number = |needed: &usize| order.iter().position(|other| other == needed);
        let own = milestones.len();
        let mut needs: Vec<usize> =
            part.needs.iter().filter_map(number).filter(|at| *at < own).map(|at| at + 1).collect();
        needs.sort_unstable();
        milestones.push(milestone(part, needs));
    }
}

/// The positions, each behind those that it needs; in a circle the one that was drawn first comes
/// first. What only answers name comes last.
fn ordered(missing: &[Missing]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut rest: BTreeSet<usize> = (0..missing.len()).collect();
    while !rest.is_empty() {
        let drawn = |at: &usize| missing[*at].quote.is_empty();
        let ready = |at: &&usize| missing[**at].needs.iter().all(|need| !rest.contains(need));
        let next = rest
            .iter()
            .filter(ready)
            .min_by_key(|at| (!drawn(at), missing[**at].role.rank(), **at))
            .or_else(|| rest.first())
            .copied();
        let Some(next) = next else { break };
        rest.remove(&next);
        order.push(next);
    }
    order
}

impl Role {
    /// What is built first when nothing says what needs what: what keeps data, then what uses it,
    /// then where requests come in.
    fn rank(self) -> usize {
        match self {
            Self::Config => 0,
            Self::Persistence => 1,
            Self::Cache => 2,
            Self::Queue => 3,
            Self::Client => 4,
            Self::Domain => 5,
            Self::Job => 6,
            Self::Auth => 7,
            Self::Handlers => 8,
            Self::Http | Self::Grpc => 9,
            _ => 10,
        }
    }
}

fn milestone(part: &Missing, needs: Vec<usize>) -> Milestone {
    let name = &part.design;
    let (delivers, proof) = match part.role {
        Role::Handlers if !part.quote.is_empty() => (
            "a limit a caller, and an answer that says when to come back",
            "a load test past the limit: the rest is refused quickly, nobody else is slower",
        ),
        Role::Persistence => (
            "a package that keeps its data behind an interface that the domain owns, with its \
             schema and the way to change it",
            "a test writes, reads back and starts again against the real store; a failed write \
             reaches the caller as an error",
        ),
        Role::Cache => (
            "a cache before the slow read, with a time to live, a size, and what invalidates it",
            "a benchmark with and without it; a test with the cache down still answers",
        ),
        Role::Queue => (
            "a publisher and a consumer with the message's format, its key and what happens to one \
             that fails",
            "a test delivers one message twice and sees one effect; one that always fails ends in \
             the dead letters",
        ),
        Role::Job => (
            "a worker that starts and stops with the program and says what it did",
            "a test with a clock of its own runs it twice and finds the work done once",
        ),
        Role::Auth => (
            "who calls is known before a handler runs, and may do only what is theirs",
            "a table of requests without, with a wrong and with a right identity, and what each gets",
        ),
        Role::Client => (
            "a client behind an interface, with a timeout, few retries and a limit on them",
            "a test against a server that is slow, fails and lies; no call waits longer than its \
             timeout",
        ),
        Role::Http | Role::Grpc | Role::Handlers => (
            "an entry that reads, checks and answers, and knows nothing of storage",
            "a test a route: the good request, the wrong one, the one too large",
        ),
        Role::Observability => (
            "what is asked at three in the morning: rate, errors and duration of each entry",
            "a test reads the numbers after known requests; an alert fires when the store is taken \
             away",
        ),
        _ => (
            "a package with the rules of it, without network or disk",
            "tests of the rules alone, and one path through it from an entry",
        ),
    };
    let because = if part.quote.is_empty() {
        format!("`{name}` is on the whiteboard, and nothing in the tree is it")
    } else {
        format!("the answer says “{}”, and nothing in the tree does it", part.quote)
    };
    let title = if part.quote.is_empty() { format!("Build {name}") } else { format!("Add {name}") };
    Milestone {
        title,
        delivers: delivers.to_owned(),
        proof: proof.to_owned(),
        because: vec![because],
        needs,
    }
}
