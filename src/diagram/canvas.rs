//! A sketch in signs of a terminal.
//!
//! Lines of different nets only ever cross, and then the upright one is drawn whole: `─│─`. A sign
//! with three or four arms is always a branch of one net.

use super::graph::Diagram;
use super::kind::Kind;
use super::sketch::{Placed, Point, Sketch, Toward};
use super::word::columns;

const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// The signs for every set of arms.
const UNICODE: [char; 16] =
    [' ', '╵', '╶', '└', '╷', '│', '┌', '├', '╴', '┘', '─', '┴', '┐', '┤', '┬', '┼'];

#[derive(Clone, Debug, Default)]
struct Cell {
    /// Text that stands here; empty in the cells that a wide character before it covers.
    text: Option<String>,
    /// Arms by net.
    arms: Vec<(usize, u8)>,
}

struct Canvas {
    cells: Vec<Vec<Cell>>,
    ascii: bool,
}

/// Draws a sketch as rows without blanks at their ends. `None` when two lines could not be told
/// apart.
pub(super) fn paint(diagram: &Diagram, sketch: &Sketch, ascii: bool) -> Option<Vec<String>> {
    let row = vec![Cell::default(); usize::try_from(sketch.width).ok()?];
    let cells = vec![row; usize::try_from(sketch.height).ok()?];
    let mut canvas = Canvas { cells, ascii };
    for placed in &sketch.boxes {
        canvas.framed(placed, diagram.boxes().get(placed.at)?.kind)?;
    }
    for piece in &sketch.pieces {
        canvas.line(piece.net, piece.from, piece.to)?;
    }
    for (net, at, toward) in &sketch.tails {
        canvas.tail(*net, *at, *toward)?;
    }
    for (at, toward) in &sketch.heads {
        canvas.head(*at, *toward)?;
    }
    for words in &sketch.words {
        canvas.words(words.net, words.at, &words.text)?;
    }
    canvas.rows()
}

impl Canvas {
    fn cell(&mut self, at: Point) -> Option<&mut Cell> {
        let (x, y) = (usize::try_from(at.0).ok()?, usize::try_from(at.1).ok()?);
        self.cells.get_mut(y)?.get_mut(x)
    }

    /// Puts text on cells that hold none; a wide character covers two.
    fn text(&mut self, at: Point, text: &str) -> Option<()> {
        let mut x = at.0;
        for character in text.chars() {
            let sign = character.to_string();
            match columns(&sign) {
                0 => {
                    let before = self.cell((x - 1, at.1))?;
                    before.text.get_or_insert_default().push(character);
                }
                width => {
                    for covered in 0..width {
                        let cell = self.cell((x, at.1))?;
                        let here = if covered == 0 { sign.clone() } else { String::new() };
                        if cell.text.replace(here).is_some() {
                            return None;
                        }
                        x += 1;
                    }
                }
            }
        }
        Some(())
    }

    fn framed(&mut self, placed: &Placed, kind: Kind) -> Option<()> {
        let (x, y) = placed.corner;
        let inner = usize::try_from(placed.shape.width - 2).ok()?;
        let frame = if self.ascii { ASCII_FRAME } else { frame(kind) };
        let across = |left: char, line: char, right: char| {
            format!("{left}{}{right}", line.to_string().repeat(inner))
        };
        self.text((x, y), &across(frame[0], frame[1], frame[2]))?;
        let room = placed.shape.height - 2;
        let text = i64::try_from(placed.shape.rows.len()).ok()?;
        for row in 0..room {
            let index = row - (room - text) / 2;
            let text = usize::try_from(index).ok().and_then(|at| placed.shape.rows.get(at));
            let text = text.map_or("", String::as_str);
            let free = inner.checked_sub(columns(text))?;
            let left = free / 2;
            let text = format!("{}{text}{}", " ".repeat(left), " ".repeat(free - left));
            self.text((x, y + 1 + row), &format!("{}{text}{}", frame[3], frame[3]))?;
        }
        self.text((x, y + placed.shape.height - 1), &across(frame[4], frame[1], frame[5]))
    }

    fn line(&mut self, net: usize, from: Point, to: Point) -> Option<()> {
        let (low, high) = (from.min(to), from.max(to));
        let upright = low.0 == high.0 && low != high;
        let (back, on) = if upright { (UP, DOWN) } else { (LEFT, RIGHT) };
        let (mut x, mut y) = low;
        loop {
            let mut arms = 0;
            arms |= if (x, y) == low { 0 } else { back };
            arms |= if (x, y) == high { 0 } else { on };
            self.arm((x, y), net, arms)?;
            if (x, y) == high {
                return Some(());
            }
            if upright { y += 1 } else { x += 1 }
        }
    }

    /// Adds arms of a net to a cell; two nets may only cross, the one upright and the other not.
    fn arm(&mut self, at: Point, net: usize, arms: u8) -> Option<()> {
        let cell = self.cell(at)?;
        if cell.text.is_some() {
            return None;
        }
        match cell.arms.iter_mut().find(|(of, _)| *of == net) {
            Some((_, own)) => *own |= arms,
            None => cell.arms.push((net, arms)),
        }
        Some(())
    }

    /// Opens the border of a box for a line that begins there.
    fn tail(&mut self, net: usize, at: Point, toward: Toward) -> Option<()> {
        let arm = match toward {
            Toward::Right => ((at.0 + 1, at.1), LEFT),
            Toward::Left => ((at.0 - 1, at.1), RIGHT),
            Toward::Down => ((at.0, at.1 + 1), UP),
            Toward::Up => ((at.0, at.1 - 1), DOWN),
        };
        let ascii = self.ascii;
        let cell = self.cell(at)?;
        let border = cell.text.as_deref()?;
        let opened = match (border, toward) {
            _ if ascii => border,
            ("║", Toward::Right) => "╟",
            ("║", Toward::Left) => "╢",
            ("┃", Toward::Right) => "┠",
            ("┃", Toward::Left) => "┨",
            ("━", Toward::Down) => "┯",
            ("━", Toward::Up) => "┷",
            (_, Toward::Right) => "├",
            (_, Toward::Left) => "┤",
            (_, Toward::Down) => "┬",
            (_, Toward::Up) => "┴",
        };
        cell.text = Some(opened.to_owned());
        self.arm(arm.0, net, arm.1)
    }

    fn head(&mut self, at: Point, toward: Toward) -> Option<()> {
        let sign = match (toward, self.ascii) {
            (Toward::Right, false) => "▶",
            (Toward::Left, false) => "◀",
            (Toward::Down, false) => "▼",
            (Toward::Up, false) => "▲",
            (Toward::Right, true) => ">",
            (Toward::Left, true) => "<",
            (Toward::Down, true) => "v",
            (Toward::Up, true) => "^",
        };
        let cell = self.cell(at)?;
        // A head with a bend in it could not be followed back.
        let [(_, arms)] = cell.arms.as_slice() else { return None };
        let straight = match toward {
            Toward::Right => LEFT,
            Toward::Left => RIGHT,
            Toward::Down => UP,
            Toward::Up => DOWN,
        };
        if *arms & !straight != 0 {
            return None;
        }
        cell.text = Some(sign.to_owned());
        Some(())
    }

    /// Words on their own line, or beside all lines.
    fn words(&mut self, net: usize, at: Point, text: &str) -> Option<()> {
        for (x, _) in (at.0..).zip(0..columns(text)) {
            let cell = self.cell((x, at.1))?;
            let own = cell.arms.iter().all(|(of, arms)| *of == net && *arms == LEFT | RIGHT);
            if !own || cell.text.is_some() {
                return None;
            }
        }
        self.text(at, text)
    }

    fn rows(&self) -> Option<Vec<String>> {
        let mut rows = Vec::new();
        for row in &self.cells {
            let mut line = String::new();
            for cell in row {
                match (&cell.text, cell.arms.as_slice()) {
                    (Some(text), _) => line.push_str(text),
                    (None, []) => line.push(' '),
                    (None, [(_, arms)]) => line.push(self.sign(*arms)),
                    (None, [(_, one), (_, other)])
                        if (*one | *other) == (UP | DOWN | LEFT | RIGHT)
                            && (*one == UP | DOWN || *one == LEFT | RIGHT) =>
                    {
                        line.push(self.sign(UP | DOWN));
                    }
                    _ => return None,
                }
            }
            rows.push(line.trim_end().to_owned());
        }
        Some(rows)
    }

    fn sign(&self, arms: u8) -> char {
        match arms {
            _ if !self.ascii => UNICODE[usize::from(arms & 15)],
            0 => ' ',
            _ if arms & (LEFT | RIGHT) == 0 => '|',
            _ if arms & (UP | DOWN) == 0 => '-',
            _ => '+',
        }
    }
}

const ASCII_FRAME: [char; 6] = ['+', '-', '+', '|', '+', '+'];

/// Corners and lines of a frame: upper left, level, upper right, upright, lower left, lower right.
fn frame(kind: Kind) -> [char; 6] {
    match kind {
        Kind::Service | Kind::Client => ['┌', '─', '┐', '│', '└', '┘'],
        Kind::Database => ['╭', '─', '╮', '│', '╰', '╯'],
        Kind::Queue => ['╓', '─', '╖', '║', '╙', '╜'],
        Kind::Cache => ['┌', '╌', '┐', '┆', '└', '┘'],
        Kind::External => ['┏', '━', '┓', '┃', '┗', '┛'],
    }
}
