//! Program code: lines whose indentation counts.

use super::line::Line;

/// So many of the lines must look like code.
const CODE_SHARE: f32 = 0.5;
/// A longer line (bytes) is no code, but a page in one line.
const LINE_BYTES: usize = 250;

/// Whether lines are program code.
///
/// For listings of any language with braces, semicolons or indented bodies. Gets prose wrong of
/// which most lines end with a semicolon.
pub(super) fn is_code(lines: &[Line<'_>]) -> bool {
    let code = lines.iter().filter(|line| is_code_line(line.text)).count();
    let indents = lines.windows(2).filter(|pair| pair[0].indent != pair[1].indent).count();
    let share = code as f32 / lines.len().max(1) as f32;
    code > 0 && (share > CODE_SHARE || indents > 0 && share >= CODE_SHARE / 2.0 && lines.len() > 2)
        || lines.len() == 1 && lines[0].indent >= 2 && code == 1
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
