//! The SHA-256 that somebody published beside an archive.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::refusal::Refusal;

/// A SHA-256, in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum(String);

/// A text that is no SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 has 64 figures of 0-9 and a-f")]
pub struct NoChecksum;

impl FromStr for Checksum {
    type Err = NoChecksum;

    /// Reads it as `sha256sum` and others write it, in small or capital letters.
    fn from_str(text: &str) -> Result<Self, NoChecksum> {
        let fine = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fine.then(|| Self(text.to_ascii_lowercase())).ok_or(NoChecksum)
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Checksum {
    /// That of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digit = |half: u8| char::from_digit(half.into(), 16);
        let hash = Sha256::digest(bytes);
        Self(hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect())
    }

    /// Compares it with that of an archive.
    ///
    /// # Errors
    ///
    /// [`Refusal::Checksum`] when they are not the same.
    pub fn verify(&self, archive: &[u8]) -> Result<(), Refusal> {
        let found = Self::of(archive);
        if found == *self {
            return Ok(());
        }
        Err(Refusal::Checksum { found: found.0, wanted: self.0.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_others_write_it() {
        let abc = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        let abc: Checksum = abc.parse().unwrap();
        assert_eq!(Checksum::of(b"abc"), abc);
        assert_eq!(abc.verify(b"abc"), Ok(()));
        assert!(matches!(abc.verify(b"abd"), Err(Refusal::Checksum { .. })));
        for wrong in ["", "ba78", &"g".repeat(64), &"a".repeat(65)] {
            assert_eq!(wrong.parse::<Checksum>(), Err(NoChecksum), "{wrong}");
        }
    }
}
