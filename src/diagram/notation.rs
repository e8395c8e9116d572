//! The notation of an edge, as it is typed: `client -> lb: https`, `api -> cache, db`,
//! `"load balancer" -> api -> orders [db]`, `a <-> b`, and `- api -> db` to take away.
//!
//! A name may hold spaces; one that holds `,`, `:`, `[`, an arrow or begins with `-` stands in
//! quotation marks. A label follows the boxes that its arrow points to. A `[kind]` behind a name
//! says what the box is.

mod scan;

use super::fault::Fault;
use super::graph::Diagram;
use super::kind::Kind;
use super::word::{LONGEST_NAME, tidy};
use scan::{Direction, Piece, pieces};

/// The most arrows that one line may say.
const MOST_EDGES: usize = 64;

/// A box, as a line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxMention {
    /// Its name.
    pub name: String,
    /// What its mark says, if it has one.
    pub kind: Option<Kind>,
}

/// An arrow, as a line says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The name of the box where it begins.
    pub from: String,
    /// The name of the box where its head is.
    pub to: String,
    /// What flows; empty when nothing was said.
    pub label: String,
}

/// What a line says. Without edges it names boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Whether it takes away.
    pub takes_away: bool,
    /// The boxes that it names, in order.
    pub boxes: Vec<BoxMention>,
    /// The arrows that it draws, in order.
    pub edges: Vec<Edge>,
}

/// Reads a line.
///
/// # Errors
/// When it is no edge; see [`Fault`].
pub fn read(line: &str) -> Result<Statement, Fault> {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let line = line.trim();
    let (takes_away, rest, skipped) = match line.strip_prefix('-') {
        Some(rest) if !rest.starts_with(['-', '>', '.']) => (true, rest, indent + 1),
        _ => (false, line, indent),
    };
    let pieces = pieces(rest, skipped)?;
    let mut boxes: Vec<BoxMention> = Vec::new();
    for piece in &pieces {
        boxes.extend(piece.boxes.iter().cloned());
    }
    if pieces.len() == 1 && !takes_away && !boxes.iter().all(|mention| mention.kind.is_some()) {
        return Err(Fault::NoArrow(tidy(line)));
    }
    let edges = edges(&pieces)?;
    Ok(Statement { takes_away, boxes, edges })
}

fn edges(pieces: &[Piece]) -> Result<Vec<Edge>, Fault> {
    let mut edges = Vec::new();
    for [left, right] in pieces.array_windows::<2>() {
        for one in &left.boxes {
            for other in &right.boxes {
                let mut push = |from: &BoxMention, to: &BoxMention| {
                    let (from, to) = (from.name.clone(), to.name.clone());
                    edges.push(Edge { from, to, label: right.label.clone() });
                };
                if right.arrow != Direction::Left {
                    push(one, other);
                }
                if right.arrow != Direction::Right {
                    push(other, one);
                }
            }
        }
    }
    if edges.len() > MOST_EDGES { Err(Fault::TooMany(edges.len())) } else { Ok(edges) }
}

/// A name or a label with its white space in order.
pub(super) fn measured(text: &str) -> Result<String, Fault> {
    let text = tidy(text);
    if text.chars().count() > LONGEST_NAME {
        return Err(Fault::TooLong(text.chars().take(20).collect()));
    }
    Ok(text)
}

/// Writes a diagram as lines that read as the same diagram: boxes that no arrow touches first, then
/// the arrows, those of one source and label together.
pub fn write(diagram: &Diagram) -> Vec<String> {
    let mut lines = Vec::new();
    let mut marked = vec![false; diagram.boxes().len()];
    let mut mention = |at: usize| {
        let Some(found) = diagram.boxes().get(at) else { return String::new() };
        let fresh = !std::mem::replace(&mut marked[at], true);
        let mark = if fresh && found.is_marked() {
            format!(" [{}]", found.kind.id())
        } else {
            String::new()
        };
        format!("{}{mark}", quoted(&found.name))
    };
    for (at, found) in diagram.boxes().iter().enumerate() {
        if diagram.is_lonely(at) {
            lines.push(format!("{} [{}]", quoted(&found.name), found.kind.id()));
        }
    }
    let mut rest = diagram.links();
    while let Some(first) = rest.first() {
        let same = |link: &&super::Link| link.from == first.from && link.label == first.label;
        let group = rest.iter().take_while(same).count();
        let (now, later) = rest.split_at(group);
        let from = mention(first.from);
        let to: Vec<String> = now.iter().map(|link| mention(link.to)).collect();
        lines.push(format!("{from} -> {}{}", to.join(", "), labelled(&first.label)));
        rest = later;
    }
    lines
}

/// Writes a diagram with one fact a line: what a box is, where its name does not say it or no arrow
/// touches it, then each arrow.
pub fn facts(diagram: &Diagram) -> Vec<String> {
    let all = diagram.boxes().iter().enumerate();
    let named = all.filter(|(at, found)| found.is_marked() || diagram.is_lonely(*at));
    let boxes = named.map(|(_, found)| format!("{} [{}]", quoted(&found.name), found.kind.id()));
    let arrows = diagram.links().iter().map(|link| {
        let (from, to) = (diagram.name(link.from), diagram.name(link.to));
        format!("{} -> {}{}", quoted(from), quoted(to), labelled(&link.label))
    });
    boxes.chain(arrows).collect()
}

/// One edge as a line.
pub(super) fn line(edge: &Edge) -> String {
    format!("{} -> {}{}", quoted(&edge.from), quoted(&edge.to), labelled(&edge.label))
}

fn labelled(label: &str) -> String {
    if label.is_empty() {
        return String::new();
    }
    let plain = scan::label_end(label) == label.len() && !label.starts_with('"');
    if plain { format!(": {label}") } else { format!(": {}", in_quotes(label)) }
}

fn quoted(name: &str) -> String {
    let plain = !name.starts_with(['-', '"', '\'', '|'])
        && !name.contains([',', ':', '[', ']', '"'])
        && scan::label_end(name) == name.len();
    if plain { name.to_owned() } else { in_quotes(name) }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

impl std::fmt::Display for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&line(self))
    }
}
