//! Prompts, rubrics and lexicons as they were when a session started, by the hash of their bytes.

use rusqlite::{OptionalExtension, params};
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

impl Store {
    /// Keeps the bytes, once however often they are given, and returns their SHA-256 in
    /// hexadecimal; durable on return. Bytes that are stored already are not written again, unless
    /// they were damaged.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn put_content(&self, kind: ContentKind, bytes: &[u8]) -> Result<String, StoreError> {
        let sha256 = sha256(bytes);
        let whole = self
            .connection
            .prepare_cached("SELECT body = ?2 FROM content WHERE sha256 = ?1")
            .and_then(|mut looking| {
                looking.query_row(params![sha256, bytes], |row| row.get::<_, bool>(0)).optional()
            })
            .map_err(|source| self.failed(source))?;
        if whole != Some(true) {
            self.connection
                .prepare_cached(
                    "INSERT INTO content (sha256, kind, body) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (sha256) DO UPDATE SET body = excluded.body",
                )
                .and_then(|mut writing| writing.execute(params![sha256, kind.id(), bytes]))
                .map_err(|source| self.failed(source))?;
        }
        Ok(sha256)
    }

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
        let sha = store.put_content(ContentKind::Prompt, b"{}").unwrap();
        assert_eq!(sha, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        assert_eq!(store.put_content(ContentKind::Prompt, b"{}").unwrap(), sha);
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
        store.put_content(ContentKind::Prompt, b"{}").unwrap();
        assert_eq!(store.content(&sha).unwrap(), b"{}");
    }
}
