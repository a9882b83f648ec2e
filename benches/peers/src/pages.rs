//! Reads the pages to be timed.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

use crate::Result;

/// The pages under a folder, by the order of their paths: at most `most`, evenly spread over all.
pub(crate) fn read(folder: &Path, most: usize) -> Result<Vec<String>> {
    let (mut paths, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".html") || path.to_string_lossy().ends_with(".html.gz") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    if paths.is_empty() || most == 0 {
        return Err(format!("no pages of {}", folder.display()).into());
    }
    paths.iter().step_by(paths.len().div_ceil(most)).map(|path| page(path)).collect()
}

/// A page as text, decompressed if need be. It is decoded here, outside of the measured time, since most of the peers
/// take only text.
fn page(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let mut file = File::open(path)?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        GzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        file.read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
