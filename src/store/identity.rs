//! Names for sessions.

use rand::{Rng, RngExt as _};
use rusqlite::OptionalExtension;

use super::{Store, StoreError};

/// Lower-case letters without those that look like another letter or digit.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
/// The same with digits.
const CHARACTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

impl Store {
    /// A name that no stored session has: eight lower-case letters and digits without look-alikes.
    /// The first is a letter, so that nothing takes it for a number.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn new_id(&self, chance: &mut impl Rng) -> Result<String, StoreError> {
        loop {
            let id = draw(chance);
            let taken = self
                .connection
                .prepare_cached("SELECT 1 FROM session WHERE id = ?1")
                .and_then(|mut looking| looking.query_row([&id], |_| Ok(())).optional())
                .map_err(|source| self.failed(source))?;
            if taken.is_none() {
                return Ok(id);
            }
        }
    }
}

fn draw(chance: &mut impl Rng) -> String {
    (0..8)
        .map(|place| if place == 0 { LETTERS } else { CHARACTERS })
        .map(|from| char::from(from[chance.random_range(0..from.len())]))
        .collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::ChaCha8Rng;

    use super::*;
    use crate::store::DraftFate;
    use crate::store::tests::{session, summary};

    #[test]
    fn an_id_is_eight_plain_characters() {
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..1000 {
            let id = draw(&mut chance);
            assert_eq!(id.len(), 8);
            assert!(id.bytes().all(|byte| CHARACTERS.contains(&byte)), "{id}");
            assert!(!id.contains(['0', 'o', '1', 'l', 'i']) && !id.starts_with(char::is_numeric));
        }
    }

    #[test]
    fn a_taken_id_is_not_given_again() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let first = store.new_id(&mut ChaCha8Rng::seed_from_u64(7)).unwrap();
        store.append(&session(&first, 1), &summary(&first), DraftFate::Keep).unwrap();
        let second = store.new_id(&mut ChaCha8Rng::seed_from_u64(7)).unwrap();
        assert_ne!(first, second);
    }
}
