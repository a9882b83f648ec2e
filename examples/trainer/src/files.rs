//! The folder that holds a model, its figures and its provenance.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use crate::Result;

pub(crate) const VOCABULARY: &str = "vocabulary.txt";
pub(crate) const FORESTS: &str = "forests.bin";
pub(crate) const TEXT_FORESTS: &str = "text-forests.bin";
pub(crate) const KIND_WORDS: &str = "kind-words.txt";
pub(crate) const KIND_FORESTS: &str = "kind-forests.bin";
pub(crate) const CROSS_VALIDATION: &str = "cross-validation.txt";
pub(crate) const TEXT_CROSS_VALIDATION: &str = "text-cross-validation.txt";
pub(crate) const PROVENANCE: &str = "PROVENANCE.md";

/// The name of a file and its content.
pub(crate) type File<'f> = (&'static str, &'f [u8]);

/// The path of such a folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Folder(pub(crate) PathBuf);

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

impl Folder {
    /// Writes the files, and creates the folder if there is none.
    pub(crate) fn write(&self, files: &[File<'_>]) -> Result<()> {
        fs::create_dir_all(&self.0).map_err(|problem| format!("{self}: {problem}"))?;
        for (name, bytes) in files {
            let file = self.0.join(name);
            fs::write(&file, bytes).map_err(|problem| format!("{}: {problem}", file.display()))?;
        }
        Ok(())
    }

    /// The names of those files whose content on disk differs.
    ///
    /// # Errors
    ///
    /// If a file can't be read, or is missing.
    pub(crate) fn differing(&self, files: &[File<'_>]) -> Result<Vec<&'static str>> {
        let mut differing = Vec::new();
        for (name, bytes) in files {
            let file = self.0.join(name);
            if fs::read(&file).map_err(|problem| format!("{}: {problem}", file.display()))? != *bytes {
                differing.push(*name);
            }
        }
        Ok(differing)
    }
}

#[cfg(test)]
mod tests {
    use std::{env, process};

    use super::*;

    #[test]
    fn a_model_is_compared_with_its_files() {
        let folder = Folder(env::temp_dir().join(format!("unboil-trainer-{}", process::id())));
        let files = |vocabulary: &'static [u8], forests: &'static [u8]| [(VOCABULARY, vocabulary), (FORESTS, forests)];
        assert!(folder.differing(&files(b"v", b"f")).is_err(), "there is no folder");
        folder.write(&files(b"v", b"f")).unwrap();
        let cases: [(&[u8], &[u8], &[&str]); 3] =
            [(b"v", b"f", &[]), (b"w", b"f", &[VOCABULARY]), (b"w", b"g", &[VOCABULARY, FORESTS])];
        let differing = cases.map(|(vocabulary, forests, _)| folder.differing(&files(vocabulary, forests)).unwrap());
        fs::remove_dir_all(&folder.0).unwrap();
        assert_eq!(differing, cases.map(|(_, _, names)| names.to_vec()));
    }
}
