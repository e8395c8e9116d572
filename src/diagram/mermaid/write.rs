//! A diagram as a Mermaid flow chart.

use std::fmt::Write as _;

use crate::diagram::graph::Diagram;
use crate::diagram::kind::Kind;

/// The diagram as a flow chart, one statement a line, that [`super::read`] reads as the same
/// diagram. Kinds are shapes where Mermaid has a customary one, and always classes. Nothing in a
/// name ends its quotation, is HTML or closes a code fence.
pub fn write(diagram: &Diagram) -> String {
    let mut text = "flowchart LR\n".to_owned();
    for (at, found) in diagram.boxes().iter().enumerate() {
        let (open, close) = match found.kind {
            Kind::Service => ("[", "]"),
            Kind::Client => ("([", "])"),
            Kind::Database => ("[(", ")]"),
            Kind::Queue => ("[[", "]]"),
            Kind::Cache => ("(", ")"),
            Kind::External => ("{{", "}}"),
        };
        let (name, kind) = (escaped(&found.name), found.kind.id());
        let _ = writeln!(text, "    n{}{open}\"{name}\"{close}:::{kind}", at + 1);
    }
    for link in diagram.links() {
        let label = match link.label.as_str() {
            "" => String::new(),
            label => format!("|\"{}\"|", escaped(label)),
        };
        let _ = writeln!(text, "    n{} -->{label} n{}", link.from + 1, link.to + 1);
    }
    if diagram.boxes().iter().any(|found| found.kind == Kind::External) {
        text.push_str("    classDef external stroke-dasharray: 4 3\n");
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("#quot;"),
            '<' => escaped.push_str("#lt;"),
            '>' => escaped.push_str("#gt;"),
            '&' | '#' | '`' | '\\' | '*' | '_' | '~' | '$' | '|' | ';' | '%' => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}
