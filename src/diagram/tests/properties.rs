//! What holds for every diagram.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::examples::{BOARDS, WIDE, diagram};
use super::tracer::Tracer;
use crate::diagram::fit::drawn;
use crate::diagram::word::columns;
use crate::diagram::{
    Diagram, Fit, Kind, drawing, from_mermaid, list, read_line, svg, to_mermaid, write_lines,
};

/// What a drawing writes in a box, for boxes without a mark and without an arrow to themselves.
fn shown(diagram: &Diagram, at: usize) -> String {
    let found = &diagram.boxes()[at];
    let mut text = found.name.clone();
    if found.is_marked() {
        write!(text, " [{}]", found.kind.id()).unwrap();
    }
    let own: Vec<&str> = diagram
        .links()
        .iter()
        .filter(|link| link.from == at && link.to == at)
        .map(|link| link.label.as_str())
        .filter(|label| !label.is_empty())
        .collect();
    if diagram.links().iter().any(|link| link.from == at && link.to == at) {
        text.push_str(" to itself");
        if !own.is_empty() {
            write!(text, ": {}", own.join(", ")).unwrap();
        }
    }
    text
}

/// The arrows of a diagram as a drawing shows them, those of a box to itself left out.
fn arrows(diagram: &Diagram) -> BTreeSet<(String, String)> {
    let between = diagram.links().iter().filter(|link| link.from != link.to);
    between.map(|link| (shown(diagram, link.from), shown(diagram, link.to))).collect()
}

/// Names with their blanks closed up: a name may be broken into rows.
fn closed(pairs: BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    pairs.into_iter().map(|(a, b)| (a.replace(' ', ""), b.replace(' ', ""))).collect()
}

fn follow(diagram: &Diagram, rows: &[String]) {
    let tracer = Tracer::new(rows);
    assert_eq!(
        closed(tracer.arrows()),
        closed(arrows(diagram)),
        "\n{}\n{:?}",
        rows.join("\n"),
        write_lines(diagram)
    );
    let names: BTreeSet<String> = tracer.names().iter().map(|name| name.replace(' ', "")).collect();
    for at in 0..diagram.boxes().len() {
        assert!(names.contains(&shown(diagram, at).replace(' ', "")), "{}", rows.join("\n"));
    }
}

#[test]
fn every_line_of_the_examples_can_be_followed() {
    for (name, lines) in BOARDS {
        let diagram = diagram(lines);
        let rows = drawn(&diagram, WIDE).unwrap_or_else(|| panic!("{name} is not drawn"));
        follow(&diagram, &rows);
    }
}

const NAMES: [&str; 15] = [
    "client",
    "lb",
    "api",
    "cache",
    "db",
    "queue",
    "worker",
    "object storage",
    "search index",
    "notification service",
    "Stripe",
    "id allocator",
    "cdn",
    "日本",
    "replica",
];

/// Diagrams of up to 15 boxes, with cycles, arrows there and back, and marks.
fn diagrams(most: usize) -> impl Strategy<Value = Diagram> {
    let labels = prop::sample::select(vec!["", "", "", "https", "read-through", "p99 < 5 ms", "a"]);
    let edge = (0..15_usize, 0..15_usize, labels, 0..12_usize);
    prop::collection::vec(edge, 1..most).prop_map(|edges| {
        let mut diagram = Diagram::default();
        for (from, to, label, mark) in edges {
            let (from, to) = (NAMES[from], NAMES[to]);
            let mark =
                Kind::ALL.get(mark).map_or(String::new(), |kind| format!(" [{}]", kind.id()));
            let label = if label.is_empty() { String::new() } else { format!(": {label}") };
            diagram.apply(&read_line(&format!("{from}{mark} -> {to}{label}")).unwrap());
        }
        diagram
    })
}

/// Any text as a name, whatever is in it.
fn wild() -> impl Strategy<Value = Diagram> {
    let text = prop_oneof!["\\PC{1,24}", any::<String>(), "[a-z \"|#;&<>`\\[\\](){}:,-]{1,16}"];
    let mention = (text.clone(), text.clone(), text, 0..9_usize);
    prop::collection::vec(mention, 1..8).prop_map(|edges| {
        let quoted =
            |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let mut diagram = Diagram::default();
        for (from, to, label, mark) in edges {
            let mark = Kind::ALL.get(mark).map_or(String::new(), |kind| format!("[{}]", kind.id()));
            let line = format!("{}{mark} -> {}: {}", quoted(&from), quoted(&to), quoted(&label));
            if let Ok(statement) = read_line(&line) {
                diagram.apply(&statement);
            }
        }
        diagram
    })
}

fn labels_are_shown(diagram: &Diagram, rows: &[String]) {
    let text: String = rows.concat().replace([' ', '─'], "");
    for link in diagram.links().iter().filter(|link| link.from != link.to) {
        assert!(text.contains(&link.label.replace(' ', "")), "{:?}\n{}", link, rows.join("\n"));
    }
}

proptest! {
    #[test]
    fn every_line_of_a_drawing_can_be_followed(diagram in diagrams(18), width in 30_usize..140) {
        let fit = Fit { width, height: None, ascii: false };
        if let Some(rows) = drawn(&diagram, fit) {
            follow(&diagram, &rows);
        }
    }

    #[test]
    fn labels_are_in_the_drawing(diagram in diagrams(10)) {
        let fit = Fit { width: 200, height: None, ascii: false };
        if let Some(rows) = drawn(&diagram, fit) {
            labels_are_shown(&diagram, &rows);
        }
    }

    #[test]
    fn no_row_is_wider_than_the_room(
        diagram in prop_oneof![diagrams(25), wild()],
        width in 2_usize..120,
        height in prop::option::of(3_usize..40),
        ascii: bool,
    ) {
        let rows = drawing(&diagram, Fit { width, height, ascii });
        for row in &rows {
            prop_assert!(columns(row) <= width, "{row:?} in {width}");
            prop_assert!(!row.chars().any(char::is_control));
        }
        prop_assert!(!rows.is_empty() || diagram.is_empty());
    }

    #[test]
    fn every_arrow_is_in_the_list(diagram in diagrams(30)) {
        let rows = list(&diagram, Fit { width: 300, height: None, ascii: true });
        let mut from = "";
        let mut found = Vec::new();
        for row in &rows {
            match row.strip_prefix("  -> ") {
                Some(to) => found.push(format!("{from} -> {to}")),
                None => from = row.split(" [").next().unwrap(),
            }
        }
        prop_assert_eq!(found.len(), diagram.links().len());
        for link in diagram.links() {
            let (from, to) = (diagram.name(link.from), diagram.name(link.to));
            let begins = format!("{from} -> {to}");
            let there = found.iter().any(|row| row.starts_with(&begins) && row.ends_with(&link.label));
            prop_assert!(there, "{begins} in {rows:?}");
        }
    }

    #[test]
    fn mermaid_reads_as_what_was_written(diagram in prop_oneof![diagrams(25), wild()]) {
        let text = to_mermaid(&diagram);
        prop_assert!(!text.contains("```"));
        let mut expected = diagram;
        expected.settle();
        prop_assert_eq!(from_mermaid(&text), Ok(expected), "{}", text);
    }

    #[test]
    fn lines_read_as_what_was_written(diagram in prop_oneof![diagrams(25), wild()]) {
        let mut again = Diagram::default();
        for line in write_lines(&diagram) {
            again.apply(&read_line(&line).map_err(|fault| TestCaseError::fail(format!("{line}: {fault}")))?);
        }
        let sorted = |diagram: &Diagram| {
            let mut links: Vec<_> = diagram
                .links()
                .iter()
                .map(|l| (diagram.name(l.from).to_owned(), diagram.name(l.to).to_owned(), l.label.clone()))
                .collect();
            let mut boxes: Vec<_> = diagram.boxes().iter().map(|b| (b.name.clone(), b.kind)).collect();
            links.sort();
            boxes.sort();
            (boxes, links)
        };
        prop_assert_eq!(sorted(&again), sorted(&diagram));
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![any::<String>(), "[a-c<>=\\-:,\"\\[\\]| \n]{0,40}"]) {
        if let Err(fault) = read_line(&text) {
            prop_assert!(!fault.hint().is_empty() && !fault.to_string().is_empty());
        }
        drop(from_mermaid(&text));
        drop(from_mermaid(&format!("graph LR\n{text}")));
    }

    #[test]
    fn svg_is_well_formed_and_holds_no_foreign_element(diagram in prop_oneof![diagrams(12), wild()]) {
        let text = svg(&diagram);
        let mut open: Vec<&str> = Vec::new();
        let known = ["svg", "title", "desc", "path", "rect", "circle", "ellipse", "text"];
        for part in text.split('<').skip(1) {
            let (tag, after) = part.split_once('>').unwrap();
            prop_assert!(!after.contains('>'));
            if let Some(name) = tag.strip_prefix('/') {
                prop_assert_eq!(open.pop(), Some(name));
                continue;
            }
            let name = tag.split([' ', '/']).next().unwrap();
            prop_assert!(known.contains(&name), "{}", name);
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        prop_assert!(open.is_empty());
    }
}
