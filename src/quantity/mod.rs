//! Numbers with units: reading them in text, comparing them, calculating, checking a product.

mod calculate;
mod claim;
mod expression;
mod fault;
mod measure;
mod number;
mod parser;
mod reading;
mod token;
mod unit;
mod wording;

pub use calculate::{Calculation, calculate};
pub use claim::{Claim, claims};
pub use fault::{CalculationError, Where};
pub use reading::{Bounds, Quantity, read};
pub use unit::{Dimension, Unit};
