//! The line that is being typed for a card, on its way to the disk.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::{DraftSaver, Report, Store, StoreError};
use crate::study::drills::{self, Card, VERSION};

/// Takes every change of the line and has it saved within a quarter of a second. Without a card there
/// is nothing to save.
#[derive(Clone, Default)]
pub(super) struct Typing(Arc<Mutex<Option<Open>>>);

struct Open {
    saver: DraftSaver<drills::Typing>,
    /// What is saved, but for the line.
    above: drills::Typing,
    /// Whether changes are of no interest now.
    paused: bool,
}

impl Typing {
    /// An answer to a card is going to be typed.
    ///
    /// # Errors
    /// When no thread can be had for it.
    pub(super) fn begin(&self, store: &Store, card: &Card) -> Result<(), StoreError> {
        let session = card.standing.session.clone();
        let saver = DraftSaver::start(store.directory(), &session, |_: Report| {})?;
        let card = card.standing.card.clone();
        let (text, line) = (String::new(), String::new());
        let above = drills::Typing { version: VERSION, card, session, text, line };
        *self.lock() = Some(Open { saver, above, paused: true });
        Ok(())
    }

    /// A line is going to be typed below these, and begins with what is offered.
    pub(super) fn reading(&self, lines: &[String], offered: &str) {
        if let Some(open) = self.lock().as_mut() {
            open.above.text = lines.join("\n");
            open.paused = false;
            if !offered.is_empty() {
                open.put(offered);
            }
        }
    }

    /// Takes the line as it is now. Returns at once.
    pub(super) fn changed(&self, text: &str) {
        if let Some(open) = self.lock().as_ref() {
            open.put(text);
        }
    }

    /// Forgets what is not saved yet, before entries are kept that hold it.
    pub(super) fn discard(&self) {
        if let Some(open) = self.lock().as_mut() {
            open.paused = true;
            open.saver.discard();
        }
    }

    /// Nothing more is typed for the card.
    pub(super) fn end(&self) {
        self.discard();
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn put(&self, line: &str) {
        if !self.paused {
            self.saver.put(drills::Typing { line: line.to_owned(), ..self.above.clone() });
        }
    }
}
