//! Why a line is no edge: the place, and what to type.

use super::kind::Kind;
use super::word::LONGEST_NAME;

/// Why a line or a piece of Mermaid cannot be drawn. The message names the place, [`Fault::hint`]
/// says what to type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing joins anything.
    #[error("`{0}` has no arrow")]
    NoArrow(String),
    /// A box is missing beside an arrow or a comma.
    #[error("no box stands {side} `{sign}` at column {column}")]
    NoBox {
        /// `before` or `after`.
        side: &'static str,
        /// The sign.
        sign: String,
        /// Characters from the beginning, from 1.
        column: usize,
    },
    /// A quotation is not closed.
    #[error("the quotation that begins at column {0} is not closed")]
    OpenQuotation(usize),
    /// A mark is not closed.
    #[error("the `[` at column {0} is not closed")]
    OpenMark(usize),
    /// Nothing was said.
    #[error("nothing names a box")]
    Empty,
    /// Text stands behind the closing quotation mark or bracket.
    #[error("`{text}` stands behind `{behind}`")]
    Behind {
        /// What stands there.
        text: String,
        /// What it follows.
        behind: String,
    },
    /// A label stands before the arrow that it belongs to.
    #[error("the label `{0}` stands before the arrow")]
    EarlyLabel(String),
    /// A mark that names no kind.
    #[error("there is no kind `{0}`")]
    UnknownKind(String),
    /// A name or a label is too long.
    #[error("`{0}…` is longer than {LONGEST_NAME} characters")]
    TooLong(String),
    /// One line says too many arrows.
    #[error("{0} arrows on one line are too many to read")]
    TooMany(usize),
    /// Nothing that was to be taken away is drawn.
    #[error("`{0}` is not drawn")]
    NotDrawn(String),
    /// The diagram would be too large.
    #[error("{0} boxes are too many for one whiteboard")]
    TooLarge(usize),
    /// A line of Mermaid is not understood.
    #[error("line {line} of the Mermaid: `{text}` is not understood")]
    Mermaid {
        /// From 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// One of several lines has a fault.
    #[error("line {line}: {fault}")]
    Line {
        /// From 1.
        line: usize,
        /// What it is.
        fault: Box<Self>,
    },
}

impl Fault {
    /// What to type.
    pub fn hint(&self) -> String {
        match self {
            Self::NoArrow(text) if text.split_whitespace().count() <= 3 => {
                format!("type `{text} -> …`, or `{text} [service]` for a box by itself")
            }
            Self::NoArrow(_) => "type `client -> api: https`".to_owned(),
            Self::NoBox { side: "before", .. } => "type `client -> api`".to_owned(),
            Self::NoBox { .. } => "type `api -> cache, db`".to_owned(),
            Self::OpenQuotation(_) => "type `\"load balancer\" -> api`".to_owned(),
            Self::OpenMark(_) => "type `api -> orders [db]`".to_owned(),
            Self::Empty => "type `client -> api`, or `- api -> db` to take away".to_owned(),
            Self::Behind { .. } => "type `\"load balancer\" [service] -> api: https`".to_owned(),
            Self::EarlyLabel(label) => format!("type `client -> api: {label}`"),
            Self::UnknownKind(_) => {
                let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
                format!("the kinds are {}", kinds.join(", "))
            }
            Self::TooLong(_) => "say it shorter".to_owned(),
            Self::TooMany(_) => "type them on several lines".to_owned(),
            Self::NotDrawn(_) => "`:show` shows what is drawn".to_owned(),
            Self::TooLarge(_) => "take some away with `- NAME`".to_owned(),
            Self::Mermaid { .. } => {
                "a line of Mermaid is `api --> db` or `db[(orders)]`".to_owned()
            }
            Self::Line { fault, .. } => fault.hint(),
        }
    }
}
