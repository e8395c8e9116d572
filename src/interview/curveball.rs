//! Curveballs: a requirement that changes in mid-interview, once, at a moment that chance settles at
//! the start.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::event::Planned;
use crate::bank::Curveball;

/// The windows of curveballs are minutes of a box of this length.
const WINDOWS_OF_MS: u64 = 45 * 60_000;
/// Sets this choice apart from the others that start from the same seed.
const OWN: u64 = 0x63_7572_7665_6261;

/// Which curveball comes in a box of `box_ms` milliseconds, and when; none where the prompt has
/// none. The same seed gives the same.
pub fn plan_curveball(curveballs: &[Curveball], box_ms: u64, seed: u64) -> Option<Planned> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed ^ OWN);
    let count = curveballs.len();
    let curveball = (count > 0).then(|| &curveballs[chance.random_range(0..count)])?;
    let [first, last] =
        curveball.window.map(|minute| u64::from(minute) * 60_000 * box_ms / WINDOWS_OF_MS);
    let at_ms = chance.random_range(first.min(last)..=last.max(first));
    Some(Planned { id: curveball.id.clone(), at_ms })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn curveballs() -> Vec<Curveball> {
        let curveball = |id: &str, window| Curveball {
            id: id.to_owned(),
            window,
            say: "Legal just called.".to_owned(),
        };
        vec![curveball("a", [20, 34]), curveball("b", [18, 32])]
    }

    #[test]
    fn without_curveballs_none_comes() {
        assert_eq!(plan_curveball(&[], WINDOWS_OF_MS, 7), None);
    }

    #[test]
    fn chance_chooses_both_which_and_when() {
        let planned: Vec<Planned> =
            (0..50).filter_map(|seed| plan_curveball(&curveballs(), WINDOWS_OF_MS, seed)).collect();
        assert!(planned.iter().any(|one| one.id == "a") && planned.iter().any(|one| one.id == "b"));
        let mut moments: Vec<u64> = planned.iter().map(|one| one.at_ms).collect();
        moments.sort_unstable();
        moments.dedup();
        assert!(moments.len() > 40, "{moments:?}");
    }

    proptest! {
        #[test]
        fn it_comes_within_its_window_and_the_same_seed_gives_the_same(
            seed in any::<u64>(),
            minutes in 45_u64..=50,
        ) {
            let box_ms = minutes * 60_000;
            let planned = plan_curveball(&curveballs(), box_ms, seed).unwrap();
            let [first, last] = if planned.id == "a" { [20, 34] } else { [18, 32] };
            prop_assert!(planned.at_ms * 45 >= first * box_ms - 45);
            prop_assert!(planned.at_ms * 45 <= last * box_ms);
            prop_assert_eq!(plan_curveball(&curveballs(), box_ms, seed), Some(planned));
        }
    }
}
