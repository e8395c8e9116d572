//! What a package is, from what the rules found in it.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{Evidence, Package, Part, Technology};
use super::place::is_test;
use super::role::Role;
use super::rules::{Rules, is_version};
use super::source::Source;

/// A point, in the quarters that are counted here.
const POINT: u32 = 4;
/// The fewest points that make a role the first one.
const FIRST: u32 = 3 * POINT;
/// The fewest points that make a role one beside the first.
const BESIDE: u32 = 4 * POINT;
/// Of how many functions one has to do a thing so that it counts whole.
const RARE: usize = 20;
/// From how many points on a package keeps something, whatever it calls for that.
const KEEPS: u32 = 4 * POINT;
/// What `package main` counts.
const PACKAGE_MAIN: u32 = 20 * POINT;
/// How evidence begins that is the name of a folder around; alone it says nothing.
const AROUND: &str = "it lies in";
/// Of how many files one has to import a thing so that it counts whole.
const SELDOM: usize = 4;
/// Pieces of evidence that are kept for a role.
const MOST_EVIDENCE: usize = 4;

/// Points and evidence by role.
type Scales = BTreeMap<Role, (u32, Vec<Evidence>)>;

/// Says of all packages what they are.
pub(super) fn weigh(
    packages: &mut [Package],
    sources: &BTreeMap<String, BTreeMap<String, Source>>,
) {
    for package in packages.iter_mut() {
        let Some(files) = sources.get(&package.folder) else { continue };
        let parts: Vec<Part<'_>> =
            files.iter().map(|(name, source)| Part { name, source }).collect();
        settle(package, &parts);
    }
    let in_lib = |package: &&Package| package.folder.split('/').any(is_lib);
    // Where most of it lies in `lib`, that says nothing.
    let lib_says = packages.iter().filter(in_lib).count() * 2 < packages.len();
    for at in users_last(packages) {
        if !packages[at].evidence.is_empty() {
            continue;
        }
        let own = packages[at].uses.iter().filter_map(|used| packages.get(*used));
        let own = own.filter(|used| used.role != Role::Library).count();
        if let Some(files) = sources.get(&packages[at].folder) {
            plain(&mut packages[at], files, own, lib_says);
        }
    }
}

/// The positions of packages, each behind those that it uses. Go has no circles; where a broken tree
/// has one it is cut.
fn users_last(packages: &[Package]) -> Vec<usize> {
    let mut order = Vec::with_capacity(packages.len());
    let mut seen = vec![false; packages.len()];
    for root in 0..packages.len() {
        let mut stack = vec![(root, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 && std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match packages[at].uses.get(next) {
                Some(used) => {
                    stack.push((at, next + 1));
                    if !seen[*used] {
                        stack.push((*used, 0));
                    }
                }
                None => order.push(at),
            }
        }
    }
    order
}

/// The role that the rules give, when they give one.
fn settle(package: &mut Package, parts: &[Part<'_>]) {
    let mut scales = Scales::new();
    names(package, parts, &mut scales);
    finds(package, parts, &mut scales);
    if package.files == 0 {
        let at = first_clause(package, parts.iter());
        let what = "it holds tests only".to_owned();
        add(&mut scales, Role::Test, PACKAGE_MAIN, at, what);
    } else if package.name == "main" {
        let at = first_clause(package, parts.iter().filter(|part| part.counts()));
        add(&mut scales, Role::Main, PACKAGE_MAIN, at, "package main".to_owned());
    }
    let mut order: Vec<(Role, u32)> = scales.iter().map(|(role, (sum, _))| (*role, *sum)).collect();
    order.sort_by_key(|(role, sum)| (std::cmp::Reverse(*sum), *role));
    let own = |role: &Role| {
        let of_its_own = |evidence: &Evidence| !evidence.what.starts_with(AROUND);
        matches!(role, Role::Main | Role::Test | Role::Cache | Role::Auth)
            || scales.get(role).is_some_and(|(_, list)| list.iter().any(of_its_own))
    };
    order.retain(|(role, _)| own(role));
    let Some((first, _)) = order.first().filter(|(_, sum)| *sum >= FIRST).copied() else { return };
    package.role = first;
    package.also = order
        .iter()
        .skip(1)
        .filter(|(role, sum)| *sum >= BESIDE && !matches!(role, Role::Library | Role::Domain))
        .map(|(role, _)| *role)
        .collect();
    package.also.sort_unstable();
    for role in std::iter::once(first).chain(package.also.iter().copied()) {
        if let Some((_, evidence)) = scales.get_mut(&role) {
            evidence.sort_by(|a, b| {
                let key = |e: &Evidence| (std::cmp::Reverse(e.weight), e.file.clone(), e.line);
                key(a).cmp(&key(b)).then_with(|| a.what.cmp(&b.what))
            });
            evidence.dedup_by(|a, b| a.what == b.what);
            package.evidence.extend(evidence.drain(..).take(MOST_EVIDENCE));
        }
    }
}

/// What the names of the folders say: the last one counts whole, those around it less.
fn names(package: &Package, parts: &[Part<'_>], scales: &mut Scales) {
    let plain = |segment: &&str| {
        !is_version(segment)
            && !matches!(*segment, "." | "internal" | "pkg" | "src" | "app" | "lib")
    };
    let at = first_clause(package, parts.iter());
    let segments = package.folder.rsplit('/').filter(plain).take(3);
    for (depth, segment) in segments.enumerate() {
        let lower = segment.to_lowercase();
        for rule in &Rules::built_in().all {
            let Some(role) = rule.role else { continue };
            let share = rule.words.iter().map(|word| share(&lower, word)).max().unwrap_or(0);
            // What lies anywhere below a folder of tests is for tests, below a program part of it.
            let keeps = matches!(role, Role::Main | Role::Test);
            let weight = (rule.points * share) >> if keeps { 0 } else { depth };
            if weight > 0 {
                let said = if depth == 0 { "the folder is called" } else { AROUND };
                let what = format!("{said} `{segment}`");
                add(scales, role, weight, at.clone(), what);
            }
        }
    }
}

/// How much of a word's points the name of a folder gets, in quarters.
fn share(segment: &str, word: &str) -> u32 {
    if let Some((beginning, ending)) = word.split_once('*') {
        let longer = segment.len() > beginning.len() + ending.len()
            && segment.starts_with(beginning)
            && segment.ends_with(ending);
        return if longer { POINT } else { 0 };
    }
    if segment == word {
        return POINT;
    }
    if segment.split(['-', '_', '.']).any(|part| part == word) { POINT / 2 } else { 0 }
}

/// What the rules found in the files.
fn finds(package: &mut Package, parts: &[Part<'_>], scales: &mut Scales) {
    let rules = &Rules::built_in().all;
    let mut given: BTreeMap<usize, u32> = BTreeMap::new();
    // What is declared or called: how often, and what it counts.
    let mut done: BTreeMap<Role, (usize, u32)> = BTreeMap::new();
    // Which files import it, by rule.
    let mut importers: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.counts()) {
        for hit in &part.source.hits {
            let Some(rule) = rules.get(hit.rule) else { continue };
            let sum = given.entry(hit.rule).or_insert(0);
            let weight = rule.points.min(rule.most() - (*sum).min(rule.most()));
            *sum += weight;
            let file = joined(&package.folder, part.name);
            let evidence = Evidence {
                role: rule.role,
                file,
                line: hit.line,
                what: hit.what.clone(),
                weight: weight * POINT,
            };
            if let Some(mark) = &rule.mark {
                package.marks.entry(mark.clone()).or_insert_with(|| evidence.clone());
            }
            if let (Some(name), Some(kind)) = (&rule.name, rule.kind())
                && !package.technologies.iter().any(|known| known.name == *name)
            {
                let (name, evidence) = (name.clone(), evidence.clone());
                package.technologies.push(Technology { name, kind, evidence });
            }
            let Some(role) = rule.role else { continue };
            if hit.what.starts_with("imports ") {
                importers.entry(hit.rule).or_default().insert(part.name);
            } else {
                let (count, sum) = done.entry(role).or_default();
                *count += 1;
                *sum += weight * POINT;
            }
            if weight > 0 {
                let (of, list) = scales.entry(role).or_default();
                *of += weight * POINT;
                list.push(evidence);
            }
        }
    }
    for (at, files) in importers {
        let Some((role, rule)) = rules.get(at).and_then(|rule| Some((rule.role?, rule))) else {
            continue;
        };
        if files.len() * SELDOM < package.files
            && let Some((sum, _)) = scales.get_mut(&role)
        {
            *sum = sum.saturating_sub(rule.points * POINT / 2);
        }
    }
    in_proportion(package, &done, scales);
    package.technologies.sort_by(|a, b| a.name.cmp(&b.name));
}

/// What is done in a few places of a large package says little about it; and who keeps data by
/// calling a service keeps data.
fn in_proportion(package: &Package, done: &BTreeMap<Role, (usize, u32)>, scales: &mut Scales) {
    let (_, methods, functions) = package.declared;
    for (role, (count, points)) in done {
        if count * RARE < methods + functions
            && let Some((sum, _)) = scales.get_mut(role)
        {
            *sum = sum.saturating_sub(points / 2);
        }
    }
    let keeps = [Role::Persistence, Role::Queue, Role::Cache]
        .iter()
        .any(|role| scales.get(role).is_some_and(|(sum, _)| *sum >= KEEPS));
    if let Some((sum, _)) = scales.get_mut(&Role::Client).filter(|_| keeps) {
        *sum /= 2;
    }
}

fn add(scales: &mut Scales, role: Role, weight: u32, at: (String, usize), what: String) {
    let (sum, list) = scales.entry(role).or_default();
    *sum += weight;
    list.push(Evidence { role: Some(role), file: at.0, line: at.1, what, weight });
}

/// The first package clause of a package.
fn first_clause<'p>(
    package: &Package,
    mut parts: impl Iterator<Item = &'p Part<'p>>,
) -> (String, usize) {
    let named = parts.next().map(|part| (part.name, part.source.clause));
    let (name, line) = named.unwrap_or(("", 1));
    (joined(&package.folder, name), line.max(1))
}

fn joined(folder: &str, name: &str) -> String {
    if folder == "." { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Whether a folder is called as those are in which libraries lie.
fn is_lib(folder: &str) -> bool {
    matches!(folder, "lib" | "libs")
}

/// Domain or library, where no rule says more: what is made of the project's own nouns, or stands by
/// itself. `own` is how many packages of the tree it uses that are no libraries.
fn plain(package: &mut Package, files: &BTreeMap<String, Source>, own: usize, lib_says: bool) {
    let (types, methods, functions) = package.declared;
    let has = |folder: &[&str]| package.folder.split('/').any(|part| folder.contains(&part));
    let stands_apart = lib_says && package.folder.split('/').any(is_lib);
    let is_of_nouns = types >= 2 && methods >= functions && !has(&["pkg"]);
    let wire = package.files == package.generated && package.name.ends_with("pb");
    let role = if (own > 0 || is_of_nouns) && !stands_apart && !wire {
        Role::Domain
    } else {
        Role::Library
    };
    let file = files.iter().find(|(name, _)| !is_test(name));
    let (name, line) = file.map_or(("", 1), |(name, source)| (name.as_str(), source.clause.max(1)));
    let count =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let what = format!(
        "{}, {}, {}; no sign of anything else",
        count(types, "type"),
        count(methods, "method"),
        count(functions, "function")
    );
    package.role = role;
    let file = joined(&package.folder, name);
    package.evidence = vec![Evidence { role: Some(role), file, line, what, weight: 0 }];
}
