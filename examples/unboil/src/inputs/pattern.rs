//! The files that a glob matches; their names need not be valid UTF-8.

use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::WalkDir;

use super::Input;

const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// A path that is literal up to some directory (the base) and a pattern below it.
pub(super) struct Glob {
    base: PathBuf,
    /// One pattern for each name below the base, up to the first `**`.
    names: Vec<Pattern>,
    /// The pattern for the whole path below the base, if it has a `**`.
    whole: Option<Pattern>,
}

impl Glob {
    /// `None` if the path has no wildcards, or a pattern in it is not valid.
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

    /// Calls `take` with the paths that match, sorted by name. Directories that match are not searched for further
    /// matches. What can't be read is passed on as an input with the error.
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

    /// Whether a path below the base matches, or may contain paths that do.
    fn may_lead_on(&self, below: &Path) -> bool {
        let names = below.components().map(|part| part.as_os_str().to_string_lossy());
        names.zip(&self.names).all(|(name, pattern)| pattern.matches_with(&name, OPTIONS))
    }

    /// Whether a path below the base matches as a whole.
    fn matches(&self, below: &Path) -> bool {
        match &self.whole {
            // `**` matches the base itself as well, but only what is in it is wanted.
            Some(whole) => below != Path::new("") && whole.matches_with(&below.to_string_lossy(), OPTIONS),
            None => below.components().count() == self.names.len(),
        }
    }
}
