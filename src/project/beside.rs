//! A design laid beside a tree: what was designed and is built, designed and missing, built and never
//! designed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::package::Package;
use super::role::Role;
use super::sought::{Sought, TOPICS, Topic, sought, tokens};
use super::survey::Project;
use crate::bank::visible;
use crate::diagram::{Diagram, Kind};

/// A design, as somebody drew and wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Design {
    /// The whiteboard.
    pub diagram: Diagram,
    /// The heading and the text of each answer.
    pub answers: Vec<(String, String)>,
}

/// A design beside a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// Designed and built.
    pub built: Vec<Built>,
    /// Designed and missing.
    pub missing: Vec<Missing>,
    /// Built and not designed.
    pub undesigned: Vec<Undesigned>,
    /// Designed, and nothing that stands in Go code: people, load balancers, DNS.
    pub elsewhere: Vec<String>,
    /// The arrows whose two ends are built.
    pub arrows: Vec<Arrow>,
}

/// Something that was designed and is built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Built {
    /// What the design calls it.
    pub design: String,
    /// The packages that are it, by their folders.
    pub packages: Vec<String>,
    /// What they have in common with it.
    pub by: By,
    /// Where that is seen: `file:line` and what.
    pub evidence: String,
    #[serde(skip)]
    pub(super) at: BTreeSet<usize>,
}

/// What a design and a package have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The technology.
    Technology,
    /// A name.
    Name,
    /// Only what they are.
    Kind,
}

/// Something that was designed and is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What the design calls it.
    pub design: String,
    /// What would be it.
    pub role: Role,
    /// The words of the answer that name it; empty when it stands on the whiteboard.
    pub quote: String,
    /// What else it leads to that is missing, by position.
    pub needs: Vec<usize>,
}

/// Something that is built and was not designed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undesigned {
    /// The package's folder.
    pub package: String,
    /// What it is.
    pub role: Role,
    /// Where that is seen.
    pub evidence: String,
}

/// An arrow of the design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrow {
    /// Where it begins.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// Whether the packages at its beginning use those at its end, directly or by others.
    pub built: bool,
}

/// What was found for a box.
struct Match {
    by: By,
    packages: BTreeSet<usize>,
    evidence: String,
}

impl Project {
    /// Lays a design beside the tree.
    pub fn beside(&self, design: &Design) -> Beside {
        let mut beside = Beside::default();
        let mut missing_box: BTreeMap<usize, usize> = BTreeMap::new();
        let mut built_box: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, found) in design.diagram.boxes().iter().enumerate() {
            let Some(wanted) = sought(&found.name, found.kind) else {
                beside.elsewhere.push(found.name.clone());
                continue;
            };
            if let Some(matched) = self.matching(&wanted) {
                built_box.insert(at, beside.built.len());
                beside.built.push(self.built(&found.name, matched));
            } else {
                missing_box.insert(at, beside.missing.len());
                beside.missing.push(Missing {
                    design: found.name.clone(),
                    role: wanted.role(),
                    quote: String::new(),
                    needs: Vec::new(),
                });
            }
        }
        for link in design.diagram.links() {
            let ends = missing_box.get(&link.from).copied().zip(missing_box.get(&link.to).copied());
            if let Some((from, to)) = ends {
                // What a queue leads to reads from it.
                let reads = beside.missing[from].role == Role::Queue;
                let (user, used) = if reads { (to, from) } else { (from, to) };
                let needs = &mut beside.missing[user].needs;
                if user != used && !needs.contains(&used) {
                    needs.push(used);
                }
            }
            if let (Some(from), Some(to)) = (built_box.get(&link.from), built_box.get(&link.to)) {
                let (from, to) = (&beside.built[*from], &beside.built[*to]);
                let arrow = Arrow {
                    from: from.design.clone(),
                    to: to.design.clone(),
                    built: self.leads(&from.at, &to.at),
                };
                if !beside.arrows.contains(&arrow) {
                    beside.arrows.push(arrow);
                }
            }
        }
        self.topics(design, &mut beside);
        self.undesigned(&mut beside);
        beside
    }

    fn built(&self, design: &str, found: Match) -> Built {
        let folder = |at: &usize| self.packages.get(*at).map(|package| package.folder.clone());
        Built {
            design: design.to_owned(),
            packages: found.packages.iter().filter_map(folder).collect(),
            by: found.by,
            evidence: found.evidence,
            at: found.packages,
        }
    }

    /// The packages that a box may be: by the technology that it names, by its name, by its kind.
    fn matching(&self, wanted: &Sought) -> Option<Match> {
        let numbered = || self.packages.iter().enumerate().filter(|(_, p)| p.role != Role::Test);
        let mut by_technology: Option<Match> = None;
        for (at, package) in numbered() {
            let named =
                package.technologies.iter().find(|used| wanted.names_technology(&used.name));
            if let Some(used) = named {
                let evidence = format!("{} {}", used.evidence.place(), used.evidence.what);
                let by = By::Technology;
                let packages = BTreeSet::new();
                let found = by_technology.get_or_insert(Match { by, packages, evidence });
                found.packages.insert(at);
            }
        }
        if by_technology.is_some() {
            return by_technology;
        }
        if wanted.only_technology {
            // It names one, and that is nowhere: another one is another design.
            return None;
        }
        let shares = |package: &Package| {
            let own: BTreeSet<String> = tokens(&package.folder).into_iter().collect();
            wanted.names.iter().any(|name| own.iter().any(|own| is_like(name, own)))
        };
        let of_kind = |package: &Package| wanted.roles.iter().any(|role| package.is(*role));
        let free = wanted.is_plain_service();
        let by_name: BTreeSet<usize> = numbered()
            .filter(|(_, p)| shares(p) && (of_kind(p) || (free && !p.role.is_beside())))
            .map(|(at, _)| at)
            .collect();
        if !by_name.is_empty() {
            return Some(self.matched(By::Name, by_name, &wanted.roles));
        }
        if free || (wanted.kind == Kind::Service && !wanted.names.is_empty()) {
            return None;
        }
        let by_kind: BTreeSet<usize> =
            numbered().filter(|(_, p)| of_kind(p)).map(|(at, _)| at).collect();
        (!by_kind.is_empty()).then(|| self.matched(By::Kind, by_kind, &wanted.roles))
    }

    fn matched(&self, by: By, packages: BTreeSet<usize>, roles: &[Role]) -> Match {
        let shown = packages.iter().find_map(|at| {
            let evidence = &self.packages.get(*at)?.evidence;
            let of = |e: &&super::Evidence| e.role.is_some_and(|role| roles.contains(&role));
            let found = evidence.iter().find(of).or_else(|| evidence.first())?;
            Some(format!("{} {}", found.place(), found.what))
        });
        Match { by, packages, evidence: shown.unwrap_or_default() }
    }

    /// Whether packages use others, directly or by further ones, or are among them.
    fn leads(&self, from: &BTreeSet<usize>, to: &BTreeSet<usize>) -> bool {
        let mut seen: BTreeSet<usize> = from.clone();
        let mut rest: Vec<usize> = from.iter().copied().collect();
        while let Some(at) = rest.pop() {
            if to.contains(&at) {
                return true;
            }
            for used in self.packages.get(at).into_iter().flat_map(|package| &package.uses) {
                if seen.insert(*used) {
                    rest.push(*used);
                }
            }
        }
        false
    }

    /// What the answers name that is not on the whiteboard.
    fn topics(&self, design: &Design, beside: &mut Beside) {
        for topic in &TOPICS {
            let drawn = design.diagram.boxes().iter().any(|found| topic.is_named(&found.name))
                || design.diagram.boxes().iter().any(|found| topic.kind == Some(found.kind));
            let Some(quote) = named_in(topic, design).filter(|_| !drawn) else { continue };
            let packages: BTreeSet<usize> = self
                .packages
                .iter()
                .enumerate()
                .filter(|(_, p)| p.role != Role::Test && topic.is_in(p))
                .map(|(at, _)| at)
                .collect();
            if packages.is_empty() {
                beside.missing.push(Missing {
                    design: topic.name.to_owned(),
                    role: topic.role,
                    quote,
                    needs: Vec::new(),
                });
            } else {
                let mut found = self.matched(By::Kind, packages, &[topic.role]);
                let mark = topic.mark.and_then(|mark| {
                    found.packages.iter().find_map(|at| self.packages.get(*at)?.marks.get(mark))
                });
                if let Some(mark) = mark {
                    found.evidence = format!("{} {}", mark.place(), mark.what);
                }
                beside.built.push(self.built(topic.name, found));
            }
        }
    }

    fn undesigned(&self, beside: &mut Beside) {
        let designed: BTreeSet<usize> =
            beside.built.iter().flat_map(|built| built.at.iter().copied()).collect();
        for (at, package) in self.packages.iter().enumerate() {
            let counts = !package.role.is_beside() && package.role != Role::Main;
            if counts && !designed.contains(&at) && package.generated < package.files {
                let evidence = package.evidence.first();
                let evidence = evidence.map(|e| format!("{} {}", e.place(), e.what));
                beside.undesigned.push(Undesigned {
                    package: package.folder.clone(),
                    role: package.role,
                    evidence: evidence.unwrap_or_default(),
                });
            }
        }
    }
}

/// The sentence of an answer that names a topic without saying that there is to be none.
fn named_in(topic: &Topic, design: &Design) -> Option<String> {
    let lines = design.answers.iter().flat_map(|(_, text)| text.lines());
    for line in lines.flat_map(|line| line.split_inclusive(['.', ';'])) {
        let lower = line.to_lowercase();
        let negated = ["no ", "not ", "without", "never", "n't", "skip", "later", "out of scope"];
        if topic.is_named(line) && !negated.iter().any(|word| lower.contains(word)) {
            return Some(visible(line.trim()).chars().take(100).collect());
        }
    }
    None
}

/// Whether two words are the same but for an ending.
fn is_like(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() >= 4 && long.starts_with(short) && long.len() - short.len() <= 3
}
