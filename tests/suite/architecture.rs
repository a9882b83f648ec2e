//! The rules of the crate's architecture: which module may import which, and how sources are named and sized. The tests
//! read the source files.

mod circles;
mod comments;

use std::fs;
use std::path::Path;

use regex::Captures;

/// The modules that are stages, from left to right, in groups. A stage may import from groups to its left, from its own
/// group and from [`KNOWLEDGE`].
const STAGES: &[&[&str]] = &[
    &["decode"],
    &["parse"],
    &["structured"],
    &["page"],
    &["walk", "lines"],
    &["measure"],
    &["score"],
    &["site"],
    &["select"],
    &["verdict"],
    &["metadata"],
    &["article"],
    &["assemble"],
    &["render"],
    &["record"],
];
/// Modules that every stage may import. They may import only each other. `clock` exists in tests only.
const KNOWLEDGE: &[&str] = &[
    "by_name",
    "chars",
    "clock",
    "cruft",
    "date",
    "embeds",
    "error",
    "hash",
    "letter_pairs",
    "limits",
    "packed",
    "prefix_sums",
    "vocabulary",
    "words",
];
/// Modules that put the stages together. They may import all others, and no stage may import them.
const ASSEMBLY: &[&str] = &["dev", "extractor", "input", "options", "pipeline"];
/// Modules that may name the HTML parser and its tree: only parse and walk see the DOM, `input` takes one from the
/// caller, and `dev` exposes the bare parser to the benches.
const PARSER_ROOMS: &[&str] = &["parse", "walk", "input", "dev"];
/// Names of files, folders and modules that do not say what is in them.
const VAGUE_NAMES: &[&str] = &["common", "core", "helper", "helpers", "misc", "util", "utils"];
/// Greatest number of lines in a file. More are a sign that a file holds two things.
const MAX_FILE_LINES: usize = 400;
/// Greatest number of lines in a function, from `fn` to its closing brace. Tests are exempt, since tables of cases may
/// be long.
const MAX_FUNCTION_LINES: usize = 60;

/// A regular expression, compiled once.
macro_rules! pattern {
    ($pattern:literal) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($pattern).expect("the pattern is correct"));
        &*PATTERN
    }};
}
use pattern;

#[test]
fn rooms_import_from_the_left_and_from_knowledge() {
    let exports = exports(&Source::read("src/lib.rs").code);
    hold(&["src"], |source| imports_out_of_order(source, &exports));
}

#[test]
fn no_files_depend_on_each_other_in_a_circle() {
    let sources: Vec<Source> = rust_files("src").iter().map(|path| Source::read(path)).collect();
    assert_eq!(circles::circles(&sources), Vec::<Vec<&str>>::new());
}

#[test]
fn circles_are_found() {
    let circles = |texts: &[(&str, &str)]| {
        let sources: Vec<Source> = texts.iter().map(|(path, text)| Source::new(path, text)).collect();
        circles::circles(&sources).concat().join(" ")
    };
    let [lib, b] = [("src/lib.rs", "mod a;\nmod b;"), ("src/b.rs", "use crate::a::{self, A};\nfn f(a: A) {}")];
    for (text, expected) in [
        ("struct A;\nfn f() { crate::b::f() }", "src/a.rs src/b.rs"),
        ("use super::b::{self};\nstruct A;\nfn g() { b::f() }", "src/a.rs src/b.rs"),
        ("pub use crate::b::f;\nstruct A;", ""),
        ("struct A;\n#[cfg(test)]\nmod tests {\n    use crate::b::f;\n}", ""),
        ("struct A;\n// crate::b::f", ""),
    ] {
        assert_eq!(circles(&[lib, ("src/a.rs", text), b]), expected, "{text}");
    }
    // A name that a parent re-exports belongs to the file that defines it, so a child may use it. One that the parent
    // defines itself makes a circle.
    let child = ("src/a/c.rs", "use super::{D, E};\nstruct C(D, E);");
    let passes_on = "mod c;\nmod d;\npub use d::{D, E};\nfn f(c: c::C) {}";
    assert_eq!(circles(&[lib, ("src/a.rs", passes_on), child, ("src/a/d.rs", "struct D;\nenum E {}")]), "");
    let defines = "mod c;\nstruct D;\nenum E {}\nfn f(c: c::C) {}";
    assert_eq!(circles(&[lib, ("src/a.rs", defines), child]), "src/a.rs src/a/c.rs");
}

#[test]
fn only_parse_and_walk_name_the_parser() {
    hold(&["src"], parser_names);
}

#[test]
fn names_say_what_lives_there() {
    hold(&["src", "examples", "benches", "tests"], vague_names);
}

#[test]
fn files_and_functions_stay_small() {
    hold(&["src", "examples", "benches", "tests"], oversizes);
}

#[test]
fn every_module_has_its_place() {
    let lib = Source::read("src/lib.rs").code;
    let declared: Vec<&str> =
        pattern!(r"(?m)^(?:pub )?mod (\w+);").captures_iter(&lib).map(|found| group(&found, 1)).collect();
    let placed: Vec<&str> = STAGES.iter().flat_map(|group| *group).chain(KNOWLEDGE).chain(ASSEMBLY).copied().collect();
    for module in &declared {
        assert!(placed.contains(module), "src/lib.rs: give `{module}` its place among the stages or in knowledge");
    }
    for module in &placed {
        assert!(declared.contains(module), "src/lib.rs: there is no module `{module}`");
    }
}

#[test]
fn lines_that_break_a_rule_are_found() {
    let long_function = format!("fn long(x: [u8; 2]) {{\n{}}}\n", "    x();\n".repeat(MAX_FUNCTION_LINES - 1));
    let long_test = format!("#[test]\n{long_function}");
    // Name of the case, path and text of the source, lines that break a rule.
    let cases: &[(&str, &str, &str, &[usize])] = &[
        ("from the right", "src/parse/sink.rs", "\nuse crate::walk::walk;", &[2]),
        ("from the left", "src/walk/table.rs", "use crate::page::Page;\nuse crate::error::Error;", &[]),
        (
            "from a neighbour's neighbour",
            "src/render/text.rs",
            "use crate::{\n    article::{Block, Link},\n    cruft,\n};",
            &[],
        ),
        ("in a list", "src/score/mod.rs", "use crate::{page::Page,\n  render::{self, text}};", &[1]),
        ("in an expression", "src/page.rs", "fn f() {\n    crate::select::select()\n}", &[2]),
        ("through the root of the crate", "src/limits.rs", "use crate::Error;\nuse crate::Focus;", &[1, 2]),
        ("by the crate's root", "src/parse.rs", "use super::walk::walk;\nmod tests {\n    use super::*;\n}", &[1]),
        ("by super from a folder", "src/parse/sink.rs", "use super::walk;\nuse super::super::walk;", &[2]),
        ("everything", "src/date.rs", "use crate::*;", &[1]),
        ("the extractor", "src/metadata/head.rs", "use crate::extractor::Extractor;", &[1]),
        ("by the extractor", "src/extractor.rs", "use crate::render::text;", &[]),
        ("in a comment or a literal", "src/parse.rs", "// crate::walk\nconst A: &str = \"crate::walk\";", &[]),
        ("knowledge that knows a stage", "src/cruft/rule.rs", "use crate::page::Page;", &[1]),
        (
            "the parser outside its rooms",
            "src/measure/mod.rs",
            "use html5ever::LocalName;\nfn f(dom: RcDom) {}",
            &[1, 2],
        ),
        ("the parser at home", "src/parse/sink.rs", "use markup5ever_rcdom::RcDom;", &[]),
        ("a vague name", "src/cruft/utils.rs", "", &[1]),
        ("a vague folder", "src/common/cut.rs", "", &[1]),
        ("a vague module", "src/date.rs", "mod helpers {}", &[1]),
        ("a long file", "src/date.rs", &"\n".repeat(MAX_FILE_LINES + 1), &[MAX_FILE_LINES + 1]),
        ("a long function", "src/date.rs", &long_function, &[1]),
        ("a long test", "src/date.rs", &long_test, &[]),
        ("a brace in a literal", "src/date.rs", "fn f() {\n    g('{', '\\'', \"{\\\"\", r#\"{\"#);\n}", &[]),
    ];
    let exports = exports("pub use error::{Error, Result};\npub use select::Focus;");
    for &(name, path, text, expected) in cases {
        let source = Source::new(path, text);
        let mut lines: Vec<usize> = imports_out_of_order(&source, &exports)
            .into_iter()
            .chain(parser_names(&source))
            .chain(vague_names(&source))
            .chain(oversizes(&source))
            .map(|(line, _)| line)
            .collect();
        lines.sort_unstable();
        assert_eq!(lines, expected, "{name}");
    }
}

/// Number of a line that breaks a rule, and the problem.
type Break = (usize, String);

/// Fails if any source in these folders breaks a rule, and lists all lines that do.
fn hold(folders: &[&str], rule: impl Fn(&Source) -> Vec<Break>) {
    let mut report = String::new();
    for path in folders.iter().flat_map(|folder| rust_files(folder)) {
        for (line, problem) in rule(&Source::read(&path)) {
            report += &format!("\n{path}:{line}: {problem}");
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// Paths, from the root of the crate, of the Rust files under a folder, except build output. Empty if the folder does
/// not exist.
fn rust_files(folder: &str) -> Vec<String> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder)).into_iter().flatten().flatten() {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                if entry.file_name() != "target" {
                    folders.push(path);
                }
            } else if path.ends_with(".rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A source file.
struct Source {
    /// Path from the root of the crate, with slashes.
    path: String,
    /// The text with comments and literals blanked, but with all line breaks.
    code: String,
}

impl Source {
    fn read(path: &str) -> Source {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        Source::new(path, &fs::read_to_string(file).expect("sources are UTF-8"))
    }

    fn new(path: &str, text: &str) -> Source {
        let blanked = pattern!(
            r##"(?s)//[^\n]*|/\*.*?\*/|\bb?r#".*?"#|\bb?r"[^"]*"|"(?:\\.|[^"\\])*"|'(?:\\[^']+|\\'|[^\\'])'"##
        );
        let newlines = |found: &Captures<'_>| "\n".repeat(found[0].matches('\n').count());
        Source { path: path.to_owned(), code: blanked.replace_all(text, newlines).into_owned() }
    }

    /// Number, from 1, of the line that an offset into the code is in.
    fn line(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }

    /// The file's module path, by its path under `src`: folders, then the file without its extension.
    fn module(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').collect()
    }

    /// Offset of the `}` that closes the first block from an offset on. `None` if a semicolon comes before the block.
    fn block_end(&self, from: usize) -> Option<usize> {
        let (mut braces, mut brackets) = (0, 0);
        for (at, c) in self.code[from..].char_indices() {
            match c {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets -= 1,
                '{' => braces += 1,
                '}' if braces == 1 => return Some(from + at),
                '}' => braces -= 1,
                ';' if braces == 0 && brackets == 0 => return None,
                _ => {}
            }
        }
        None
    }

    /// Number of `mod name { … }` that an offset is inside.
    fn inline_modules(&self, at: usize) -> usize {
        let opened = pattern!(r"\bmod \w+ \{").find_iter(&self.code[..at]);
        opened.filter(|open| self.block_end(open.start()).is_some_and(|end| end > at)).count()
    }
}

/// The text of a group of a match, or nothing.
fn group<'a>(found: &Captures<'a>, index: usize) -> &'a str {
    found.get(index).map_or("", |group| group.as_str())
}

/// Offset of a match.
fn start(found: &Captures<'_>) -> usize {
    found.get(0).map_or(0, |whole| whole.start())
}

/// The names that the root of the crate re-exports, each with the module that it comes from.
fn exports(lib: &str) -> Vec<(String, String)> {
    let mut exports = Vec::new();
    for found in pattern!(r"pub use (\w+)::(\w+|\{[^}]*\})").captures_iter(lib) {
        let names = group(&found, 2).split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty());
        exports.extend(names.map(|name| (name.to_owned(), group(&found, 1).to_owned())));
    }
    exports
}

/// Imports of modules that are not to the left, and of names through the root of the crate.
fn imports_out_of_order(source: &Source, exports: &[(String, String)]) -> Vec<Break> {
    let room = source.module()[0];
    let mut breaks = Vec::new();
    for (at, name) in imports(source) {
        if let Some((_, module)) = exports.iter().find(|(export, _)| *export == name) {
            let rule = format!("import `{module}::{name}`, not what the root of the crate passes on");
            breaks.push((source.line(at), rule));
        } else if room != "lib" && !may_import(room, &name) {
            let module = &name;
            breaks.push((source.line(at), format!("`{room}` must not import from `{module}`: it is not to its left")));
        }
    }
    breaks
}

/// The names that a source imports by paths from the root of the crate, each with its offset.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let mut imports = Vec::new();
    for found in pattern!(r"\b(crate::|(?:super::)+)(\w+|\*|\{)").captures_iter(&source.code) {
        let at = start(&found);
        let steps_up = group(&found, 1).matches("super").count();
        let is_inside = steps_up > 0 && steps_up < source.module().len() + source.inline_modules(at);
        if is_inside {
            continue;
        }
        if group(&found, 2) == "{" {
            let end = source.block_end(at).unwrap_or(source.code.len());
            let list = &source.code[at + found[0].len()..end];
            imports.extend(heads(list).into_iter().map(|name| (at, name)));
        } else {
            imports.push((at, group(&found, 2).to_owned()));
        }
    }
    imports
}

/// The first name of each path in a list of imports: `a` and `d` of `a::{b, c}, d`.
fn heads(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut is_outside = |c: &char| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    };
    let paths: String = list.chars().filter(|c| is_outside(c)).collect();
    let heads = paths.split(',').filter_map(|path| path.split("::").next()).map(str::trim);
    heads.filter(|head| !head.is_empty()).map(str::to_owned).collect()
}

/// Whether a module may import another.
fn may_import(room: &str, module: &str) -> bool {
    let stage = |room: &str| STAGES.iter().position(|group| group.contains(&room));
    if room == module || KNOWLEDGE.contains(&module) || ASSEMBLY.contains(&room) {
        return true;
    }
    stage(module).is_some_and(|left| stage(room).is_some_and(|right| left <= right))
}

/// Lines that name the HTML parser where it must not be named.
fn parser_names(source: &Source) -> Vec<Break> {
    if PARSER_ROOMS.contains(&source.module()[0]) {
        return Vec::new();
    }
    let names = pattern!(r"\b(?:html5ever|markup5ever_rcdom|RcDom)\b").find_iter(&source.code);
    let rule = |name| format!("`{name}` is only for {}", PARSER_ROOMS.join(", "));
    names.map(|found| (source.line(found.start()), rule(found.as_str()))).collect()
}

/// Vague names of the file, its folders and its modules.
fn vague_names(source: &Source) -> Vec<Break> {
    let mut names: Vec<(usize, &str)> = source.path.trim_end_matches(".rs").split('/').map(|name| (1, name)).collect();
    let modules = pattern!(r"\bmod (\w+) \{");
    names.extend(modules.captures_iter(&source.code).map(|found| (source.line(start(&found)), group(&found, 1))));
    names.retain(|(_, name)| VAGUE_NAMES.contains(name));
    names.into_iter().map(|(line, name)| (line, format!("`{name}` does not say what lives there"))).collect()
}

/// The file, if it has too many lines, and its functions that have.
fn oversizes(source: &Source) -> Vec<Break> {
    let mut breaks = Vec::new();
    let lines = source.code.lines().count();
    if lines > MAX_FILE_LINES {
        breaks.push((lines, format!("{lines} lines, more than {MAX_FILE_LINES}")));
    }
    for found in pattern!(r"(#\[test\][^{}]*)?\bfn (\w+)").captures_iter(&source.code) {
        let (is_test, name) = (found.get(1).is_some(), group(&found, 2));
        let Some(end) = source.block_end(start(&found) + found[0].len()) else { continue };
        let lines = 1 + source.line(end) - source.line(start(&found));
        if lines > MAX_FUNCTION_LINES && !is_test {
            let problem = format!("`{name}` has {lines} lines, more than {MAX_FUNCTION_LINES}");
            breaks.push((source.line(start(&found)), problem));
        }
    }
    breaks
}
