//! A package: the files of a folder, and what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::module::Module;
use super::place::is_test;
use super::role::Role;
use super::source::Source;
use crate::diagram::Kind;

/// Where something was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Evidence {
    /// The role that it speaks for.
    pub role: Option<Role>,
    /// The file, from the root.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The import, the declaration or the name.
    pub what: String,
    /// What it counts, in quarters of a point.
    #[serde(skip)]
    pub(super) weight: u32,
}

impl Evidence {
    /// Whether it is no more than the name of a folder.
    pub fn is_a_name(&self) -> bool {
        self.what.starts_with("the folder is called") || self.what.starts_with("it lies in")
    }

    /// `file:line`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

/// Something that the project is built on: a database, a queue, somebody's service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technology {
    /// Its name, as its makers write it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Where it is imported.
    pub evidence: Evidence,
}

/// A package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its folder from the root; `.` for the root.
    pub folder: String,
    /// What others import it by; empty when the module is not known.
    pub import_path: String,
    /// The path of its module.
    pub module: String,
    /// The name in its package clauses.
    pub name: String,
    /// What it is in the first place.
    pub role: Role,
    /// What it is beside that.
    pub also: Vec<Role>,
    /// What shows it: for the first role first, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// What it is built on.
    pub technologies: Vec<Technology>,
    /// What the list of risks asks for, by its word.
    pub marks: BTreeMap<String, Evidence>,
    /// The packages of the tree that it uses, by their positions.
    pub uses: Vec<usize>,
    /// How many packages of the tree use it.
    pub used_by: usize,
    /// Its files, tests left out.
    pub files: usize,
    /// Those of them that a generator wrote.
    pub generated: usize,
    /// Its files of tests.
    pub tests: usize,
    /// Those of its files that are for one system or build only.
    pub restricted: usize,
    /// Lines of its files, tests left out.
    pub lines: usize,
    /// Types, methods and functions.
    pub(super) declared: (usize, usize, usize),
}

/// A file of a package.
#[derive(Clone, Copy)]
pub(super) struct Part<'p> {
    pub(super) name: &'p str,
    pub(super) source: &'p Source,
}

impl Part<'_> {
    /// Whether it says what the package is: no test, and no tool that is never built.
    pub(super) fn counts(&self) -> bool {
        !is_test(self.name) && self.source.constraint.as_deref() != Some("ignore")
    }
}

impl Package {
    /// A package of these files, with everything that needs no rule.
    pub(super) fn of(folder: &str, parts: &[Part<'_>], modules: &[Module]) -> Self {
        let counted = || parts.iter().filter(|part| part.counts());
        let not_tests = || parts.iter().filter(|part| !is_test(part.name));
        let (module, import_path) = import_path(folder, modules);
        let sum = |of: fn(&Source) -> usize| counted().map(|part| of(part.source)).sum::<usize>();
        Self {
            folder: folder.to_owned(),
            import_path,
            module,
            name: name(parts),
            role: Role::Library,
            also: Vec::new(),
            evidence: Vec::new(),
            technologies: Vec::new(),
            marks: BTreeMap::new(),
            uses: Vec::new(),
            used_by: 0,
            files: not_tests().count(),
            generated: not_tests().filter(|part| part.source.generated).count(),
            tests: parts.len() - not_tests().count(),
            restricted: not_tests().filter(|part| part.source.constraint.is_some()).count(),
            lines: not_tests().map(|part| part.source.lines).sum(),
            declared: (sum(|s| s.types), sum(|s| s.methods), sum(|s| s.functions)),
        }
    }

    /// Whether it has a role, in the first place or beside another.
    pub fn is(&self, role: Role) -> bool {
        self.role == role || self.also.contains(&role)
    }

    /// Whether nobody outside its parent may import it.
    pub fn is_internal(&self) -> bool {
        self.folder.split('/').any(|folder| folder == "internal")
    }

    /// The roles that it has.
    pub fn roles(&self) -> BTreeSet<Role> {
        self.also.iter().copied().chain([self.role]).collect()
    }
}

/// The name that most files have; of those that have as many the first one.
fn name(parts: &[Part<'_>]) -> String {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for part in parts {
        let name = part.source.package.as_str();
        let weight = if part.counts() { 1000 } else { 1 };
        if !name.is_empty() {
            *names.entry(name).or_insert(0) += weight;
        }
    }
    let most = names.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
    most.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}

/// The module that a folder belongs to, and what the folder is imported by.
fn import_path(folder: &str, modules: &[Module]) -> (String, String) {
    let inside = |module: &Module| -> Option<String> {
        if module.folder == "." {
            return Some(if folder == "." { String::new() } else { folder.to_owned() });
        }
        let rest = folder.strip_prefix(&module.folder)?;
        if rest.is_empty() {
            Some(String::new())
        } else {
            rest.strip_prefix('/').map(str::to_owned)
        }
    };
    let depth = |module: &Module| if module.folder == "." { 0 } else { module.folder.len() };
    let found = modules.iter().filter_map(|module| Some((module, inside(module)?)));
    match found.max_by_key(|(module, _)| depth(module)) {
        Some((module, rest)) if rest.is_empty() => (module.path.clone(), module.path.clone()),
        Some((module, rest)) => (module.path.clone(), format!("{}/{rest}", module.path)),
        None => (String::new(), String::new()),
    }
}
