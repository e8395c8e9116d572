//! A Go project in markdown: the part for a README, and the whole report.

use std::fmt::Write as _;

use super::Mapped;
use super::rows::{about_modules, counted, folders, shown_by, title};
use crate::diagram::to_mermaid;
use crate::project::{By, Grain, Project};

/// Packages that the report lists at most.
const MOST_PACKAGES: usize = 400;
/// Things that a list names at most.
const MOST_LISTED: usize = 60;

/// The diagram and the table of components, for between the markers of a README. It depends on the
/// tree alone.
pub fn map_part(project: &Project) -> String {
    let mut text =
        format!("```mermaid\n{}```\n\n", to_mermaid(&project.architecture(Grain::Fine).diagram));
    text.push_str("| component | what it is | packages | seen in |\n|---|---|---|---|\n");
    for component in project.components(Grain::Fine) {
        let (named, more) = folders(project, &component);
        let mut packages = named.iter().map(|f| code(f)).collect::<Vec<_>>().join(", ");
        if more > 0 {
            let _ = write!(packages, " and {more} more");
        }
        let mut what = component.role.name().to_owned();
        if !component.technologies.is_empty() {
            let _ = write!(what, ": {}", component.technologies.join(", "));
        }
        let seen = shown_by(project, &component);
        let seen =
            seen.map_or_else(String::new, |e| format!("{} {}", code(&e.place()), plain(&e.what)));
        let _ = writeln!(
            text,
            "| {} | {} | {packages} | {seen} |",
            plain(&component.name),
            plain(&what)
        );
    }
    text
}

/// The whole report.
pub fn map_markdown(mapped: &Mapped<'_>) -> String {
    let project = mapped.project;
    let mut text = format!("# {}\n\n{}.\n", plain(&title(project)), plain(&counted(project)));
    for line in about_modules(project) {
        let _ = write!(text, "\n{}\n", plain(&line));
    }
    let _ = write!(text, "\n## Architecture\n\n{}", map_part(project));
    beside(mapped, &mut text);
    roadmap(mapped, &mut text);
    packages(project, &mut text);
    if !project.unread.is_empty() {
        text.push_str("\n## Not read, or not whole\n\n");
        for unread in project.unread.iter().take(MOST_LISTED) {
            let _ = writeln!(text, "- {}: {}", code(&unread.path), plain(&unread.why));
        }
        more(&mut text, project.unread.len());
    }
    text
}

fn beside(mapped: &Mapped<'_>, text: &mut String) {
    let Some((session, prompt, beside)) = mapped.beside else { return };
    let _ = write!(text, "\n## Beside the design of {} ({})\n", plain(prompt), plain(session));
    if !beside.built.is_empty() {
        text.push_str(
            "\n### Designed and built\n\n| design | packages | by | seen in |\n|---|---|---|---|\n",
        );
        for built in &beside.built {
            let packages = built.packages.iter().take(6).map(|f| code(f)).collect::<Vec<_>>();
            let by = match built.by {
                By::Technology => "technology",
                By::Name => "name",
                By::Kind => "kind only",
            };
            let _ = writeln!(
                text,
                "| {} | {} | {by} | {} |",
                plain(&built.design),
                packages.join(", "),
                plain(&built.evidence)
            );
        }
    }
    let list = |text: &mut String, heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            let _ = write!(text, "\n### {heading}\n\n");
            for item in items.iter().take(MOST_LISTED) {
                let _ = writeln!(text, "- {item}");
            }
            more(text, items.len());
        }
    };
    let missing = beside.missing.iter().map(|missing| {
        let quote = if missing.quote.is_empty() {
            String::new()
        } else {
            format!(": “{}”", plain(&missing.quote))
        };
        format!("{} – {}{quote}", plain(&missing.design), missing.role.name())
    });
    list(text, "Designed and missing", missing.collect());
    let undesigned = beside.undesigned.iter().map(|found| {
        format!("{} – {}: {}", code(&found.package), found.role.name(), plain(&found.evidence))
    });
    list(text, "Built and not designed", undesigned.collect());
    let open = beside.arrows.iter().filter(|arrow| !arrow.built);
    list(
        text,
        "Arrows that no import follows",
        open.map(|arrow| format!("{} → {}", plain(&arrow.from), plain(&arrow.to))).collect(),
    );
    list(
        text,
        "Not looked for in Go code",
        beside.elsewhere.iter().map(|name| plain(name)).collect(),
    );
}

fn roadmap(mapped: &Mapped<'_>, text: &mut String) {
    let milestones = mapped.project.roadmap(mapped.beside.map(|(_, _, found)| found));
    text.push_str("\n## Roadmap\n");
    if milestones.is_empty() {
        text.push_str("\nNothing that can be seen in the sources is missing.\n");
    }
    for (at, milestone) in milestones.iter().enumerate() {
        let _ = write!(text, "\n### {} {}\n\n", at + 1, plain(&milestone.title));
        if !milestone.needs.is_empty() {
            let needs = milestone.needs.iter().map(usize::to_string).collect::<Vec<_>>();
            let _ = write!(text, "After {}.\n\n", needs.join(", "));
        }
        let _ = writeln!(text, "- Delivers: {}", plain(&milestone.delivers));
        let _ = writeln!(text, "- Proved by: {}", plain(&milestone.proof));
        for because in &milestone.because {
            let _ = writeln!(text, "- Because: {}", plain(because));
        }
    }
}

fn packages(project: &Project, text: &mut String) {
    text.push_str(
        "\n## Packages\n\n| package | what it is | also | seen in |\n|---|---|---|---|\n",
    );
    for package in project.packages.iter().take(MOST_PACKAGES) {
        let also = package.also.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
        let seen = package.evidence.iter().take(2);
        let seen = seen.map(|e| format!("{} {}", code(&e.place()), plain(&e.what)));
        let mut role = package.role.name().to_owned();
        if package.generated > 0 && package.generated == package.files {
            role.push_str(", generated");
        }
        let _ = writeln!(
            text,
            "| {} | {role} | {also} | {} |",
            code(&package.folder),
            seen.collect::<Vec<_>>().join("; ")
        );
    }
    if let Some(more) = project.packages.len().checked_sub(MOST_PACKAGES).filter(|more| *more > 0) {
        let _ = write!(text, "\n{more} more; `--json` has all.\n");
    }
}

fn more(text: &mut String, all: usize) {
    if all > MOST_LISTED {
        let _ = writeln!(text, "- and {} more", all - MOST_LISTED);
    }
}

/// Foreign text as plain text of markdown, on one line: nothing in it is markup or ends a cell.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::report::one_line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '[' | ']' | '\\' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    if out.matches('`').count() % 2 == 1 { out.replace('`', "'") } else { out }
}

/// Foreign text as code; what would end it or a cell is left out.
fn code(text: &str) -> String {
    let bare: String = crate::report::one_line(text)
        .chars()
        .map(|c| match c {
            '`' | '|' | '<' | '>' => '\'',
            c => c,
        })
        .collect();
    format!("`{bare}`")
}
