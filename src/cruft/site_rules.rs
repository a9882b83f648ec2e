//! Rules for sites, read from a file.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use url::{Host, Url};

use super::Rule;
use super::distinct::Distinct;
use super::rule_entry::{Problem, object, rule_of};
use crate::error::{Error, Result};

/// Rules for sites, by the hosts of their pages: a collection that is kept as data, in a file. Only with the feature
/// `selectors`.
///
/// The file is JSON: an object with the list `sites`. Each site has its `hosts`, its `rules`, in the order in which
/// they count, and perhaps a `note` for those who keep the file. A host holds for its subdomains, too, unless these
/// have rules of their own: of several hosts that hold for a page, the longest counts.
///
/// [`Rule`] describes the form of the rules.
///
/// With the feature `serde`, `SiteRules` implements `Deserialize`, so that the same file may be TOML or another format.
///
/// ```
/// use unboil::{Extractor, SiteRules};
///
/// let rules = SiteRules::from_json(r#"{"sites": [{
///     "hosts": ["harbour.example"],
///     "note": "checked in November 2026",
///     "rules": [
///         {"article": true, "selector": "main > article"},
///         {"drop": "donation", "selector": "aside.promo"},
///         {"keep": true, "phrase": "^Correction:"}
///     ]
/// }]}"#)?;
/// assert_eq!(rules.rules_for("https://www.harbour.example/2024/ferry").len(), 3);
/// assert!(rules.rules_for("https://quay.example/").is_empty());
///
/// let extractor = Extractor::builder().site_rules(rules).base_url("https://harbour.example/ferry")?.build();
/// let article = extractor.extract("<main><article><p>The rope is wet.</p></article></main><p>And so am I.</p>")?;
/// assert_eq!(article.text(), "The rope is wet.");
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct SiteRules {
    /// The rules of each host, in lower case.
    by_host: Arc<HashMap<String, Arc<[Rule]>>>,
}

impl SiteRules {
    /// Reads rules from JSON.
    ///
    /// # Errors
    ///
    /// [`Error::BadSiteRules`], which says where it is and what is wrong: this is no JSON, a key is missing, unknown,
    /// there twice, or has a value of the wrong type, a host is none or has two lists of rules, a kind of cruft is
    /// unknown, a pattern or selector can't be used.
    pub fn from_json(json: &str) -> Result<SiteRules> {
        let Distinct(value) = serde_json::from_str(json).map_err(|error| Error::BadSiteRules {
            place: format!("line {}, column {}", error.line(), error.column()),
            problem: if error.is_data() { error.to_string() } else { format!("this is no JSON: {error}") },
        })?;
        SiteRules::from_value(&value)
    }

    /// The rules for the page at an address, in the order in which they count; none if no host holds for it, or if it
    /// is no absolute URL.
    #[must_use]
    pub fn rules_for(&self, url: &str) -> &[Rule] {
        Url::parse(url).map_or(&[], |url| self.at(&url))
    }

    /// The rules for the page at an address.
    pub(crate) fn at(&self, url: &Url) -> &[Rule] {
        let mut host = url.host_str().unwrap_or_default().trim_end_matches('.');
        loop {
            if let Some(rules) = self.by_host.get(host) {
                return rules;
            }
            let Some((_, domain)) = host.split_once('.') else { return &[] };
            host = domain;
        }
    }

    fn from_value(value: &Value) -> Result<SiteRules> {
        let bad = |Problem { place, problem }: Problem| Error::BadSiteRules { place, problem };
        let file = object(value, &["sites"]).map_err(|problem| bad(problem.within("file")))?;
        let mut by_host = HashMap::new();
        for (number, site) in list(file, "sites").map_err(bad)?.iter().enumerate() {
            let place = || format!("sites[{number}]{}", named(site));
            add_site(site, &mut by_host).map_err(|problem| bad(problem.within(&place())))?;
        }
        Ok(SiteRules { by_host: Arc::new(by_host) })
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for SiteRules {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<SiteRules, D::Error> {
        let Distinct(value) = Distinct::deserialize(deserializer)?;
        SiteRules::from_value(&value).map_err(serde::de::Error::custom)
    }
}

/// The hosts of a site in parentheses, as far as they can be read, to name it in errors.
fn named(site: &Value) -> String {
    let hosts: Vec<&str> = site["hosts"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if hosts.is_empty() { String::new() } else { format!(" ({})", hosts.join(", ")) }
}

/// Reads a site and adds its rules.
fn add_site(site: &Value, by_host: &mut HashMap<String, Arc<[Rule]>>) -> std::result::Result<(), Problem> {
    let site = object(site, &["hosts", "note", "rules"])?;
    let read =
        |(number, rule): (usize, &Value)| rule_of(rule).map_err(|problem| problem.within(&format!("rules[{number}]")));
    let rules: std::result::Result<Vec<Rule>, Problem> = list(site, "rules")?.iter().enumerate().map(read).collect();
    let rules: Arc<[Rule]> = rules?.into();
    let hosts = list(site, "hosts")?;
    if hosts.is_empty() {
        return Err(Problem::new("key \"hosts\"", "name at least one host"));
    }
    for (number, host) in hosts.iter().enumerate() {
        let bad = |problem: String| Problem::new(&format!("hosts[{number}]"), problem);
        let host = host.as_str().ok_or_else(|| bad("this is no string".to_owned()))?;
        let is_pattern = host.contains('*') || host.starts_with('.');
        let parsed = Some(host).filter(|_| !is_pattern).and_then(|host| Host::parse(host.trim_end_matches('.')).ok());
        let parsed = parsed.ok_or_else(|| {
            bad(format!(
                "{host:?} is no host: write it like example.org, without scheme, port and path; it holds for its \
                 subdomains, too"
            ))
        })?;
        if by_host.insert(parsed.to_string(), rules.clone()).is_some() {
            return Err(bad(format!("{host:?} has rules already: join the two lists")));
        }
    }
    Ok(())
}

/// The list that an object has under a key.
fn list<'a>(object: &'a Map<String, Value>, key: &str) -> std::result::Result<&'a [Value], Problem> {
    let list = object.get(key).ok_or_else(|| Problem::new(&format!("key {key:?}"), "it is missing"))?;
    list.as_array().map(Vec::as_slice).ok_or_else(|| Problem::new(&format!("key {key:?}"), "this is no list"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sites(sites: &str) -> Result<SiteRules> {
        SiteRules::from_json(&format!("{{\"sites\": [{sites}]}}"))
    }

    #[test]
    fn the_longest_host_counts() {
        let rules = |count: usize| vec![r#"{"keep": true, "selector": ".x"}"#; count].join(",");
        let site = |hosts: &str, count| format!(r#"{{"hosts": [{hosts}], "rules": [{}]}}"#, rules(count));
        let all = [
            site(r#""Quay.example", "pier.example""#, 1),
            site(r#""news.quay.example""#, 2),
            site("\"bücher.example\"", 3),
            site("\"127.0.0.1\"", 4),
        ];
        let found = sites(&all.join(",")).unwrap();
        for (url, count) in [
            ("https://quay.example/", 1),
            ("https://WWW.quay.example:8080/a?b#c", 1),
            ("https://pier.example./", 1),
            ("https://a.b.news.quay.example/x", 2),
            ("https://news.quay.example", 2),
            ("https://xn--bcher-kva.example/", 3),
            ("http://127.0.0.1/x", 4),
            ("https://myquay.example/", 0),
            ("https://example/", 0),
            ("https://0.0.1/", 0),
            ("quay.example", 0),
            ("data:text/html,quay.example", 0),
        ] {
            assert_eq!(found.rules_for(url).len(), count, "{url}");
        }
    }

    #[test]
    fn errors_say_where_and_what() {
        let rule = |rule: &str| {
            format!(
                r#"{{"sites": [{{"hosts": ["a.example", "b.example"], "rules": [{{"keep": true, "phrase": "x"}}, {rule}]}}]}}"#
            )
        };
        let site = |site: &str| format!(r#"{{"sites": [{site}]}}"#);
        for (json, place, problem) in [
            ("{".to_owned(), "line 1, column 1", "this is no JSON"),
            ("[]".to_owned(), "file", "this is no object"),
            ("{}".to_owned(), "key \"sites\"", "missing"),
            (r#"{"sites": 1}"#.to_owned(), "key \"sites\"", "no list"),
            (r#"{"sites": [], "x": 1}"#.to_owned(), "file, key \"x\"", "unknown; known are sites"),
            (site("1"), "sites[0]", "no object"),
            (site(r#"{"hosts": ["a.example"]}"#), "sites[0] (a.example), key \"rules\"", "missing"),
            (site(r#"{"hosts": [], "rules": []}"#), "sites[0], key \"hosts\"", "at least one"),
            (site(r#"{"hosts": ["https://a.example/"], "rules": []}"#), "hosts[0]", "is no host"),
            (site(r#"{"hosts": ["*.a.example"], "rules": []}"#), "hosts[0]", "holds for its subdomains"),
            (site(r#"{"hosts": [".a.example"], "rules": []}"#), "hosts[0]", "holds for its subdomains"),
            (site(r#"{"hosts": ["a.example:80"], "rules": []}"#), "hosts[0]", "write it like example.org"),
            (site(r#"{"hosts": ["a.example", "A.example"], "rules": []}"#), "hosts[1]", "has rules already"),
            (rule("3"), "sites[0] (a.example, b.example), rules[1]", "no object"),
            (rule("{}"), "rules[1]", "exactly one of the keys drop, keep, article"),
            (rule(r#"{"drop": "legal"}"#), "rules[1]", "exactly one of the keys selector, phrase"),
            (rule(r#"{"drop": "legal", "keep": true, "phrase": "x"}"#), "rules[1]", "exactly one"),
            (rule(r#"{"drop": "legal", "css": "x"}"#), "rules[1], key \"css\"", "unknown"),
            (rule(r#"{"drop": "junk", "phrase": "x"}"#), "rules[1], key \"drop\"", "the kinds are navigation"),
            (rule(r#"{"drop": true, "phrase": "x"}"#), "rules[1], key \"drop\"", "name of a kind"),
            (rule(r#"{"keep": "x", "phrase": "x"}"#), "rules[1], key \"keep\"", "write \"keep\": true"),
            (rule(r#"{"keep": true, "phrase": 1}"#), "rules[1], key \"phrase\"", "no string"),
            (rule(r#"{"article": true, "phrase": "x"}"#), "rules[1], key \"phrase\"", "can't tell"),
            (rule(r#"{"article": true, "selector": "p >"}"#), "rules[1], key \"selector\"", "nothing follows"),
            (rule(r#"{"drop": "legal", "phrase": "("}"#), "rules[1], key \"phrase\"", "unclosed group"),
            (
                rule(r#"{"drop": "legal", "phrase": ".promo"}"#),
                "rules[1], key \"phrase\"",
                "this looks like a CSS selector: write \"selector\" in place of \"phrase\"",
            ),
            (
                rule(r#"{"drop": "legal", "selector": "feed the cat"}"#),
                "rules[1], key \"selector\"",
                "HTML has no element <feed>: write \"phrase\" in place of \"selector\"",
            ),
            (rule(r#"{"drop": "legal", "selector": "//div[@class='x']"}"#), "rules[1], key \"selector\"", "XPath"),
            (
                r#"{"sites": [{"hosts": ["a.example"], "rules": [], "hosts": ["b.example"]}]}"#.to_owned(),
                "line 1, column",
                "the key \"hosts\" is there twice",
            ),
            (r#"{"sites": [], "sites": []}"#.to_owned(), "line 1", "the key \"sites\" is there twice"),
            (rule(r#"{"drop": "legal", "phrase": "x", "phrase": "y"}"#), "line 1", "\"phrase\" is there twice"),
        ] {
            match SiteRules::from_json(&json).unwrap_err() {
                Error::BadSiteRules { place: own, problem: found } => {
                    assert!(own.contains(place) && found.contains(problem), "{json}: {own}: {found}");
                }
                other => panic!("{json}: {other}"),
            }
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn other_formats_read_the_same() {
        let json = r#"{"sites": [{"hosts": ["a.example"], "rules": [{"drop": "legal", "selector": "p"}]}]}"#;
        let rules: SiteRules = serde_json::from_str(json).unwrap();
        assert_eq!(rules.rules_for("https://a.example/").len(), 1);
        let error = serde_json::from_str::<SiteRules>(r#"{"sites": [1]}"#).unwrap_err().to_string();
        assert!(error.contains("sites[0]: this is no object"), "{error}");
        let error = serde_json::from_str::<SiteRules>(r#"{"sites": [], "sites": []}"#).unwrap_err().to_string();
        assert!(error.starts_with("the key \"sites\" is there twice"), "{error}");
    }
}
