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
    text: f32,
    partly: f32,
    missed: f32,
    margin: f32,
    size: f32,
    length: f32,
    own: f32,
}

impl Curve {
    fn at(&self, f: &Features) -> f32 {
        let sum = self.base
            + self.coverage * f.coverage
            + self.met * f.met
            + self.keys * f.keys
            + self.text * f.tfound.max(0.0)
            + self.partly * f.partly
            + self.missed * f.missed
            + self.margin * f.margin
            + self.size * (f.size - 1.0) / 2.0
            + self.length * f.length
            + self.own * f.own;
        1.0 / (1.0 + (-sum).exp())
    }
}

/// "At least half" and "wholly".
type Curves = [Curve; 2];

include!("curves.in");

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
    half + whole
}

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
