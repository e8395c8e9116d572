//! Pages and documents of small projects.

use super::*;
use crate::project::Survey;
use crate::report::screen::{Charset, Layout, cells};

fn project(files: &[(&str, &str)]) -> Project {
    let mut survey = Survey::new();
    for (path, text) in files {
        survey.take(path, text.as_bytes());
    }
    survey.finish()
}

const SMALL: [(&str, &str); 4] = [
    ("go.mod", "module example.org/links\n"),
    (
        "main.go",
        "package main\n\nimport \"example.org/links/store\"\n\nfunc main() { store.Open() }\n",
    ),
    (
        "store/store.go",
        "package store\n\nimport _ \"github.com/mattn/go-sqlite3\"\n\nfunc Open() {}\n",
    ),
    ("store/odd|`<!-- x -->`/a.go", "package odd\n"),
];

fn page(project: &Project, columns: usize, plain: bool) -> Vec<String> {
    let charset = if plain { Charset::Ascii } else { Charset::Unicode };
    let mapped = Mapped { project, beside: None };
    let page = map_page(&mapped, Layout { columns, charset, plain });
    page.iter().map(ToString::to_string).collect()
}

#[test]
fn a_page_fits_its_screen() {
    let project = project(&SMALL);
    for columns in [40, 60, 80, 120] {
        for line in page(&project, columns, false) {
            assert!(cells(&line) <= columns.min(80), "{columns}: {line}");
        }
    }
    let shown = page(&project, 80, false).join("\n");
    for part in ["example.org/links", "storage: SQLite", "store/store.go:3", "Roadmap"] {
        assert!(shown.contains(part), "{part}:\n{shown}");
    }
    let plain = page(&project, 40, true);
    assert!(plain.iter().all(|line| line.is_ascii()), "{plain:#?}");
    assert!(plain.iter().any(|line| line.starts_with("component: storage: SQLite")), "{plain:#?}");
}

#[test]
fn foreign_names_end_no_cell_and_no_marker() {
    let project = project(&SMALL);
    let part = map_part(&project);
    assert!(!part.contains("<!--") && !part.contains("-->\n"), "{part}");
    for line in part.lines().filter(|line| line.starts_with('|')) {
        let bare = line.replace("\\|", "");
        assert_eq!(bare.matches('|').count(), 5, "{line}");
    }
    let whole = map_markdown(&Mapped { project: &project, beside: None });
    assert!(whole.contains("## Packages") && whole.contains("```mermaid\nflowchart LR\n"));
}

#[test]
fn the_document_names_its_format_and_every_package() {
    let project = project(&SMALL);
    let document = MapDocument::of(&Mapped { project: &project, beside: None });
    assert_eq!(document.schema, MAP);
    assert_eq!(document.packages.len(), 3);
    assert_eq!(document.packages[0].uses, ["store"]);
    let text = serde_json::to_string(&document).unwrap();
    assert!(text.contains("\"role\":\"persistence\""), "{text}");
}
