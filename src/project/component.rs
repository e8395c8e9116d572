//! Components: packages that do one thing together, and how they hang together.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Package;
use super::role::Role;
use super::rules::is_version;
use super::survey::Project;

/// The most programs and parts of the domain that stand by themselves.
const MOST_OF_A_ROLE: usize = 5;

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
    if let Some(part) = part {
        return part.to_owned();
    }
    // The root is called as the module is.
    let module = package.module.split('/').rfind(|part| !is_version(part));
    module.filter(|name| !name.is_empty()).unwrap_or("root").to_owned()
}
