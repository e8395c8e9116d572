//! Prompts, rubrics and lexicons as they were when a session started, by the hash of their bytes.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest as _, Sha256};

use super::{Store, StoreError};

/// What a piece of content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentKind {
    /// A prompt.
    Prompt,
    /// A rubric with its shared criteria resolved.
    Rubric,
    /// A lexicon.
    Lexicon,
}

impl ContentKind {
    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Prompt => "prompt",
            Self::Rubric => "rubric",
            Self::Lexicon => "lexicon",
        }
    }
}

/// Bytes to be kept, with the name that they will have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContent {
    kind: ContentKind,
    sha256: String,
    bytes: Vec<u8>,
}

impl NewContent {
    /// Takes the bytes.
    pub fn new(kind: ContentKind, bytes: Vec<u8>) -> Self {
        Self { kind, sha256: sha256(&bytes), bytes }
    }

    /// Their SHA-256 in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Writes the bytes unless they are stored already and whole.
    pub(super) fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let whole = connection
            .prepare_cached("SELECT body = ?2 FROM content WHERE sha256 = ?1")?
            .query_row(params![self.sha256, self.bytes], |row| row.get::<_, bool>(0))
            .optional()?;
        if whole != Some(true) {
            connection
                .prepare_cached(
                    "INSERT INTO content (sha256, kind, body) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (sha256) DO UPDATE SET body = excluded.body",
                )?
                .execute(params![self.sha256, self.kind.id(), self.bytes])?;
        }
        Ok(())
    }
}

impl Store {
    /// The bytes whose SHA-256 is given in hexadecimal.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoContent`], or [`StoreError::DamagedContent`] when what is stored under the
    /// hash does not have it.
    pub fn content(&self, sha256: &str) -> Result<Vec<u8>, StoreError> {
        let bytes: Vec<u8> = self
            .connection
            .prepare_cached("SELECT body FROM content WHERE sha256 = ?1")
            .and_then(|mut reading| reading.query_row([sha256], |row| row.get(0)).optional())
            .map_err(|source| self.failed(source))?
            .ok_or_else(|| StoreError::NoContent { sha256: sha256.to_owned() })?;
        if self::sha256(&bytes) == sha256 {
            Ok(bytes)
        } else {
            Err(StoreError::DamagedContent { sha256: sha256.to_owned() })
        }
    }
}

/// The SHA-256 of bytes in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let halves = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_stored_once_and_verified() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let content = NewContent::new(ContentKind::Prompt, b"{}".to_vec());
        let sha = content.sha256().to_owned();
        assert_eq!(sha, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        let put = || content.write(&store.connection).unwrap();
        put();
        put();
        let rows: i64 = store
            .connection
            .query_row("SELECT count(*) FROM content", [], |row| row.get(0))
            .unwrap();
        assert_eq!(rows, 1);
        assert_eq!(store.content(&sha).unwrap(), b"{}");
        assert!(matches!(store.content("00"), Err(StoreError::NoContent { .. })));

        store.connection.execute("UPDATE content SET body = x'00'", []).unwrap();
        assert!(matches!(store.content(&sha), Err(StoreError::DamagedContent { .. })));
        assert_eq!(
            store.integrity().unwrap(),
            [crate::store::Fault::Content { sha256: sha.clone() }]
        );
        put();
        assert_eq!(store.content(&sha).unwrap(), b"{}");
    }
}
