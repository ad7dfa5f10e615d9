//! [`Crowd`]: counts what each reader has open, and bounds it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use crate::parallel::lock;

/// How much each reader has open. It remembers nobody who has nothing open.
#[derive(Debug)]
pub(super) struct Crowd {
    most: usize,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// Something that a reader has open, until it is dropped.
#[derive(Debug)]
pub(super) struct Inside {
    crowd: Arc<Crowd>,
    reader: Option<IpAddr>,
}

impl Crowd {
    /// Allows each reader `most` at once.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            open: Mutex::default(),
        })
    }

    /// Lets a reader in, always one who is not counted. `None` if they have too much open.
    pub(super) fn enter(self: &Arc<Self>, reader: Option<IpAddr>) -> Option<Inside> {
        if let Some(reader) = reader {
            let mut open = lock(&self.open);
            let count = open.entry(reader).or_default();
            if *count >= self.most {
                return None;
            }
            *count += 1;
        }
        Some(Inside {
            crowd: Arc::clone(self),
            reader,
        })
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let Some(reader) = self.reader else { return };
        let mut open = lock(&self.crowd.open);
        if let Some(count) = open.get_mut(&reader) {
            *count -= 1;
            if *count == 0 {
                open.remove(&reader);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_has_so_much_open_and_others_have_their_own() {
        let crowd = Crowd::new(2);
        let reader = |last| Some(IpAddr::from([203, 0, 113, last]));
        let mut first = vec![crowd.enter(reader(1)), crowd.enter(reader(1))];
        assert!(first.iter().all(Option::is_some));
        assert!(crowd.enter(reader(1)).is_none());
        assert!(crowd.enter(reader(2)).is_some());
        first.pop();
        first.push(crowd.enter(reader(1)));
        assert!(first.iter().all(Option::is_some));
        let uncounted: Vec<_> = (0..9).map(|_| crowd.enter(None)).collect();
        assert!(uncounted.iter().all(Option::is_some));
        drop(first);
        assert!(crowd.open.lock().expect("not poisoned").is_empty());
    }
}
