//! The best way of showing a diagram in the room that there is.

use super::canvas::paint;
use super::graph::Diagram;
use super::layers::parts;
use super::list::{self, hanging};
use super::shape::Way;
use super::sketch::{Sketch, sketch};
use super::word::columns;

/// The most boxes that are drawn; more are a list.
const MOST_BOXES: usize = 40;

/// The room for a drawing, and the signs for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The most columns.
    pub width: usize,
    /// The most rows, where the whole should be seen at once.
    pub height: Option<usize>,
    /// Whether only signs of ASCII draw it; names stay as they are.
    pub ascii: bool,
}

/// The diagram with boxes and lines, or as an indented list where it cannot be drawn so that every
/// line can be followed in the room that there is. No row is wider than the room, except that one
/// wide character needs two columns.
pub fn drawing(diagram: &Diagram, fit: Fit) -> Vec<String> {
    let tall = |rows: &Vec<String>| fit.height.is_some_and(|height| rows.len() > height);
    match drawn(diagram, fit) {
        Some(rows) if !tall(&rows) => rows,
        Some(rows) => Some(list(diagram, fit)).filter(|list| !tall(list)).unwrap_or(rows),
        None => list(diagram, fit),
    }
}

/// The diagram as an indented list.
pub fn list(diagram: &Diagram, fit: Fit) -> Vec<String> {
    list::list(diagram, fit.width, fit.ascii)
}

/// The diagram with boxes and lines; `None` where it cannot be drawn so.
pub(super) fn drawn(diagram: &Diagram, fit: Fit) -> Option<Vec<String>> {
    if diagram.boxes().len() > MOST_BOXES {
        return None;
    }
    let mut rows = Vec::new();
    let mut legend: Vec<String> = Vec::new();
    for part in parts(diagram) {
        let mut best: Option<(Vec<String>, Vec<String>)> = None;
        for way in ways(fit.ascii) {
            let Some(sketch) = sketch(diagram, &part, way, legend.len() + 1) else { continue };
            if usize::try_from(sketch.width).is_ok_and(|width| width > fit.width) {
                continue;
            }
            let Some(drawn) = paint(diagram, &sketch, fit.ascii) else { continue };
            let height = drawn.len() + explained(&sketch.legend, fit.width).len();
            let fits = fit.height.is_none_or(|room| height <= room);
            if fits || best.is_none() {
                best = Some((drawn, sketch.legend));
            }
            if fits {
                break;
            }
        }
        let (drawn, words) = best?;
        rows.extend(drawn);
        legend.extend(words);
    }
    if rows.iter().any(|row| columns(row) > fit.width) {
        return None;
    }
    rows.extend(explained(&legend, fit.width));
    Some(rows)
}

/// The labels behind their numbers, as many on a row as there is room for.
fn explained(legend: &[String], width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for (index, label) in legend.iter().enumerate() {
        let number = format!("{} ", index + 1);
        let entry = format!("{number}{label}");
        match rows.last_mut() {
            Some(row) if columns(row) + 3 + columns(&entry) <= width => {
                row.push_str("   ");
                row.push_str(&entry);
            }
            _ => rows.extend(hanging(&number, &" ".repeat(number.len()), label, width)),
        }
    }
    rows
}

/// A part in the way that is read best, whatever its size.
pub(super) fn best_sketch(diagram: &Diagram, part: &[usize]) -> Option<Sketch> {
    if part.len() > MOST_BOXES {
        return None;
    }
    ways(false).filter(|way| !way.numbers).find_map(|way| {
        sketch(diagram, part, way, 1).filter(|sketch| paint(diagram, sketch, false).is_some())
    })
}

/// The ways of drawing, the one that is read best first.
fn ways(ascii: bool) -> impl Iterator<Item = Way> {
    let way = move |down: bool, name: usize, numbers: bool, close: bool| Way {
        down,
        name,
        numbers,
        track: if ascii || !(close || down) { 2 } else { 1 },
        shares: !ascii,
    };
    [
        way(false, 24, false, false),
        way(false, 14, false, false),
        way(false, 10, false, true),
        way(true, 24, false, false),
        way(true, 14, false, false),
        way(false, 24, true, false),
        way(false, 14, true, false),
        way(false, 10, true, true),
        way(true, 12, true, true),
        way(true, 8, true, true),
    ]
    .into_iter()
}
