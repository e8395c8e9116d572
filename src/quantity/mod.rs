//! Numbers with units: reading them in text and comparing them.

mod number;
mod reading;
mod unit;

pub use reading::{Bounds, Quantity, read};
pub use unit::{Dimension, Unit};
