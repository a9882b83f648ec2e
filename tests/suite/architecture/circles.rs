//! Finds circles of files that depend on each other. A file depends on the files that define the names it uses.
//!
//! Names are looked up as the compiler does it, through modules and re-exports. To re-export a name is not to depend on
//! it. Test code is left out, since a test may depend on anything.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::{Source, group, pattern, start};

/// The path of a name, split at `::`.
type Path = Vec<String>;

/// The sources of a crate, by module.
struct Crate<'a> {
    files: BTreeMap<Path, File<'a>>,
}

/// The names in a file.
struct File<'a> {
    path: &'a str,
    /// Names that it defines.
    own: BTreeSet<String>,
    /// Names that it imports or re-exports, with the paths that they stand for.
    names: BTreeMap<String, Path>,
    /// Paths of names that its code uses, not counting those that it only re-exports.
    used: Vec<Path>,
}

/// The circles of files that depend on each other, each as the paths of its files.
pub(super) fn circles<'a>(sources: &'a [Source]) -> Vec<Vec<&'a str>> {
    let all = Crate::of(sources);
    let dependencies = all.dependencies();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        dependencies.keys().map(|file| (*file, reach(file, &dependencies))).collect();
    let mut circles: Vec<Vec<&'a str>> = Vec::new();
    for file in dependencies.keys() {
        let circle: Vec<&str> = dependencies
            .keys()
            .copied()
            .filter(|other| reached[file].contains(other) && reached[other].contains(file))
            .collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

/// All files that a file depends on, directly or through others.
fn reach<'a>(file: &'a str, dependencies: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        open.extend(dependencies[file].iter().filter(|next| reached.insert(**next)));
    }
    reached
}

impl<'a> Crate<'a> {
    fn of(sources: &'a [Source]) -> Crate<'a> {
        let is_test = |source: &Source| {
            let module = source.module().join("/");
            sources.iter().any(|parent| {
                let children =
                    pattern!(r"#\[cfg\(test\)\]\s*(?:pub(?:\(\w+\))? )?mod (\w+);").captures_iter(&parent.code);
                children.into_iter().any(|child| {
                    module == [&parent.module()[..], &[group(&child, 1)]].concat().join("/").trim_start_matches("lib/")
                })
            })
        };
        let mut files = BTreeMap::new();
        for source in sources.iter().filter(|source| !is_test(source)) {
            let module: Path =
                source.module().iter().filter(|part| **part != "lib").map(|part| (*part).to_owned()).collect();
            files.insert(module, File::of(source));
        }
        Crate { files }
    }

    /// The other files that each file directly depends on.
    fn dependencies(&self) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
        let dependencies_of = |(module, file): (&Path, &File<'a>)| {
            let defining = file.used.iter().filter_map(|path| self.defining(module, path, 0));
            (file.path, defining.filter(|other| *other != file.path).collect())
        };
        self.files.iter().map(dependencies_of).collect()
    }

    /// Path of the file that defines the name that a path in a module stands for. `None` if it is not in this crate.
    fn defining(&self, module: &Path, path: &[String], depth: usize) -> Option<&'a str> {
        let (first, rest) = path.split_first()?;
        let file = self.files.get(module)?;
        let child = [&module[..], std::slice::from_ref(first)].concat();
        match first.as_str() {
            // A name that is re-exported more often is in a circle of `pub use`.
            _ if depth > 40 => None,
            "crate" => self.defining(&Path::new(), rest, depth + 1),
            "self" => self.defining(module, rest, depth + 1),
            "super" => self.defining(&module[..module.len().checked_sub(1)?].to_vec(), rest, depth + 1),
            // A function may have the same name as a module.
            _ if self.files.contains_key(&child) && !rest.is_empty() => self.defining(&child, rest, depth + 1),
            _ if file.own.contains(first) => Some(file.path),
            _ if self.files.contains_key(&child) => self.defining(&child, rest, depth + 1),
            name => {
                let path = file.names.get(name)?;
                self.defining(module, &[&path[..], rest].concat(), depth + 1)
            }
        }
    }
}

impl<'a> File<'a> {
    fn of(source: &'a Source) -> File<'a> {
        let code = without_tests(source);
        let definition = pattern!(r"\b(?:fn|struct|enum|union|trait|type|const|static|macro_rules!) (\w+)");
        let own: BTreeSet<String> = definition.captures_iter(&code).map(|found| group(&found, 1).to_owned()).collect();
        let (mut names, mut used) = (BTreeMap::new(), Vec::new());
        let uses = pattern!(r"(pub(?:\([\w ]+\))? )?\buse ([^;]+);");
        let body = uses.replace_all(&code, "");
        let body = pattern!(r"\bmod \w+;").replace_all(&body, "");
        let words: BTreeSet<&str> = pattern!(r"\w+").find_iter(&body).map(|word| word.as_str()).collect();
        for (path, name) in uses.captures_iter(&code).flat_map(|found| spread(group(&found, 2))) {
            if words.contains(&*name) {
                used.push(path.clone());
            }
            names.insert(name, path);
        }
        // A path in an expression begins with a module, a type or a keyword.
        for found in pattern!(r"\b\w+(?:::\w+)+").find_iter(&body) {
            used.push(found.as_str().split("::").map(str::to_owned).collect());
        }
        File { path: &source.path, own, names, used }
    }
}

/// The code without its test modules.
fn without_tests(source: &Source) -> String {
    let mut code = source.code.clone();
    let tests: Regex = pattern!(r"#\[cfg\(test\)\]\s*mod \w+ \{").clone();
    while let Some(found) = tests.captures(&code) {
        let at = start(&found);
        let end = Source::new(&source.path, &code).block_end(at).map_or(code.len(), |end| end + 1);
        code.replace_range(at..end, "");
    }
    code
}

/// The paths in a `use`, each with the name that it imports: `a::{self, b as c}` is `a` as `a` and `a::b` as `c`.
fn spread(tree: &str) -> Vec<(Path, String)> {
    let tree: String = tree.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((prefix, list)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").map_or((&*tree, None), |(path, name)| (path, Some(name)));
        let path: Path = path.split("::").map(|part| part.trim().to_owned()).collect();
        let name = name.map(str::to_owned).or_else(|| path.last().cloned()).unwrap_or_default();
        return vec![(path, name)];
    };
    let prefix = prefix.trim().trim_end_matches("::");
    let mut depth = 0;
    let is_outer_comma = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    };
    let list = list.trim().strip_suffix('}').unwrap_or(list);
    let items = list.split(is_outer_comma).map(str::trim).filter(|item| !item.is_empty());
    let whole = |item: &str| match (item, prefix) {
        ("self", prefix) => prefix.to_owned(),
        (item, "") => item.to_owned(),
        (item, prefix) => format!("{prefix}::{item}"),
    };
    items.flat_map(|item| spread(&whole(item))).collect()
}
