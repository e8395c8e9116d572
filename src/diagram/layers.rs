//! Which box stands in which layer, in what order, and which lines run between the layers.
//!
//! The customary way of drawing directed graphs (Sugiyama and others, 1981): arrows that close a
//! cycle are turned round, boxes are put in layers by their longest path, lines that skip layers get
//! a bend in each, and the order within the layers is improved by barycentres.

use std::collections::BTreeMap;

use super::graph::Diagram;

/// A line as it is drawn: arrows between the same two boxes are one, with their labels together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    /// The box where it begins.
    pub(super) from: usize,
    /// The box where its head is.
    pub(super) to: usize,
    /// What flows.
    pub(super) label: String,
    /// Whether it has a head at both ends.
    pub(super) both: bool,
}

/// What a line becomes in the drawing. The arrows of one box that lead onwards share their
/// beginning; every other line runs by itself, so that each can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Net {
    /// The box in the earlier layer.
    pub(super) left: usize,
    /// The boxes in later layers, with their labels.
    pub(super) rights: Vec<(usize, String)>,
    /// Whether a head points at the box in the earlier layer.
    pub(super) head_left: bool,
    /// Whether heads point at those in the later layers.
    pub(super) head_right: bool,
}

/// What stands in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Item {
    /// A box of the diagram.
    Box(usize),
    /// A net on its way to a later layer.
    Bend(usize),
}

/// Everything in its layer and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layers {
    pub(super) nets: Vec<Net>,
    /// The items of each layer in order.
    pub(super) items: Vec<Vec<Item>>,
    /// What each box says of itself to itself; drawn inside it.
    pub(super) own: BTreeMap<usize, String>,
}

/// The arrows between the boxes of `part`, those between the same two boxes together.
pub(super) fn strokes(diagram: &Diagram, part: &[usize]) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    for link in diagram.links().iter().filter(|link| part.contains(&link.from)) {
        let same = |stroke: &&mut Stroke| stroke.from == link.from && stroke.to == link.to;
        match strokes.iter_mut().find(same) {
            Some(stroke) if stroke.label.is_empty() => stroke.label.clone_from(&link.label),
            Some(_) if link.label.is_empty() => {}
            Some(stroke) => {
                stroke.label.push_str(", ");
                stroke.label.push_str(&link.label);
            }
            None => strokes.push(Stroke {
                from: link.from,
                to: link.to,
                label: link.label.clone(),
                both: false,
            }),
        }
    }
    // There and back with the same words is one line with two heads.
    let mut at = 0;
    while at < strokes.len() {
        let (from, to, label) = (strokes[at].from, strokes[at].to, strokes[at].label.clone());
        let back = strokes.iter().skip(at + 1).position(|other| {
            from != to && (other.from, other.to) == (to, from) && other.label == label
        });
        if let Some(back) = back {
            strokes.remove(at + 1 + back);
            strokes[at].both = true;
        }
        at += 1;
    }
    strokes
}

/// The connected parts of a diagram, each with its boxes in order; larger matters do not come first.
pub(super) fn parts(diagram: &Diagram) -> Vec<Vec<usize>> {
    let count = diagram.boxes().len();
    let mut part: Vec<usize> = (0..count).collect();
    for link in diagram.links() {
        let (one, other) = (part[link.from], part[link.to]);
        let (low, high) = (one.min(other), one.max(other));
        for of in &mut part {
            if *of == high {
                *of = low;
            }
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, of) in part.into_iter().enumerate() {
        parts.entry(of).or_default().push(at);
    }
    parts.into_values().collect()
}

/// Puts a connected part of a diagram in layers.
pub(super) fn layers(diagram: &Diagram, part: &[usize]) -> Layers {
    let mut found = Layers::default();
    let mut lines = Vec::new();
    for stroke in strokes(diagram, part) {
        if stroke.from == stroke.to {
            found.own.insert(stroke.from, stroke.label);
        } else {
            lines.push(stroke);
        }
    }
    let turned = turned(part, &lines);
    let layer = depths(part, &lines, &turned);
    found.nets = nets(&lines, &turned);
    let count = layer.values().max().map_or(0, |deepest| deepest + 1);
    found.items = vec![Vec::new(); count];
    for at in part {
        found.items[layer[at]].push(Item::Box(*at));
    }
    for (index, net) in found.nets.iter().enumerate() {
        let last = net.rights.iter().map(|(right, _)| layer[right]).max().unwrap_or(0);
        for bend in layer[&net.left] + 1..last {
            found.items[bend].push(Item::Bend(index));
        }
    }
    order(&mut found);
    found
}

/// Which lines close a cycle, going through the boxes in the order in which they were named.
fn turned(part: &[usize], lines: &[Stroke]) -> Vec<bool> {
    let mut turned = vec![false; lines.len()];
    let mut state: BTreeMap<usize, u8> = BTreeMap::new();
    // Boxes that nothing leads to come first: they are where it begins.
    let is_first = |at: &usize| !lines.iter().any(|line| line.to == *at);
    let (first, rest): (Vec<usize>, Vec<usize>) = part.iter().partition(|at| is_first(at));
    for root in first.into_iter().chain(rest) {
        let mut stack = vec![(root, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 {
                if state.contains_key(&at) {
                    continue;
                }
                state.insert(at, 1);
            }
            let mut out = lines.iter().enumerate().filter(|(_, line)| line.from == at);
            match out.nth(next) {
                Some((index, line)) => {
                    stack.push((at, next + 1));
                    match state.get(&line.to) {
                        Some(1) => turned[index] = true,
                        Some(_) => {}
                        None => stack.push((line.to, 0)),
                    }
                }
                None => {
                    state.insert(at, 2);
                }
            }
        }
    }
    turned
}

/// The layer of each box: behind everything that leads to it, and no further from what it leads to
/// than need be when nothing leads to it.
fn depths(part: &[usize], lines: &[Stroke], turned: &[bool]) -> BTreeMap<usize, usize> {
    let mut layer: BTreeMap<usize, usize> = part.iter().map(|at| (*at, 0)).collect();
    let ends = |(line, turned): (&Stroke, &bool)| {
        if *turned { (line.to, line.from) } else { (line.from, line.to) }
    };
    let onwards: Vec<(usize, usize)> = lines.iter().zip(turned).map(ends).collect();
    for _ in part {
        for (from, to) in &onwards {
            let least = layer[from] + 1;
            if layer[to] < least {
                layer.insert(*to, least);
            }
        }
    }
    for at in part {
        let is_root = !onwards.iter().any(|(_, to)| to == at);
        let next = onwards.iter().filter(|(from, _)| from == at).map(|(_, to)| layer[to]).min();
        if let Some(next) = next.filter(|_| is_root) {
            layer.insert(*at, next.saturating_sub(1));
        }
    }
    layer
}

fn nets(lines: &[Stroke], turned: &[bool]) -> Vec<Net> {
    let mut nets: Vec<Net> = Vec::new();
    for (line, turned) in lines.iter().zip(turned) {
        let shares = |net: &&mut Net| net.left == line.from && net.head_right && !net.head_left;
        if *turned {
            nets.push(Net {
                left: line.to,
                rights: vec![(line.from, line.label.clone())],
                head_left: true,
                head_right: line.both,
            });
        } else if line.both {
            nets.push(Net {
                left: line.from,
                rights: vec![(line.to, line.label.clone())],
                head_left: true,
                head_right: true,
            });
        } else if let Some(net) = nets.iter_mut().find(shares) {
            net.rights.push((line.to, line.label.clone()));
        } else {
            nets.push(Net {
                left: line.from,
                rights: vec![(line.to, line.label.clone())],
                head_left: false,
                head_right: true,
            });
        }
    }
    nets
}

impl Layers {
    /// The pairs of positions, in a layer and the next, that lines join.
    pub(super) fn joints(&self, layer: usize) -> Vec<(usize, usize)> {
        let (Some(here), Some(next)) = (self.items.get(layer), self.items.get(layer + 1)) else {
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (index, net) in self.nets.iter().enumerate() {
            let left = |item: &Item| *item == Item::Box(net.left) || *item == Item::Bend(index);
            let Some(one) = here.iter().position(left) else { continue };
            for (other, item) in next.iter().enumerate() {
                let joined = match item {
                    Item::Box(at) => net.rights.iter().any(|(right, _)| right == at),
                    Item::Bend(bend) => *bend == index,
                };
                if joined {
                    pairs.push((one, other));
                }
            }
        }
        pairs
    }

    fn crossings(&self) -> usize {
        (0..self.items.len())
            .map(|layer| {
                let joints = self.joints(layer);
                let crosses = |a: &(usize, usize), b: &(usize, usize)| {
                    (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)
                };
                joints
                    .iter()
                    .enumerate()
                    .map(|(i, a)| joints[i + 1..].iter().filter(|b| crosses(a, b)).count())
                    .sum::<usize>()
            })
            .sum()
    }
}

/// How often the layers are gone through to find a better order.
const SWEEPS: usize = 12;

fn order(layers: &mut Layers) {
    let mut best = (layers.crossings(), layers.items.clone());
    for sweep in 0..SWEEPS {
        let count = layers.items.len();
        let towards_right = sweep % 2 == 0;
        for step in 1..count {
            let at = if towards_right { step } else { count - 1 - step };
            let joints = layers.joints(if towards_right { at - 1 } else { at });
            let middle = |own: usize| {
                let others: Vec<usize> = joints
                    .iter()
                    .filter(|(one, other)| own == if towards_right { *other } else { *one })
                    .map(|(one, other)| if towards_right { *one } else { *other })
                    .collect();
                // In thousandths, so that the order is exact on every machine.
                (!others.is_empty()).then(|| others.iter().sum::<usize>() * 1000 / others.len())
            };
            let mut keyed: Vec<(usize, Item)> = layers.items[at]
                .iter()
                .enumerate()
                .map(|(own, item)| (middle(own).unwrap_or(own * 1000), *item))
                .collect();
            keyed.sort_by_key(|(key, _)| *key);
            layers.items[at] = keyed.into_iter().map(|(_, item)| item).collect();
        }
        exchange(layers);
        let crossings = layers.crossings();
        if crossings < best.0 {
            best = (crossings, layers.items.clone());
        }
    }
    layers.items = best.1;
}

/// Exchanges neighbours while that takes crossings away.
fn exchange(layers: &mut Layers) {
    let mut least = layers.crossings();
    for layer in 0..layers.items.len() {
        for at in 1..layers.items[layer].len() {
            layers.items[layer].swap(at - 1, at);
            let crossings = layers.crossings();
            if crossings < least {
                least = crossings;
            } else {
                layers.items[layer].swap(at - 1, at);
            }
        }
    }
}
