//! Numbers with units: reading them in text and comparing them.

mod number;
mod quantity;
mod unit;

pub use quantity::{Bounds, Quantity, read};
pub use unit::{Dimension, Unit};
