//! Many sittings: the study week, drills, comparison and progress. No I/O, no clock, no chance.

pub mod week;
