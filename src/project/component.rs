//! Components: packages that do one thing together, and how they hang together.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Package;
use super::place::last;
use super::role::Role;
use super::rules::is_version;
use super::survey::Project;
use crate::diagram::{BoxMention, Diagram, Edge, Kind, LONGEST_NAME, Statement};

/// The most programs and parts of the domain that stand by themselves.
const MOST_OF_A_ROLE: usize = 5;
/// The most technologies that a box names.
const MOST_NAMED: usize = 3;

/// Packages that do one thing together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// What its packages are in the first place.
    pub role: Role,
    /// Its packages, by their positions in [`Project::packages`].
    pub packages: Vec<usize>,
    /// What it is built on, without doubles.
    pub technologies: Vec<String>,
    /// The components that it uses, by their positions.
    pub uses: Vec<usize>,
}

/// How finely a project is cut into components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Each program and each larger part of the domain is one.
    Fine,
    /// Each role is one.
    Coarse,
}

impl Project {
    /// The components, in the order of their roles.
    pub fn components(&self, grain: Grain) -> Vec<Component> {
        let mut groups: BTreeMap<(Role, String), Vec<usize>> = BTreeMap::new();
        for (at, package) in self.packages.iter().enumerate() {
            let part = match package.role {
                Role::Main | Role::Domain if grain == Grain::Fine => stem(package),
                _ => String::new(),
            };
            groups.entry((package.role, part)).or_default().push(at);
        }
        for role in [Role::Main, Role::Domain] {
            self.lump(role, &mut groups);
        }
        let mut components: Vec<Component> = groups
            .into_iter()
            .map(|((role, part), packages)| self.component(role, &part, packages))
            .collect();
        self.join(&mut components);
        components
    }

    /// Of many parts of a role only the largest stay by themselves.
    fn lump(&self, role: Role, groups: &mut BTreeMap<(Role, String), Vec<usize>>) {
        let lines = |packages: &[usize]| -> usize {
            packages.iter().filter_map(|at| self.packages.get(*at)).map(|p| p.lines).sum()
        };
        let mut parts: Vec<(usize, String)> = groups
            .iter()
            .filter(|((of, _), _)| *of == role)
            .map(|((_, part), packages)| (lines(packages), part.clone()))
            .collect();
        if parts.len() <= MOST_OF_A_ROLE {
            return;
        }
        parts.sort_by_key(|(lines, part)| (std::cmp::Reverse(*lines), part.clone()));
        for (_, part) in parts.into_iter().skip(MOST_OF_A_ROLE - 1) {
            let packages = groups.remove(&(role, part)).unwrap_or_default();
            groups.entry((role, String::new())).or_default().extend(packages);
        }
        if let Some(packages) = groups.get_mut(&(role, String::new())) {
            packages.sort_unstable();
        }
    }

    fn component(&self, role: Role, part: &str, packages: Vec<usize>) -> Component {
        let of = || packages.iter().filter_map(|at| self.packages.get(*at));
        let technologies: BTreeSet<String> =
            of().flat_map(|package| &package.technologies).map(|used| used.name.clone()).collect();
        let own = match packages.as_slice() {
            // The only package of a part is called by its own folder.
            [only] => self.packages.get(*only).map(plain_last),
            _ => None,
        };
        let name = match role {
            Role::Main | Role::Domain if !part.is_empty() => own.unwrap_or_else(|| part.to_owned()),
            Role::Main => "command line".to_owned(),
            Role::Persistence => "storage".to_owned(),
            Role::Job => "background jobs".to_owned(),
            Role::Client => "clients of services".to_owned(),
            Role::Library => "libraries".to_owned(),
            role => role.name().to_owned(),
        };
        let technologies = technologies.into_iter().collect();
        Component { name, role, packages, technologies, uses: Vec::new() }
    }

    fn join(&self, components: &mut [Component]) {
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, component) in components.iter().enumerate() {
            of.extend(component.packages.iter().map(|package| (*package, at)));
        }
        for (at, component) in components.iter_mut().enumerate() {
            let packages = component.packages.iter().filter_map(|at| self.packages.get(*at));
            let used = packages.flat_map(|package| &package.uses).filter_map(|used| of.get(used));
            let used: BTreeSet<usize> = used.copied().filter(|used| *used != at).collect();
            component.uses = used.into_iter().collect();
        }
        // No two boxes may have one name: what is called like something before it says its role.
        let mut names: BTreeSet<String> = BTreeSet::new();
        for component in components.iter_mut() {
            if !names.insert(component.name.to_lowercase()) {
                component.name = format!("{} ({})", component.name, component.role.name());
                names.insert(component.name.to_lowercase());
            }
        }
    }

    /// The architecture as a drawing: the components that a request walks through and what they are
    /// built on. What a component uses by way of another is not drawn again.
    pub fn drawing(&self, grain: Grain) -> Diagram {
        let components = self.components(grain);
        let shown = |at: usize| components.get(at).is_some_and(|c| !c.role.is_beside());
        let mut mentions: Vec<BoxMention> = Vec::new();
        let mut edges: Vec<Edge> = Vec::new();
        let names: Vec<String> = components.iter().map(|c| boxed(c, self)).collect();
        for (at, component) in components.iter().enumerate().filter(|(at, _)| shown(*at)) {
            mentions.push(BoxMention { name: names[at].clone(), kind: Some(kind(component)) });
        }
        let callers = self.callers(&components);
        if !callers.is_empty() {
            let from = "users".to_owned();
            mentions.insert(0, BoxMention { name: from.clone(), kind: Some(Kind::Client) });
            let edge = |at: &usize| arrow(&from, &names[*at]);
            edges.extend(callers.iter().map(edge));
        }
        let all: Vec<(usize, usize)> = components
            .iter()
            .enumerate()
            .filter(|(at, _)| shown(*at))
            .flat_map(|(at, c)| c.uses.iter().filter(|to| shown(**to)).map(move |to| (at, *to)))
            .collect();
        edges.extend(reduced(&all).into_iter().map(|(from, to)| arrow(&names[from], &names[to])));
        for (at, component) in components.iter().enumerate() {
            if component.role == Role::Client && shown(at) && !component.technologies.is_empty() {
                let to = listed(&component.technologies);
                mentions.push(BoxMention { name: to.clone(), kind: Some(Kind::External) });
                edges.push(arrow(&names[at], &to));
            }
        }
        let mut diagram = Diagram::default();
        for mention in &mentions {
            let boxes = vec![mention.clone()];
            diagram.apply(&Statement { boxes, ..Statement::default() });
        }
        let boxes = Vec::new();
        diagram.apply(&Statement { takes_away: false, boxes, edges });
        diagram
    }

    /// The components that requests come in at.
    fn callers(&self, components: &[Component]) -> Vec<usize> {
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
        if entries.is_empty() {
            entries = of(Role::Handlers);
        }
        if entries.is_empty() {
            entries = of(Role::Main);
        }
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}

fn arrow(from: &str, to: &str) -> Edge {
    Edge { from: from.to_owned(), to: to.to_owned(), label: String::new() }
}

/// What a box of the drawing says: the name, and what the component is built on. A single package
/// is called by its folder.
fn boxed(component: &Component, project: &Project) -> String {
    let only = match component.packages.as_slice() {
        [only] => project.packages.get(*only),
        _ => None,
    };
    let name = match only {
        Some(package) if package.folder != "." && component.role != Role::Main => {
            format!("{} {}", component.name, last(&package.folder))
        }
        _ => component.name.clone(),
    };
    let name = match component.role {
        // The outside of a client is a box of its own.
        Role::Client => component.name.clone(),
        Role::Domain => component.name.clone(),
        _ if component.technologies.is_empty() => name,
        _ => format!("{}: {}", component.name, listed(&component.technologies)),
    };
    name.chars().take(LONGEST_NAME).collect()
}

/// Some names, and how many more.
fn listed(names: &[String]) -> String {
    let some = names.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}

/// What a box is drawn as.
fn kind(component: &Component) -> Kind {
    match component.role {
        Role::Persistence => Kind::Database,
        Role::Cache => Kind::Cache,
        Role::Queue => Kind::Queue,
        _ => Kind::Service,
    }
}

/// The last folder of a package that says something; for the root, the part that it belongs to.
fn plain_last(package: &Package) -> String {
    let last = package.folder.rsplit('/').find(|part| *part != "." && !is_version(part));
    last.map_or_else(|| stem(package), str::to_owned)
}

/// The part of the tree that a package belongs to by its path.
fn stem(package: &Package) -> String {
    let plain = |part: &&str| {
        !matches!(*part, "." | "internal" | "pkg" | "src" | "app" | "lib") && !is_version(part)
    };
    let mut parts = package.folder.split('/').filter(plain);
    let first = parts.next();
    let part = match (first, parts.next()) {
        // A program is called by its own folder.
        (Some("cmd" | "cmds" | "services" | "service" | "apps"), Some(second)) => Some(second),
        (first, _) => first,
    };
    match part {
        Some(part) => part.to_owned(),
        // The root is called as the module is.
        None => {
            let module = package.module.split('/').rfind(|part| !is_version(part));
            module.filter(|name| !name.is_empty()).unwrap_or("root").to_owned()
        }
    }
}

/// The arrows without those that a longer way says too. Arrows of a circle all stay.
fn reduced(all: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut onwards: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (from, to) in all {
        onwards.entry(*from).or_default().insert(*to);
    }
    let reached = |from: usize| -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut rest = vec![from];
        while let Some(at) = rest.pop() {
            for to in onwards.get(&at).into_iter().flatten() {
                if seen.insert(*to) {
                    rest.push(*to);
                }
            }
        }
        seen
    };
    let from_all: BTreeMap<usize, BTreeSet<usize>> =
        onwards.keys().map(|at| (*at, reached(*at))).collect();
    let reaches = |from: usize, to: usize| from_all.get(&from).is_some_and(|s| s.contains(&to));
    let longer = |from: usize, to: usize| {
        let by = onwards.get(&from).into_iter().flatten();
        by.copied().any(|by| by != to && reaches(by, to) && !reaches(by, from) && !reaches(to, by))
    };
    let mut kept: Vec<(usize, usize)> =
        all.iter().copied().filter(|(from, to)| !longer(*from, *to)).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_longer_way_says_is_left_out() {
        assert_eq!(reduced(&[(0, 1), (1, 2), (0, 2)]), [(0, 1), (1, 2)]);
        assert_eq!(reduced(&[(0, 1), (1, 0), (0, 2), (1, 2)]).len(), 4, "a circle stays");
        assert_eq!(reduced(&[]), []);
    }
}
