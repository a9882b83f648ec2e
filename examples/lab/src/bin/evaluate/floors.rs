//! Floors: bounds for figures that a change must not make worse. One per line: `NAME >= VALUE`, or `NAME <= VALUE`
//! where lower is better; `#` starts a comment.

use std::path::{Path, PathBuf};
use std::{fmt, fs};

use lab::figures::Figures;

/// The floors of a file.
#[derive(Debug)]
pub(crate) struct Floors {
    file: PathBuf,
    floors: Vec<Floor>,
}

/// A bound for one figure.
#[derive(Debug)]
struct Floor {
    /// The number of its line in the file, from 1.
    line: usize,
    /// The name of the figure.
    name: String,
    /// Whether the figure must not rise above the value, instead of fall below it.
    is_ceiling: bool,
    value: f64,
}

/// A figure that is worse than its floor.
#[derive(Debug)]
pub(crate) struct Missed {
    name: String,
    value: f64,
    floor: f64,
    is_ceiling: bool,
}

impl Floors {
    /// Reads the floors in a file.
    pub(crate) fn read(file: &Path) -> Result<Floors, String> {
        let text = fs::read_to_string(file).map_err(|problem| format!("{}: {problem}", file.display()))?;
        Floors::parse(file, &text)
    }

    fn parse(file: &Path, text: &str) -> Result<Floors, String> {
        let mut floors = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let rule = line.split_once('#').map_or(line, |(rule, _comment)| rule).trim();
            if !rule.is_empty() {
                let floor = Floor::parse(index + 1, rule);
                floors.push(floor.map_err(|problem| at(file, index + 1, &problem))?);
            }
        }
        Ok(Floors { file: file.to_owned(), floors })
    }

    /// The figures that are worse than their floors.
    ///
    /// # Errors
    ///
    /// If a floor names an unknown figure, or has `>=` where lower is better or the other way round.
    pub(crate) fn missed(&self, figures: &Figures) -> Result<Vec<Missed>, String> {
        let mut missed = Vec::new();
        for floor in &self.floors {
            let result = floor.missed(figures).map_err(|problem| at(&self.file, floor.line, &problem))?;
            missed.extend(result);
        }
        Ok(missed)
    }
}

impl Floor {
    fn parse(line: usize, rule: &str) -> Result<Floor, String> {
        let [name, sign @ (">=" | "<="), value] = rule.split_whitespace().collect::<Vec<_>>()[..] else {
            return Err(format!("{rule:?} is not NAME >= VALUE or NAME <= VALUE"));
        };
        let value = value.parse().ok().filter(|value| (0.0..=1.0).contains(value));
        let value = value.ok_or_else(|| format!("the value in {rule:?} is not a number from 0 to 1"))?;
        Ok(Floor { line, name: name.to_owned(), is_ceiling: sign == "<=", value })
    }

    fn missed(&self, figures: &Figures) -> Result<Option<Missed>, String> {
        let &Floor { ref name, is_ceiling, value: floor, .. } = self;
        let figure = figures.get(name).ok_or_else(|| format!("unknown figure {name:?}"))?;
        if figure.is_cost() != is_ceiling {
            return Err(format!("{name} takes {}", if figure.is_cost() { "<=" } else { ">=" }));
        }
        let value = figure.value;
        let is_missed = if is_ceiling { value > floor } else { value < floor };
        Ok(is_missed.then(|| Missed { name: name.clone(), value, floor, is_ceiling }))
    }
}

/// A problem with the file and the line where it is.
fn at(file: &Path, line: usize, problem: &str) -> String {
    format!("{}:{line}: {problem}", file.display())
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (side, floor) = (if self.is_ceiling { "above" } else { "below" }, self.floor);
        write!(f, "{} is {:.4}, {side} its floor of {floor}", self.name, self.value)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use lab::figures::{Figure, Figures};

    use super::{Floors, Missed};

    fn missed(floors: &str) -> Result<Vec<Missed>, String> {
        let figures = [("wcxb.all.f1", 0.8), ("wcxb.all.without", 0.1)];
        let figures = figures.map(|(name, value)| Figure { name: name.to_owned(), value });
        Floors::parse(Path::new("floors.txt"), floors)?.missed(&Figures(figures.into()))
    }

    #[test]
    fn only_what_is_worse_than_its_floor_is_missed() {
        let cases = [
            ("nothing", "", 0),
            ("comments", "# of 0.1\n\n  # more", 0),
            ("reached", "wcxb.all.f1 >= 0.7 # was 0.6", 0),
            ("just reached", "wcxb.all.f1 >= 0.8\nwcxb.all.without <= 0.1", 0),
            ("below", "wcxb.all.f1 >= 0.81", 1),
            ("above, where lower is better", "wcxb.all.without <= 0.09", 1),
            ("both", "wcxb.all.f1 >= 0.81\nwcxb.all.without <= 0.09", 2),
        ];
        for (name, floors, count) in cases {
            assert_eq!(missed(floors).unwrap().len(), count, "{name}");
        }
    }

    #[test]
    fn mistakes_are_reported_with_their_line() {
        let cases = [
            ("no sign", "\nwcxb.all.f1 0.8"),
            ("another sign", "\nwcxb.all.f1 > 0.8"),
            ("no spaces", "\nwcxb.all.f1>=0.8"),
            ("a word too many", "\nwcxb.all.f1 >= 0.8 0.9"),
            ("no number", "\nwcxb.all.f1 >= high"),
            ("not a number", "\nwcxb.all.f1 >= NaN"),
            ("per cent", "\nwcxb.all.without <= 7.2"),
            ("unknown figure", "\nwcxb.blog.f1 >= 0.8"),
            ("wrong way", "\nwcxb.all.f1 <= 0.8"),
            ("wrong way, where lower is better", "\nwcxb.all.without >= 0.1"),
        ];
        for (name, floors) in cases {
            let problem = missed(floors).unwrap_err();
            assert!(problem.starts_with("floors.txt:2: "), "{name}: {problem}");
        }
    }
}
