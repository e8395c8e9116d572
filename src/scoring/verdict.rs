//! Layer 5: from features to a verdict with a confidence.
//!
//! Two logistic curves, one for "at least half" and one for "wholly", over the same few features;
//! each weight has the sign that its feature must have, so that more evidence never lowers a
//! verdict. What a criterion brings (concept groups, exemplars, both, only its text) chooses the
//! row of weights.

use super::document::Verdict;
use super::features::Features;
use super::target::{Shows, Target};

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
    fn at(&self, f: &Features) -> f32 {
        let sum = self.base
            + self.coverage * f.coverage
            + self.met * f.met
            + self.keys * f.keys
            + self.mass * f.mass
            + self.partly * f.partly
            + self.missed * f.missed
            + self.margin * f.margin
            + self.size * (f.size - 1.0) / 2.0
            + self.own * f.own;
        1.0 / (1.0 + (-sum).exp())
    }
}

/// "At least half" and "wholly".
type Curves = [Curve; 2];

const HALF: f32 = 0.5;
const WHOLE: f32 = 0.5;
const FULL: Curves = [
    Curve {
        base: -3.85,
        coverage: 5.51,
        met: 0.00,
        keys: 3.91,
        mass: 0.00,
        partly: 1.09,
        missed: 0.00,
        margin: 5.87,
        size: -0.88,
        own: 0.51,
    },
    Curve {
        base: -7.06,
        coverage: 6.47,
        met: 0.00,
        keys: 6.03,
        mass: 0.00,
        partly: -1.36,
        missed: -0.02,
        margin: 3.26,
        size: -1.22,
        own: 0.24,
    },
];
const EXEMPLARS: Curves = [
    Curve {
        base: -2.54,
        coverage: 0.00,
        met: 1.59,
        keys: 6.70,
        mass: 1.25,
        partly: 1.92,
        missed: 0.00,
        margin: 4.16,
        size: -0.72,
        own: 1.12,
    },
    Curve {
        base: -3.07,
        coverage: 0.00,
        met: 0.00,
        keys: 8.49,
        mass: 1.49,
        partly: 0.00,
        missed: -0.04,
        margin: 2.43,
        size: -0.44,
        own: 0.99,
    },
];
const CONCEPTS: Curves = [
    Curve {
        base: -5.12,
        coverage: 8.82,
        met: 0.00,
        keys: 0.00,
        mass: 0.00,
        partly: 0.00,
        missed: 0.00,
        margin: 6.14,
        size: 0.00,
        own: 0.85,
    },
    Curve {
        base: -4.89,
        coverage: 5.11,
        met: 0.00,
        keys: 0.00,
        mass: 0.00,
        partly: 0.00,
        missed: 0.00,
        margin: 3.05,
        size: 0.00,
        own: 0.35,
    },
];
const TEXT: Curves = [
    Curve {
        base: -0.44,
        coverage: 0.00,
        met: 0.00,
        keys: 0.00,
        mass: 3.59,
        partly: 0.00,
        missed: 0.00,
        margin: 3.24,
        size: 0.00,
        own: 0.65,
    },
    Curve {
        base: -1.20,
        coverage: 0.00,
        met: 0.00,
        keys: 0.00,
        mass: 2.84,
        partly: 0.00,
        missed: 0.00,
        margin: 2.03,
        size: 0.00,
        own: 0.72,
    },
];

fn curves(target: &Target) -> &'static Curves {
    let exemplars = target.models.iter().any(|model| model.shows == Shows::Met);
    match (target.groups.is_empty(), exemplars) {
        (false, true) => &FULL,
        (true, true) => &EXEMPLARS,
        (false, false) => &CONCEPTS,
        (true, false) => &TEXT,
    }
}

/// The probabilities that a window shows a target at least half, and wholly.
pub(super) fn chances(target: &Target, features: &Features) -> [f32; 2] {
    let [half, whole] = curves(target);
    let half = half.at(features);
    [half, whole.at(features).min(half)]
}

/// How strongly a window speaks for a target: 0 not at all, 2 wholly.
pub(super) fn strength(target: &Target, features: &Features) -> f32 {
    let [half, whole] = chances(target, features);
    half + whole - LONGER * (features.size - 1.0)
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
