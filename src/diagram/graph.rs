//! The diagram: named boxes and labelled arrows between them.

use super::kind::Kind;
use super::notation::{BoxMention, Edge, Statement};
use super::word::folded;

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name, as it was spelt first: one line, without control characters.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Whether it was named by itself, so that it stays when its last arrow goes.
    declared: bool,
}

impl Node {
    /// Whether its kind is other than its name says, so that it needs a mark.
    pub fn is_marked(&self) -> bool {
        self.kind != Kind::of_name(&self.name)
    }
}

/// An arrow from box to box, by their positions in [`Diagram::boxes`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Where it begins.
    pub from: usize,
    /// Where its head is.
    pub to: usize,
    /// What flows; empty when nothing was said.
    pub label: String,
}

/// Boxes in the order in which they were named first, and arrows in the order of drawing. Names are
/// the same when only their case differs. No arrow stands twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagram {
    boxes: Vec<Node>,
    links: Vec<Link>,
}

impl Diagram {
    /// The boxes.
    pub fn boxes(&self) -> &[Node] {
        &self.boxes
    }

    /// The arrows.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// The name of a box; empty when there is none at the position.
    pub fn name(&self, at: usize) -> &str {
        self.boxes.get(at).map_or("", |found| found.name.as_str())
    }

    /// The position of a box.
    pub fn find(&self, name: &str) -> Option<usize> {
        let wanted = folded(name);
        self.boxes.iter().position(|found| folded(&found.name) == wanted)
    }

    /// Whether an edge is drawn; one without a label is when any arrow joins the two boxes.
    pub fn has(&self, edge: &Edge) -> bool {
        let Some((from, to)) = self.find(&edge.from).zip(self.find(&edge.to)) else { return false };
        self.links.iter().any(|l| {
            l.from == from && l.to == to && (edge.label.is_empty() || l.label == edge.label)
        })
    }

    /// Draws or takes away what a statement says. What is drawn already is not drawn twice; a label
    /// joins an arrow that has none.
    pub fn apply(&mut self, statement: &Statement) {
        if statement.takes_away {
            self.take_away(statement);
            return;
        }
        for mention in &statement.boxes {
            self.mention(mention, statement.edges.is_empty());
        }
        for edge in &statement.edges {
            let (Some(from), Some(to)) = (self.find(&edge.from), self.find(&edge.to)) else {
                continue;
            };
            self.connect(from, to, &edge.label);
        }
    }

    /// Makes the boxes that no arrow touches, and only those, boxes that were named by themselves.
    pub(super) fn settle(&mut self) {
        for at in 0..self.boxes.len() {
            self.boxes[at].declared = self.is_lonely(at);
        }
    }

    /// Whether no arrow touches a box.
    pub(super) fn is_lonely(&self, at: usize) -> bool {
        !self.links.iter().any(|link| link.from == at || link.to == at)
    }

    fn mention(&mut self, mention: &BoxMention, declared: bool) {
        let at = self.find(&mention.name).unwrap_or_else(|| {
            let (name, kind) = (mention.name.clone(), Kind::of_name(&mention.name));
            self.boxes.push(Node { name, kind, declared: false });
            self.boxes.len() - 1
        });
        if let Some(found) = self.boxes.get_mut(at) {
            found.kind = mention.kind.unwrap_or(found.kind);
            found.declared |= declared;
        }
    }

    fn connect(&mut self, from: usize, to: usize, label: &str) {
        let same = |link: &&mut Link| link.from == from && link.to == to;
        let mut between = self.links.iter_mut().filter(same);
        match between.next() {
            Some(_) if label.is_empty() => return,
            Some(first) if first.label.is_empty() => {
                label.clone_into(&mut first.label);
                return;
            }
            Some(first) if first.label == label => return,
            Some(_) if between.any(|link| link.label == label) => return,
            None | Some(_) => {}
        }
        self.links.push(Link { from, to, label: label.to_owned() });
    }

    fn take_away(&mut self, statement: &Statement) {
        for edge in &statement.edges {
            let ends = self.find(&edge.from).zip(self.find(&edge.to));
            self.links.retain(|link| {
                Some((link.from, link.to)) != ends
                    || !(edge.label.is_empty() || edge.label == link.label)
            });
        }
        let gone: Vec<usize> = if statement.edges.is_empty() {
            statement.boxes.iter().filter_map(|mention| self.find(&mention.name)).collect()
        } else {
            Vec::new()
        };
        self.links.retain(|link| !gone.contains(&link.from) && !gone.contains(&link.to));
        let stays: Vec<bool> = (0..self.boxes.len())
            .map(|at| !gone.contains(&at) && (self.boxes[at].declared || !self.is_lonely(at)))
            .collect();
        self.keep(&stays);
    }

    /// Drops the boxes that do not stay, and their arrows.
    fn keep(&mut self, stays: &[bool]) {
        let mut at = 0;
        let new: Vec<Option<usize>> = stays
            .iter()
            .map(|stays| {
                at += usize::from(*stays);
                stays.then(|| at - 1)
            })
            .collect();
        let boxes = std::mem::take(&mut self.boxes).into_iter().zip(stays);
        self.boxes = boxes.filter(|(_, stays)| **stays).map(|(found, _)| found).collect();
        let links = std::mem::take(&mut self.links).into_iter();
        self.links = links
            .filter_map(|link| {
                let (from, to) = (new.get(link.from).copied()??, new.get(link.to).copied()??);
                Some(Link { from, to, label: link.label })
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;
    use super::*;

    pub(super) fn drawn(lines: &[&str]) -> Diagram {
        let mut diagram = Diagram::default();
        for line in lines {
            diagram.apply(&read(line).unwrap());
        }
        diagram
    }

    #[test]
    fn nothing_is_drawn_twice() {
        let diagram = drawn(&["api -> db", "API -> DB", "api -> db: reads", "api -> db: reads"]);
        assert_eq!(diagram.boxes().len(), 2);
        assert_eq!(diagram.links(), [Link { from: 0, to: 1, label: "reads".to_owned() }]);
        assert_eq!(diagram.name(0), "api");
    }

    #[test]
    fn two_labels_are_two_arrows() {
        let diagram = drawn(&["api -> db: reads", "api -> db: writes"]);
        assert_eq!(diagram.links().len(), 2);
        let one = drawn(&["api -> db: reads", "api -> db: writes", "- api -> db: reads"]);
        assert_eq!(one.links().len(), 1);
        assert!(drawn(&["api -> db: reads", "- api -> db"]).is_empty());
    }

    #[test]
    fn a_box_goes_with_its_last_arrow_unless_it_was_named() {
        let diagram = drawn(&["orders [db]", "api -> orders", "api -> cache", "- api -> orders"]);
        let names: Vec<&str> = diagram.boxes().iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["orders", "api", "cache"]);
        assert_eq!(diagram.links(), [Link { from: 1, to: 2, label: String::new() }]);
        let without = drawn(&["a -> b -> c", "- b"]);
        assert!(without.is_empty(), "{without:?}");
    }
}
