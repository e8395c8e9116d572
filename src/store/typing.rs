//! What is being typed for a card of a drill, kept so that no crash loses it.

use rusqlite::{Transaction, params};

use super::journal::body;
use super::{Journal, Store, StoreError};
use crate::study::drills::{CardId, Entry, Typing};

impl Store {
    /// Adds an entry to the journal of the drills, durable when this returns, and removes what was
    /// being typed for its card: the entry holds it, or it is wanted no more.
    ///
    /// # Errors
    ///
    /// As [`Self::note`].
    pub fn note_drill(&self, entry: &Entry) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let transaction = self.writing()?;
        self.add_entry(&transaction, Journal::Drill, entry.session(), entry)?;
        if let (Some(session), Some(card)) = (entry.session(), entry.card()) {
            forget(&transaction, session, card).map_err(failed)?;
        }
        transaction.commit().map_err(failed)
    }

    /// Keeps what is being typed for a card in place of what was; durable on return.
    ///
    /// # Errors
    ///
    /// As [`Self::note`].
    pub fn keep_typing(&self, typing: &Typing) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let transaction = self.writing()?;
        forget(&transaction, &typing.session, &typing.card).map_err(failed)?;
        self.add_entry(&transaction, Journal::Typing, Some(&typing.session), typing)?;
        transaction.commit().map_err(failed)
    }

    /// Removes what was being typed for a card of a session, if anything was; durable on return.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn clear_typing(&self, session: &str, card: &CardId) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let transaction = self.writing()?;
        forget(&transaction, session, card).map_err(failed)?;
        transaction.commit().map_err(failed)
    }
}

/// The cards of a session are told apart by their criterion. In the text of a body it cannot stand
/// like this: a quotation mark is escaped there.
fn forget(transaction: &Transaction<'_>, session: &str, card: &CardId) -> rusqlite::Result<usize> {
    let criterion = body(Journal::Typing, &card.criterion).unwrap_or_default();
    transaction.execute(
        "DELETE FROM journal WHERE kind = ?1 \
         AND session = (SELECT number FROM session WHERE id = ?2) AND instr(body, ?3) > 0",
        params![Journal::Typing.id(), session, format!("\"criterion\":{criterion}")],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::DraftFate;
    use crate::store::tests::{session, summary};
    use crate::study::drills::{Event, VERSION};

    fn card(criterion: &str) -> CardId {
        CardId { prompt: "p".to_owned(), criterion: criterion.to_owned() }
    }

    fn typing(session: &str, criterion: &str, line: &str) -> Typing {
        let (text, line) = ("\"criterion\":\"b\"".to_owned(), line.to_owned());
        Typing { version: VERSION, card: card(criterion), session: session.to_owned(), text, line }
    }

    #[test]
    fn what_is_typed_for_a_card_is_kept_once_and_goes_with_its_next_entry() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        for id in ["mkd7w2ha", "other"] {
            store.append(&session(id, 2), &summary(id), DraftFate::Keep).unwrap();
        }
        let [first, other, newer] =
            [("mkd7w2ha", "a", "h"), ("other", "a", "x"), ("mkd7w2ha", "a", "half")]
                .map(|(session, criterion, line)| typing(session, criterion, line));
        let beside = typing("mkd7w2ha", "b", "of another card");
        for one in [&beside, &first, &other, &newer] {
            store.keep_typing(one).unwrap();
        }
        let kept = || store.notes::<Typing>(Journal::Typing).unwrap();
        assert_eq!(kept(), [beside.clone(), other.clone(), newer]);
        let begun = Event::Begun {
            card: card("a"),
            session: "mkd7w2ha".to_owned(),
            text: "half a line".to_owned(),
        };
        store.note_drill(&Entry::new(begun)).unwrap();
        assert_eq!(kept(), [beside.clone(), other]);
        assert_eq!(store.notes::<Entry>(Journal::Drill).unwrap().len(), 1);
        store.clear_typing("other", &card("a")).unwrap();
        assert_eq!(kept(), [beside]);
        store.forget("mkd7w2ha").unwrap();
        assert_eq!(kept(), []);
        let error = store.keep_typing(&typing("mkd7w2ha", "a", "late")).unwrap_err();
        assert!(matches!(error, StoreError::NoSession { .. }));
    }
}
