//! The architecture as a drawing: boxes for components and for what they are built on.

use std::collections::{BTreeMap, BTreeSet};

use super::component::{Component, Grain};
use super::place::last;
use super::role::Role;
use super::survey::Project;
use crate::diagram::{BoxMention, Diagram, Edge, Kind, LONGEST_NAME, Statement};

/// The most technologies that a box names.
const MOST_NAMED: usize = 3;
/// The most technologies that stand in boxes of their own beside the services that use them.
const MOST_LOOSE: usize = 5;

/// A drawing of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Architecture {
    /// The boxes and arrows.
    pub diagram: Diagram,
    /// How many arrows are left out because they go back to where a stronger way comes from.
    pub back: usize,
}

impl Project {
    /// The architecture as a drawing: the components that a request walks through and what they are
    /// built on. What a component uses by way of another is not drawn again, and where components use
    /// each other in a circle, the arrows that fewest imports stand for are left out.
    pub fn architecture(&self, grain: Grain) -> Architecture {
        let components = self.components(grain);
        let shown = |at: usize| components.get(at).is_some_and(|c| !c.role.is_beside());
        let kinds: BTreeMap<&str, Kind> = self
            .packages
            .iter()
            .flat_map(|package| &package.technologies)
            .map(|used| (used.name.as_str(), used.kind))
            .collect();
        let own = |c: &Component| -> Vec<String> {
            let of = |name: &&String| kinds.get(name.as_str()).copied() == outside(c.role);
            c.technologies.iter().filter(of).cloned().collect()
        };
        let names: Vec<String> = components.iter().map(|c| self.boxed(c, &own(c))).collect();
        let mut mentions: Vec<BoxMention> = Vec::new();
        let mut edges: Vec<Edge> = Vec::new();
        for (at, component) in components.iter().enumerate().filter(|(at, _)| shown(*at)) {
            mentions.push(BoxMention { name: names[at].clone(), kind: Some(kind(component)) });
        }
        let entries = self.entries(&components);
        if !entries.is_empty() {
            let users = "users".to_owned();
            mentions.insert(0, BoxMention { name: users.clone(), kind: Some(Kind::Client) });
            edges.extend(entries.iter().map(|at| arrow(&users, &names[*at])));
        }
        let all = self.weights(&components, &shown);
        let (forth, back) = forth(&all);
        edges.extend(reduced(&forth).into_iter().map(|(from, to)| arrow(&names[from], &names[to])));
        // What is outside: of clients in one box, of others what no component is there for.
        let mut said: BTreeSet<String> = BTreeSet::new();
        for (at, component) in components.iter().enumerate().filter(|(at, _)| shown(*at)) {
            let own = own(component);
            if component.role == Role::Client && !own.is_empty() {
                let name = listed(&own);
                mentions.push(BoxMention { name: name.clone(), kind: Some(Kind::External) });
                edges.push(arrow(&names[at], &name));
            }
            said.extend(own);
        }
        for (at, component) in components.iter().enumerate().filter(|(at, _)| shown(*at)) {
            for name in &component.technologies {
                let is_new = !said.contains(name);
                let Some(kind) = kinds.get(name.as_str()).filter(|_| is_new) else { continue };
                let known = mentions.iter().any(|mention| mention.name == *name);
                let loose = mentions.iter().filter(|m| kinds.contains_key(m.name.as_str())).count();
                if !known && loose >= MOST_LOOSE {
                    continue;
                }
                if !known {
                    mentions.push(BoxMention { name: name.clone(), kind: Some(*kind) });
                }
                edges.push(arrow(&names[at], name));
            }
        }
        let mut diagram = Diagram::default();
        for mention in &mentions {
            let boxes = vec![mention.clone()];
            diagram.apply(&Statement { boxes, ..Statement::default() });
        }
        diagram.apply(&Statement { takes_away: false, boxes: Vec::new(), edges });
        Architecture { diagram, back }
    }

    /// The components that requests come in at.
    fn entries(&self, components: &[Component]) -> Vec<usize> {
        let of = |role: Role| -> Vec<usize> {
            let is = |at: &usize| self.packages.get(*at).is_some_and(|package| package.is(role));
            let takes = |c: &Component| {
                c.role == role || (c.role == Role::Main && c.packages.iter().any(is))
            };
            let found = components.iter().enumerate().filter(|(_, c)| takes(c));
            found.map(|(at, _)| at).collect()
        };
        let mut entries = of(Role::Http);
        entries.extend(of(Role::Grpc));
        for role in [Role::Handlers, Role::Main] {
            if entries.is_empty() {
                entries = of(role);
            }
        }
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// The arrows between shown components with the number of imports that each stands for.
    fn weights(
        &self,
        components: &[Component],
        shown: &impl Fn(usize) -> bool,
    ) -> Vec<(usize, usize, usize)> {
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, component) in components.iter().enumerate().filter(|(at, _)| shown(*at)) {
            of.extend(component.packages.iter().map(|package| (*package, at)));
        }
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (package, from) in &of {
            let uses = self.packages.get(*package).map_or(&[][..], |package| &package.uses);
            for to in uses.iter().filter_map(|used| of.get(used)).filter(|to| *to != from) {
                *counts.entry((*from, *to)).or_insert(0) += 1;
            }
        }
        counts.into_iter().map(|((from, to), count)| (from, to, count)).collect()
    }

    /// What a box of the drawing says: the name, and what the component is built on. A single package
    /// is called by its folder too.
    fn boxed(&self, component: &Component, technologies: &[String]) -> String {
        let only = match component.packages.as_slice() {
            [only] => self.packages.get(*only).map(|package| last(&package.folder)),
            _ => None,
        };
        let is_part = matches!(component.role, Role::Main | Role::Domain);
        let new = |folder: &&str| *folder != "." && !component.name.contains(*folder);
        let name = match only.filter(new) {
            _ if component.role != Role::Client && !technologies.is_empty() => {
                format!("{}: {}", component.name, listed(technologies))
            }
            Some(folder) if !is_part => format!("{} ({folder})", component.name),
            _ => component.name.clone(),
        };
        name.chars().take(LONGEST_NAME).collect()
    }
}

fn arrow(from: &str, to: &str) -> Edge {
    Edge { from: from.to_owned(), to: to.to_owned(), label: String::new() }
}

/// Some names, and how many more.
fn listed(names: &[String]) -> String {
    let some = names.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}

/// The kind of what a component of this role is built on.
fn outside(role: Role) -> Option<Kind> {
    match role {
        Role::Persistence => Some(Kind::Database),
        Role::Cache => Some(Kind::Cache),
        Role::Queue => Some(Kind::Queue),
        Role::Client => Some(Kind::External),
        _ => None,
    }
}

/// What a box is drawn as.
fn kind(component: &Component) -> Kind {
    match component.role {
        Role::Client => Kind::Service,
        role => outside(role).unwrap_or(Kind::Service),
    }
}

/// The arrows without those that close a circle, and how many those are. The ones that most imports
/// stand for are kept before others.
fn forth(all: &[(usize, usize, usize)]) -> (Vec<(usize, usize)>, usize) {
    let mut by_weight = all.to_vec();
    by_weight.sort_by_key(|(from, to, count)| (std::cmp::Reverse(*count), *from, *to));
    let mut kept: Vec<(usize, usize)> = Vec::new();
    let mut back = 0;
    for (from, to, _) in by_weight {
        if reaches(&kept, to, from) {
            back += 1;
        } else {
            kept.push((from, to));
        }
    }
    kept.sort_unstable();
    (kept, back)
}

/// Whether arrows lead from one to another.
fn reaches(arrows: &[(usize, usize)], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut rest = vec![from];
    while let Some(at) = rest.pop() {
        if at == to {
            return true;
        }
        let next = arrows.iter().filter(|(from, _)| *from == at).map(|(_, to)| *to);
        rest.extend(next.filter(|next| seen.insert(*next)));
    }
    false
}

/// Arrows without circles, without those that a longer way says too.
fn reduced(all: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let longer = |(from, to): (usize, usize)| {
        let by = all.iter().filter(|(start, by)| *start == from && *by != to);
        by.into_iter().any(|(_, by)| reaches(all, *by, to))
    };
    all.iter().copied().filter(|arrow| !longer(*arrow)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_longer_way_says_is_left_out() {
        assert_eq!(reduced(&[(0, 1), (0, 2), (1, 2)]), [(0, 1), (1, 2)]);
        assert_eq!(reduced(&[]), []);
    }

    #[test]
    fn of_a_circle_the_weakest_arrow_goes() {
        let (kept, back) = forth(&[(0, 1, 5), (1, 0, 1), (1, 2, 3), (2, 0, 2)]);
        assert_eq!((kept, back), (vec![(0, 1), (1, 2)], 2));
    }
}
