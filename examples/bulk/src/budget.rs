//! Memory that a run may take, lent in parts.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A number of bytes, of which each part goes back when it is dropped.
pub(crate) struct Budget {
    limit: usize,
    lent: Mutex<usize>,
    returned: Condvar,
}

pub(crate) struct Part {
    bytes: usize,
    budget: Arc<Budget>,
}

impl Budget {
    pub(crate) fn new(limit: usize) -> Arc<Budget> {
        Arc::new(Budget { limit, lent: Mutex::new(0), returned: Condvar::new() })
    }

    /// Waits until there are this many bytes, or until all are there, where that is too few.
    pub(crate) fn lend(self: &Arc<Budget>, bytes: usize) -> Part {
        let is_short = |lent: &mut usize| *lent > 0 && *lent + bytes > self.limit;
        *self.returned.wait_while(self.lent(), is_short).unwrap_or_else(PoisonError::into_inner) += bytes;
        Part { bytes, budget: Arc::clone(self) }
    }

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
