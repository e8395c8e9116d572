//! A Go project on the screen.

use super::Mapped;
use super::rows::{about_modules, counted, folders, many, shown_by, title};
use crate::diagram::{Diagram, Fit, drawing, list};
use crate::project::{Beside, By, Grain, Milestone, Project, Role};
use crate::report::screen::{Charset, Layout, Styled, Tone, wrap};
use crate::report::visible;

/// The columns of a drawing.
const DRAWN: usize = 78;
/// The most rows of a drawing before a coarser one is tried.
const TALLEST: usize = 60;
/// Things that a list names at most; `-o` and `--json` have all.
const MOST_LISTED: usize = 8;

/// The project as a page: what it is, drawn, component by component, beside the design, and what is
/// next.
pub fn map_page(mapped: &Mapped<'_>, layout: Layout) -> Vec<Styled> {
    let project = mapped.project;
    let mut page = Page { layout, lines: Vec::new() };
    page.text(Tone::Heading, "", &title(project));
    page.text(Tone::Dim, "", &format!("{}.", counted(project)));
    for line in about_modules(project) {
        page.text(Tone::Plain, "", &line.replace('`', ""));
    }
    if !project.packages.is_empty() {
        page.drawn(project);
        page.components(project);
    }
    if let Some((session, prompt, beside)) = mapped.beside {
        page.beside(session, prompt, beside);
    }
    page.roadmap(&project.roadmap(mapped.beside.map(|(_, _, found)| found)));
    page.unread(project);
    page.lines
}

struct Page {
    layout: Layout,
    lines: Vec<Styled>,
}

impl Page {
    /// A text behind a beginning; its further rows stand under it. In the plain form it is one line.
    fn text(&mut self, tone: Tone, first: &str, text: &str) {
        let text = match self.layout.charset {
            Charset::Unicode => visible(text).into_owned(),
            Charset::Ascii => self.layout.own(&in_ascii(&visible(text))),
        };
        let first_width = first.chars().count();
        if self.layout.plain {
            self.lines.push(Styled::of(tone, format!("{first}{text}")));
            return;
        }
        let room = self.layout.width().min(80).saturating_sub(first_width).max(16);
        for (at, row) in wrap(&text, room).into_iter().enumerate() {
            let lead = if at == 0 { first.to_owned() } else { " ".repeat(first_width) };
            self.lines.push(Styled::of(Tone::Plain, lead).then(tone, row));
        }
    }

    fn blank(&mut self) {
        self.lines.push(Styled::blank());
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        self.text(Tone::Heading, "", text);
    }

    fn drawn(&mut self, project: &Project) {
        self.blank();
        let ascii = self.layout.charset == Charset::Ascii;
        let fit = Fit { width: self.layout.width().min(DRAWN), height: None, ascii };
        let rows = if self.layout.plain {
            list(&project.architecture(Grain::Fine).diagram, fit)
        } else {
            best(project, fit)
        };
        for row in rows {
            self.lines.push(Styled::of(Tone::Plain, row));
        }
        let beside: Vec<String> = project
            .components(Grain::Coarse)
            .iter()
            .filter(|component| component.role.is_beside())
            .map(|component| format!("{} ({})", component.role.name(), component.packages.len()))
            .collect();
        if !beside.is_empty() {
            self.text(Tone::Dim, "", &format!("Not drawn: {}.", beside.join(", ")));
        }
        let back = project.architecture(Grain::Fine).back;
        if back > 0 {
            let goes =
                if back == 1 { "1 arrow back is" } else { &format!("{back} arrows back are") };
            self.text(Tone::Dim, "", &format!("Where parts use each other, {goes} left out."));
        }
    }

    fn components(&mut self, project: &Project) {
        self.heading("Components");
        for component in project.components(Grain::Fine) {
            let (named, more) = folders(project, &component);
            let mut named_as = visible(&component.name).into_owned();
            let is_part = matches!(component.role, Role::Main | Role::Domain);
            if is_part && named_as != component.role.name() {
                named_as = format!("{named_as} – {}", component.role.name());
            }
            if !component.technologies.is_empty() {
                named_as = format!("{named_as}: {}", component.technologies.join(", "));
            }
            let mut packages = named.join(", ");
            if more > 0 {
                packages = format!("{packages} and {more} more");
            }
            let seen = shown_by(project, &component);
            let seen = seen.map(|evidence| format!("{}  {}", evidence.place(), evidence.what));
            if self.layout.plain {
                let seen = seen.map_or_else(String::new, |seen| format!(", seen in {seen}"));
                self.text(
                    Tone::Plain,
                    "component: ",
                    &format!("{named_as}, packages: {packages}{seen}"),
                );
                continue;
            }
            self.text(Tone::Accent, "  ", &named_as);
            self.text(Tone::Plain, "    ", &packages);
            if let Some(seen) = seen {
                self.text(Tone::Dim, "    ", &seen);
            }
        }
    }

    fn beside(&mut self, session: &str, prompt: &str, beside: &Beside) {
        self.heading(&format!("Beside the design of {prompt} ({session})"));
        let nothing = beside.built.is_empty() && beside.missing.is_empty();
        if nothing {
            self.text(
                Tone::Plain,
                "  ",
                "Nothing was drawn or named in that interview that could be looked for.",
            );
        }
        for built in &beside.built {
            let by = match built.by {
                By::Technology | By::Name => "",
                By::Kind => ", by its kind only",
            };
            let packages = some(&built.packages);
            self.text(Tone::Good, "  built    ", &format!("{} – {packages}{by}", built.design));
        }
        for missing in &beside.missing {
            let quote = if missing.quote.is_empty() {
                String::new()
            } else {
                format!(": “{}”", missing.quote)
            };
            let text = format!("{} – {}{quote}", missing.design, missing.role.name());
            self.text(Tone::Bad, "  missing  ", &text);
        }
        let open: Vec<String> = beside
            .arrows
            .iter()
            .filter(|arrow| !arrow.built)
            .map(|arrow| format!("{} → {}", arrow.from, arrow.to))
            .collect();
        for arrow in open {
            self.text(Tone::Half, "  no way   ", &format!("{arrow}: no import leads there"));
        }
        for found in beside.undesigned.iter().take(MOST_LISTED) {
            let text = format!("{} – {}", found.package, found.role.name());
            self.text(Tone::Half, "  extra    ", &text);
        }
        self.more(beside.undesigned.len(), "packages that were not designed");
        if !beside.elsewhere.is_empty() {
            let text = format!("Not looked for in Go code: {}.", beside.elsewhere.join(", "));
            self.text(Tone::Dim, "  ", &text);
        }
    }

    fn roadmap(&mut self, milestones: &[Milestone]) {
        self.heading("Roadmap");
        if milestones.is_empty() {
            self.text(Tone::Plain, "  ", "Nothing that can be seen in the sources is missing.");
        }
        for (at, milestone) in milestones.iter().enumerate() {
            let needs: Vec<String> = milestone.needs.iter().map(usize::to_string).collect();
            let after = if needs.is_empty() {
                String::new()
            } else {
                format!(" (after {})", needs.join(", "))
            };
            let number = format!("{:>3} ", at + 1);
            self.text(Tone::Accent, &number, &format!("{}{after}", milestone.title));
            self.text(Tone::Plain, "    delivers  ", &milestone.delivers);
            self.text(Tone::Plain, "    proof     ", &milestone.proof);
            for because in milestone.because.iter().take(4) {
                self.text(Tone::Dim, "    because   ", &because.replace('`', ""));
            }
        }
    }

    fn unread(&mut self, project: &Project) {
        if project.unread.is_empty() {
            return;
        }
        self.heading("Not read, or not whole");
        for unread in project.unread.iter().take(MOST_LISTED) {
            self.text(Tone::Half, "  ", &format!("{}: {}", unread.path, unread.why));
        }
        self.more(project.unread.len(), "places");
    }

    fn more(&mut self, all: usize, what: &str) {
        if all > MOST_LISTED {
            let text = format!("and {} more {what}; `--json` has all", all - MOST_LISTED);
            self.text(Tone::Dim, "  ", &text);
        }
    }
}

/// A text with the signs between its parts in ASCII.
fn in_ascii(text: &str) -> String {
    let mut text = text.to_owned();
    for (sign, ascii) in [(" – ", ": "), ("→", "->"), ("“", "\""), ("”", "\"")] {
        text = text.replace(sign, ascii);
    }
    text
}

/// Some names, and how many more.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(3) {
        0 => shown,
        more => format!("{shown} and {}", many(more, "more package")),
    }
}

/// The finest drawing that fits; a list of the coarsest where none does.
fn best(project: &Project, fit: Fit) -> Vec<String> {
    for grain in [Grain::Fine, Grain::Coarse] {
        let diagram = project.architecture(grain).diagram;
        let rows = drawing(&diagram, fit);
        if rows.len() <= TALLEST && !is_list(&diagram, fit, &rows) {
            return rows;
        }
    }
    list(&project.architecture(Grain::Coarse).diagram, fit)
}

fn is_list(diagram: &Diagram, fit: Fit, rows: &[String]) -> bool {
    rows == list(diagram, fit)
}
