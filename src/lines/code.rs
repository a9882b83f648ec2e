//! Detects lines that are made for machines: program code, settings files and logs.

use super::line::Line;

/// A group of lines is program code if more than this share of its lines look like code. Half of this share is enough
/// for a group of more than two lines whose indentation changes. Set by hand.
const CODE_SHARE: f32 = 0.5;
/// Greatest length of a line of code or settings, in bytes: a longer one is more likely a page that lost its line
/// breaks. Set by hand.
const LINE_BYTES: usize = 250;
/// A group of lines is a settings file or a log if at least this share of its lines are settings, or have a timestamp,
/// or begin with a log level. Set by hand.
const DATA_SHARE: f32 = 0.7;
/// A settings file or a log has at least this many lines that are settings, or have a timestamp, or begin with a log
/// level; fewer may be chance. Set by hand.
const DATA_LINES: usize = 3;
/// Takes the place of [`DATA_LINES`] if the first line looks like a section header: `[search]` and one setting are
/// enough. This holds for a log, too, if its first line is only `[INFO]` or `[10:04:05]`. Set by hand.
const DATA_LINES_WITH_HEADER: usize = 2;
/// A timestamp is looked for in this many bytes at the beginning of a line of a log. Set by hand.
const TIMESTAMP_BYTES: usize = 30;
/// Log levels, which begin the lines of a log without timestamps (syslog, log4j, Python's logging). The first
/// [`CERTAIN_LEVELS`] of them don't begin prose; the others, such as "WARNING", may begin a notice for readers.
const LEVELS: &[&str] =
    &["DEBUG", "INFO", "TRACE", "WARN", "CRITICAL", "ERROR", "FATAL", "NOTICE", "SEVERE", "WARNING"];
/// Number of [`LEVELS`], from the first, that don't begin prose. A log without timestamps must have a line
/// with one of them.
const CERTAIN_LEVELS: usize = 4;

/// Whether a group of lines is program code, a settings file or a log.
///
/// Made for listings of any language with braces, semicolons or indented bodies, for YAML, INI and descriptions of a
/// function's arguments. Takes two things wrongly for code: prose most of whose lines end with a semicolon, and
/// transcripts with a timestamp in each line.
pub(super) fn is_for_machines(lines: &[Line<'_>]) -> bool {
    let code = lines.iter().filter(|line| is_code_line(line.text)).count();
    let indents = lines.windows(2).filter(|pair| pair[0].indent != pair[1].indent).count();
    let share = code as f32 / lines.len().max(1) as f32;
    code > 0 && (share > CODE_SHARE || indents > 0 && share >= CODE_SHARE / 2.0 && lines.len() > 2)
        || is_settings_or_log(lines)
}

/// Whether a group of lines is a settings file or a log.
fn is_settings_or_log(lines: &[Line<'_>]) -> bool {
    let has_header = lines.first().is_some_and(|line| is_section_header(line.text));
    let needed = if has_header { DATA_LINES_WITH_HEADER } else { DATA_LINES };
    if lines.len() < needed {
        return false;
    }
    let is_enough = |count: usize| count >= needed && count as f32 >= DATA_SHARE * lines.len() as f32;
    // A line that is indented further than the one above it counts as a part of a setting, whatever stands above.
    let is_indented_further = |index: usize| index > 0 && lines[index].indent > lines[index - 1].indent;
    let settings =
        lines.iter().enumerate().filter(|(index, line)| is_setting(line.text) || is_indented_further(*index));
    lines.iter().any(|line| is_setting(line.text) && !is_section_header(line.text)) && is_enough(settings.count())
        || is_enough(lines.iter().filter(|line| begins_with_timestamp(line.text)).count())
        || lines.iter().any(|line| begins_with_level(line.text, &LEVELS[..CERTAIN_LEVELS]))
            && is_enough(lines.iter().filter(|line| begins_with_level(line.text, LEVELS)).count())
}

/// Whether a line looks like one of a settings file: a section header (`[search]`), or a name with a colon and perhaps
/// a value (`image: harbour/web`, `on:`, `- lamp: out`) or with an equals sign and a value (`depth = 3`). The name has
/// no capitals, which sets settings apart from labels in prose.
fn is_setting(line: &str) -> bool {
    let setting = line.strip_prefix("- ").unwrap_or(line);
    let end = setting.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c)));
    let rest = end.map_or("", |end| &setting[end..]);
    let is_named = setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    is_section_header(line)
        || line.len() <= LINE_BYTES && is_named && (rest == ":" || rest.starts_with(": ") || rest.starts_with(" = "))
}

/// Whether a line looks like a section header of a settings file: `[search]`.
fn is_section_header(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']') && !line.contains(' ')
}

/// Whether a line begins with one of some log levels, with or without a date before it: `WARN disk full`, `[ERROR]`,
/// `2024-05-03 INFO:`.
fn begins_with_level(line: &str, levels: &[&str]) -> bool {
    let level = line.trim_start_matches(|c: char| c.is_ascii_digit() || "[(-/.:, ".contains(c));
    let end = level.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(level.len());
    levels.contains(&&level[..end]) && level[end..].starts_with([' ', ':', ']', ')', '\t'])
}

/// Whether a line begins with a timestamp: a time of day to the second, with at most a date or a bracket before it.
fn begins_with_timestamp(line: &str) -> bool {
    let may_be_in_timestamp = |byte: &u8| byte.is_ascii_digit() || b"[(-/.:,T ".contains(byte);
    let end = line.bytes().take(TIMESTAMP_BYTES).take_while(may_be_in_timestamp).count();
    line[..end].split(['[', '(', 'T', ' ']).any(|time| {
        let parts: Vec<&str> = time.split(':').collect();
        parts.len() == 3
            && parts.iter().all(|part| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_digit))
    })
}

/// Whether a line looks like program code by its first or last characters, its first word, an assignment or comparison
/// (` = `, ` == `, ` += `), an empty call (`()`), or being only a brace, `end` or `else`.
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
    let assigns_or_calls = has_equals && [" = ", " == ", " += "].iter().any(|sign| line.contains(sign))
        || line.contains('(') && line.contains("()");
    ends && line.len() > 1 && !line.ends_with("…;")
        || begins
        || keyword
        || assigns_or_calls
        || matches!(line, "{" | "}" | "end" | "else:" | "else")
}
