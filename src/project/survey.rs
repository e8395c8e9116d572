//! Taking in a tree, file by file, and making a project of it.

use std::collections::{BTreeMap, BTreeSet};

use super::module::{Module, module, workspace};
use super::package::{Package, Part};
use super::place::{Place, folder, is_source, is_test, last, place, restricted_to};
use super::source::{LARGEST, Reader, Source};
use super::weigh::weigh;
use crate::bank::visible;

/// A tree that is being taken in.
pub struct Survey {
    reader: Reader,
    /// By folder, then by file.
    sources: BTreeMap<String, BTreeMap<String, Source>>,
    modules: BTreeMap<String, Module>,
    workspace: BTreeSet<String>,
    outside: Option<(String, String)>,
    counts: Counts,
    unread: Vec<Unread>,
}

/// What a tree holds, in numbers of Go files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Files of the project's own, tests and generated ones among them.
    pub own: usize,
    /// Those of them that hold tests only.
    pub tests: usize,
    /// Those of them that a generator wrote.
    pub generated: usize,
    /// Those of them that are for one system or build only.
    pub restricted: usize,
    /// Lines of the project's own files.
    pub lines: usize,
    /// Copies of somebody else's code.
    pub vendored: usize,
    /// Files in folders called `testdata`.
    pub test_data: usize,
    /// Files in folders that the `go` command passes over by their name.
    pub hidden: usize,
}

/// What could not be read, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Unread {
    /// The path; `.` for the tree.
    pub path: String,
    /// Why, as a clause.
    pub why: String,
}

/// What a Go tree is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Its modules, by folder. Without a `go.mod`, one whose path was found from the imports.
    pub modules: Vec<Module>,
    /// The folders that a `go.work` uses.
    pub workspace: Vec<String>,
    /// Whether a `go.mod` was found.
    pub has_module_file: bool,
    /// Its packages, by folder.
    pub packages: Vec<Package>,
    /// What there is, in numbers.
    pub counts: Counts,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

impl Default for Survey {
    fn default() -> Self {
        Self::new()
    }
}

impl Survey {
    /// A tree that nothing was taken from yet.
    pub fn new() -> Self {
        Self {
            reader: Reader::new(),
            sources: BTreeMap::new(),
            modules: BTreeMap::new(),
            workspace: BTreeSet::new(),
            outside: None,
            counts: Counts::default(),
            unread: Vec::new(),
        }
    }

    /// Whether the bytes of a file are wanted: Go sources of the project's own, `go.mod` and
    /// `go.work`. Others that are Go sources are counted here.
    pub fn wants(&mut self, path: &str) -> bool {
        let is_go = is_source(path);
        let is_module = matches!(last(path), "go.mod" | "go.work");
        match place(path) {
            Place::Own => is_go || is_module,
            Place::Vendored => {
                self.counts.vendored += usize::from(is_go);
                false
            }
            Place::TestData => {
                self.counts.test_data += usize::from(is_go);
                false
            }
            Place::Hidden => {
                self.counts.hidden += usize::from(is_go);
                false
            }
        }
    }

    /// Takes in a file that [`Self::wants`] wanted, by its path from the root with `/` between its
    /// parts. The order of files does not matter.
    pub fn take(&mut self, path: &str, bytes: &[u8]) {
        let path = visible(path).into_owned();
        match last(&path) {
            "go.mod" => {
                let module = module(&path, &visible_lines(bytes));
                if module.path.is_empty() {
                    self.pass_over(&path, "says no module path");
                }
                self.modules.insert(module.folder.clone(), module);
            }
            "go.work" => self.workspace.extend(workspace(&path, &visible_lines(bytes))),
            _ => self.source(&path, bytes),
        }
    }

    fn source(&mut self, path: &str, bytes: &[u8]) {
        let mut source = self.reader.read(bytes);
        if source.constraint.is_none() {
            source.constraint = restricted_to(path);
        }
        let counts = &mut self.counts;
        counts.own += 1;
        counts.tests += usize::from(is_test(path));
        counts.generated += usize::from(source.generated);
        counts.restricted += usize::from(source.constraint.is_some());
        counts.lines += source.lines;
        for why in faults(&source) {
            self.pass_over(path, why);
        }
        let files = self.sources.entry(folder(path).to_owned()).or_default();
        files.insert(last(path).to_owned(), source);
    }

    /// Says what could not be read, and why.
    pub fn pass_over(&mut self, path: &str, why: impl Into<String>) {
        self.unread.push(Unread { path: visible(path).into_owned(), why: why.into() });
    }

    /// The module that the tree lies in, and the folder in it where the tree begins, when its
    /// `go.mod` lies further up.
    pub fn lies_in(&mut self, go_mod: &[u8], folder: &str) {
        let module = module("go.mod", &visible_lines(go_mod));
        if !module.path.is_empty() {
            self.outside = Some((module.path, visible(folder).into_owned()));
        }
    }

    /// What the tree is.
    pub fn finish(mut self) -> Project {
        let has_module_file = !self.modules.is_empty() || self.outside.is_some();
        if !self.modules.contains_key(".") {
            let path = match &self.outside {
                Some((path, inside)) => format!("{path}/{inside}"),
                None if self.modules.is_empty() => self.guessed(),
                None => String::new(),
            };
            if !path.is_empty() {
                let module = Module { path, folder: ".".to_owned(), ..Module::default() };
                self.modules.insert(".".to_owned(), module);
            }
        }
        let modules: Vec<Module> = self.modules.into_values().collect();
        let mut packages: Vec<Package> = self
            .sources
            .iter()
            .map(|(folder, files)| {
                let parts: Vec<Part<'_>> =
                    files.iter().map(|(name, source)| Part { name, source }).collect();
                Package::of(folder, &parts, &modules)
            })
            .collect();
        join(&mut packages, &self.sources);
        weigh(&mut packages, &self.sources);
        self.unread.sort();
        self.unread.dedup();
        Project {
            modules,
            workspace: self.workspace.into_iter().collect(),
            has_module_file,
            packages,
            counts: self.counts,
            unread: self.unread,
        }
    }

    /// The path of the module where no file says it: what stands before the folders of the tree in
    /// most imports. Empty when nothing does.
    fn guessed(&self) -> String {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        let imports = self.sources.values().flat_map(BTreeMap::values).flat_map(|s| &s.imports);
        for (path, _) in imports {
            for (at, _) in path.match_indices('/') {
                let (before, rest) = (&path[..at], &path[at + 1..]);
                if before.contains('.') && self.sources.contains_key(rest) {
                    // The longest folder says most.
                    *votes.entry(before).or_insert(0) += rest.split('/').count();
                }
            }
        }
        let most =
            votes.iter().max_by_key(|(path, votes)| (**votes, std::cmp::Reverse(path.len())));
        most.map(|(path, _)| (*path).to_owned()).unwrap_or_default()
    }
}

/// What a source was not read for, or not whole.
fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    if source.unread {
        faults.push("cannot be parsed".to_owned());
    }
    if source.cut {
        faults.push(format!("is larger than {} MiB: only its beginning was read", LARGEST >> 20));
    }
    if source.not_utf8 {
        faults.push("is not UTF-8 throughout".to_owned());
    }
    if let Some(line) = source.fault {
        faults.push(format!("line {line} is no Go; the rest was read as far as it goes"));
    }
    if source.package.is_empty() && !source.unread {
        faults.push("has no package clause".to_owned());
    }
    faults
}

/// The text of a file with its lines as they are, and everything else visible.
fn visible_lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Finds which packages use which.
fn join(packages: &mut [Package], sources: &BTreeMap<String, BTreeMap<String, Source>>) {
    let by_path: BTreeMap<String, usize> = packages
        .iter()
        .enumerate()
        .map(|(at, package)| (package.import_path.clone(), at))
        .collect();
    for (at, package) in packages.iter_mut().enumerate() {
        let Some(files) = sources.get(&package.folder) else { continue };
        let mut uses: BTreeSet<usize> = BTreeSet::new();
        for (_, source) in files.iter().filter(|(name, _)| !is_test(name)) {
            uses.extend(source.imports.iter().filter_map(|(path, _)| by_path.get(path)));
        }
        uses.remove(&at);
        package.uses = uses.into_iter().collect();
    }
    let uses: Vec<Vec<usize>> = packages.iter().map(|package| package.uses.clone()).collect();
    for at in uses.into_iter().flatten() {
        packages[at].used_by += 1;
    }
}
