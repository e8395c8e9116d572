//! The weights of the verdict, made by fitting and not by hand.
//!
//! Each kind of criterion (with concept groups and exemplars, with exemplars only, with groups only,
//! with nothing but its text) has two rows: for "at least half" and for "wholly". A row is a base and
//! then a weight for each number of [`Sight`](super::sight::Sight), in its order. The signs of all that
//! can only speak for or against a criterion were fixed in the fit. `mod.rs` says on what they were
//! fitted.

use super::sight::SIGHTS;

/// "At least half" and "wholly".
pub(super) type Calibration = [[f32; SIGHTS + 1]; 2];

/// With concept groups and exemplars.
pub(super) const FULL: Calibration = [
    [
        -4.42, 1.60, 1.25, 0.50, -0.98, 1.22, 1.55, 0.94, 0.00, 0.00, 0.00, 2.01, 0.75, -1.02,
        0.00, 0.54, 2.77, 0.23, 0.84, 0.00, 1.52, 1.19, 0.00, 1.40, 0.12, -0.71, -0.42, 0.00,
    ],
    [
        -4.41, 0.76, 0.00, -0.69, -0.55, 1.48, 1.15, 1.25, 0.00, 0.00, 0.00, 1.71, 0.20, -0.47,
        0.00, 0.59, 2.00, 1.22, 2.97, 0.00, 1.16, 1.60, 0.00, 0.96, -0.24, -0.79, -0.62, 0.00,
    ],
];

/// With exemplars only.
pub(super) const EXEMPLARS: Calibration = [
    [
        -3.18, 0.00, 2.33, 1.24, -0.47, 0.64, 4.21, 0.00, 1.95, 0.00, 0.00, 3.25, 0.80, -0.39,
        0.00, 0.00, 3.49, 0.00, 0.17, 0.00, 0.67, 1.57, 0.00, 0.00, 0.00, -0.72, -0.58, 0.00,
    ],
    [
        -3.60, 0.00, 1.19, -0.16, -0.41, 1.63, 2.13, 0.00, 1.18, 0.00, 0.00, 2.98, 0.35, 0.17,
        0.00, 0.00, 4.44, 0.00, 0.00, 0.00, 0.48, 1.74, 0.00, 0.00, 0.00, -0.77, -0.97, 0.00,
    ],
];

/// With concept groups only.
pub(super) const CONCEPTS: Calibration = [
    [
        -3.53, 2.38, 0.00, 0.00, 0.00, 0.00, 0.00, 0.56, 1.05, 0.00, 0.08, 1.94, 0.78, -0.64,
        -0.02, 0.00, 0.00, 1.28, 2.32, 0.72, 0.00, 0.00, 1.62, 1.35, 0.22, -0.64, -0.36, -0.35,
    ],
    [
        -3.83, 1.55, 0.00, 0.00, 0.00, 0.00, 0.00, 0.33, 0.00, 0.00, 0.00, 1.87, 0.37, -0.71, 0.98,
        0.22, 0.00, 1.66, 1.47, 0.69, 0.00, 0.00, 1.54, 1.18, -0.43, -0.62, -1.35, -0.42,
    ],
];

/// With nothing but its text.
pub(super) const TEXT: Calibration = [
    [
        -0.92, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 2.01, 2.29, 0.00, 0.54, 0.91, -0.06, 0.20,
        0.00, 0.00, 0.00, 0.27, 1.49, 0.00, 0.00, 2.29, 0.00, 0.00, -0.67, -0.50, -0.59,
    ],
    [
        -1.90, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 2.06, 0.95, 0.00, 2.08, 0.56, -0.31, 1.13,
        0.00, 0.00, 0.00, 0.00, 1.36, 0.00, 0.00, 1.21, 0.00, 0.00, -0.48, -0.81, -0.49,
    ],
];
