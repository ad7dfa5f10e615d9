//! Work on many things at once, on all processors, and what the threads share.

use std::iter;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// Fewer things than this are not worth a thread.
const WORTH_IT: usize = 500;

/// Locks something that is whole at any moment, even after a panic.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What `of` makes of the numbers below `count`, in their order.
pub(crate) fn each<T: Send>(count: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = threads.min(count / WORTH_IT).max(1);
    let part = |part: usize| part * count / parts..(part + 1) * count / parts;
    let of_part = |part: Range<usize>, _: &mut dyn FnMut()| part.map(&of).collect::<Vec<T>>();
    let made = all((0..parts).map(part).collect(), &mut || {}, of_part);
    made.into_iter().flatten().collect()
}

/// What `of` makes of each thing, in their order. The things are taken in turn by as many threads as there are processors; this
/// thread is one of them, and calls `report` whenever `of` does.
pub(crate) fn all<T: Send, R: Send>(
    things: Vec<T>,
    report: &mut dyn FnMut(),
    of: impl Fn(T, &mut dyn FnMut()) -> R + Sync,
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(things.len());
    let waiting = Mutex::new(things.into_iter().enumerate());
    let work = |report: &mut dyn FnMut()| -> Vec<(usize, R)> {
        let next = || lock(&waiting).next();
        iter::from_fn(next)
            .map(|(number, thing)| (number, of(thing, report)))
            .collect()
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| scope.spawn(|| work(&mut || {})))
            .collect();
        let mut done = work(report);
        for thread in others {
            done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_things_are_done_and_keep_their_order() {
        for count in [0, 1, 2, 50] {
            let made = all((0..count).collect(), &mut || {}, |number, report| {
                report();
                number * 2
            });
            assert!(made.into_iter().eq((0..count).map(|number| number * 2)));
        }
    }

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
