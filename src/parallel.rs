//! Work on many things at once, on all processors.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// Fewer things than this are not worth a thread.
const WORTH_IT: usize = 500;

/// What `of` makes of the numbers below `count`, in their order.
pub(crate) fn each<T: Send>(count: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(count / WORTH_IT);
    if threads < 2 {
        return (0..count).map(of).collect();
    }
    let of = &of;
    thread::scope(|scope| {
        let part = |part: usize| part * count / threads..(part + 1) * count / threads;
        let running: Vec<_> = (0..threads)
            .map(|number| scope.spawn(move || part(number).map(of).collect::<Vec<T>>()))
            .collect();
        let mut all = Vec::with_capacity(count);
        for thread in running {
            all.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    })
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
