//! The rows of tables: a component, what it is, and what shows it.

use crate::project::{Component, Counts, Evidence, Project};

/// Packages that a row names.
const MOST_NAMED: usize = 4;

/// What shows a component: the weightiest evidence of its most used packages, and the technologies.
pub(super) fn shown_by<'p>(project: &'p Project, component: &Component) -> Option<&'p Evidence> {
    let mut packages: Vec<_> =
        component.packages.iter().filter_map(|at| project.packages.get(*at)).collect();
    packages.sort_by_key(|package| std::cmp::Reverse(package.used_by));
    // What is said by an import or a declaration says more than the name of a folder.
    let of_role = || {
        let all = packages.iter().flat_map(|package| &package.evidence);
        all.filter(|evidence| evidence.role == Some(component.role))
    };
    let said = of_role().find(|evidence| !evidence.is_a_name());
    said.or_else(|| of_role().next())
}

/// The folders of a component, and how many more.
pub(super) fn folders(project: &Project, component: &Component) -> (Vec<String>, usize) {
    let folder = |at: &usize| project.packages.get(*at).map(|package| package.folder.clone());
    let all: Vec<String> = component.packages.iter().filter_map(folder).collect();
    let more = all.len().saturating_sub(MOST_NAMED);
    (all.into_iter().take(MOST_NAMED).collect(), more)
}

/// What was read, in one sentence.
pub(super) fn counted(project: &Project) -> String {
    let Counts { own, tests, generated, restricted, lines, vendored, test_data, hidden } =
        project.counts;
    let mut text = format!(
        "{} in {}, {}",
        many(project.packages.len(), "package"),
        many(own, "Go file"),
        many(lines, "line")
    );
    let mut parts = Vec::new();
    for (count, what) in
        [(tests, "of tests"), (generated, "generated"), (restricted, "for one system or build")]
    {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if !parts.is_empty() {
        text = format!("{text} ({})", parts.join(", "));
    }
    let mut passed = Vec::new();
    for (count, what) in
        [(vendored, "vendored"), (test_data, "in testdata"), (hidden, "in hidden folders")]
    {
        if count > 0 {
            passed.push(format!("{count} {what}"));
        }
    }
    if !passed.is_empty() {
        text = format!("{text}; not read: {}", passed.join(", "));
    }
    text
}

/// A number of things.
pub(super) fn many(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// What the tree is called.
pub(super) fn title(project: &Project) -> String {
    match project.modules.as_slice() {
        [] => "a tree without a module".to_owned(),
        [only] if only.path.is_empty() => "a module without a path".to_owned(),
        [only] => only.path.clone(),
        [first, rest @ ..] => {
            let path = if first.path.is_empty() { "a module without a path" } else { &first.path };
            format!("{path} and {}", many(rest.len(), "more module"))
        }
    }
}

/// What is to be known about the modules.
pub(super) fn about_modules(project: &Project) -> Vec<String> {
    let mut lines = Vec::new();
    if !project.has_module_file && !project.packages.is_empty() {
        let found = project.modules.first().map(|module| module.path.as_str());
        lines.push(match found {
            Some(path) => format!("There is no go.mod; most imports begin with `{path}`."),
            None => "There is no go.mod, and no import says which module this is.".to_owned(),
        });
    }
    if !project.workspace.is_empty() {
        lines.push(format!("A go.work joins {}.", project.workspace.join(", ")));
    }
    if project.modules.len() > 1 {
        let all = project.modules.iter().map(|module| module.folder.as_str());
        lines.push(format!("Modules in {}.", all.collect::<Vec<_>>().join(", ")));
    }
    for module in &project.modules {
        for (what, by) in module.replaces.iter().filter(|(_, by)| by.starts_with('.')) {
            lines.push(format!("`{what}` is replaced by the folder `{by}`."));
        }
    }
    lines
}
