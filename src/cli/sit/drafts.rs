//! What is being typed, on its way to the disk.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::bank::Step;
use crate::cli::clock::Clock;
use crate::cli::record::Recorder;
use crate::store::{Draft, DraftSaver, Report, StoreError};

use super::countdown::Saved;

/// Takes every change of the line and has it saved within a quarter of a second.
#[derive(Clone)]
pub(in crate::cli) struct Drafts {
    saver: Arc<DraftSaver>,
    place: Arc<Mutex<Place>>,
    clock: Clock,
}

/// Where the line that is being typed belongs.
#[derive(Clone, Copy, Debug)]
struct Place {
    step: Step,
    lifted: Option<usize>,
    /// Whether changes are of no interest now.
    paused: bool,
}

impl Drafts {
    /// Starts saving for the session of a recorder.
    ///
    /// # Errors
    /// When no thread can be had for it.
    pub(in crate::cli) fn start(recorder: &Recorder, clock: &Clock) -> Result<Self, StoreError> {
        let session = recorder.session();
        let directory = recorder.store().directory();
        let saver = DraftSaver::start(directory, session.id(), |_: Report| {})?;
        let place = Place { step: session.current(), lifted: None, paused: true };
        let place = Arc::new(Mutex::new(place));
        Ok(Self { saver: Arc::new(saver), place, clock: clock.clone() })
    }

    /// A line is going to be typed.
    pub(in crate::cli) fn reading(&self, step: Step, lifted: Option<usize>) {
        *self.lock() = Place { step, lifted, paused: false };
    }

    /// Changes are of no interest until the next [`Self::reading`].
    pub(super) fn pause(&self) {
        self.lock().paused = true;
    }

    /// Takes the line as it is now. Returns at once.
    pub(in crate::cli) fn changed(&self, text: &str) {
        let place = *self.lock();
        if !place.paused {
            self.saver.put(self.draft(place.step, place.lifted, text));
        }
    }

    /// Whether everything that was typed is on the disk.
    pub(in crate::cli) fn saved(&self) -> Saved {
        if self.saver.failure().is_some() {
            Saved::Failing
        } else if self.saver.is_idle() {
            Saved::Yes
        } else {
            Saved::Soon
        }
    }

    /// Forgets what is not saved yet, before events are kept that hold it.
    pub(in crate::cli) fn discard(&self) {
        self.pause();
        self.saver.discard();
    }

    /// Saves a text now, durable on return.
    ///
    /// # Errors
    /// When the store cannot keep it.
    pub(in crate::cli) fn save_now(
        &self,
        recorder: &Recorder,
        text: &str,
        lifted: Option<usize>,
    ) -> Result<(), StoreError> {
        self.discard();
        let session = recorder.session();
        if text.is_empty() {
            return Ok(());
        }
        recorder.store().save_draft(session.id(), &self.draft(session.current(), lifted, text))
    }

    fn draft(&self, step: Step, lifted: Option<usize>, text: &str) -> Draft {
        Draft { step, text: text.to_owned(), editing: lifted, at: self.clock.now() }
    }

    fn lock(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
