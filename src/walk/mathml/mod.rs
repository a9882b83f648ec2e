//! Presentation MathML → TeX, for formulas whose source the page does not give.

mod signs;

use markup5ever_rcdom::{Handle, NodeData};

use super::nodes::{text_inside, text_of, trimmed_attribute};
use crate::limits::MAX_TEX_BYTES;
use signs::{ACCENTS, FENCES, FUNCTIONS, LIMITS, UNDER, VARIANTS, sign};

/// The TeX of a `<math>` element, empty if it draws nothing; `None` if it is too long for a formula.
///
/// The rules are templates: `#1`, `#2` and so on stand for the elements inside, as in TeX.
pub(super) fn tex(math: &Handle) -> Option<String> {
    let mut tex = Tex::default();
    let mut steps = vec![Step::Node(math.clone())];
    while let Some(step) = steps.pop() {
        if tex.out.len() > MAX_TEX_BYTES {
            return None;
        }
        match step {
            Step::Sign(text) => tex.push(&text),
            Step::Node(node) => {
                let from = steps.len();
                expand(&node, &mut steps);
                steps[from..].reverse();
            }
        }
    }
    Some(tex.out)
}

/// The name of a MathML element without the prefix that it has on pages converted from XML: `mml:math` → `math`.
pub(super) fn plain_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, plain)| plain)
}

/// Something that is still to be written.
enum Step {
    /// This TeX.
    Sign(String),
    /// The TeX of this element.
    Node(Handle),
}

/// TeX that is being written.
#[derive(Default)]
struct Tex {
    out: String,
    /// Whether it ends in a command of letters, such as `\alpha`: a letter right behind it would become part of its
    /// name.
    is_command: bool,
}

impl Tex {
    /// Adds TeX, after a space where a command would go on otherwise.
    fn push(&mut self, text: &str) {
        if self.is_command && text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.out.push(' ');
        }
        self.out.push_str(text);
        if let Some((_, last)) = text.rsplit_once('\\') {
            self.is_command = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        } else if !text.is_empty() {
            self.is_command = false;
        }
    }
}

/// Adds the steps that write an element, in order.
fn expand(node: &Handle, steps: &mut Vec<Step>) {
    if let NodeData::Text { contents } = &node.data {
        return steps.push(Step::Sign(signs_of(contents.borrow().trim())));
    }
    let name = name(node);
    let inside = children(node);
    let template = match name.as_str() {
        "mi" | "mn" | "mo" | "ms" | "mtext" => return steps.push(Step::Sign(leaf(&name, node))),
        // Elements without any visible text.
        "mspace" | "mphantom" | "none" | "mprescripts" | "annotation" | "annotation-xml" => return,
        // Their first child is shown; the others are annotations and alternatives.
        "semantics" | "maction" => "#1",
        "mfrac" if trimmed_attribute(node, "linethickness").is_some_and(|width| width.starts_with('0')) => {
            "{#1 \\atop #2}"
        }
        "mfrac" => "\\frac{#1}{#2}",
        "mroot" => "\\sqrt[#2]{#1}",
        "msup" => "{#1}^{#2}",
        "msub" => "{#1}_{#2}",
        "msubsup" => "{#1}_{#2}^{#3}",
        "mover" if takes_limits(&inside) => "#1^{#2}",
        "munder" if takes_limits(&inside) => "#1_{#2}",
        "munderover" if takes_limits(&inside) => "#1_{#2}^{#3}",
        "mover" => accent(ACCENTS, &inside).unwrap_or("\\overset{#2}{#1}"),
        "munder" => accent(UNDER, &inside).unwrap_or("\\underset{#2}{#1}"),
        "munderover" => "\\overset{#3}{\\underset{#2}{#1}}",
        "mmultiscripts" => return scripts(&inside, steps),
        "mtable" => return list("\\begin{matrix} ", inside, " \\\\ ", " \\end{matrix}", steps),
        "mtr" => return list("", inside, " & ", "", steps),
        "mlabeledtr" => return list("", inside.into_iter().skip(1).collect(), " & ", "", steps),
        "mfenced" => {
            let [open, close] = [("open", "("), ("close", ")")].map(|(name, usual)| fence(node, name, usual));
            let separators = trimmed_attribute(node, "separators").unwrap_or_else(|| ",".to_owned());
            let between: String = separators.chars().take(1).collect();
            return list(&format!("\\left{open}"), inside, &signs_of(&between), &format!("\\right{close}"), steps);
        }
        "msqrt" => return list("\\sqrt{", inside, "", "}", steps),
        "mrow" if fences_table(&inside) => {
            if inside.len() == 2 {
                "\\left#1#2\\right."
            } else {
                "\\left#1#2\\right#3"
            }
        }
        _ => return list("", inside, "", "", steps),
    };
    fill(template, &inside, steps);
}

/// The elements directly inside, and non-blank text, even where MathML allows none.
fn children(node: &Handle) -> Vec<Handle> {
    let children = node.children.borrow();
    let is_seen = |node: &&Handle| match &node.data {
        NodeData::Element { .. } => true,
        NodeData::Text { contents } => !contents.borrow().trim().is_empty(),
        _ => false,
    };
    children.iter().filter(is_seen).cloned().collect()
}

/// The name of an element without its XML prefix; empty for text.
fn name(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => plain_name(&name.local).to_owned(),
        _ => String::new(),
    }
}

/// Adds the steps that write a template. The braces around the base of scripts are left out where the base is a single
/// sign. An empty base keeps them: otherwise the scripts would attach to what stands before it.
fn fill(template: &str, inside: &[Handle], steps: &mut Vec<Step>) {
    let is_sign = inside.first().is_some_and(|base| {
        let name = name(base);
        matches!(name.as_str(), "mi" | "mn" | "mo") && !leaf(&name, base).is_empty()
    });
    let bare = template.strip_prefix("{#1}").filter(|_| is_sign).map(|rest| format!("#1{rest}"));
    let mut parts = bare.as_deref().unwrap_or(template).split('#');
    steps.extend(parts.next().map(|text| Step::Sign(text.to_owned())));
    for part in parts {
        let (number, text) = part.split_at(1);
        let node = number.parse::<usize>().ok().and_then(|number| inside.get(number.checked_sub(1)?));
        steps.extend(node.cloned().map(Step::Node));
        steps.push(Step::Sign(text.to_owned()));
    }
}

/// Adds the steps that write all elements inside one after the other, with text before, between and behind them.
fn list(open: &str, inside: Vec<Handle>, between: &str, close: &str, steps: &mut Vec<Step>) {
    steps.push(Step::Sign(open.to_owned()));
    for (index, node) in inside.into_iter().enumerate() {
        if index > 0 {
            steps.push(Step::Sign(between.to_owned()));
        }
        steps.push(Step::Node(node));
    }
    steps.push(Step::Sign(close.to_owned()));
}

/// Adds the steps that write `<mmultiscripts>`: a base, pairs of a lower and an upper script behind it, and after
/// `<mprescripts>` the pairs before it.
fn scripts(inside: &[Handle], steps: &mut Vec<Step>) {
    let Some((base, scripts)) = inside.split_first() else { return };
    let split = scripts.iter().position(|node| name(node) == "mprescripts").unwrap_or(scripts.len());
    let (behind, before) = scripts.split_at(split);
    if let Some((_, before)) = before.split_first() {
        // They get an empty base of their own: otherwise they would attach to what stands before.
        steps.push(Step::Sign("{}".to_owned()));
        pairs(before, steps);
    }
    steps.push(Step::Node(base.clone()));
    pairs(behind, steps);
}

/// Adds the steps that write scripts, lower and upper ones in turn; `<none>` leaves a place empty.
fn pairs(scripts: &[Handle], steps: &mut Vec<Step>) {
    let signs = ["_{", "^{"].into_iter().cycle();
    for (script, sign) in scripts.iter().zip(signs).filter(|(script, _)| name(script) != "none") {
        steps.extend([Step::Sign(sign.to_owned()), Step::Node(script.clone()), Step::Sign("}".to_owned())]);
    }
}

/// Whether the first of the elements inside is a sign or function that has limits, see [`LIMITS`].
fn takes_limits(inside: &[Handle]) -> bool {
    inside.first().is_some_and(|base| LIMITS.contains(&text_of(base).trim()))
}

/// The template for the accent over or under the first of the elements inside, if the second one is an accent.
fn accent(accents: &[(&str, &'static str)], inside: &[Handle]) -> Option<&'static str> {
    let sign = text_of(inside.get(1)?);
    accents.iter().find_map(|(accent, template)| (*accent == sign.trim()).then_some(*template))
}

/// Whether the elements inside are a table between two fences (brackets or bars), or behind one.
fn fences_table(inside: &[Handle]) -> bool {
    let is_fence = |node: &Handle| name(node) == "mo" && FENCES.contains(&text_of(node).trim());
    match inside {
        [open, table] => is_fence(open) && name(table) == "mtable",
        [open, table, close] => is_fence(open) && name(table) == "mtable" && is_fence(close),
        _ => false,
    }
}

/// The fence that the attribute of an `<mfenced>` names, as it stands behind `\left` or `\right`; `.` for an empty one,
/// because TeX needs something there. `usual` is the default of the attribute.
fn fence(node: &Handle, name: &str, usual: &str) -> String {
    match trimmed_attribute(node, name).as_deref().unwrap_or(usual) {
        "" => ".".to_owned(),
        // A fence here, where `\parallel` would be a relation.
        "∥" | "‖" => "\\|".to_owned(),
        fence => signs_of(fence),
    }
}

/// The TeX of a leaf: an identifier, a number, an operator or a text.
fn leaf(name: &str, node: &Handle) -> String {
    let text = text_inside(node);
    let trimmed = text.trim();
    let variant = || trimmed_attribute(node, "mathvariant").unwrap_or_default();
    let command = || VARIANTS.iter().find_map(|(name, command)| (*name == variant()).then_some(*command));
    match name {
        "mtext" | "ms" if trimmed.is_empty() => String::new(),
        "mtext" | "ms" => format!("\\text{{{}}}", words_of(&text)),
        "mi" | "mo" if FUNCTIONS.contains(&trimmed) => format!("\\{trimmed}"),
        "mi" if trimmed.chars().count() > 1 => format!("{}{{{}}}", command().unwrap_or("\\mathrm"), signs_of(trimmed)),
        "mo" if trimmed.chars().count() > 1 && trimmed.chars().all(char::is_alphabetic) => {
            format!("\\operatorname{{{trimmed}}}")
        }
        "mi" | "mn" => match command() {
            Some(command) => format!("{command}{{{}}}", signs_of(trimmed)),
            None => signs_of(trimmed),
        },
        _ => signs_of(trimmed),
    }
}

/// Text for `\text{…}`, with the characters escaped that are markup in TeX.
fn words_of(text: &str) -> String {
    let mut words = String::new();
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => words.extend(['\\', c]),
            '\\' => words.push_str("\\textbackslash{}"),
            '^' | '~' => words.extend(['\\', c, '{', '}']),
            c => words.push(c),
        }
    }
    words
}

/// Text in math mode, with a command for each character that has one.
fn signs_of(text: &str) -> String {
    let mut tex = Tex::default();
    let mut buffer = [0; 4];
    for c in text.chars() {
        match sign(c) {
            Some(command) => tex.push(command),
            None => tex.push(c.encode_utf8(&mut buffer)),
        }
    }
    tex.out
}
