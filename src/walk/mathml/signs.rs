//! TeX commands for the signs of formulas. A character without a command stays as it is: TeX readers on the web accept
//! Unicode.

/// Commands for characters, sorted by character: what TeX would take for markup, Greek letters, and the signs from
/// LaTeX's own tables that are frequent in formulas on the web. The invisible operators have empty commands.
const SIGNS: &[(char, &str)] = &[
    ('#', "\\#"),
    ('$', "\\$"),
    ('%', "\\%"),
    ('&', "\\&"),
    ('\\', "\\backslash"),
    ('^', "\\wedge"),
    ('_', "\\_"),
    ('{', "\\{"),
    ('}', "\\}"),
    ('~', "\\sim"),
    ('\u{a0}', " "),
    ('±', "\\pm"),
    ('·', "\\cdot"),
    ('×', "\\times"),
    ('÷', "\\div"),
    ('Γ', "\\Gamma"),
    ('Δ', "\\Delta"),
    ('Θ', "\\Theta"),
    ('Λ', "\\Lambda"),
    ('Ξ', "\\Xi"),
    ('Π', "\\Pi"),
    ('Σ', "\\Sigma"),
    ('Φ', "\\Phi"),
    ('Ψ', "\\Psi"),
    ('Ω', "\\Omega"),
    ('α', "\\alpha"),
    ('β', "\\beta"),
    ('γ', "\\gamma"),
    ('δ', "\\delta"),
    ('ε', "\\varepsilon"),
    ('ζ', "\\zeta"),
    ('η', "\\eta"),
    ('θ', "\\theta"),
    ('ι', "\\iota"),
    ('κ', "\\kappa"),
    ('λ', "\\lambda"),
    ('μ', "\\mu"),
    ('ν', "\\nu"),
    ('ξ', "\\xi"),
    ('π', "\\pi"),
    ('ρ', "\\rho"),
    ('ς', "\\varsigma"),
    ('σ', "\\sigma"),
    ('τ', "\\tau"),
    ('υ', "\\upsilon"),
    ('φ', "\\varphi"),
    ('χ', "\\chi"),
    ('ψ', "\\psi"),
    ('ω', "\\omega"),
    ('ϑ', "\\vartheta"),
    ('ϕ', "\\phi"),
    ('ϵ', "\\epsilon"),
    ('…', "\\dots"),
    ('′', "\\prime"),
    ('\u{2061}', ""),
    ('\u{2062}', ""),
    ('\u{2063}', ""),
    ('\u{2064}', ""),
    ('ℓ', "\\ell"),
    ('ℝ', "\\mathbb{R}"),
    ('ℤ', "\\mathbb{Z}"),
    ('←', "\\leftarrow"),
    ('→', "\\to"),
    ('↔', "\\leftrightarrow"),
    ('⇒', "\\Rightarrow"),
    ('⇔', "\\Leftrightarrow"),
    ('∀', "\\forall"),
    ('∂', "\\partial"),
    ('∃', "\\exists"),
    ('∅', "\\emptyset"),
    ('∇', "\\nabla"),
    ('∈', "\\in"),
    ('∉', "\\notin"),
    ('∏', "\\prod"),
    ('∑', "\\sum"),
    ('−', "-"),
    ('∗', "*"),
    ('∘', "\\circ"),
    ('∞', "\\infty"),
    ('∥', "\\parallel"),
    ('∧', "\\land"),
    ('∨', "\\lor"),
    ('∩', "\\cap"),
    ('∪', "\\cup"),
    ('∫', "\\int"),
    ('∬', "\\iint"),
    ('∮', "\\oint"),
    ('∼', "\\sim"),
    ('≅', "\\cong"),
    ('≈', "\\approx"),
    ('≠', "\\neq"),
    ('≡', "\\equiv"),
    ('≤', "\\leq"),
    ('≥', "\\geq"),
    ('≪', "\\ll"),
    ('≫', "\\gg"),
    ('⊂', "\\subset"),
    ('⊆', "\\subseteq"),
    ('⊕', "\\oplus"),
    ('⊗', "\\otimes"),
    ('⊥', "\\perp"),
    ('⋂', "\\bigcap"),
    ('⋃', "\\bigcup"),
    ('⋅', "\\cdot"),
    ('⋮', "\\vdots"),
    ('⋯', "\\cdots"),
    ('⋱', "\\ddots"),
    ('⟨', "\\langle"),
    ('⟩', "\\rangle"),
];

/// Functions that are commands in LaTeX under their own names.
pub(super) const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "csc", "deg", "det", "dim", "exp", "gcd", "inf", "ker",
    "lim", "liminf", "limsup", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// Functions and signs that have limits: what stands below and above them is written with `_` and `^`.
pub(super) const LIMITS: &[&str] = &[
    "det", "gcd", "inf", "lim", "liminf", "limsup", "max", "min", "sup", "∏", "∐", "∑", "∫", "∬", "∮", "⋀", "⋁", "⋂",
    "⋃", "⨁", "⨂",
];

/// Fences: brackets and bars that grow with a table beside them.
pub(super) const FENCES: &[&str] = &["(", ")", "[", "]", "{", "}", "|", "⌈", "⌉", "⌊", "⌋", "⟨", "⟩"];

/// Accents over a letter, and the template for each.
pub(super) const ACCENTS: &[(&str, &str)] = &[
    ("^", "\\hat{#1}"),
    ("~", "\\tilde{#1}"),
    ("¨", "\\ddot{#1}"),
    ("¯", "\\overline{#1}"),
    ("ˆ", "\\hat{#1}"),
    ("ˉ", "\\overline{#1}"),
    ("ˇ", "\\check{#1}"),
    ("˙", "\\dot{#1}"),
    ("˜", "\\tilde{#1}"),
    ("‾", "\\overline{#1}"),
    ("→", "\\vec{#1}"),
    ("⇀", "\\vec{#1}"),
    ("⏞", "\\overbrace{#1}"),
];

/// Accents under a letter, and the template for each.
pub(super) const UNDER: &[(&str, &str)] =
    &[("_", "\\underline{#1}"), ("¯", "\\underline{#1}"), ("‾", "\\underline{#1}"), ("⏟", "\\underbrace{#1}")];

/// The command for each value of `mathvariant`.
pub(super) const VARIANTS: &[(&str, &str)] = &[
    ("bold", "\\mathbf"),
    ("bold-italic", "\\boldsymbol"),
    ("double-struck", "\\mathbb"),
    ("fraktur", "\\mathfrak"),
    ("italic", "\\mathit"),
    ("monospace", "\\mathtt"),
    ("normal", "\\mathrm"),
    ("sans-serif", "\\mathsf"),
    ("script", "\\mathcal"),
];

/// The command for a character; `None` if it stays as it is.
pub(super) fn sign(c: char) -> Option<&'static str> {
    SIGNS.binary_search_by_key(&c, |(sign, _)| *sign).ok().map(|at| SIGNS[at].1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_are_in_order() {
        assert!(super::SIGNS.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
