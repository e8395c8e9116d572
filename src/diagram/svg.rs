//! A diagram as SVG: no script, no style sheet, colours from the text around it, so that it is read
//! on light and on dark pages.

use std::fmt::Write as _;

use super::fit::best_sketch;
use super::graph::Diagram;
use super::kind::Kind;
use super::layers::parts;
use super::list::list;
use super::shape::cells;
use super::sketch::{Placed, Point, Sketch, Toward};
use super::word::columns;

/// Pixels of a cell.
const CELL: (i64, i64) = (9, 24);
/// Pixels around the drawing.
const MARGIN: i64 = 8;

/// The diagram as one `svg` element that can stand in a page or be a file of its own. Every text in
/// it is escaped, and what it shows is told in words in its description.
pub fn svg(diagram: &Diagram) -> String {
    let mut inner = String::new();
    let (mut width, mut top) = (0, 0);
    for part in parts(diagram) {
        if let Some(sketch) = best_sketch(diagram, &part) {
            let mut drawer = Drawer { out: &mut inner, diagram, top };
            drawer.sketch(&sketch);
            width = width.max(sketch.width);
            top += sketch.height;
        } else {
            return listed(diagram);
        }
    }
    wrapped(diagram, width, top, &inner)
}

/// What cannot be drawn is told.
fn listed(diagram: &Diagram) -> String {
    let mut inner = String::new();
    let rows = list(diagram, 72, false);
    for (at, row) in (0..).zip(&rows) {
        let indent = row.len() - row.trim_start().len();
        let (x, y) = (MARGIN + cells(indent) * CELL.0, MARGIN + at * CELL.1 + 16);
        let _ = writeln!(inner, "<text x=\"{x}\" y=\"{y}\">{}</text>", escaped(row.trim_start()));
    }
    let widest = rows.iter().map(|row| columns(row)).max().unwrap_or(0);
    wrapped(diagram, cells(widest), cells(rows.len()), &inner)
}

fn wrapped(diagram: &Diagram, columns: i64, rows: i64, inner: &str) -> String {
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let told: Vec<String> = list(diagram, 1000, false).iter().map(|row| escaped(row)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" fill=\"none\" stroke=\"currentColor\" \
         stroke-width=\"1.4\" font-family=\"ui-monospace, Menlo, Consolas, monospace\" \
         font-size=\"14\">\n<title>The whiteboard</title>\n<desc>{}</desc>\n{inner}</svg>\n",
        told.join("\n")
    )
}

struct Drawer<'a> {
    out: &'a mut String,
    diagram: &'a Diagram,
    /// Rows above this part.
    top: i64,
}

impl Drawer<'_> {
    /// The middle of a cell in pixels.
    fn middle(&self, at: Point) -> (i64, i64) {
        (MARGIN + at.0 * CELL.0 + CELL.0 / 2, MARGIN + (self.top + at.1) * CELL.1 + CELL.1 / 2)
    }

    fn sketch(&mut self, sketch: &Sketch) {
        for placed in &sketch.boxes {
            self.framed(placed);
        }
        for piece in &sketch.pieces {
            let ((x1, y1), (x2, y2)) = (self.middle(piece.from), self.middle(piece.to));
            if (x1, y1) != (x2, y2) {
                let _ = writeln!(self.out, "<path d=\"M{x1} {y1}L{x2} {y2}\"/>");
            }
        }
        for (_, at, toward) in &sketch.tails {
            // From the border, which runs through the middle of its cell, to where the line begins.
            let (x, y) = self.middle(*at);
            let (dx, dy) = ahead(*toward);
            let to = (x + dx * CELL.0, y + dy * CELL.1);
            let _ = writeln!(self.out, "<path d=\"M{x} {y}L{} {}\"/>", to.0, to.1);
        }
        for (at, toward) in &sketch.heads {
            self.head(*at, *toward);
        }
        for dot in branches(sketch) {
            let (x, y) = self.middle(dot);
            let _ = writeln!(
                self.out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"currentColor\" stroke=\"none\"/>"
            );
        }
        for words in &sketch.words {
            let (x, y) = self.middle(words.at);
            let text = escaped(words.text.trim());
            let _ = writeln!(
                self.out,
                "<text x=\"{x}\" y=\"{}\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\">\
                 {text}</text>",
                y - 5
            );
        }
    }

    fn head(&mut self, at: Point, toward: Toward) {
        let (x, y) = self.middle(at);
        let (dx, dy) = ahead(toward);
        // The tip touches the border, which is a cell further.
        let (tip_x, tip_y) = (x + dx * CELL.0, y + dy * CELL.1);
        let (back_x, back_y) = (tip_x - dx * 9, tip_y - dy * 9);
        let _ = writeln!(
            self.out,
            "<path d=\"M{x} {y}L{back_x} {back_y}\"/>\
             <path d=\"M{tip_x} {tip_y}L{} {}L{} {}Z\" fill=\"currentColor\" stroke=\"none\"/>",
            back_x - dy * 4,
            back_y - dx * 4,
            back_x + dy * 4,
            back_y + dx * 4
        );
    }

    fn framed(&mut self, placed: &Placed) {
        let Some(found) = self.diagram.boxes().get(placed.at) else { return };
        let (x, y) = self.middle(placed.corner);
        let (w, h) = ((placed.shape.width - 1) * CELL.0, (placed.shape.height - 1) * CELL.1);
        let rect =
            |more: &str| format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{more}/>");
        let frame = match found.kind {
            Kind::Service => rect(""),
            Kind::Client => rect(" rx=\"14\""),
            Kind::Cache => rect(" stroke-dasharray=\"5 3\""),
            Kind::External => rect(" stroke-width=\"3\""),
            Kind::Queue => {
                let lines = [6, 12].map(|at| format!("<path d=\"M{} {y}v{h}\"/>", x + w - at));
                rect("") + &lines.concat()
            }
            Kind::Database => {
                let half = w / 2;
                format!(
                    "<path d=\"M{x} {y}v{h}a{half} 6 0 0 0 {w} 0v-{h}\"/>\
                     <ellipse cx=\"{}\" cy=\"{y}\" rx=\"{half}\" ry=\"6\"/>",
                    x + half
                )
            }
        };
        let _ = writeln!(self.out, "{frame}");
        let rows = cells(placed.shape.rows.len());
        for (at, row) in (0..).zip(&placed.shape.rows) {
            let baseline = y + h / 2 + 5 + (2 * at - rows + 1) * 9;
            let _ = writeln!(
                self.out,
                "<text x=\"{}\" y=\"{baseline}\" text-anchor=\"middle\" fill=\"currentColor\" \
                 stroke=\"none\">{}</text>",
                x + w / 2,
                escaped(row)
            );
        }
    }
}

/// A step in the direction of a head.
fn ahead(toward: Toward) -> (i64, i64) {
    match toward {
        Toward::Right => (1, 0),
        Toward::Left => (-1, 0),
        Toward::Down => (0, 1),
        Toward::Up => (0, -1),
    }
}

/// Where a net branches: a piece ends inside another of its own.
fn branches(sketch: &Sketch) -> Vec<Point> {
    let mut found = Vec::new();
    for one in &sketch.pieces {
        for end in [one.from, one.to] {
            let arms: usize = sketch
                .pieces
                .iter()
                .filter(|piece| piece.net == one.net && piece.from != piece.to)
                .map(|piece| arms(piece.from, piece.to, end))
                .sum();
            if arms > 2 && !found.contains(&end) {
                found.push(end);
            }
        }
    }
    found
}

/// How many arms a piece has at a point: two inside it, one at its ends.
fn arms(from: Point, to: Point, at: Point) -> usize {
    let (low, high) = (from.min(to), from.max(to));
    let on = (low.0..=high.0).contains(&at.0) && (low.1..=high.1).contains(&at.1);
    match () {
        () if !on => 0,
        () if at == low || at == high => 1,
        () => 2,
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No document of XML may hold these.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
