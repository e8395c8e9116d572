//! The way of every line between two layers: its ports at the boxes, its track between them.

use super::layers::{Item, Layers, Net};
use super::place::within;
use super::shape::{Shape, Way, apart, cells};
use super::word::columns;

/// A line between two layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lane {
    pub(super) net: usize,
    /// The item of the earlier layer, and where the line leaves it.
    pub(super) from: (usize, i64),
    /// The items of the later layer, where the line meets them, and the label there.
    pub(super) to: Vec<(usize, i64, String)>,
    /// The track that it changes its place in; `None` when it is straight.
    pub(super) track: Option<usize>,
}

/// Everything between two layers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Channel {
    pub(super) lanes: Vec<Lane>,
    pub(super) tracks: usize,
}

struct Side<'a> {
    layers: &'a Layers,
    shapes: &'a [Shape],
    places: &'a [Vec<i64>],
    way: Way,
}

/// The lines behind a layer; `None` when they cannot be drawn so that each can be followed.
pub(super) fn channel(
    layers: &Layers,
    shapes: &[Shape],
    places: &[Vec<i64>],
    layer: usize,
    way: Way,
) -> Option<Channel> {
    let side = Side { layers, shapes, places, way };
    let mut lanes = side.lanes(layer);
    for _ in 0..2 {
        side.leave(layer, &mut lanes)?;
        side.arrive(layer + 1, &mut lanes)?;
    }
    let tracks = assign(&mut lanes, way)?;
    Some(Channel { lanes, tracks })
}

impl Side<'_> {
    fn shape(&self, at: usize) -> Option<&Shape> {
        self.shapes.get(at)
    }

    fn centre(&self, layer: usize, index: usize) -> i64 {
        let place = self.places[layer][index];
        match self.layers.items[layer][index] {
            Item::Box(at) => {
                place + self.shape(at).map_or(0, |shape| (shape.across(self.way) - 1) / 2)
            }
            Item::Bend(_) => place,
        }
    }

    /// Lines from centre to centre.
    fn lanes(&self, layer: usize) -> Vec<Lane> {
        let mut lanes = Vec::new();
        for (net, found) in self.layers.nets.iter().enumerate() {
            let begins = |item: &Item| *item == Item::Box(found.left) || *item == Item::Bend(net);
            let Some(from) = self.layers.items[layer].iter().position(begins) else { continue };
            let to: Vec<(usize, i64, String)> = self.layers.items[layer + 1]
                .iter()
                .enumerate()
                .filter_map(|(index, item)| {
                    let label = meets(found, net, *item)?;
                    Some((index, self.centre(layer + 1, index), label))
                })
                .collect();
            if !to.is_empty() {
                let from = (from, self.centre(layer, from));
                lanes.push(Lane { net, from, to, track: None });
            }
        }
        lanes
    }

    /// Gives every line its own port where it leaves a box.
    fn leave(&self, layer: usize, lanes: &mut [Lane]) -> Option<()> {
        for (index, item) in self.layers.items[layer].iter().enumerate() {
            let Item::Box(at) = item else { continue };
            let mean = |lane: &Lane| {
                lane.to.iter().map(|(_, place, _)| *place as f64).sum::<f64>()
                    / lane.to.len() as f64
            };
            let mut own: Vec<&mut Lane> =
                lanes.iter_mut().filter(|lane| lane.from.0 == index).collect();
            own.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
            let wanted: Vec<f64> = own.iter().map(|lane| mean(lane)).collect();
            let gaps = vec![if self.way.down { 2 } else { 1 }; own.len().saturating_sub(1)];
            let (low, high) = self.inside(layer, index, *at)?;
            let places = within(&wanted, &gaps, low, &vec![high; own.len()])?;
            for (lane, place) in own.into_iter().zip(places) {
                lane.from.1 = place;
            }
        }
        Some(())
    }

    /// Gives every line its own port where it meets a box.
    fn arrive(&self, layer: usize, lanes: &mut [Lane]) -> Option<()> {
        for (index, item) in self.layers.items[layer].iter().enumerate() {
            let Item::Box(at) = item else { continue };
            let mut own: Vec<(i64, &mut (usize, i64, String))> = lanes
                .iter_mut()
                .flat_map(|lane| {
                    let from = lane.from.1;
                    lane.to.iter_mut().filter(|to| to.0 == index).map(move |to| (from, to))
                })
                .collect();
            own.sort_by_key(|(from, _)| *from);
            let wanted: Vec<f64> = own.iter().map(|(from, _)| *from as f64).collect();
            let mut gaps: Vec<i64> = own.iter().map(|(_, to)| apart(&to.2, self.way)).collect();
            gaps.pop();
            let (low, high) = self.inside(layer, index, *at)?;
            let end = self.places[layer][index] + self.shape(*at)?.reserved - 1;
            let highest = own.iter().map(|(_, to)| match columns(&to.2) {
                label if label > 0 && self.way.down => high.min(end - cells(label) - 1),
                _ => high,
            });
            let highest: Vec<i64> = highest.collect();
            let places = within(&wanted, &gaps, low, &highest)?;
            for ((_, to), place) in own.into_iter().zip(places) {
                to.1 = place;
            }
        }
        Some(())
    }

    /// The first and the last place for a port at a box: not at its corners.
    fn inside(&self, layer: usize, index: usize, at: usize) -> Option<(i64, i64)> {
        let start = self.places[layer][index];
        Some((start + 1, start + self.shape(at)?.across(self.way) - 2))
    }
}

/// The label with which a net meets an item; `None` when it does not.
fn meets(found: &Net, net: usize, item: Item) -> Option<String> {
    match item {
        Item::Box(at) => {
            found.rights.iter().find(|(right, _)| *right == at).map(|(_, label)| label.clone())
        }
        Item::Bend(bend) => (bend == net).then(String::new),
    }
}

/// Gives every line that changes its place a track. Where one line leaves at the place at which
/// another arrives, the first must turn before the second. `None` when that goes round in a circle.
fn assign(lanes: &mut [Lane], way: Way) -> Option<usize> {
    let turns: Vec<bool> = lanes
        .iter()
        .map(|lane| lane.to.iter().any(|(_, place, _)| *place != lane.from.1))
        .collect();
    let spans: Vec<(i64, i64)> = lanes
        .iter()
        .map(|lane| {
            let places = lane.to.iter().map(|(_, place, _)| *place).chain([lane.from.1]);
            (places.clone().min().unwrap_or(0), places.max().unwrap_or(0))
        })
        .collect();
    let before: Vec<Vec<usize>> = lanes
        .iter()
        .map(|lane| {
            let arrives = |place: i64| lane.to.iter().any(|(_, to, _)| *to == place);
            let first = |(other, of): (usize, &Lane)| {
                (of.net != lane.net && turns[other] && arrives(of.from.1)).then_some(other)
            };
            lanes.iter().enumerate().filter_map(first).collect()
        })
        .collect();
    // Lines that go up turn early when they stand high, lines that go down when they stand low:
    // so they cross least.
    let mut waiting: Vec<usize> = (0..lanes.len()).filter(|&at| turns[at]).collect();
    waiting.sort_by_key(|&at| {
        let lane = &lanes[at];
        let mean = lane.to.iter().map(|to| to.1).sum::<i64>() / cells(lane.to.len()).max(1);
        if mean < lane.from.1 { lane.from.1 } else { -lane.from.1 }
    });
    let mut taken: Vec<Vec<(i64, i64)>> = Vec::new();
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|&at| {
            before[at].iter().all(|first| *first == at || !waiting.contains(first))
        })?;
        let at = waiting.remove(ready);
        let least = before[at]
            .iter()
            .filter_map(|first| lanes[*first].track)
            .map(|track| track + 1)
            .max()
            .unwrap_or(0);
        let span = spans[at];
        let free = |used: &Vec<(i64, i64)>| {
            used.iter().all(|other| way.shares && (span.0 > other.1 + 1 || other.0 > span.1 + 1))
        };
        let track = (least..taken.len()).find(|&track| free(&taken[track])).unwrap_or_else(|| {
            taken.resize(taken.len().max(least) + 1, Vec::new());
            taken.len() - 1
        });
        taken[track].push(span);
        lanes[at].track = Some(track);
    }
    Some(taken.len())
}
