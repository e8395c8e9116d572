//! Boxes and arrows: the edge notation, Mermaid in and out, drawing as text and as SVG, lint.

mod canvas;
mod fault;
mod fit;
mod graph;
mod kind;
mod layers;
mod lint;
mod list;
mod mermaid;
mod notation;
mod place;
mod route;
mod shape;
mod sketch;
mod svg;
mod word;

#[cfg(test)]
mod tests;

pub use fault::Fault;
pub use fit::{Fit, drawing, list};
pub use graph::{Diagram, Link, Node};
pub use kind::Kind;
pub use lint::{Finding, Rule, lint};
pub use mermaid::{is_header as is_mermaid, read as from_mermaid, write as to_mermaid};
pub use notation::{BoxMention, Edge, Statement, facts, read as read_line, write as write_lines};
pub use svg::svg;
pub use word::LONGEST_NAME;
