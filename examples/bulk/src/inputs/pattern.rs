//! The files that a glob matches, whatever bytes their names are made of.

use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::WalkDir;

use super::Input;

const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// A path whose names from some directory on are patterns.
pub(super) struct Glob {
    base: PathBuf,
    /// For each name below the base, up to the first `**`.
    names: Vec<Pattern>,
    /// For all of the path below the base, if there is a `**` in it.
    whole: Option<Pattern>,
}

impl Glob {
    /// None is not a glob, or not a valid one.
    pub(super) fn parse(pattern: &str) -> Option<Glob> {
        let is_literal = |part: &Component| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
        let mut parts = Path::new(pattern).components().peekable();
        let mut base = PathBuf::new();
        while let Some(part) = parts.next_if(is_literal) {
            base.push(part);
        }
        let below: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        if below.is_empty() {
            return None;
        }
        let names = below.iter().take_while(|name| *name != "**").map(|name| Pattern::new(name));
        let whole = below.iter().any(|name| name == "**").then(|| Pattern::new(&below.join("/")));
        Some(Glob { base, names: names.collect::<Result<_, _>>().ok()?, whole: whole.transpose().ok()? })
    }

    /// Calls `take` with what is matched, in the order of names. Nothing is looked for within a directory that is
    /// matched; what can't be read is an input that says so.
    pub(super) fn each(&self, take: &mut dyn FnMut(Result<&Path, Input>) -> ControlFlow<()>) -> ControlFlow<()> {
        let root = if self.base.as_os_str().is_empty() { Path::new(".") } else { &self.base };
        let max_depth = if self.whole.is_some() { usize::MAX } else { self.names.len() };
        let mut walk = WalkDir::new(root).follow_links(true).max_depth(max_depth).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let (path, is_directory) = match &entry {
                Ok(entry) => (entry.path(), entry.file_type().is_dir()),
                Err(problem) => (problem.path().unwrap_or(root), false),
            };
            let Ok(below) = path.strip_prefix(root) else { continue };
            if !self.may_lead_on(below) {
                if is_directory {
                    walk.skip_current_dir();
                }
                continue;
            }
            match &entry {
                Err(problem) if problem.loop_ancestor().is_none() => {
                    let problem = problem.io_error().map_or_else(|| problem.to_string(), ToString::to_string);
                    take(Err(Input::unreadable(self.base.join(below).to_string_lossy(), problem)))?;
                }
                Err(_) => {}
                Ok(_) if self.matches(below) => {
                    take(Ok(&self.base.join(below)))?;
                    if is_directory {
                        walk.skip_current_dir();
                    }
                }
                Ok(_) => {}
            }
        }
        ControlFlow::Continue(())
    }

    /// The path is matched, or what is in it may be.
    fn may_lead_on(&self, below: &Path) -> bool {
        let names = below.components().map(|part| part.as_os_str().to_string_lossy());
        names.zip(&self.names).all(|(name, pattern)| pattern.matches_with(&name, OPTIONS))
    }

    fn matches(&self, below: &Path) -> bool {
        match &self.whole {
            // The directory that all begins with is matched by `**`, too, but what is in it is meant.
            Some(whole) => below != Path::new("") && whole.matches_with(&below.to_string_lossy(), OPTIONS),
            None => below.components().count() == self.names.len(),
        }
    }
}
