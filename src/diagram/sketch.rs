//! A connected part of a diagram with everything in its place, in cells from the upper left.

use super::graph::Diagram;
use super::layers::{Item, Layers, layers};
use super::place::places;
use super::route::{Channel, channel};
use super::shape::{Shape, Way, cells, shape};
use super::word::columns;

/// A point in cells: column and row.
pub(super) type Point = (i64, i64);

/// Where a head points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    Right,
    Left,
    Down,
    Up,
}

/// A box in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) at: usize,
    pub(super) corner: Point,
    pub(super) shape: Shape,
}

/// A straight piece of a line, both ends included. At an open end it goes on into what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) net: usize,
    pub(super) from: Point,
    pub(super) to: Point,
}

/// Words beside or on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) net: usize,
    pub(super) at: Point,
    pub(super) text: String,
}

/// A drawing before it has signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) boxes: Vec<Placed>,
    pub(super) pieces: Vec<Piece>,
    /// Heads of arrows.
    pub(super) heads: Vec<(Point, Toward)>,
    /// Places on the border of a box where a line begins without a head, with the net.
    pub(super) tails: Vec<(usize, Point, Toward)>,
    pub(super) words: Vec<Words>,
    /// Labels that were replaced by their number, from 1.
    pub(super) legend: Vec<String>,
}

/// Draws a part one way; `None` when its lines cannot be told apart that way.
pub(super) fn sketch(diagram: &Diagram, part: &[usize], way: Way, first: usize) -> Option<Sketch> {
    let mut layers = layers(diagram, part);
    let mut legend = Vec::new();
    if way.numbers {
        for (_, label) in layers.nets.iter_mut().flat_map(|net| net.rights.iter_mut()) {
            if columns(label) > 2 {
                let known = legend.iter().position(|known| known == label);
                let number = known.unwrap_or_else(|| {
                    legend.push(label.clone());
                    legend.len() - 1
                });
                *label = (first + number).to_string();
            }
        }
    }
    let shapes: Vec<Shape> =
        (0..diagram.boxes().len()).map(|at| shape(diagram, &layers, at, way)).collect();
    let places = places(&layers, &shapes, way);
    let channels: Option<Vec<Channel>> = (0..layers.items.len().saturating_sub(1))
        .map(|layer| channel(&layers, &shapes, &places, layer, way))
        .collect();
    let mut drawer = Drawer {
        layers: &layers,
        shapes: &shapes,
        places: &places,
        way,
        sketch: Sketch { legend, ..Sketch::default() },
    };
    drawer.draw(&channels?);
    Some(drawer.sketch)
}

struct Drawer<'a> {
    layers: &'a Layers,
    shapes: &'a [Shape],
    places: &'a [Vec<i64>],
    way: Way,
    sketch: Sketch,
}

impl Drawer<'_> {
    /// A point from its place along the layers and across them.
    fn point(&self, along: i64, across: i64) -> Point {
        if self.way.down { (across, along) } else { (along, across) }
    }

    fn along(&self, item: Item) -> i64 {
        match item {
            Item::Box(at) => self.shapes[at].along(self.way),
            Item::Bend(_) => 0,
        }
    }

    fn draw(&mut self, channels: &[Channel]) {
        let mut start = 0;
        for (layer, items) in self.layers.items.iter().enumerate() {
            let size = items.iter().map(|item| self.along(*item)).max().unwrap_or(0);
            for (index, item) in items.iter().enumerate() {
                if let Item::Box(at) = item {
                    let corner = self.point(start, self.places[layer][index]);
                    let shape = self.shapes[*at].clone();
                    self.sketch.boxes.push(Placed { at: *at, corner, shape });
                }
            }
            start += match channels.get(layer) {
                Some(channel) => size + self.channel(layer, start, size, channel),
                None => size,
            };
        }
        let boxes = self.sketch.boxes.iter();
        let ends = boxes.map(|b| (b.corner.0 + b.shape.width, b.corner.1 + b.shape.height));
        let words =
            self.sketch.words.iter().map(|w| (w.at.0 + cells(columns(&w.text)), w.at.1 + 1));
        let pieces = self.sketch.pieces.iter();
        let pieces = pieces.map(|p| (p.from.0.max(p.to.0) + 1, p.from.1.max(p.to.1) + 1));
        for (x, y) in ends.chain(words).chain(pieces).collect::<Vec<Point>>() {
            self.sketch.width = self.sketch.width.max(x);
            self.sketch.height = self.sketch.height.max(y);
        }
    }

    /// Draws what stands behind a layer; returns how many cells it takes along.
    fn channel(&mut self, layer: usize, start: i64, size: i64, channel: &Channel) -> i64 {
        let begin = start + size;
        let head_left = |lane: &super::route::Lane| {
            let net = &self.layers.nets[lane.net];
            net.head_left && self.layers.items[layer][lane.from.0] == Item::Box(net.left)
        };
        let heads_left = channel.lanes.iter().any(head_left);
        let label = channel.lanes.iter().flat_map(|lane| &lane.to);
        let label = label.map(|(_, _, label)| columns(label)).max().unwrap_or(0);
        let tracks = cells(channel.tracks);
        let lead = i64::from(!self.way.down || heads_left);
        let tracked = if tracks > 0 { (tracks - 1) * self.way.track + 1 } else { 0 };
        let words = begin + lead + tracked + i64::from(!self.way.down && tracks > 0);
        let bare = i64::from(!self.way.down && tracks == 0 && label == 0);
        let zone = if label > 0 && !self.way.down { cells(label) + 3 } else { 0 };
        let end = words + zone + bare + i64::from(self.way.down && tracks == 0 && lead == 0);
        let next = end + 1;
        for lane in &channel.lanes {
            let net = &self.layers.nets[lane.net];
            let item = self.layers.items[layer][lane.from.0];
            let leaves = start + self.along(item);
            let place = lane.from.1;
            if let Item::Box(_) = item {
                let (toward, tail) = self.sides();
                if net.head_left {
                    self.sketch.heads.push((self.point(leaves, place), toward));
                } else {
                    self.sketch.tails.push((lane.net, self.point(leaves - 1, place), tail));
                }
            }
            let track = lane.track.map(|track| begin + lead + cells(track) * self.way.track);
            if let Some(track) = track {
                self.piece(lane.net, (leaves, place), (track, place));
                let all = lane.to.iter().map(|to| to.1).chain([place]);
                let (low, high) = (all.clone().min().unwrap_or(place), all.max().unwrap_or(place));
                self.piece(lane.net, (track, low), (track, high));
            }
            for (index, place, label) in &lane.to {
                let item = self.layers.items[layer + 1][*index];
                let is_box = matches!(item, Item::Box(_));
                let stop = if is_box { end } else { next };
                self.piece(lane.net, (track.unwrap_or(leaves), *place), (stop, *place));
                if !is_box {
                    continue;
                }
                let (tail, toward) = self.sides();
                if net.head_right {
                    self.sketch.heads.push((self.point(end, *place), toward));
                } else {
                    self.sketch.tails.push((lane.net, self.point(next, *place), tail));
                }
                if !label.is_empty() {
                    let at = if self.way.down { (place + 2, end) } else { (words, *place) };
                    let text = if self.way.down { label.clone() } else { format!(" {label} ") };
                    self.sketch.words.push(Words { net: lane.net, at, text });
                }
            }
        }
        next - begin
    }

    /// Back along the layers, and onwards.
    fn sides(&self) -> (Toward, Toward) {
        if self.way.down { (Toward::Up, Toward::Down) } else { (Toward::Left, Toward::Right) }
    }

    fn piece(&mut self, net: usize, from: (i64, i64), to: (i64, i64)) {
        let (from, to) = (self.point(from.0, from.1), self.point(to.0, to.1));
        self.sketch.pieces.push(Piece { net, from, to });
    }
}
