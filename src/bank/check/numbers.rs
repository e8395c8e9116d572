//! The figures that a criterion wants stated.

use super::lint::Lint;
use crate::bank::nearest::nearest;
use crate::bank::rubric::{CriterionFile, RubricFile};
use crate::quantity::Unit;

/// A figure in a unit that nobody knows is never found in an answer.
pub(super) fn check(lint: &mut Lint<'_, RubricFile>, place: &str, written: &CriterionFile) {
    for (index, number) in written.numbers.iter().flatten().enumerate() {
        let unit = &number.unit;
        if Unit::named(unit).is_none() {
            let place = format!("{place}.numbers[{index}].unit");
            let message = format!("there is no unit `{unit}`");
            lint.error_like(&place, message, || Some(hint(unit)));
        }
    }
}

fn hint(unit: &str) -> String {
    match nearest(unit, Unit::NAMES) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the units are {}; none for a bare number", Unit::NAMES.join(", ")),
    }
}
