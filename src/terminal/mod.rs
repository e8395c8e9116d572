//! The terminal: reads lines until a deadline, draws the countdown, runs an external editor,
//! resolves styles. It decides nothing about interviews.

mod box_bar;
mod called_off;
mod cooked;
mod editor;
mod external;
mod flow;
mod key_line;
mod keys;
mod outcome;
mod pager;
mod plain;
mod recovery;
mod rows;
mod signals;
mod size;
mod stand_in;
mod status;
mod style;
mod threads;
mod tty;
mod typing;
mod visible;
mod wake;
mod wishes;
mod wrap;

pub use box_bar::draw_box;
pub use called_off::{Call, CalledOff};
pub use editor::{EditMode, LineEditor, OnInterrupt, Options, Waker, can_edit};
pub use external::{Edited, ExternalEdit, NoEditor, find_editor};
pub use key_line::{Heard, KeyLine};
pub use outcome::{Ask, Deadline, Outcome, Stop};
pub use pager::{find_pager, page};
pub use plain::{Due, LONGEST_LINE, PlainReader, PlainWaker};
pub use size::Size;
pub use status::{StatusText, TitleText};
pub use style::{ColourChoice, ColourEnvironment, Label, Style, gets_colour};
pub use typing::{Complete, OnChange};
pub use visible::{picture, visible, visible_line};
pub use wrap::{columns, cut, wrap};
