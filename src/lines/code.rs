//! Detects lines that are made for machines: program code, settings files and logs.

use super::line::Line;

/// A group of lines is program code if more than this share of its lines look like code. Half of this share is enough
/// for a group of more than two lines whose indentation changes. Set by hand.
const CODE_SHARE: f32 = 0.5;
/// Greatest length of a line of code or settings, in bytes: a longer one is a page in a single line. Set by hand.
const LINE_BYTES: usize = 250;
/// A group of lines is a settings file or a log if at least this share of its lines are settings, or have a timestamp,
/// or begin with a log level. Set by hand.
const DATA_SHARE: f32 = 0.7;
/// A settings file or a log has at least this many such lines; fewer may be chance. Set by hand.
const DATA_LINES: usize = 3;
/// Like [`DATA_LINES`], for settings that begin with a section such as `[search]`: the section and one setting are
/// enough.
const SECTION_LINES: usize = 2;
/// The time of day is looked for in this many bytes at the beginning of a line of a log. Set by hand.
const STAMP_BYTES: usize = 30;
/// Words for the severity that begin the lines of a log without times of day (syslog, log4j, Python's logging). The
/// first [`CERTAIN_LEVELS`] of them begin no notice for readers; the others, such as "WARNING", may.
const LEVELS: &[&str] =
    &["DEBUG", "INFO", "TRACE", "WARN", "CRITICAL", "ERROR", "FATAL", "NOTICE", "SEVERE", "WARNING"];
/// Number of [`LEVELS`], from the first, that no notice for readers begins with. A log without times must have a line
/// with one of them.
const CERTAIN_LEVELS: usize = 4;

/// Whether a group of lines is program code, a settings file or a log.
///
/// Made for listings of any language with braces, semicolons or indented bodies, for YAML, INI and descriptions of a
/// function's arguments. Gets prose wrong of which most lines end with a semicolon, and transcripts with a time to the
/// second in each line.
pub(super) fn is_code(lines: &[Line<'_>]) -> bool {
    let code = lines.iter().filter(|line| is_code_line(line.text)).count();
    let indents = lines.windows(2).filter(|pair| pair[0].indent != pair[1].indent).count();
    let share = code as f32 / lines.len().max(1) as f32;
    code > 0 && (share > CODE_SHARE || indents > 0 && share >= CODE_SHARE / 2.0 && lines.len() > 2)
        || lines.len() == 1 && lines[0].indent >= 2 && code == 1
        || is_data(lines)
}

/// Whether a group of lines is a settings file or a log.
fn is_data(lines: &[Line<'_>]) -> bool {
    let needed = if lines.first().is_some_and(|line| is_section(line.text)) { SECTION_LINES } else { DATA_LINES };
    let is_all = |count: usize| count >= needed && count as f32 >= DATA_SHARE * lines.len() as f32;
    // A line that is further indented than the one above it belongs to the setting there.
    let is_below = |index: usize| index > 0 && lines[index].indent > lines[index - 1].indent;
    let settings = lines.iter().enumerate().filter(|(index, line)| is_setting(line.text) || is_below(*index));
    lines.iter().any(|line| is_setting(line.text) && !is_section(line.text)) && is_all(settings.count())
        || is_all(lines.iter().filter(|line| is_stamped(line.text)).count())
        || lines.iter().any(|line| begins_with_level(line.text, &LEVELS[..CERTAIN_LEVELS]))
            && is_all(lines.iter().filter(|line| begins_with_level(line.text, LEVELS)).count())
}

/// Whether a line belongs to a settings file: a section or a name with a value, such as `image: harbour/web`, `on:`,
/// `[search]`, `- lamp: out`. The name has no capitals, which sets settings apart from labels in prose.
fn is_setting(line: &str) -> bool {
    let setting = line.strip_prefix("- ").unwrap_or(line);
    let end = setting.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c)));
    let rest = end.map_or("", |end| &setting[end..]);
    let is_named = setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    is_section(line)
        || line.len() <= LINE_BYTES && is_named && (rest == ":" || rest.starts_with(": ") || rest.starts_with(" = "))
}

/// Whether a line is the head of a section of a settings file: `[search]`.
fn is_section(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']') && !line.contains(' ')
}

/// Whether a line begins with one of some log levels, alone or behind a date: `WARN`, `[ERROR]`, `2024-05-03 INFO:`.
fn begins_with_level(line: &str, levels: &[&str]) -> bool {
    let level = line.trim_start_matches(|c: char| c.is_ascii_digit() || "[(-/.:, ".contains(c));
    let end = level.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(level.len());
    levels.contains(&&level[..end]) && level[end..].starts_with([' ', ':', ']', ')', '\t'])
}

/// Whether a line begins with a time of day to the second, with at most a date or a bracket before it.
fn is_stamped(line: &str) -> bool {
    let is_stamp = |byte: &u8| byte.is_ascii_digit() || b"[(-/.:,T ".contains(byte);
    let stamp = line.bytes().take(STAMP_BYTES).take_while(is_stamp).count();
    line[..stamp].split(['[', '(', 'T', ' ']).any(|time| {
        let parts: Vec<&str> = time.split(':').collect();
        parts.len() == 3
            && parts.iter().all(|part| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_digit))
    })
}

/// Whether a line looks like program code by its first or last characters, its first word, or an assignment or call in
/// it.
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
