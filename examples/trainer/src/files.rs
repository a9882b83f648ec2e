//! The folder that holds a model and what is to be known of it.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use crate::Result;
use crate::train::Trained;

const VOCABULARY: &str = "vocabulary.txt";
const FORESTS: &str = "forests.bin";
const CROSS_VALIDATION: &str = "cross-validation.txt";
const PROVENANCE: &str = "PROVENANCE.md";

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Folder(pub(crate) PathBuf);

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

impl Folder {
    /// Makes the folder if there is none.
    pub(crate) fn write(&self, trained: &Trained, cross_validation: &str, provenance: &str) -> Result<()> {
        fs::create_dir_all(&self.0).map_err(|problem| format!("{self}: {problem}"))?;
        let files = [
            (VOCABULARY, trained.vocabulary.as_bytes()),
            (FORESTS, &trained.forests),
            (CROSS_VALIDATION, cross_validation.as_bytes()),
            (PROVENANCE, provenance.as_bytes()),
        ];
        for (name, bytes) in files {
            let file = self.0.join(name);
            fs::write(&file, bytes).map_err(|problem| format!("{}: {problem}", file.display()))?;
        }
        Ok(())
    }

    /// The names of the model's files that hold something else.
    pub(crate) fn differing(&self, trained: &Trained) -> Result<Vec<&'static str>> {
        let mut differing = Vec::new();
        for (name, bytes) in [(VOCABULARY, trained.vocabulary.as_bytes()), (FORESTS, &trained.forests)] {
            let file = self.0.join(name);
            if fs::read(&file).map_err(|problem| format!("{}: {problem}", file.display()))? != bytes {
                differing.push(name);
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
        let trained = |vocabulary: &str, forests: &[u8]| Trained {
            vocabulary: vocabulary.to_owned(),
            forests: forests.to_owned(),
        };
        assert!(folder.differing(&trained("v", b"f")).is_err(), "there is no folder");
        folder.write(&trained("v", b"f"), "c", "p").unwrap();
        let cases: [(&str, &[u8], &[&str]); 3] =
            [("v", b"f", &[]), ("w", b"f", &[VOCABULARY]), ("w", b"g", &[VOCABULARY, FORESTS])];
        let differing = cases.map(|(vocabulary, forests, _)| folder.differing(&trained(vocabulary, forests)).unwrap());
        fs::remove_dir_all(&folder.0).unwrap();
        assert_eq!(differing, cases.map(|(_, _, names)| names.to_vec()));
    }
}
