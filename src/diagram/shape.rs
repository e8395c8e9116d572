//! How large a box is, and what is written in it.

use super::graph::Diagram;
use super::layers::Layers;
use super::word::{columns, rows};

/// In which direction layers follow each other, and how closely things may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Whether layers stand below each other rather than beside each other.
    pub(super) down: bool,
    /// The most columns of a name before it is broken into rows; at least 4.
    pub(super) name: usize,
    /// Cells from one track of a channel to the next.
    pub(super) track: i64,
    /// Whether two lines may run in one track, one behind the other. Only signs that show where
    /// they turn keep those apart.
    pub(super) shares: bool,
    /// Whether labels are numbers that are explained below.
    pub(super) numbers: bool,
}

/// A box before it has a place: text in cells, borders included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) rows: Vec<String>,
    pub(super) width: i64,
    pub(super) height: i64,
    /// What it needs across with the labels of the lines that end at it.
    pub(super) reserved: i64,
}

impl Shape {
    /// Cells in the direction of the layers.
    pub(super) fn along(&self, way: Way) -> i64 {
        if way.down { self.height } else { self.width }
    }

    /// Cells in the other direction.
    pub(super) fn across(&self, way: Way) -> i64 {
        if way.down { self.width } else { self.height }
    }
}

/// What a port with a label needs until the next port may follow.
pub(super) fn apart(label: &str, way: Way) -> i64 {
    match (way.down, columns(label)) {
        (false, _) => 1,
        (true, 0) => 2,
        (true, label) => cells(label) + 3,
    }
}

/// The shape of a box: large enough for its name and for every line that begins or ends at it.
pub(super) fn shape(diagram: &Diagram, layers: &Layers, at: usize, way: Way) -> Shape {
    let Some(found) = diagram.boxes().get(at) else { return Shape::default() };
    let mark = if found.is_marked() { format!(" [{}]", found.kind.id()) } else { String::new() };
    let mut text = rows(&format!("{}{mark}", found.name), way.name);
    if let Some(own) = layers.own.get(&at) {
        let own = if own.is_empty() { "to itself".to_owned() } else { format!("to itself: {own}") };
        text.extend(rows(&own, way.name));
    }
    let widest = text.iter().map(|row| columns(row)).max().unwrap_or(0);
    let out = cells(layers.nets.iter().filter(|net| net.left == at).count());
    let seps: Vec<i64> = layers
        .nets
        .iter()
        .flat_map(|net| net.rights.iter().filter(|(right, _)| *right == at))
        .map(|(_, label)| apart(label, way))
        .collect();
    let (mut width, mut height) = (cells(widest) + 4, cells(text.len()) + 2);
    let mut reserved = height;
    if way.down {
        let sum: i64 = seps.iter().sum();
        let least = seps.iter().min().copied().unwrap_or(0);
        width = width.max(sum - least + 3).max(2 * out + 1);
        // With room for the last label beside a port in the middle.
        let hangs = seps.iter().any(|sep| *sep > 2);
        reserved = width.max(if hangs { width / 2 + sum } else { 0 });
    } else {
        height = height.max(cells(seps.len()) + 2).max(out + 2);
        reserved = reserved.max(height);
    }
    Shape { rows: text, width, height, reserved }
}

/// A count as cells.
pub(super) fn cells(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
