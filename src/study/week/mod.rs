//! The study week: how it is laid out, what was done of it, and where it stands on a day.

mod entry;
mod layout;
mod naming;
mod progress;
mod recognition;
mod stopwatch;
#[cfg(test)]
mod tests;
mod view;

pub use entry::{Entry, Evidence, VERSION, What};
pub use layout::{Amount, Block, Day, Track, Week, WeekFault};
pub use naming::{Unnamed, block_named, day_named};
pub use progress::{BlockRecord, Made, Progress, Today};
pub use recognition::{Asked, Sat};
pub use stopwatch::{LONGEST_GAP_MS, Stopwatch};
pub use view::{BlockView, DayView, Standing, WeekView, view};
