//! Follows the lines of a drawing from head to box as a reader does, knowing nothing of how it was
//! made.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

/// The sides on which the sign of a line has arms.
fn arms(sign: char) -> &'static [Side] {
    use Side::{Down, Left, Right, Up};
    match sign {
        '─' | '-' => &[Left, Right],
        '│' | '|' => &[Up, Down],
        '┌' => &[Right, Down],
        '┐' => &[Left, Down],
        '└' => &[Up, Right],
        '┘' => &[Up, Left],
        '├' => &[Up, Down, Right],
        '┤' => &[Up, Down, Left],
        '┬' => &[Left, Right, Down],
        '┴' => &[Left, Right, Up],
        '┼' | '+' => &[Up, Down, Left, Right],
        _ => &[],
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Up,
    Right,
    Down,
    Left,
}

impl Side {
    fn step(self, (x, y): (usize, usize)) -> (usize, usize) {
        match self {
            Self::Up => (x, y.wrapping_sub(1)),
            Self::Right => (x + 1, y),
            Self::Down => (x, y + 1),
            Self::Left => (x.wrapping_sub(1), y),
        }
    }

    fn back(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Right => Self::Left,
            Self::Down => Self::Up,
            Self::Left => Self::Right,
        }
    }
}

/// A box of the drawing, borders included.
#[derive(Clone, Debug)]
struct Found {
    name: String,
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

pub(super) struct Tracer {
    cells: Vec<Vec<char>>,
    boxes: Vec<Found>,
}

impl Tracer {
    /// Reads a drawing. `names` are the rows of text that boxes hold, joined by blanks.
    pub(super) fn new(rows: &[String]) -> Self {
        let cells: Vec<Vec<char>> = rows
            .iter()
            .map(|row| {
                let wide = |c: char| {
                    std::iter::repeat_n('\u{1}', c.width().unwrap_or(1).saturating_sub(1))
                };
                row.chars().flat_map(|c| std::iter::once(c).chain(wide(c))).collect()
            })
            .collect();
        let mut tracer = Self { cells, boxes: Vec::new() };
        tracer.find_boxes();
        tracer
    }

    fn at(&self, (x, y): (usize, usize)) -> char {
        self.cells.get(y).and_then(|row| row.get(x)).copied().unwrap_or(' ')
    }

    fn find_boxes(&mut self) {
        let (level, upright) = ("─╌━┬┴┯┷", "│┆║┃├┤╟╢┠┨");
        for top in 0..self.cells.len() {
            for left in 0..self.cells[top].len() {
                let (right_corner, lower, last) = match self.at((left, top)) {
                    '┌' => ('┐', '└', '┘'),
                    '╭' => ('╮', '╰', '╯'),
                    '╓' => ('╖', '╙', '╜'),
                    '┏' => ('┓', '┗', '┛'),
                    _ => continue,
                };
                let run = |from: usize| {
                    (from..self.cells[top].len())
                        .take_while(|x| level.contains(self.at((*x, top))))
                        .count()
                };
                let right = left + 1 + run(left + 1);
                let down = (top + 1..self.cells.len())
                    .take_while(|y| {
                        upright.contains(self.at((left, *y)))
                            && upright.contains(self.at((right, *y)))
                    })
                    .count();
                let bottom = top + 1 + down;
                let closed = self.at((right, bottom)) == last
                    && (left + 1..right).all(|x| level.contains(self.at((x, bottom))));
                // A frame is closed, and text stands in it; a bend of a line is neither.
                if self.at((right, top)) != right_corner
                    || self.at((left, bottom)) != lower
                    || down == 0
                    || !closed
                {
                    continue;
                }
                let inner = |y: usize| -> String {
                    (left + 1..right).map(|x| self.at((x, y))).filter(|c| *c != '\u{1}').collect()
                };
                let rows: Vec<String> = (top + 1..bottom)
                    .map(|y| inner(y).trim().to_owned())
                    .filter(|r| !r.is_empty())
                    .collect();
                let name = rows.join(" ");
                if name.is_empty() || name.chars().all(|c| "─│┌┐└┘├┤┬┴┼▶◀▲▼ ".contains(c))
                {
                    continue;
                }
                self.boxes.push(Found { name, left, top, right, bottom });
            }
        }
    }

    pub(super) fn names(&self) -> BTreeSet<String> {
        self.boxes.iter().map(|found| found.name.clone()).collect()
    }

    fn box_at(&self, (x, y): (usize, usize)) -> Option<&Found> {
        self.boxes
            .iter()
            .find(|b| (b.left..=b.right).contains(&x) && (b.top..=b.bottom).contains(&y))
    }

    /// Every arrow that can be followed: from the box where its line begins to the box at its head.
    /// Where one head's line leads back to several boxes, all of them are named.
    pub(super) fn arrows(&self) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        for y in 0..self.cells.len() {
            for x in 0..self.cells[y].len() {
                let points = match self.at((x, y)) {
                    '▶' => Side::Right,
                    '◀' => Side::Left,
                    '▼' => Side::Down,
                    '▲' => Side::Up,
                    _ => continue,
                };
                if self.box_at((x, y)).is_some() {
                    continue;
                }
                let to = self
                    .box_at(points.step((x, y)))
                    .unwrap_or_else(|| panic!("a head at {x},{y} points at nothing"));
                for from in self.origins((x, y), points.back()) {
                    found.insert((from, to.name.clone()));
                }
            }
        }
        found
    }

    /// The boxes where the line that ends at a head begins.
    fn origins(&self, head: (usize, usize), towards: Side) -> Vec<String> {
        let mut origins = Vec::new();
        let mut heads = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![(towards.step(head), towards)];
        while let Some((at, going)) = open.pop() {
            if !seen.insert((at, going)) {
                continue;
            }
            if let Some(reached) = self.box_at(at) {
                // A line begins at a box only where its border is open for it.
                let opened = match going {
                    Side::Left => "├╟┠",
                    Side::Right => "┤╢┨",
                    Side::Up => "┬┯",
                    Side::Down => "┴┷",
                };
                if opened.contains(self.at(at)) {
                    origins.push(reached.name.clone());
                }
                continue;
            }
            let sign = self.at(at);
            let level = matches!(going, Side::Left | Side::Right);
            match sign {
                // The other head of a line with two.
                '◀' | '▶' if level => {
                    let beyond = going.step(at);
                    heads.extend(self.box_at(beyond).map(|b| b.name.clone()));
                }
                '▲' | '▼' if !level => {
                    let beyond = going.step(at);
                    heads.extend(self.box_at(beyond).map(|b| b.name.clone()));
                }
                // An upright line drawn whole is crossed.
                '│' if level => open.push((going.step(at), going)),
                _ if arms(sign).contains(&going.back()) => {
                    let on = arms(sign).iter().filter(|side| **side != going.back());
                    // At a branch a reader goes back towards where the line begins: another head's
                    // branch ends at that head and finds nothing.
                    open.extend(on.map(|side| (side.step(at), *side)));
                }
                // Words on a level line.
                _ if level && at.0 < self.cells.get(at.1).map_or(0, Vec::len) => {
                    open.push((going.step(at), going));
                }
                _ => {}
            }
        }
        // A line with two heads begins at no open border; a branch that ends in another head does.
        if origins.is_empty() { heads } else { origins }
    }
}
