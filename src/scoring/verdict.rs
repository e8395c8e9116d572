//! Layer 5: from features to a verdict with a confidence.
//!
//! Two S-shaped curves, one for "at least half" and one for "wholly", over the same few features;
//! each weight has the sign that its feature must have, so that more evidence never lowers a
//! verdict. What a criterion brings (concept groups, exemplars, both, only its text) chooses the
//! row of weights.

use super::calibration::{self, Calibration};
use super::document::Verdict;
use super::features::Features;
use super::sight::{SIGHTS, Sight};
use super::target::Target;

/// The weights of a curve.
#[derive(Clone, Copy, Debug)]
struct Curve {
    base: f32,
    coverage: f32,
    met: f32,
    keys: f32,
    mass: f32,
    partly: f32,
    missed: f32,
    margin: f32,
    size: f32,
    own: f32,
}

impl Curve {
    fn sum(&self, f: &Features) -> f32 {
        self.base
            + self.coverage * f.coverage
            + self.met * f.met
            + self.keys * f.keys
            + self.mass * f.mass
            + self.partly * f.partly
            + self.missed * f.missed
            + self.margin * f.margin
            + self.size * (f.size - 1.0) / 2.0
            + self.own * f.own
    }
}

/// "At least half" and "wholly".
type Curves = [Curve; 2];

const HALF: f32 = 0.5;
const WHOLE: f32 = 0.5;
const FULL: Curves = [
    Curve {
        base: -3.75,
        coverage: 5.51,
        met: 0.00,
        keys: 4.13,
        mass: 0.00,
        partly: 0.95,
        missed: 0.00,
        margin: 5.97,
        size: -1.13,
        own: 0.38,
    },
    Curve {
        base: -6.88,
        coverage: 6.31,
        met: 0.00,
        keys: 5.82,
        mass: 0.00,
        partly: -1.32,
        missed: -0.09,
        margin: 3.26,
        size: -1.55,
        own: 0.31,
    },
];
const EXEMPLARS: Curves = [
    Curve {
        base: -2.51,
        coverage: 0.00,
        met: 1.33,
        keys: 7.00,
        mass: 1.53,
        partly: 1.86,
        missed: 0.00,
        margin: 4.12,
        size: -1.02,
        own: 1.09,
    },
    Curve {
        base: -3.10,
        coverage: 0.00,
        met: 0.00,
        keys: 8.68,
        mass: 1.53,
        partly: 0.00,
        missed: -0.09,
        margin: 2.38,
        size: -0.51,
        own: 0.99,
    },
];
const CONCEPTS: Curves = [
    Curve {
        base: -5.09,
        coverage: 8.74,
        met: 0.00,
        keys: 0.00,
        mass: 0.00,
        partly: 0.00,
        missed: 0.00,
        margin: 5.99,
        size: 0.00,
        own: 0.91,
    },
    Curve {
        base: -5.04,
        coverage: 5.04,
        met: 0.00,
        keys: 0.00,
        mass: 0.00,
        partly: 0.00,
        missed: 0.00,
        margin: 2.83,
        size: 0.00,
        own: 0.44,
    },
];
const TEXT: Curves = [
    Curve {
        base: -0.63,
        coverage: 0.00,
        met: 0.00,
        keys: 0.00,
        mass: 3.69,
        partly: 0.00,
        missed: 0.00,
        margin: 3.35,
        size: 0.00,
        own: 0.58,
    },
    Curve {
        base: -1.18,
        coverage: 0.00,
        met: 0.00,
        keys: 0.00,
        mass: 2.79,
        partly: 0.00,
        missed: 0.00,
        margin: 2.15,
        size: 0.00,
        own: 0.70,
    },
];

fn curves(target: &Target) -> &'static Curves {
    match (target.groups.is_empty(), target.has_model()) {
        (false, true) => &FULL,
        (true, true) => &EXEMPLARS,
        (false, false) => &CONCEPTS,
        (true, false) => &TEXT,
    }
}

/// The probabilities that a window shows a target at least half, and wholly.
pub(super) fn chances(target: &Target, sight: &Sight) -> [f32; 2] {
    let [half, whole] = calibration(target);
    let half = at(half, sight);
    [half, at(whole, sight).min(half)]
}

/// What a window's curves are taken at: a window that leans no further than another, and is no
/// shorter, is no stronger.
pub(super) fn leaning(target: &Target, features: &Features) -> [f32; 2] {
    curves(target).each_ref().map(|curve| curve.sum(features))
}

/// How strongly a window of so many segments speaks for a target: 0 not at all, 2 wholly.
pub(super) fn strength(leaning: [f32; 2], size: f32) -> f32 {
    let [half, whole] = leaning.map(curve);
    half + whole.min(half) - LONGER * (size - 1.0)
}

fn at(weights: &[f32; SIGHTS + 1], sight: &Sight) -> f32 {
    let (base, weights) = (weights[0], &weights[1..]);
    curve(weights.iter().zip(&sight.0).fold(base, |sum, (weight, seen)| sum + weight * seen))
}

/// As steep as the logistic curve in the middle, and exact on every platform.
fn curve(sum: f32) -> f32 {
    0.5 + 0.5 * sum / (4.0 + sum * sum).sqrt()
}

fn calibration(target: &Target) -> &'static Calibration {
    match (target.groups.is_empty(), target.has_model()) {
        (false, true) => &calibration::FULL,
        (true, true) => &calibration::EXEMPLARS,
        (false, false) => &calibration::CONCEPTS,
        (true, false) => &calibration::TEXT,
    }
}

/// What each further segment has to bring.
const LONGER: f32 = 0.04;

/// The class of the chances, and how sure it is.
pub(super) fn class([half, whole]: [f32; 2]) -> (Verdict, f32) {
    let verdict = if whole >= WHOLE {
        Verdict::Met
    } else if half >= HALF {
        Verdict::Partly
    } else {
        Verdict::Missed
    };
    let distance = (half - HALF).abs().min((whole - WHOLE).abs());
    (verdict, distance)
}
