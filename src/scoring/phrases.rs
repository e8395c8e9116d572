//! Layer 2: the phrases of all concept groups, found in one walk over an answer's words.
//!
//! A trie over stems does here what Aho-Corasick does over bytes: phrases are at most a handful of
//! words long, so starting at each word is linear, and an article may stand between two words.

use foldhash::{HashMap, HashMapExt};

use super::text::{Kind, Symbol, Word};

/// A concept group: the number of a target and of the group in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Group {
    pub(super) target: u16,
    pub(super) group: u8,
}

/// A phrase of a group, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) group: Group,
    /// Its first word.
    pub(super) first: usize,
    /// After its last word.
    pub(super) last: usize,
    /// The number of the phrase among all.
    pub(super) phrase: u32,
}

#[derive(Debug, Default)]
struct Node {
    groups: Vec<Group>,
    leaf: bool,
}

/// All phrases of a rubric.
#[derive(Debug)]
pub(super) struct Phrases {
    nodes: Vec<Node>,
    /// By first word: the node that it leads to, or 0.
    roots: Vec<u32>,
    edges: HashMap<(u32, Symbol), u32>,
}

impl Phrases {
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::default()], roots: Vec::new(), edges: HashMap::new() }
    }

    /// Adds a phrase to a group.
    pub(super) fn add(&mut self, symbols: &[Symbol], group: Group) {
        let Some((&first, rest)) = symbols.split_first() else { return };
        if self.roots.len() <= first.index() {
            self.roots.resize(first.index() + 1, 0);
        }
        let mut at = self.roots[first.index()];
        if at == 0 {
            at = self.nodes.len() as u32;
            self.roots[first.index()] = at;
            self.nodes.push(Node::default());
        }
        for &symbol in rest {
            let next = self.nodes.len() as u32;
            at = *self.edges.entry((at, symbol)).or_insert(next);
            if at == next {
                self.nodes.push(Node::default());
            }
        }
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.leaf = true;
            if !node.groups.contains(&group) {
                node.groups.push(group);
            }
        }
    }

    /// The node that a word leads to.
    fn next(&self, at: u32, symbol: Symbol) -> Option<u32> {
        if at == 0 {
            self.roots.get(symbol.index()).copied().filter(|&node| node > 0)
        } else {
            self.edges.get(&(at, symbol)).copied()
        }
    }

    /// Every phrase in `words[first..last]`.
    pub(super) fn find(
        &self,
        words: &[Word],
        first: usize,
        last: usize,
        mut visit: impl FnMut(Hit),
    ) {
        for start in first..last {
            let mut at = 0;
            let mut end = start;
            while let Some(word) = words.get(end).filter(|_| end < last) {
                if let Some(next) = self.next(at, word.symbol) {
                    at = next;
                } else if end == start || !word.cue.is_determiner() {
                    break;
                }
                end += 1;
                // "429" names a status, "429 users" does not.
                let counts = end == start + 1
                    && word.kind == Kind::Number
                    && words.get(end).is_some_and(|next| end < last && next.cue.measures());
                if counts {
                    continue;
                }
                if let Some(node) = self.nodes.get(at as usize).filter(|node| node.leaf) {
                    for &group in &node.groups {
                        visit(Hit { group, first: start, last: end, phrase: at });
                    }
                }
            }
        }
    }
}
