//! A Mermaid flow chart as a diagram.

use std::collections::BTreeMap;

use super::line::{Chain, Mention, chain};
use crate::diagram::fault::Fault;
use crate::diagram::graph::Diagram;
use crate::diagram::kind::Kind;
use crate::diagram::notation::{BoxMention, Edge, Statement, measured};

/// Statements that say how a chart looks, and nothing about what is in it.
const LOOKS: [&str; 11] = [
    "classDef",
    "style",
    "linkStyle",
    "click",
    "direction",
    "end",
    "accTitle",
    "accDescr",
    "title",
    "href",
    "config",
];

/// Whether a text begins as a Mermaid flow chart does: with `graph` or `flowchart`, behind a code
/// fence, comments and front matter if there are any.
pub fn is_header(text: &str) -> bool {
    let mut front = false;
    for line in text.lines().map(str::trim) {
        if line == "---" {
            front = !front;
        } else if !(front || line.is_empty() || line.starts_with("```") || line.starts_with("%%")) {
            return header(line).is_some();
        }
    }
    false
}

/// What stands behind `graph LR` on its line.
fn header(line: &str) -> Option<&str> {
    let rest = ["graph", "flowchart-elk", "flowchart"].iter().find_map(|w| line.strip_prefix(w))?;
    let (direction, rest) = match rest.split_once(';') {
        Some((direction, rest)) => (direction, rest),
        None => (rest, ""),
    };
    let known = matches!(direction.trim(), "" | "TB" | "TD" | "BT" | "RL" | "LR");
    let apart = direction.is_empty() || direction.starts_with(char::is_whitespace);
    (known && apart).then_some(rest)
}

/// What a node is called, and what is known of it.
#[derive(Clone, Debug, Default)]
struct Known {
    name: String,
    kind: Option<Kind>,
}

/// Reads a flow chart: nodes of any shape, labels, `&`, links of every style, subgraphs (their
/// nodes count, their frames do not), classes named for a kind. What only concerns its looks is
/// passed over; a link without a head points onwards.
///
/// # Errors
/// At the first line that is not understood.
pub fn read(text: &str) -> Result<Diagram, Fault> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut front = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line == "---" {
            front = !front;
            continue;
        }
        if front || line.starts_with("```") {
            continue;
        }
        let line = line.split("%%").next().unwrap_or_default();
        for statement in statements(header(line).unwrap_or(line)) {
            let word = statement.split([' ', ':']).next().unwrap_or_default();
            match word {
                "subgraph" => subgraph(&statement["subgraph".len()..], &mut known),
                "class" => classes(&statement["class".len()..], &mut known),
                _ if LOOKS.contains(&word)
                    && chain(statement).is_none_or(|c| c.rest.is_empty()) => {}
                _ => {
                    let chain = chain(statement).ok_or_else(|| Fault::Mermaid {
                        line: index + 1,
                        text: statement.chars().take(60).collect(),
                    })?;
                    let rest = chain.rest.iter().flat_map(|(_, group)| group);
                    for mention in chain.first.iter().chain(rest) {
                        learn(mention, &mut known, &mut order)?;
                    }
                    chains.push(chain);
                }
            }
        }
    }
    Ok(build(&chains, &named(&order, known)))
}

/// The statements of a line: `;` separates them outside quotation marks and behind no entity.
fn statements(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                let entity = line[start..at].rfind(['#', '&']).is_some_and(|from| {
                    line[start + from + 1..at].chars().all(char::is_alphanumeric)
                });
                if !entity {
                    found.push(line[start..at].trim());
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    found.push(line[start..].trim());
    found.retain(|statement| !statement.is_empty());
    found
}

fn learn(
    mention: &Mention,
    known: &mut BTreeMap<String, Known>,
    order: &mut Vec<String>,
) -> Result<(), Fault> {
    let entry = known.entry(mention.id.clone()).or_default();
    if let Some(label) = &mention.label {
        entry.name = measured(label)?;
    }
    entry.kind = mention.kind.or(entry.kind);
    if !order.contains(&mention.id) {
        order.push(mention.id.clone());
    }
    Ok(())
}

/// `subgraph id [title]`: a link may go to the frame.
fn subgraph(rest: &str, known: &mut BTreeMap<String, Known>) {
    if let Some(Chain { first, rest }) = chain(rest.trim())
        && let ([mention], []) = (first.as_slice(), rest.as_slice())
        && let Some(name) = mention.label.as_deref().and_then(|label| measured(label).ok())
    {
        known.entry(mention.id.clone()).or_default().name = name;
    }
}

/// `class a,b database`.
fn classes(rest: &str, known: &mut BTreeMap<String, Known>) {
    let Some((ids, class)) = rest.trim().rsplit_once(' ') else { return };
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == class.trim()) else { return };
    for id in ids.split(',') {
        known.entry(id.trim().to_owned()).or_default().kind = Some(kind);
    }
}

/// Gives every node a name of its own: its label, else its id; a second one is numbered.
fn named(order: &[String], mut known: BTreeMap<String, Known>) -> BTreeMap<String, Known> {
    let mut taken: Vec<String> = Vec::new();
    for id in order {
        let Some(entry) = known.get_mut(id) else { continue };
        if entry.name.is_empty() {
            entry.name.clone_from(id);
        }
        let base = entry.name.clone();
        let mut number = 2;
        while taken.contains(&entry.name.to_lowercase()) {
            entry.name = format!("{base} {number}");
            number += 1;
        }
        taken.push(entry.name.to_lowercase());
    }
    known
}

fn build(chains: &[Chain], known: &BTreeMap<String, Known>) -> Diagram {
    let mut diagram = Diagram::default();
    let mention = |m: &Mention| {
        let found = known.get(&m.id);
        BoxMention {
            name: found.map_or_else(|| m.id.clone(), |found| found.name.clone()),
            kind: found.and_then(|found| found.kind),
        }
    };
    for chain in chains {
        let mut left: Vec<BoxMention> = chain.first.iter().map(mention).collect();
        diagram.apply(&Statement { boxes: left.clone(), ..Statement::default() });
        for (joint, group) in &chain.rest {
            let right: Vec<BoxMention> = group.iter().map(mention).collect();
            let boxes = left.iter().chain(&right).cloned().collect();
            let mut edges = Vec::new();
            for (one, other) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
                // A label that is too long for a line of the notation is no reason to drop the link.
                let label = measured(&joint.label).unwrap_or_default();
                let mut push = |from: &BoxMention, to: &BoxMention| {
                    let (from, to) = (from.name.clone(), to.name.clone());
                    edges.push(Edge { from, to, label: label.clone() });
                };
                if joint.forth && !joint.invisible {
                    push(one, other);
                }
                if joint.back && !joint.invisible {
                    push(other, one);
                }
            }
            diagram.apply(&Statement { takes_away: false, boxes, edges });
            left = right;
        }
    }
    diagram.settle();
    diagram
}
