//! Work on many things at once, on all processors.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// Fewer things than this are not worth a thread.
const WORTH_IT: usize = 500;

/// Returns what `of` makes of the numbers below `count`, in their order, on all processors if there are many.
pub(crate) fn each<T: Send>(count: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    on_threads(processors().min(count / WORTH_IT), count, of)
}

/// Returns the number of processors.
pub(crate) fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Returns what `of` makes of the numbers below `count`, in their order. This thread is one of `threads`; each takes every n-th
/// number.
pub(crate) fn on_threads<T: Send>(
    threads: usize,
    count: usize,
    of: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    if threads < 2 {
        return (0..count).map(of).collect();
    }
    let part = |first: usize| (first..count).step_by(threads).map(&of).collect::<Vec<T>>();
    let part = &part;
    let parts = thread::scope(|scope| {
        let running: Vec<_> = (1..threads)
            .map(|first| scope.spawn(move || part(first)))
            .collect();
        let mut parts = vec![part(0)];
        let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
        parts.extend(joined.map(|part| part.unwrap_or_else(|panic| resume_unwind(panic))));
        parts
    });
    let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
    (0..count)
        .filter_map(|number| parts[number % threads].next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_place_however_many_there_are() {
        for count in [0, 1, 499, 500, 1_001, 10_000] {
            let all = each(count, |number| number * 2);
            assert!(
                all.iter().copied().eq((0..count).map(|number| number * 2)),
                "{count}"
            );
        }
    }
}
