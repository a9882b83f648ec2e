//! What an output holds already.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use bulk::Result;
use serde::Deserialize;

/// The pages of a run before, by a hash of their ids: 16 bytes a page, however long the ids are.
#[derive(Default)]
pub(crate) struct Done {
    ids: HashSet<u64>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
}

impl Done {
    /// Reads an output to go on with, and cuts off half a line at its end, as a machine leaves that lost its power.
    pub(crate) fn read(path: &Path) -> Result<(File, Done)> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut reader = BufReader::new(file);
        let mut done = Done::default();
        let (mut whole, mut line) = (0, Vec::new());
        while reader.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
            whole += line.len() as u64;
            let Line { id } = serde_json::from_slice(&line)
                .map_err(|problem| format!("no output of batch, at byte {}: {problem}", whole - line.len() as u64))?;
            done.ids.insert(hash(&id));
            line.clear();
        }
        let mut file = reader.into_inner();
        file.set_len(whole)?;
        file.seek(SeekFrom::End(0))?;
        Ok((file, done))
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(&hash(id))
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
