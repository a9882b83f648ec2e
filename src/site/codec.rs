//! A profile as bytes, and back.
//!
//! ```text
//! "unboil site" 0a, version, then numbers of LEB128: the bound on memory, pages, stories,
//! the cells of both homes and the counts. At the end the xxHash of all that, 8 bytes, little-endian.
//!
//! cells   for each that is not 0 the zeros before it and its values; then the zeros after the last
//! counts  0, how many, and for each, in order: fingerprint (8 bytes), pages, kept, first and last page (4 bytes each)
//!         1 and the cells of the sketch, of two values each
//! ```

use std::collections::HashMap;

use super::SiteProfile;
use super::count_min::{Cell, Sketch};
use super::counts::{Counts, Tallies, Tally, max_sketch_bytes};
use super::fingerprint::{Fingerprint, Namespace, print};
use super::story_locations::{CELLS, Stories, StoryLocations};
use crate::error::{Error, Result};

/// What every saved profile begins with.
const MAGIC: &[u8] = b"unboil site\n";
/// The version that is written; the only one that is read so far.
const VERSION: u8 = 1;
const CHECK_BYTES: usize = 8;
/// A sketch takes over when two of five of its cells are in use: one that is emptier was made to take memory.
const MAX_CELLS_PER_BYTE: usize = 8;
const EXACT: u64 = 0;
const SKETCHED: u64 = 1;

impl SiteProfile {
    /// The profile as bytes, to be saved: the same for equal profiles, on every machine.
    ///
    /// ```
    /// use unboil::SiteProfile;
    ///
    /// let mut profile = SiteProfile::new();
    /// profile.learn(&unboil::extract("<p>Low tide at noon.")?);
    /// assert_eq!(SiteProfile::from_bytes(&profile.to_bytes())?, profile);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [MAGIC, &[VERSION]].concat();
        put(&mut bytes, [self.tallies.max_bytes as u64, self.pages, self.stories.all]);
        for homes in [&self.stories.places, &self.stories.frames] {
            put_cells(&mut bytes, homes.0.iter().map(|stories| [*stories]));
        }
        match &self.tallies.counts {
            Counts::Exact(counts) => {
                put(&mut bytes, [EXACT, counts.len() as u64]);
                let mut counts: Vec<_> = counts.iter().collect();
                counts.sort_by_key(|(print, _)| **print);
                for (print, Tally { count, first, last }) in counts {
                    bytes.extend(print.to_le_bytes());
                    put(&mut bytes, [count.pages, count.kept].map(u64::from));
                    bytes.extend(first.to_le_bytes());
                    bytes.extend(last.to_le_bytes());
                }
            }
            Counts::Sketched(sketch) => {
                put(&mut bytes, [SKETCHED]);
                put_cells(&mut bytes, sketch.cells().iter().map(|cell| [cell.pages, cell.kept]));
            }
        }
        let check = print(Namespace::File, &bytes);
        bytes.extend(check.to_le_bytes());
        bytes
    }

    /// Reads what [`to_bytes`](SiteProfile::to_bytes) gave, of this release or an earlier one.
    ///
    /// # Errors
    ///
    /// [`Error::BadProfile`] if the bytes are no profile, are cut short or damaged, or come from a later release.
    pub fn from_bytes(bytes: &[u8]) -> Result<SiteProfile> {
        let mut reader = Reader { bytes, at: 0 };
        if !bytes.starts_with(MAGIC) {
            return Err(reader.bad("it does not begin as a profile does"));
        }
        reader.at = MAGIC.len();
        if reader.array::<1>()? != [VERSION] {
            reader.at = MAGIC.len();
            return Err(reader.bad("it is of a version that this release does not know"));
        }
        let end = bytes.len().saturating_sub(CHECK_BYTES).max(reader.at);
        let check = print(Namespace::File, &bytes[..end]).to_le_bytes();
        if bytes[end..] != check {
            return Err(reader.bad("it was damaged or cut short"));
        }
        reader.bytes = &bytes[..end];
        let tallies = Tallies::within(reader.number()?.try_into().unwrap_or(usize::MAX));
        let (pages, all) = (reader.number()?, reader.number()?);
        let [places, frames] = [reader.homes()?, reader.homes()?];
        let tallies = reader.tallies(tallies)?;
        if reader.at < end {
            return Err(reader.bad("it goes on where it should end"));
        }
        Ok(SiteProfile { pages, tallies, stories: Stories { all, places, frames } })
    }
}

/// Writes numbers in LEB128: seven bits a byte, the lowest first, the highest bit of all but the last byte set.
fn put(bytes: &mut Vec<u8>, numbers: impl IntoIterator<Item = u64>) {
    for mut number in numbers {
        while number > 0x7f {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
}

fn put_cells<const N: usize>(bytes: &mut Vec<u8>, cells: impl Iterator<Item = [u32; N]>) {
    let mut zeros = 0;
    for cell in cells {
        if cell == [0; N] {
            zeros += 1;
        } else {
            put(bytes, [zeros]);
            put(bytes, cell.map(u64::from));
            zeros = 0;
        }
    }
    put(bytes, [zeros]);
}

/// Reads from the beginning on, and says where it can't go on.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn bad(&self, problem: &'static str) -> Error {
        Error::BadProfile { offset: self.at, problem }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let array = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk()).copied();
        let array = array.ok_or_else(|| self.bad("it ends too early"))?;
        self.at += N;
        Ok(array)
    }

    fn number(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let [byte] = self.array()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(self.bad("a number has too many digits"))
    }

    fn small(&mut self) -> Result<u32> {
        self.number()?.try_into().map_err(|_| self.bad("a count is too large"))
    }

    fn cells<const N: usize>(&mut self, count: usize) -> Result<Vec<[u32; N]>> {
        let mut cells = vec![[0; N]; count];
        let mut next = 0;
        loop {
            let zeros = usize::try_from(self.number()?).unwrap_or(usize::MAX);
            next = zeros.saturating_add(next);
            if next == count {
                return Ok(cells);
            }
            let Some(cell) = cells.get_mut(next) else { return Err(self.bad("there are too many counts")) };
            for value in cell {
                *value = self.small()?;
            }
            next += 1;
        }
    }

    fn homes(&mut self) -> Result<StoryLocations> {
        Ok(StoryLocations(self.cells(CELLS)?.into_iter().map(|[stories]| stories).collect()))
    }

    fn tallies(&mut self, mut tallies: Tallies) -> Result<Tallies> {
        tallies.counts = match self.number()? {
            EXACT => Counts::Exact(self.exact(tallies.max_exact())?),
            SKETCHED => {
                let count = Sketch::count_within(max_sketch_bytes(tallies.max_bytes));
                if count > MAX_CELLS_PER_BYTE * (self.bytes.len() - self.at) {
                    return Err(self.bad("it has too few counts for its size"));
                }
                let cells = self.cells(count)?.into_iter();
                Counts::Sketched(Sketch::of_cells(
                    cells.map(|[pages, kept]| Cell { pages, kept: kept.min(pages) }).collect(),
                ))
            }
            _ => return Err(self.bad("its counts are of an unknown sort")),
        };
        Ok(tallies)
    }

    fn exact(&mut self, max: usize) -> Result<HashMap<Fingerprint, Tally>> {
        let count = self.number()?;
        if count > max as u64 {
            return Err(self.bad("there are too many counts"));
        }
        let mut counts = HashMap::new();
        for _ in 0..count {
            let print = u64::from_le_bytes(self.array()?);
            let (pages, kept) = (self.small()?, self.small()?);
            let [first, last] = [self.array()?, self.array()?].map(u32::from_le_bytes);
            counts.insert(print, Tally { count: Cell { pages, kept: kept.min(pages) }, first, last });
        }
        Ok(counts)
    }
}

#[cfg(feature = "serde")]
mod serialised {
    use std::fmt::Write;

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    use super::SiteProfile;

    const NO_DIGITS: &str =
        "the site profile is not hexadecimal: load what one was serialised to, or learn it again from the site's pages";

    /// As a string of hexadecimal digits where people can read the format, as bytes elsewhere.
    impl Serialize for SiteProfile {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let bytes = self.to_bytes();
            if !serializer.is_human_readable() {
                return serializer.serialize_bytes(&bytes);
            }
            let mut digits = String::with_capacity(2 * bytes.len());
            // Writing to a string does not fail.
            bytes.iter().for_each(|byte| write!(digits, "{byte:02x}").unwrap_or_default());
            serializer.serialize_str(&digits)
        }
    }

    impl<'de> Deserialize<'de> for SiteProfile {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SiteProfile, D::Error> {
            let bytes = if deserializer.is_human_readable() {
                of_digits(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom(NO_DIGITS))?
            } else {
                Vec::deserialize(deserializer)?
            };
            SiteProfile::from_bytes(&bytes).map_err(D::Error::custom)
        }
    }

    fn of_digits(digits: &str) -> Option<Vec<u8>> {
        let digits: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
        let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
        Some(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Place, Sighting};

    fn sighting(text: &str) -> Sighting<'_> {
        Sighting { text, place: Place::default(), is_kept: true }
    }

    fn profile() -> SiteProfile {
        let mut profile = SiteProfile::new();
        for noon in ["Low tide at noon.", "High tide at noon."] {
            profile.count("Tides", [noon, "The tide clock since 1950"].map(sighting).into_iter());
        }
        profile
    }

    /// With too many texts for exact counts.
    fn large() -> SiteProfile {
        let mut profile = SiteProfile::with_max_bytes(0);
        for page in 0..40 {
            let texts: Vec<String> = (0..100).map(|text| format!("{page} and {text}")).collect();
            profile.count("Numbers", texts.iter().map(|text| sighting(text)));
        }
        assert!(matches!(profile.tallies.counts, Counts::Sketched(_)));
        profile
    }

    #[test]
    fn profiles_are_read_as_they_were_written() {
        for profile in [SiteProfile::new(), SiteProfile::with_max_bytes(1 << 20), profile(), large()] {
            assert_eq!(SiteProfile::from_bytes(&profile.to_bytes()).unwrap(), profile);
        }
    }

    #[test]
    fn bytes_are_those_of_every_release() {
        let printed = [profile(), large()].map(|profile| print(Namespace::File, &profile.to_bytes()));
        assert_eq!(printed, [0xb73f_5382_7d6c_d3b9, 0x4e22_e940_cbc2_0f76]);
    }

    #[test]
    fn damage_is_told() {
        let good = profile().to_bytes();
        let told = |bytes: &[u8]| match SiteProfile::from_bytes(bytes) {
            Err(Error::BadProfile { offset, problem }) => (offset, problem),
            other => panic!("{other:?}"),
        };
        assert_eq!(told(b""), (0, "it does not begin as a profile does"));
        assert_eq!(told(b"unboil site\n\x02"), (12, "it is of a version that this release does not know"));
        for end in MAGIC.len() + 1..good.len() {
            assert_eq!(told(&good[..end]).1, "it was damaged or cut short");
        }
        for at in MAGIC.len() + 1..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 0x10;
            assert_eq!(told(&bytes).1, "it was damaged or cut short");
        }
    }

    #[test]
    fn nonsense_with_the_right_check_is_told() {
        let told = |body: &[u8]| {
            let mut bytes = [MAGIC, &[VERSION], body].concat();
            bytes.extend(print(Namespace::File, &bytes).to_le_bytes());
            SiteProfile::from_bytes(&bytes).unwrap_err().to_string()
        };
        let empty_homes = [[0x80u8, 0x08], [0x80, 0x08]].concat();
        let with_homes = |rest: &[u8]| [&[0, 0, 0], empty_homes.as_slice(), rest].concat();
        let cases: &[(&[u8], &str)] = &[
            (&[], "it ends too early"),
            (&[0xff; 11], "a number has too many digits"),
            (&[0, 0, 0, 0x81, 0x08], "there are too many counts"),
            (&[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f], "a count is too large"),
            (&with_homes(&[2]), "its counts are of an unknown sort"),
            (&with_homes(&[0, 0xff, 0xff, 0x7f]), "there are too many counts"),
            (&with_homes(&[0, 1, 1]), "it ends too early"),
            (&with_homes(&[0, 0, 0]), "it goes on where it should end"),
            (&with_homes(&[1, 0x80, 0x80, 0x04]), "it has too few counts for its size"),
        ];
        for (body, problem) in cases {
            let told = told(body);
            assert!(told.contains(problem), "{body:?}: {told}");
        }
    }
}
