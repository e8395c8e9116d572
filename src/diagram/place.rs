//! Where things stand across the layers: as near as may be to what they are joined with.

use super::layers::{Item, Layers};
use super::shape::{Shape, Way};

/// How often neighbours pull at each other.
const SWEEPS: usize = 15;

/// The places nearest to those wanted (least squares) at which each stands at least `apart` cells
/// behind the one before. `apart` is one shorter than `wanted`.
pub(super) fn spread(wanted: &[f64], apart: &[i64]) -> Vec<i64> {
    // With the distances taken off it is a regression on a sequence that must not fall: neighbours
    // that would change places are put together at their mean.
    let mut offset = 0;
    let mut offsets = vec![0];
    for gap in apart {
        offset += gap;
        offsets.push(offset);
    }
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        let mut group = (wanted - *offset as f64, 1.0);
        while let Some(before) = groups.pop_if(|before| before.0 > group.0) {
            let weight = before.1 + group.1;
            group = ((before.0 * before.1 + group.0 * group.1) / weight, weight);
        }
        groups.push(group);
    }
    let flat = groups.iter().flat_map(|group| std::iter::repeat_n(group.0, group.1 as usize));
    flat.zip(&offsets).map(|(place, offset)| (place + 0.5).floor() as i64 + offset).collect()
}

/// As [`spread`], and none below `low` or above its `high`; `None` when there is no room.
pub(super) fn within(wanted: &[f64], apart: &[i64], low: i64, high: &[i64]) -> Option<Vec<i64>> {
    let mut places = spread(wanted, apart);
    let mut ceiling = i64::MAX;
    for (index, place) in places.iter_mut().enumerate().rev() {
        *place = (*place).min(ceiling).min(*high.get(index)?);
        ceiling = *place - if index > 0 { apart[index - 1] } else { 0 };
    }
    let mut floor = low;
    for (index, place) in places.iter_mut().enumerate() {
        *place = (*place).max(floor);
        if *place > high[index] {
            return None;
        }
        floor = *place + apart.get(index).copied().unwrap_or(0);
    }
    Some(places)
}

/// The beginning of every item across the layers, from 0.
pub(super) fn places(layers: &Layers, shapes: &[Shape], way: Way) -> Vec<Vec<i64>> {
    let size = |item: &Item| match item {
        Item::Box(at) => shapes.get(*at).map_or(1, |shape| shape.reserved),
        Item::Bend(_) => 1,
    };
    let half = |item: &Item| match item {
        Item::Box(at) => shapes.get(*at).map_or(0, |shape| (shape.across(way) - 1) / 2),
        Item::Bend(_) => 0,
    };
    let gap = |one: &Item, other: &Item| match (one, other) {
        _ if !way.down => 0,
        (Item::Box(_), Item::Box(_)) => 2,
        _ => 1,
    };
    let apart: Vec<Vec<i64>> = layers
        .items
        .iter()
        .map(|layer| layer.array_windows().map(|[a, b]| size(a) + gap(a, b)).collect())
        .collect();
    let mut places: Vec<Vec<i64>> = layers
        .items
        .iter()
        .zip(&apart)
        .map(|(layer, apart)| spread(&vec![0.0; layer.len()], apart))
        .collect();
    let joints: Vec<Vec<(usize, usize)>> =
        (0..layers.items.len()).map(|layer| layers.joints(layer)).collect();
    for sweep in 0..SWEEPS {
        let count = layers.items.len();
        for step in 0..count {
            let at = if sweep % 2 == 0 { step } else { count - 1 - step };
            let centre = |layer: usize, index: usize| {
                (places[layer][index] + half(&layers.items[layer][index])) as f64
            };
            let pull = |own: usize| {
                let before = at.checked_sub(1).map(|left| {
                    let joined = joints[left].iter().filter(|(_, other)| *other == own);
                    joined.map(|(one, _)| centre(left, *one)).collect::<Vec<f64>>()
                });
                let after = joints[at].iter().filter(|(one, _)| *one == own);
                let after: Vec<f64> = after.map(|(_, other)| centre(at + 1, *other)).collect();
                let before = before.unwrap_or_default();
                // The side that was gone through last counts, and at the end both.
                match (mean(&before), mean(&after)) {
                    (Some(before), Some(after)) if sweep + 2 >= SWEEPS => {
                        // One line on a side is drawn straight in preference to the middle of many.
                        if joints[at].iter().filter(|(one, _)| *one == own).count() == 1 {
                            after
                        } else {
                            before
                        }
                    }
                    (Some(before), Some(after)) => {
                        if sweep % 2 == 0 {
                            before
                        } else {
                            after
                        }
                    }
                    (before, after) => before.or(after).unwrap_or_else(|| centre(at, own)),
                }
            };
            let wanted: Vec<f64> = layers.items[at]
                .iter()
                .enumerate()
                .map(|(own, item)| pull(own) - half(item) as f64)
                .collect();
            places[at] = spread(&wanted, &apart[at]);
        }
    }
    let least = places.iter().flatten().min().copied().unwrap_or(0);
    for place in places.iter_mut().flatten() {
        *place -= least;
    }
    places
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_overlap_stands_side_by_side() {
        assert_eq!(spread(&[5.0, 5.0], &[3]), [4, 7]);
        assert_eq!(spread(&[0.0, 9.0], &[3]), [0, 9]);
        assert_eq!(within(&[0.0, 0.0], &[2], 1, &[9, 9]), Some(vec![1, 3]));
        assert_eq!(within(&[9.0, 9.0], &[2], 1, &[3, 3]), Some(vec![1, 3]));
        assert_eq!(within(&[0.0, 0.0], &[2], 1, &[2, 2]), None);
    }
}
