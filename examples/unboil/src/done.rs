//! The pages that an output file holds already, for `--resume`.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Result;
use crate::options::Part;

/// The pages of an earlier run, by a hash of their ids, which keeps long ids out of memory.
///
/// Several inputs may have the same id. The output is in the order of the inputs: if it has `n` lines of an id, the
/// first `n` inputs with that id are done.
#[derive(Default)]
pub(crate) struct Done {
    /// For each id (hashed), the number of output lines whose input was not met yet.
    left: Mutex<HashMap<u64, u64>>,
}

/// A line of output: its id, whether it is that of an error, and which parts it has.
#[derive(Deserialize)]
struct Line {
    id: String,
    error: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
    markdown: Option<IgnoredAny>,
    html: Option<IgnoredAny>,
    blocks: Option<IgnoredAny>,
    removed: Option<IgnoredAny>,
}

impl Line {
    /// The parts that the line was written with, sorted; `None` for the line of an error.
    fn parts(&self) -> Option<Vec<Part>> {
        let keys = [
            (&self.text, Part::Text),
            (&self.markdown, Part::Markdown),
            (&self.html, Part::Html),
            (&self.blocks, Part::Blocks),
            (&self.removed, Part::Removed),
        ];
        let parts = keys.into_iter().filter(|(key, _)| key.is_some()).map(|(_, part)| part);
        self.error.is_none().then(|| parts.collect())
    }
}

impl Done {
    /// Reads an output file, to be continued with these parts, and cuts off an incomplete last line, as a power failure
    /// leaves it.
    ///
    /// # Errors
    ///
    /// If the file can't be read, is no output of `batch`, or was begun with other parts; it stays as it is then.
    pub(crate) fn read(path: &Path, parts: &[Part]) -> Result<(File, Done)> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut reader = BufReader::new(file);
        let done = Done::default();
        let (mut whole, mut line) = (0, Vec::new());
        while reader.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
            whole += line.len() as u64;
            let entry: Line = serde_json::from_slice(&line)
                .map_err(|problem| format!("no output of batch, at byte {}: {problem}", whole - line.len() as u64))?;
            if let Some(begun) = entry.parts().filter(|begun| begun != parts) {
                return Err(format!("begun with --with {0}: resume it with --with {0}", Part::names(&begun)).into());
            }
            *done.left().entry(hash(&entry.id)).or_default() += 1;
            line.clear();
        }
        let mut file = reader.into_inner();
        file.set_len(whole)?;
        file.seek(SeekFrom::End(0))?;
        Ok((file, done))
    }

    /// Whether an input with this id may be done. Only [`take`](Done::take) decides, once all inputs before it were
    /// decided.
    pub(crate) fn may_have(&self, id: &str) -> bool {
        self.left().contains_key(&hash(id))
    }

    /// Whether the next input with this id is done. Must be called in the order of the inputs.
    pub(crate) fn take(&self, id: &str) -> bool {
        let (mut left, id) = (self.left(), hash(id));
        let Some(lines) = left.get_mut(&id) else { return false };
        *lines -= 1;
        if *lines == 0 {
            left.remove(&id);
        }
        true
    }

    fn left(&self) -> MutexGuard<'_, HashMap<u64, u64>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
