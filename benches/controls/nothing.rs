//! The control for whole processes: a program that does nothing.

fn main() {}
