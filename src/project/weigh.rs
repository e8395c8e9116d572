//! What a package is, from what the rules found in it.

use std::collections::BTreeMap;

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
const KEEPS: u32 = 5 * POINT;
/// What `package main` counts.
const PACKAGE_MAIN: u32 = 20 * POINT;
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
    let roles: Vec<Role> = packages.iter().map(|package| package.role).collect();
    for package in packages.iter_mut().filter(|package| package.evidence.is_empty()) {
        let Some(files) = sources.get(&package.folder) else { continue };
        plain(package, files, &roles);
    }
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
            let weight = (rule.points * share) >> depth;
            if weight > 0 {
                let what = format!("the folder is called `{segment}`");
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
            if !hit.what.starts_with("imports ") {
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

/// Domain or library, where no rule says more: what is made of the project's own nouns, or stands by
/// itself.
fn plain(package: &mut Package, files: &BTreeMap<String, Source>, roles: &[Role]) {
    let (types, methods, functions) = package.declared;
    let uses_own = package.uses.iter().any(|at| roles.get(*at) != Some(&Role::Library));
    let is_of_nouns = types >= 2 && methods >= functions;
    let stands_apart = package.folder.split('/').any(|part| matches!(part, "lib" | "libs"));
    let wire = package.files == package.generated && package.name.ends_with("pb");
    let has_things = types > 0 || methods > functions;
    let role = if (uses_own || is_of_nouns) && has_things && !stands_apart && !wire {
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
