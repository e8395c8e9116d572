//! Whether two sides may be the same, in any of their readings.

use crate::quantity::expression::Value;

/// How far two sides may lie apart and still be the same, as a factor: 86,400 for 100,000 and
/// rounding on the way are allowed.
const TOLERANCE: f64 = 1.5;

/// How near the closest readings of two sides come.
pub(super) enum Nearest {
    /// They are the same, or may be.
    Same,
    /// They measure the same and differ; what the left side comes to.
    Apart(Value),
}

/// Compares every reading of both sides. Nothing where they cannot be compared.
pub(super) fn nearest(left: &[Value], stated: &[Value], period: Option<f64>) -> Option<Nearest> {
    if agrees(left, stated) {
        return Some(Nearest::Same);
    }
    // "20M per day / 86400": the words and the arithmetic do not say the same.
    if left.iter().any(|value| value.powers.time.abs() > 1) {
        return None;
    }
    let periods = [1.0, period.unwrap_or(1.0)];
    let mut best: Option<(f64, Value)> = None;
    let mut vague = f64::INFINITY;
    for worked in left {
        for said in stated {
            if worked.powers == said.powers {
                let apart = apart(worked.amount, said.amount);
                if best.is_none_or(|(least, _)| apart < least) {
                    best = Some((apart, *worked));
                }
            } else {
                vague = vague.min(with_a_unit_left_out(*worked, *said, &periods, &[1.0]));
            }
        }
    }
    // Where leaving a unit out would come nearer, that is what was meant.
    best.filter(|(apart, _)| *apart <= vague).map(|(_, value)| Nearest::Apart(value))
}

/// Whether any reading of one side may be one of the other.
pub(super) fn agrees(left: &[Value], right: &[Value]) -> bool {
    left.iter().any(|worked| {
        right.iter().any(|said| {
            let apart = if worked.powers == said.powers {
                apart(worked.amount, said.amount)
            } else {
                with_a_unit_left_out(*worked, *said, &PERIODS, &SIZES)
            };
            apart <= TOLERANCE * (1.0 + 1e-9)
        })
    })
}

fn apart(one: f64, other: f64) -> f64 {
    (one / other).max(other / one)
}

/// Seconds and bytes of what is left out where everybody knows what is meant.
const PERIODS: [f64; 7] = [1.0, 60.0, 3600.0, 86_400.0, 604_800.0, 2_592_000.0, 31_536_000.0];
const SIZES: [f64; 6] = [1.0, 0.125, 1e3, 1e6, 1e9, 1e12];

/// How far two values are apart if a period or a size of data was left out on one side.
fn with_a_unit_left_out(worked: Value, said: Value, periods: &[f64], sizes: &[f64]) -> f64 {
    let powers = said.powers.over(worked.powers);
    if powers.data.abs() > 1 || powers.time.abs() > 1 {
        return f64::INFINITY;
    }
    let times = if powers.time == 0 { &[1.0] } else { periods };
    let data = if powers.data == 0 { &[1.0] } else { sizes };
    let raised = |size: f64, power: i8| if power < 0 { 1.0 / size } else { size };
    times
        .iter()
        .flat_map(|&time| data.iter().map(move |&size| (time, size)))
        .map(|(time, size)| {
            let meant = worked.amount * raised(time, powers.time) * raised(size, powers.data);
            apart(meant, said.amount)
        })
        .fold(f64::INFINITY, f64::min)
}
