//! Two things at the same time.

/// Does two things at the same time, the second on a thread of its own; where none can be had, after
/// the first.
pub(crate) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl Fn() -> B + Sync) -> (A, B) {
    let second = &second;
    std::thread::scope(|scope| {
        let named = std::thread::Builder::new().name("beside".to_owned());
        let beside = named.spawn_scoped(scope, second);
        let first = first();
        let made = beside.ok().and_then(|beside| beside.join().ok());
        (first, made.unwrap_or_else(second))
    })
}
