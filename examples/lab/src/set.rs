//! The description of a data set: the file `about.toml` in its folder. README.md of this package explains its keys.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The name of the file that describes a data set.
pub const ABOUT: &str = "about.toml";

/// The descriptions of the sets that this project was developed with, by name, for folders without an `about.toml`.
const BUILT_IN: [(&str, &str); 6] = [
    ("wcxb", include_str!("../sets/wcxb.toml")),
    ("multilingual", include_str!("../sets/multilingual.toml")),
    ("annotated", include_str!("../sets/annotated.toml")),
    ("fundus", include_str!("../sets/fundus.toml")),
    ("chinese", include_str!("../sets/chinese.toml")),
    ("portals", include_str!("../sets/portals.toml")),
];

/// The `order` of a set whose description has none: behind those that have one.
const LAST: u32 = 1000;

/// What the annotations of a set consist of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Labels {
    /// A label for every block of the page: content, or a kind of cruft.
    Blocks,
    /// The text of the article.
    Text,
    /// A few strings that must, and a few that must not, be in the output.
    Strings,
}

/// What the pages of a set are grouped by: a key of their records in `gold.jsonl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// The type of the page: `article`, `forum` and so on.
    Type,
    /// The site; pages of a site are also measured with a site profile.
    Site,
}

impl Group {
    /// The key of the record.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Group::Type => "type",
            Group::Site => "site",
        }
    }
}

/// The pages of a set as plain text that another tool made of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dump {
    /// The name of the dumps in the names of figures.
    pub name: String,
    /// The path of a dump within the folder, with `{id}` and `{group}` to be filled in.
    pub pages: String,
}

/// The keys of `about.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What the set is called.
    pub name: String,
    /// The licence of its annotations and pages.
    pub licence: String,
    /// The credit that must accompany every model that learned from the set; if the key is missing, the set's name.
    /// Empty if the credit of another set covers it.
    pub credit: Option<String>,
    /// Sets are read in ascending order, and those of equal order by the names of their folders.
    #[serde(default = "last")]
    pub order: u32,
    /// What its annotations consist of.
    pub labels: Labels,
    /// What its pages are grouped by, if by anything.
    pub group: Option<Group>,
    /// The only groups that its pages may have, in the order of the tables; empty if any may occur.
    #[serde(default)]
    pub types: Vec<String>,
    /// The path of a page within the folder, with `{id}` and `{group}` to be filled in. The file is gzipped.
    #[serde(default = "pages")]
    pub pages: String,
    /// The header `Content-Type` that a server would send with every page.
    pub content_type: Option<String>,
    /// Whether must-have and must-not strings are compared without regard to case, but with exact whitespace. Otherwise
    /// case matters, and any run of whitespace equals one space.
    #[serde(default)]
    pub ignore_case: bool,
    /// Whether each character of a script that is written without spaces counts as a word.
    #[serde(default)]
    pub unspaced_scripts: bool,
    /// Whether the trainer learns from the set. Only `evaluate` uses the others.
    pub trained: bool,
    /// The weight of a block of this set in training, above 0. The average block of sets with texts or block labels
    /// weighs 1.
    #[serde(default = "one")]
    pub weight: f32,
    /// Where the pages lie as plain text, if there are such dumps.
    pub dump: Option<Dump>,
}

fn last() -> u32 {
    LAST
}

fn pages() -> String {
    "html/{id}.html.gz".to_owned()
}

fn one() -> f32 {
    1.0
}

/// A data set of HTML pages, or the dumps of one.
#[derive(Debug, Clone)]
pub struct Set {
    /// The name in figures: that of the folder, or of the dumps.
    pub name: String,
    /// Whether its pages are plain text instead of HTML.
    pub is_dump: bool,
    /// Its description.
    pub about: About,
    folder: PathBuf,
}

impl Set {
    /// Reads the description in a folder. If there is none, the built-in description for a folder of this name serves.
    ///
    /// # Errors
    ///
    /// If there is neither, or a key is missing, unknown or wrong.
    pub fn read(folder: &Path) -> Result<Set, String> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let file = folder.join(ABOUT);
        match fs::read_to_string(&file) {
            Ok(about) => Set::parse(&name, folder, &about).map_err(|problem| format!("{}: {problem}", file.display())),
            Err(problem) if problem.kind() == ErrorKind::NotFound => Set::built_in(&name, folder).ok_or_else(|| {
                format!(
                    "{}: there is no such file; describe the set in it as README.md of examples/lab says",
                    file.display()
                )
            }),
            Err(problem) => Err(format!("{}: {problem}", file.display())),
        }
    }

    /// The set in this folder with the built-in description for this name; `None` if there is none.
    #[must_use]
    pub fn built_in(name: &str, folder: &Path) -> Option<Set> {
        let (_, about) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Set::parse(name, folder, about).ok()
    }

    /// The set in a folder, from the text of its `about.toml`.
    ///
    /// # Errors
    ///
    /// If a key is missing, unknown or wrong.
    pub fn parse(name: &str, folder: &Path, about: &str) -> Result<Set, String> {
        let about: About = toml::from_str(about).map_err(|problem| {
            format!("{}\nREADME.md of examples/lab describes the keys", problem.to_string().trim_end())
        })?;
        about.check()?;
        Ok(Set { name: name.to_owned(), is_dump: false, about, folder: folder.to_owned() })
    }

    /// The dumps of this set as a set of their own, if there are dumps.
    #[must_use]
    pub fn dumps(&self) -> Option<Set> {
        let name = self.about.dump.as_ref()?.name.clone();
        Some(Set { name, is_dump: true, ..self.clone() })
    }

    /// The folder with `gold.jsonl`, which a set shares with its dumps.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a page.
    #[must_use]
    pub fn page(&self, id: &str, group: &str) -> PathBuf {
        let dump = self.about.dump.as_ref().filter(|_| self.is_dump);
        let pattern = dump.map_or(&self.about.pages, |dump| &dump.pages);
        self.folder.join(pattern.replace("{group}", group).replace("{id}", id))
    }

    /// The credit that must accompany every model that learned from the set; empty if the credit of another set covers
    /// it.
    #[must_use]
    pub fn credit(&self) -> &str {
        self.about.credit.as_ref().unwrap_or(&self.about.name)
    }
}

impl About {
    /// Checks what the types of the keys can't express: the placeholders of paths, `types` and `weight`.
    fn check(&self) -> Result<(), String> {
        let dump = self.dump.iter().map(|dump| ("dump.pages", &dump.pages));
        for (key, pattern) in [("pages", &self.pages)].into_iter().chain(dump) {
            if !pattern.contains("{id}") {
                return Err(format!("`{key}` = {pattern:?} needs {{id}} where the id of a page stands"));
            }
            if pattern.contains("{group}") && self.group.is_none() {
                return Err(format!("`{key}` = {pattern:?} has {{group}}: say by `group` what that is, type or site"));
            }
        }
        if !self.types.is_empty() && self.group != Some(Group::Type) {
            return Err("`types` lists types of pages: add `group` = \"type\", or leave it out".to_owned());
        }
        if !(self.weight > 0.0 && self.weight.is_finite()) {
            return Err(format!("`weight` = {} has to be more than 0; 1 is usual", self.weight));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "name = \"n\"\nlicence = \"l\"\nlabels = \"text\"\ntrained = true\n";

    fn parse(about: &str) -> Result<Set, String> {
        Set::parse("s", Path::new("d"), about)
    }

    #[test]
    fn every_built_in_description_is_valid() {
        for (name, about) in BUILT_IN {
            let set = parse(about).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            assert!(set.about.order < LAST, "{name}");
            assert!(Set::built_in(name, Path::new("d")).is_some());
        }
        assert!(Set::built_in("seed", Path::new("d")).is_none());
    }

    #[test]
    fn a_description_says_where_pages_lie() {
        let set = parse(LEAST).unwrap();
        assert_eq!(set.page("7", ""), Path::new("d/html/7.html.gz"));
        assert!(set.dumps().is_none() && !set.about.ignore_case && set.about.weight == 1.0 && set.credit() == "n");
        let sites = parse(&format!("{LEAST}group = \"site\"\npages = \"{{group}}/{{id}}.gz\"")).unwrap();
        assert_eq!(sites.page("7", "a.org"), Path::new("d/a.org/7.gz"));
        let dumped = parse(&format!("{LEAST}[dump]\nname = \"texts\"\npages = \"t/{{id}}.txt.gz\"")).unwrap();
        let dumps = dumped.dumps().unwrap();
        assert_eq!((dumps.name.as_str(), dumps.folder()), ("texts", dumped.folder()));
        assert_eq!(dumps.page("7", ""), Path::new("d/t/7.txt.gz"));
    }

    #[test]
    fn a_wrong_description_is_refused_by_its_key() {
        let cases = [
            ("no labels", "name = \"n\"\nlicence = \"l\"\ntrained = true".to_owned(), "labels"),
            ("unknown labels", LEAST.replace("text", "words"), "labels = \"words\""),
            ("unknown key", format!("{LEAST}wieght = 2"), "wieght"),
            ("wrong type", format!("{LEAST}order = \"first\""), "order = \"first\""),
            ("no TOML", "name: n".to_owned(), "name: n"),
            ("no weight", format!("{LEAST}weight = 0"), "`weight`"),
            ("pages without id", format!("{LEAST}pages = \"html\""), "`pages`"),
            ("a group that there is not", format!("{LEAST}pages = \"{{group}}/{{id}}\""), "`group`"),
            ("types of what has none", format!("{LEAST}types = [\"article\"]"), "`types`"),
        ];
        for (name, about, key) in cases {
            let problem = parse(&about).expect_err(name);
            assert!(problem.contains(key), "{name}: {problem}");
        }
    }

    #[test]
    fn a_folder_without_description_needs_one() {
        let problem = Set::read(Path::new("no/such")).unwrap_err();
        assert!(problem.contains("no/such/about.toml") && problem.contains("README.md"), "{problem}");
        assert!(Set::read(Path::new("no/wcxb")).is_ok(), "the description of this package");
    }
}
