//! `map --json`.

use serde::Serialize;

use super::Mapped;
use crate::diagram::to_mermaid;
use crate::project::{Beside, Counts, Evidence, Grain, Milestone, Module, Role, Unread};

/// The name of the format of [`MapDocument`].
pub const MAP: &str = "onsite.map/1";

/// A Go project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapDocument {
    /// [`MAP`].
    pub schema: String,
    /// Its modules, by folder.
    pub modules: Vec<Module>,
    /// Whether a `go.mod` was found; else the path of the module is what imports begin with.
    pub has_module_file: bool,
    /// The folders that a `go.work` uses.
    pub workspace: Vec<String>,
    /// Numbers of Go files.
    pub counts: Counts,
    /// The packages, by folder.
    pub packages: Vec<PackagePart>,
    /// What they make up.
    pub components: Vec<ComponentPart>,
    /// The architecture as a Mermaid flow chart.
    pub mermaid: String,
    /// The design of a session beside it; `null` when none was asked for.
    pub beside: Option<BesidePart>,
    /// What is to be done next, in order.
    pub roadmap: Vec<Milestone>,
    /// What could not be read, or not whole.
    pub unread: Vec<Unread>,
}

/// A package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackagePart {
    /// Its folder from the root.
    pub folder: String,
    /// What it is imported by.
    pub import_path: String,
    /// The module that it belongs to.
    pub module: String,
    /// Its name.
    pub name: String,
    /// What it is in the first place.
    pub role: Role,
    /// What it is beside that.
    pub also: Vec<Role>,
    /// What it is built on.
    pub technologies: Vec<String>,
    /// What shows its roles, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// The packages of the tree that it uses, by their folders.
    pub uses: Vec<String>,
    /// Its files without tests.
    pub files: usize,
    /// Those of them that a generator wrote.
    pub generated: usize,
    /// Its files of tests.
    pub tests: usize,
    /// Those of its files that are for one system or build only.
    pub restricted: usize,
    /// Lines without tests.
    pub lines: usize,
    /// Whether it lies below a folder called `internal`.
    pub internal: bool,
}

/// Packages that do one thing together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComponentPart {
    /// Its name.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// Its packages, by their folders.
    pub packages: Vec<String>,
    /// What it is built on.
    pub technologies: Vec<String>,
    /// The components that it uses.
    pub uses: Vec<String>,
}

/// A design beside a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BesidePart {
    /// The session.
    pub session: String,
    /// Its prompt.
    pub prompt: String,
    /// What was found.
    #[serde(flatten)]
    pub found: Beside,
}

impl MapDocument {
    /// The document of a project.
    pub fn of(mapped: &Mapped<'_>) -> Self {
        let project = mapped.project;
        let folder = |at: &usize| project.packages.get(*at).map(|package| package.folder.clone());
        let components = project.components(Grain::Fine);
        let named = |at: &usize| components.get(*at).map(|component| component.name.clone());
        let part = |package: &crate::project::Package| PackagePart {
            folder: package.folder.clone(),
            import_path: package.import_path.clone(),
            module: package.module.clone(),
            name: package.name.clone(),
            role: package.role,
            also: package.also.clone(),
            technologies: package.technologies.iter().map(|used| used.name.clone()).collect(),
            evidence: package.evidence.clone(),
            uses: package.uses.iter().filter_map(folder).collect(),
            files: package.files,
            generated: package.generated,
            tests: package.tests,
            restricted: package.restricted,
            lines: package.lines,
            internal: package.is_internal(),
        };
        let parts = components.iter().map(|component| ComponentPart {
            name: component.name.clone(),
            role: component.role,
            packages: component.packages.iter().filter_map(folder).collect(),
            technologies: component.technologies.clone(),
            uses: component.uses.iter().filter_map(named).collect(),
        });
        Self {
            schema: MAP.to_owned(),
            modules: project.modules.clone(),
            has_module_file: project.has_module_file,
            workspace: project.workspace.clone(),
            counts: project.counts,
            packages: project.packages.iter().map(part).collect(),
            components: parts.collect(),
            mermaid: to_mermaid(&project.architecture(Grain::Fine).diagram),
            beside: mapped.beside.map(|(session, prompt, found)| BesidePart {
                session: session.to_owned(),
                prompt: prompt.to_owned(),
                found: found.clone(),
            }),
            roadmap: project.roadmap(mapped.beside.map(|(_, _, found)| found)),
            unread: project.unread.clone(),
        }
    }
}
