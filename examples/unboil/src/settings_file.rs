//! Reads the files of `--config` and `--site-rules`: JSON or TOML, as the ending of their name says.

use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::Result;

/// The part of `--help` on files of settings, for every command.
pub(crate) const HELP: &str = r#"A file for --config, as JSON:
  {"focus": "precision", "keep": ["caption"], "min_words": 50,
   "rules": [{"drop": "donation", "phrase": "office cat"},
             {"keep": true, "selector": "p.correction"}]}

One for --site-rules, as TOML; a rule may also be {article = true, …}:
  [[sites]]
  hosts = ["example.org"]
  rules = [{drop = "byline", selector = "p.meta"}]

"#;

/// Reads a file of settings.
///
/// # Errors
///
/// If it can't be read, if its name ends neither with `.json` nor with `.toml`, and if it does not hold what is wanted.
/// They name the file and the place in it.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let named = |problem: &dyn Display| format!("{}: {problem}", path.display());
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_toml = match ending.as_deref() {
        Some("json") => false,
        Some("toml") => true,
        _ => return Err(named(&"the file is read by its ending: call it .json or .toml").into()),
    };
    let text = fs::read_to_string(path).map_err(|problem| match problem.kind() {
        ErrorKind::InvalidData => named(&"this is no text: write it as UTF-8"),
        _ => named(&problem),
    })?;
    let read = if is_toml {
        toml::from_str(&text).map_err(|problem| problem.to_string().trim_end().to_owned())
    } else {
        serde_json::from_str(&text).map_err(|problem| problem.to_string())
    };
    Ok(read.map_err(|problem| named(&format_args!("{problem}{}", advice(&problem))))?)
}

/// What to do about a file that was given to the wrong one of the two options.
fn advice(problem: &str) -> &'static str {
    if problem.contains("unknown field `sites`") {
        "\nRules for sites are read with --site-rules, not with --config"
    } else if problem.contains("unknown; known are sites") {
        "\nSettings are read with --config, not with --site-rules"
    } else {
        ""
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use unboil::{Options, SiteRules};

    use super::*;

    #[test]
    fn the_examples_in_the_help_can_be_read() {
        // Examples are indented.
        let indented: Vec<&str> = HELP.lines().filter(|line| line.starts_with("  ")).collect();
        let (json, toml) = indented.split_at(indented.iter().position(|line| line.contains("[[sites]]")).unwrap());
        let options: Options = serde_json::from_str(&json.concat()).unwrap();
        assert_eq!((options.min_words, options.rules.len()), (Some(50), 2));
        let rules: SiteRules = toml::from_str(&toml.join("\n")).unwrap();
        assert_eq!(rules.rules_for("https://example.org/").len(), 1);
    }
}
