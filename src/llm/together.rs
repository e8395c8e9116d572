//! Several calls at the same time, and not more than so many.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Does jobs on at most `at_once` threads, in their order, and gives each result with the job's
/// number as it comes. Whoever drops the receiver waits for nobody: a thread ends after the job it
/// is at.
pub fn together<J, R>(
    jobs: Vec<J>,
    at_once: usize,
    work: impl Fn(J) -> R + Send + Sync + 'static,
) -> Receiver<(usize, R)>
where
    J: Send + 'static,
    R: Send + 'static,
{
    let (send, receive) = channel();
    let count = jobs.len();
    let jobs: Vec<Option<J>> = jobs.into_iter().map(Some).collect();
    let shared = Arc::new((Mutex::new(jobs), AtomicUsize::new(0), work));
    for number in 0..at_once.clamp(1, count.max(1)) {
        let (send, shared) = (send.clone(), Arc::clone(&shared));
        let run = move || {
            let (jobs, next, work) = &*shared;
            loop {
                let at = next.fetch_add(1, Ordering::SeqCst);
                let job = {
                    let mut jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
                    jobs.get_mut(at).and_then(Option::take)
                };
                let Some(job) = job else { return };
                if send.send((at, work(job))).is_err() {
                    return;
                }
            }
        };
        // Where a thread cannot be had the others do its share; where none can, nothing comes.
        drop(std::thread::Builder::new().name(format!("call-{number}")).spawn(run));
    }
    receive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_done_once_and_not_too_many_at_a_time() {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (during, peak) = (Arc::clone(&now), Arc::clone(&most));
        let results = together((0..40).collect(), 3, move |job: usize| {
            let running = during.fetch_add(1, Ordering::SeqCst) + 1;
            peak.fetch_max(running, Ordering::SeqCst);
            std::thread::yield_now();
            during.fetch_sub(1, Ordering::SeqCst);
            job * 2
        });
        let mut results: Vec<_> = results.iter().collect();
        results.sort_unstable();
        assert_eq!(results, (0..40).map(|job| (job, job * 2)).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= 3);
        assert_eq!(together(Vec::<u8>::new(), 3, |job| job).iter().count(), 0);
    }
}
