//! Program code, and what programs read and write: lines that are set for machines.

use super::line::Line;

/// So many of the lines must look like code.
const CODE_SHARE: f32 = 0.5;
/// A longer line (bytes) is no code, but a page in one line.
const LINE_BYTES: usize = 250;
/// So many of the lines must be settings, or bear a time.
const DATA_SHARE: f32 = 0.7;
/// Fewer of them are chance.
const DATA_LINES: usize = 3;
/// Of settings that a section heads so many are enough: the section and one of them.
const SECTION_LINES: usize = 2;
/// A time of day stands among the first bytes of a line of a log.
const STAMP_BYTES: usize = 30;
/// What a line of a log begins with that has no time of day (syslog, log4j, Python's logging). Those that no notice for readers
/// begins with come first.
const LEVELS: &[&str] =
    &["DEBUG", "INFO", "TRACE", "WARN", "CRITICAL", "ERROR", "FATAL", "NOTICE", "SEVERE", "WARNING"];
/// So many of these.
const TELLING_LEVELS: usize = 4;

/// Whether lines are program code, settings, or a log.
///
/// For listings of any language with braces, semicolons or indented bodies, for YAML, INI and what describes the arguments of a
/// function. Gets prose wrong of which most lines end with a semicolon, and transcripts with a time to the second in each line.
pub(super) fn is_code(lines: &[Line<'_>]) -> bool {
    let code = lines.iter().filter(|line| is_code_line(line.text)).count();
    let indents = lines.windows(2).filter(|pair| pair[0].indent != pair[1].indent).count();
    let share = code as f32 / lines.len().max(1) as f32;
    code > 0 && (share > CODE_SHARE || indents > 0 && share >= CODE_SHARE / 2.0 && lines.len() > 2)
        || lines.len() == 1 && lines[0].indent >= 2 && code == 1
        || is_data(lines)
}

/// Whether lines are settings or a log.
fn is_data(lines: &[Line<'_>]) -> bool {
    let needed = if lines.first().is_some_and(|line| is_section(line.text)) { SECTION_LINES } else { DATA_LINES };
    let is_all = |count: usize| count >= needed && count as f32 >= DATA_SHARE * lines.len() as f32;
    // What is indented below a name belongs to it.
    let is_below = |index: usize| index > 0 && lines[index].indent > lines[index - 1].indent;
    let settings = lines.iter().enumerate().filter(|(index, line)| is_setting(line.text) || is_below(*index));
    lines.iter().any(|line| is_setting(line.text) && !is_section(line.text)) && is_all(settings.count())
        || is_all(lines.iter().filter(|line| is_stamped(line.text)).count())
        || lines.iter().any(|line| is_level_of(line.text, &LEVELS[..TELLING_LEVELS]))
            && is_all(lines.iter().filter(|line| is_level_of(line.text, LEVELS)).count())
}

/// Whether a line gives a name a value, as machines read it: `image: harbour/web`, `on:`, `[search]`, `- lamp: out`. Names have
/// no capitals there.
fn is_setting(line: &str) -> bool {
    let setting = line.strip_prefix("- ").unwrap_or(line);
    let end = setting.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c)));
    let rest = end.map_or("", |end| &setting[end..]);
    let is_named = setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    is_section(line)
        || line.len() <= LINE_BYTES && is_named && (rest == ":" || rest.starts_with(": ") || rest.starts_with(" = "))
}

fn is_section(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']') && !line.contains(' ')
}

/// Whether a line begins with one of the levels, be it behind a date: `WARN`, `[ERROR]`, `2024-05-03 INFO:`.
fn is_level_of(line: &str, levels: &[&str]) -> bool {
    let level = line.trim_start_matches(|c: char| c.is_ascii_digit() || "[(-/.:, ".contains(c));
    let end = level.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(level.len());
    levels.contains(&&level[..end]) && level[end..].starts_with([' ', ':', ']', ')', '\t'])
}

/// Whether a line begins with a time to the second, and nothing but a date or a bracket before it.
fn is_stamped(line: &str) -> bool {
    let is_stamp = |byte: &u8| byte.is_ascii_digit() || b"[(-/.:,T ".contains(byte);
    let stamp = line.bytes().take(STAMP_BYTES).take_while(is_stamp).count();
    line[..stamp].split(['[', '(', 'T', ' ']).any(|time| {
        let parts: Vec<&str> = time.split(':').collect();
        parts.len() == 3
            && parts.iter().all(|part| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_digit))
    })
}

fn is_code_line(line: &str) -> bool {
    if line.len() > LINE_BYTES {
        return false;
    }
    let first = line.split([' ', '(']).next().unwrap_or_default();
    let ends = line.ends_with([';', '{', '}', '\\'])
        || line.ends_with("):")
        || line.ends_with("},")
        || line.ends_with("->")
        || line.ends_with("*/");
    let begins = line.starts_with("//")
        || line.starts_with("/*")
        || line.starts_with("#include")
        || line.starts_with("#!")
        || line.starts_with(">>> ")
        || line.starts_with("\"\"\"")
        || line.starts_with(":param ")
        || line.starts_with(":return")
        || line.starts_with("* @")
        || line.starts_with("$ ")
        || line.starts_with('}')
        || line.starts_with('@') && line.is_ascii() && !line.contains(' ');
    let keyword =
        matches!(first, "def" | "fn" | "func" | "import" | "return" | "let" | "const" | "var" | "elif" | "pub" | "use")
            && line.contains(['(', '=', '.', '_', ':', '{', ';'])
            && !line.ends_with(['.', ',', '?', '!']);
    let has_equals = line.contains('=');
    let assigns = has_equals && [" = ", " == ", " += "].iter().any(|sign| line.contains(sign))
        || line.contains('(') && line.contains("()");
    ends && line.len() > 1 && !line.ends_with("…;")
        || begins
        || keyword
        || assigns
        || matches!(line, "{" | "}" | "end" | "else:" | "else")
}
