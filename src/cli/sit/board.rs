//! The whiteboard at the desk: whether lines go there, and how it is drawn for the room there is.

use crate::cli::context::Context;
use crate::diagram::{Diagram, Fit, drawing, facts, is_mermaid};
use crate::interview::{Effect, Entry, Event, Input, read};
use crate::report::Charset;
use crate::terminal::Size;

/// The rows of the screen that stay free for what is typed and for the clock.
const FREE_ROWS: u16 = 5;

/// Whether lines of text draw, and the Mermaid that was typed since they do.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    open: bool,
    mermaid: String,
}

impl Board {
    /// Whether lines of text draw.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// What a submitted line is. Commands work at the board too, and so does a lifted line.
    pub(super) fn input<'a>(&'a self, text: &'a str, lifted: Option<usize>) -> Input<'a> {
        match read(text) {
            Entry::Text(_) if self.open && lifted.is_none() => {
                Input::Drawn { text, before: &self.mermaid }
            }
            _ => Input::Submitted { text, lifted },
        }
    }

    /// The board after what followed from an input, once it is kept: opened, closed, left for
    /// another step, with more Mermaid.
    pub(super) fn after(&self, input: &Input<'_>, effects: &[Effect]) -> Self {
        let mut board = self.clone();
        if let Input::Drawn { text, .. } = input {
            let taken = !effects.iter().any(|effect| matches!(effect, Effect::Lift { .. }));
            if taken && (!board.mermaid.is_empty() || is_mermaid(text)) {
                board.mermaid.push_str(text);
                board.mermaid.push('\n');
            }
        }
        for effect in effects {
            let open = match effect {
                Effect::Board { open } => *open,
                Effect::Keep(Event::Moved { .. }) => false,
                _ => continue,
            };
            board = Self { open, mermaid: String::new() };
        }
        board
    }
}

/// The rows of a diagram for this screen, or its boxes and arrows one a line where nothing is to be
/// drawn. Nothing is coloured.
pub(super) fn rows(context: &Context, diagram: &Diagram) -> Vec<String> {
    if context.ui.plain {
        return facts(diagram);
    }
    let size = Size::of(std::io::stdout());
    let width = size.map_or(context.width(), |size| usize::from(size.columns).min(160));
    let height = size.map(|size| usize::from(size.rows.saturating_sub(FREE_ROWS)).max(8));
    let ascii = context.layout().charset == Charset::Ascii;
    drawing(diagram, Fit { width: width.saturating_sub(3).max(16), height, ascii })
}
