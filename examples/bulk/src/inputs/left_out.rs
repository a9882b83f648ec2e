//! Which files are not read, and why.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::told::Told;

/// Why a file or a directory is left out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reason {
    /// A file of a directory whose name does not say that it is a page.
    Ending,
    /// A text in a directory of HTML.
    TextBesidePages,
    /// A pipe, a socket or a device in a directory.
    NoFile,
    /// A symlink to a directory that was entered already.
    Link,
    /// What the run itself writes.
    Output,
}

/// The reasons in the order of the enum, as they are told.
const TITLES: [&str; 5] = [
    "left out for their names, which have none of the endings that --help lists",
    "texts left out, as there is HTML in the same directory; name them, or a glob of them, to have them read",
    "left out, as they are no plain files",
    "links left out, as they lead to a directory that was entered already",
    "left out, as it is the output",
];

/// What was left out so far, for each reason.
#[derive(Clone, Default)]
pub(crate) struct LeftOut {
    told: Arc<Mutex<[Told; TITLES.len()]>>,
}

impl LeftOut {
    pub(super) fn add(&self, reason: Reason, path: &Path) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)[reason as usize].add(&path.display());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).iter().all(|told| told.count() == 0)
    }

    /// Lines for each reason that there is.
    pub(crate) fn write(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        TITLES.iter().zip(told.iter()).try_for_each(|(title, told)| told.write(title, to))
    }
}
