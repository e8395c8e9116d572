//! Whole diagrams: drawn, looked at, and followed line by line.

mod examples;
mod hostile;
mod properties;
mod tracer;
