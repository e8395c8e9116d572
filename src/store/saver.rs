//! Saving drafts beside the typing: no key ever waits for the disk.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::{Draft, Store, StoreError};
use crate::study::drills::Typing;

/// The time between two saves. With the save itself it stays under a quarter of a second.
const PACE: Duration = Duration::from_millis(200);

/// So many pages of journal are copied into the database at a time: half of what others wait for.
const CHECKPOINT_PAGES: u32 = 500;

/// News of a saver. Each is told once, when it begins.
#[derive(Clone, Debug)]
pub enum Report {
    /// Saving fails. The newest text is kept in memory and tried again every 200 ms.
    Failed(Arc<StoreError>),
    /// Saving works again.
    Recovered,
}

/// What is saved beside the typing.
pub trait Keep: Send + 'static {
    /// Keeps it in place of what was kept for the session before; durable on return.
    ///
    /// # Errors
    ///
    /// When the store cannot keep it.
    fn keep(&self, store: &Store, session: &str) -> Result<(), StoreError>;
}

impl Keep for Draft {
    fn keep(&self, store: &Store, session: &str) -> Result<(), StoreError> {
        store.save_draft(session, self)
    }
}

impl Keep for Typing {
    fn keep(&self, store: &Store, _session: &str) -> Result<(), StoreError> {
        store.keep_typing(self)
    }
}

/// A thread that keeps the newest draft of a session stored, at most every 200 ms and at latest
/// 250 ms after a change.
///
/// Before events are appended that make the draft obsolete, [`Self::discard`] it. Dropping the
/// saver saves what is left.
#[derive(Debug)]
pub struct DraftSaver<T: Keep = Draft> {
    shared: Arc<Shared<T>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared<T> {
    slot: Mutex<Slot<T>>,
    /// There is something to do.
    wanted: Condvar,
    /// A save has ended.
    done: Condvar,
}

#[derive(Debug)]
struct Slot<T> {
    newest: Option<T>,
    thread: Thread,
    /// Somebody waits: save without keeping the pace.
    urgent: bool,
    stop: bool,
    /// Counts the saves that have ended, well or not.
    attempts: u64,
    failure: Option<Arc<StoreError>>,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        let slot = Slot {
            newest: None,
            thread: Thread::Resting,
            urgent: false,
            stop: false,
            attempts: 0,
            failure: None,
        };
        Self { slot: Mutex::new(slot), wanted: Condvar::new(), done: Condvar::new() }
    }
}

/// What the thread is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thread {
    Resting,
    Writing,
    Ended,
}

impl<T: Keep> DraftSaver<T> {
    /// Starts a saver for a session, on a connection of its own to the database in `directory`.
    /// `report` is called on the saver's thread. The connection is opened there, too: one that
    /// cannot be had is a save that fails.
    ///
    /// # Errors
    ///
    /// When the thread cannot be started.
    pub fn start(
        directory: &Path,
        session: &str,
        report: impl FnMut(Report) + Send + 'static,
    ) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let session = session.to_owned();
        let place = directory.to_owned();
        let thread = Builder::new()
            .name("draft-saver".to_owned())
            .spawn(move || {
                // Tells those who wait, also when `report` panics.
                let _end = End(&theirs);
                theirs.run(&place, &session, report);
            })
            .map_err(|source| StoreError::File {
                action: "start a thread to save drafts in",
                path: directory.to_owned(),
                source,
            })?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Takes the draft as it is now, in place of an older one that is not saved yet. Returns at
    /// once.
    pub fn put(&self, draft: T) {
        self.shared.slot().newest = Some(draft);
        self.shared.wanted.notify_one();
    }

    /// Drops the draft that is not saved yet and waits for a save under way, so that no older text
    /// is stored after this returns.
    pub fn discard(&self) {
        let mut slot = self.shared.slot();
        slot.newest = None;
        while slot.thread == Thread::Writing {
            slot = wait(&self.shared.done, slot);
        }
        // A save that failed while we waited has put its text back.
        slot.newest = None;
        slot.failure = None;
    }

    /// Saves the newest draft now and waits until it is durable.
    ///
    /// # Errors
    ///
    /// Why it could not be saved; the saver keeps it and goes on trying.
    pub fn flush(&self) -> Result<(), Arc<StoreError>> {
        let mut slot = self.shared.slot();
        // A save under way may be of an older text: its end does not count.
        while slot.thread == Thread::Writing {
            slot = wait(&self.shared.done, slot);
        }
        if slot.newest.is_some() {
            let before = slot.attempts;
            slot.urgent = true;
            self.shared.wanted.notify_one();
            while slot.attempts == before && slot.thread != Thread::Ended {
                slot = wait(&self.shared.done, slot);
            }
        }
        match (&slot.failure, slot.thread) {
            (Some(failure), _) => Err(Arc::clone(failure)),
            (None, Thread::Ended) if slot.newest.is_some() => Err(Arc::new(StoreError::SaverEnded)),
            (None, _) => Ok(()),
        }
    }

    /// Whether everything that was put is stored.
    pub fn is_idle(&self) -> bool {
        let slot = self.shared.slot();
        slot.newest.is_none() && slot.thread == Thread::Resting
    }

    /// Why the last save failed; `None` when it did not.
    pub fn failure(&self) -> Option<Arc<StoreError>> {
        self.shared.slot().failure.clone()
    }

    /// Saves the newest draft and ends the thread.
    ///
    /// # Errors
    ///
    /// Why the newest draft could not be saved.
    pub fn stop(self) -> Result<(), Arc<StoreError>> {
        self.flush()
    }
}

impl<T: Keep> Drop for DraftSaver<T> {
    fn drop(&mut self) {
        self.shared.slot().stop = true;
        self.shared.wanted.notify_one();
        if let Some(thread) = self.thread.take() {
            // A panic in there has been told where it happened.
            drop(thread.join());
        }
    }
}

struct End<'a, T: Keep>(&'a Shared<T>);

impl<T: Keep> Drop for End<'_, T> {
    fn drop(&mut self) {
        self.0.slot().thread = Thread::Ended;
        self.0.done.notify_all();
    }
}

impl<T: Keep> Shared<T> {
    fn slot(&self) -> MutexGuard<'_, Slot<T>> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, directory: &Path, session: &str, mut report: impl FnMut(Report)) {
        // Before the first draft comes; where it fails, each save tries again and says why.
        let mut store = open(directory).ok();
        let mut failing = false;
        loop {
            let mut slot = self.slot();
            while slot.newest.is_none() && !slot.stop {
                slot = wait(&self.wanted, slot);
            }
            let Some(draft) = slot.newest.take() else { return };
            slot.thread = Thread::Writing;
            slot.urgent = false;
            drop(slot);

            let saved = match &store {
                Some(store) => draft.keep(store, session),
                None => {
                    open(directory).and_then(|opened| draft.keep(store.insert(opened), session))
                }
            };
            let saved = saved.map_err(Arc::new);

            let mut slot = self.slot();
            let news = match &saved {
                Err(error) if !failing => Some(Report::Failed(Arc::clone(error))),
                Ok(()) if failing => Some(Report::Recovered),
                _ => None,
            };
            failing = saved.is_err();
            slot.thread = Thread::Resting;
            slot.attempts += 1;
            if saved.is_err() && slot.newest.is_none() {
                slot.newest = Some(draft);
            }
            slot.failure = saved.err();
            self.done.notify_all();
            let over = slot.stop && (slot.failure.is_some() || slot.newest.is_none());
            drop(slot);
            if let Some(news) = news {
                report(news);
            }
            if over {
                return;
            }

            let resting = self
                .wanted
                .wait_timeout_while(self.slot(), PACE, |slot| !slot.urgent && !slot.stop);
            drop(resting.unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// A connection for a saver.
fn open(directory: &Path) -> Result<Store, StoreError> {
    let store = Store::open(directory)?;
    // Copying the journal into the database takes longer than a save: it is to happen here rather
    // than in the thread where somebody types.
    store
        .connection
        .pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)
        .map_err(|source| store.failed(source))?;
    Ok(store)
}

fn wait<'a, T>(on: &Condvar, slot: MutexGuard<'a, Slot<T>>) -> MutexGuard<'a, Slot<T>> {
    on.wait(slot).unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
