//! A diagram as an indented list: each box with what leads from it.

use super::graph::Diagram;
use super::word::{columns, rows};

/// The list in rows of at most `width` columns; a single wide character may need one more where
/// `width` is 1.
pub(super) fn list(diagram: &Diagram, width: usize, ascii: bool) -> Vec<String> {
    let arrow = if ascii { "->" } else { "→" };
    let mut lines = Vec::new();
    for (at, found) in diagram.boxes().iter().enumerate() {
        let out: Vec<_> = diagram.links().iter().filter(|link| link.from == at).collect();
        // A box that arrows only lead to is named there, its mark included.
        if out.is_empty() && !diagram.is_lonely(at) {
            continue;
        }
        lines.extend(hanging("", "  ", &named(diagram, at), width));
        for link in out {
            let label =
                if link.label.is_empty() { String::new() } else { format!(": {}", link.label) };
            let target = &diagram.boxes()[link.to];
            let leads_on = diagram.links().iter().any(|onwards| onwards.from == link.to);
            let name = if leads_on { target.name.clone() } else { named(diagram, link.to) };
            let text = format!("{name}{label}");
            lines.extend(hanging(&format!("  {arrow} "), "      ", &text, width));
        }
        debug_assert!(!found.name.is_empty());
    }
    lines
}

fn named(diagram: &Diagram, at: usize) -> String {
    let Some(found) = diagram.boxes().get(at) else { return String::new() };
    if found.is_marked() {
        format!("{} [{}]", found.name, found.kind.id())
    } else {
        found.name.clone()
    }
}

/// Text behind its beginning, with its further rows indented as long as there is room for that.
pub(super) fn hanging(first: &str, indent: &str, text: &str, width: usize) -> Vec<String> {
    let (first, indent) = if width < 16 { ("", "") } else { (first, indent) };
    let lead = columns(first).max(columns(indent));
    let mut lead_rows = rows(text, width.saturating_sub(lead)).into_iter();
    let mut lines = Vec::new();
    if let Some(row) = lead_rows.next() {
        lines.push(format!("{first}{row}"));
    }
    lines.extend(lead_rows.map(|row| format!("{indent}{row}")));
    lines
}
