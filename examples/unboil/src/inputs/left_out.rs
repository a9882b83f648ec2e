//! The files that are not read, grouped by reason, for the report at the end.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::capped_list::CappedList;

/// Why a file or a directory is left out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reason {
    /// A file in a directory whose name has none of the known endings.
    Ending,
    /// A plain text in a directory that also has HTML.
    TextBesidePages,
    /// A pipe, a socket or a device in a directory.
    NoFile,
    /// A symlink to a directory that was read already.
    Link,
    /// The output file of the run itself.
    Output,
}

/// The titles of the reasons in the report, in the order of [`Reason`]'s variants.
const TITLES: [&str; 5] = [
    "left out for their names, which have none of the endings that --help lists",
    "texts left out, as there is HTML in the same directory; name them, or a glob of them, to have them read",
    "left out, as they are no plain files",
    "links left out, as they lead to a directory that was entered already",
    "left out, as it is the output",
];

/// The files that were left out so far, for each reason.
#[derive(Clone, Default)]
pub(crate) struct LeftOut {
    /// A list of paths for each reason, in the order of [`Reason`]'s variants.
    lists: Arc<Mutex<[CappedList; TITLES.len()]>>,
}

impl LeftOut {
    pub(super) fn add(&self, reason: Reason, path: &Path) {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)[reason as usize].add(&path.display());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The number of files that were left out so far.
    pub(super) fn count(&self) -> u64 {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner).iter().map(CappedList::count).sum()
    }

    /// Writes a list for each reason that occurred.
    pub(crate) fn write(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        TITLES.iter().zip(lists.iter()).try_for_each(|(title, list)| list.write(title, to))
    }
}
