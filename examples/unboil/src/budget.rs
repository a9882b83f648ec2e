//! A budget of memory (a counting semaphore): readers wait until enough of it is free.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A number of bytes of which parts are lent. A part is returned when it is dropped.
pub(crate) struct Budget {
    limit: usize,
    lent: Mutex<usize>,
    returned: Condvar,
}

/// A lent part of a budget.
pub(crate) struct Part {
    bytes: usize,
    budget: Arc<Budget>,
}

impl Budget {
    pub(crate) fn new(limit: usize) -> Arc<Budget> {
        Arc::new(Budget { limit, lent: Mutex::new(0), returned: Condvar::new() })
    }

    /// Waits until `bytes` are free, or, if the whole budget is smaller than that, until nothing is lent.
    pub(crate) fn lend(self: &Arc<Budget>, bytes: usize) -> Part {
        let is_short = |lent: &mut usize| *lent > 0 && *lent + bytes > self.limit;
        *self.returned.wait_while(self.lent(), is_short).unwrap_or_else(PoisonError::into_inner) += bytes;
        Part { bytes, budget: Arc::clone(self) }
    }

    /// The number of bytes that are lent.
    fn lent(&self) -> MutexGuard<'_, usize> {
        self.lent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        *self.budget.lent() -= self.bytes;
        self.budget.returned.notify_one();
    }
}
