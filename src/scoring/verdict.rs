//! Layer 5: from features to a verdict with a confidence.

use super::document::Verdict;
use super::features::Features;
use super::target::Target;

/// How strongly a window speaks for a target: 0 not at all, 1 half, 2 wholly.
pub(super) fn strength(target: &Target, features: &Features) -> f32 {
    let f = features;
    let against = f.partly.max(f.missed).max(f.wrong);
    let base = if target.groups.is_empty() {
        2.2 * f.met.max(f.text) + 0.8 * f.keys
    } else {
        1.1 * f.coverage + 1.0 * f.met + 0.7 * f.keys
    };
    base + 0.3 * (f.met - against).clamp(-0.5, 0.5) - 0.06 * (f.size - 1.0) - 0.8 * f.denied
}

/// The class of a strength, and how far it is from the nearest border.
pub(super) fn class(strength: f32) -> (Verdict, f32) {
    let (half, whole) = (1.0, 1.6);
    let verdict = match strength {
        s if s >= whole => Verdict::Met,
        s if s >= half => Verdict::Partly,
        _ => Verdict::Missed,
    };
    let distance = (strength - half).abs().min((strength - whole).abs());
    (verdict, distance)
}
