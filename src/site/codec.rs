//! Writes a profile as bytes and reads it back.
//!
//! ```text
//! "unboil site" 0a, version (1 byte), then, as LEB128 numbers unless a size is given: the bound on memory in
//! bytes, the pages, the stories, the cells of the story locations by class, those by tag, and the counts.
//! At the end the xxHash of everything before, 8 bytes, little-endian.
//!
//! cells   for each cell that is not 0: the number of zero cells before it, then its values;
//!         at the end the number of zero cells after the last
//! counts  exact:  0, their number, and for each, by ascending fingerprint: fingerprint (8 bytes), pages, kept,
//!                 first and last page (4 bytes each)
//!         sketch: 1, then its cells, of two values each: pages and kept
//! ```

use std::collections::HashMap;

use super::SiteProfile;
use super::count_min::{Cell, Sketch};
use super::counts::{Counts, Tallies, Tally, max_sketch_bytes};
use super::fingerprint::{Fingerprint, Namespace, fingerprint};
use super::story_locations::{CELLS, Stories, StoryLocations};
use crate::error::{Error, Result};

/// The bytes that every saved profile begins with.
const MAGIC: &[u8] = b"unboil site\n";
/// Version of the format that is written, and the only one that is read so far.
const VERSION: u8 = 1;
/// Size of the checksum at the end, in bytes.
const CHECK_BYTES: usize = 8;
/// A saved sketch that has more cells than this for each of its bytes is rejected: somebody made it to take memory. A
/// real sketch takes over from exact counts when two of five of its cells are in use. Set by hand.
const MAX_CELLS_PER_BYTE: usize = 8;
/// The number before exact counts.
const EXACT: u64 = 0;
/// The number before the cells of a sketch.
const SKETCHED: u64 = 1;

impl SiteProfile {
    /// The profile as bytes, to be saved. Equal profiles give equal bytes, on every machine.
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
        for locations in [&self.stories.by_class, &self.stories.by_tag] {
            put_cells(&mut bytes, locations.0.iter().map(|stories| [*stories]));
        }
        match &self.tallies.counts {
            Counts::Exact(counts) => {
                put(&mut bytes, [EXACT, counts.len() as u64]);
                let mut counts: Vec<_> = counts.iter().collect();
                counts.sort_by_key(|(fingerprint, _)| **fingerprint);
                for (fingerprint, Tally { count, first, last }) in counts {
                    bytes.extend(fingerprint.to_le_bytes());
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
        let check = fingerprint(Namespace::File, &bytes);
        bytes.extend(check.to_le_bytes());
        bytes
    }

    /// Reads bytes that [`to_bytes`](SiteProfile::to_bytes) of this release or an earlier one has written.
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
        let check = fingerprint(Namespace::File, &bytes[..end]).to_le_bytes();
        if bytes[end..] != check {
            return Err(reader.bad("it was damaged or cut short"));
        }
        reader.bytes = &bytes[..end];
        let tallies = Tallies::within(reader.number()?.try_into().unwrap_or(usize::MAX));
        let (pages, all) = (reader.number()?, reader.number()?);
        let [by_class, by_tag] = [reader.story_locations()?, reader.story_locations()?];
        let tallies = reader.tallies(tallies)?;
        if reader.at < end {
            return Err(reader.bad("it goes on where it should end"));
        }
        Ok(SiteProfile { pages, tallies, stories: Stories { all, by_class, by_tag } })
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

/// Writes cells of `N` values each, runs of zero cells by their number alone.
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

/// Reads a saved profile from front to back.
struct Reader<'a> {
    bytes: &'a [u8],
    /// Offset of the next byte to read.
    at: usize,
}

impl Reader<'_> {
    /// The error that reading can't go on at the current offset.
    fn bad(&self, problem: &'static str) -> Error {
        Error::BadProfile { offset: self.at, problem }
    }

    /// The next `N` bytes.
    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let array = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk()).copied();
        let array = array.ok_or_else(|| self.bad("it ends too early"))?;
        self.at += N;
        Ok(array)
    }

    /// The next LEB128 number.
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

    /// The next LEB128 number, which must fit 32 bits.
    fn small(&mut self) -> Result<u32> {
        self.number()?.try_into().map_err(|_| self.bad("a count is too large"))
    }

    /// The next `count` cells of `N` values each, see [`put_cells`].
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

    /// How many stories live in each location.
    fn story_locations(&mut self) -> Result<StoryLocations> {
        Ok(StoryLocations(self.cells(CELLS)?.into_iter().map(|[stories]| stories).collect()))
    }

    /// The counts, into `tallies`, whose bound on memory holds.
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

    /// Exact counts, of which there may be at most `max`.
    fn exact(&mut self, max: usize) -> Result<HashMap<Fingerprint, Tally>> {
        let count = self.number()?;
        if count > max as u64 {
            return Err(self.bad("there are too many counts"));
        }
        let mut counts = HashMap::new();
        for _ in 0..count {
            let fingerprint = u64::from_le_bytes(self.array()?);
            let (pages, kept) = (self.small()?, self.small()?);
            let [first, last] = [self.array()?, self.array()?].map(u32::from_le_bytes);
            counts.insert(fingerprint, Tally { count: Cell { pages, kept: kept.min(pages) }, first, last });
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

    /// A profile is serialised as a string of hexadecimal digits in formats that people read, such as JSON, and as
    /// bytes in others.
    impl Serialize for SiteProfile {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let bytes = self.to_bytes();
            if !serializer.is_human_readable() {
                return serializer.serialize_bytes(&bytes);
            }
            let mut digits = String::with_capacity(2 * bytes.len());
            // Writing to a string can't fail.
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

    /// The bytes that hexadecimal digits stand for; `None` if a digit is none or one is missing.
    fn of_digits(digits: &str) -> Option<Vec<u8>> {
        let digits: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
        let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
        Some(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{DomLocation, Sighting};

    fn sighting(text: &str) -> Sighting<'_> {
        Sighting { text, location: DomLocation::default(), is_kept: true }
    }

    fn profile() -> SiteProfile {
        let mut profile = SiteProfile::new();
        for noon in ["Low tide at noon.", "High tide at noon."] {
            profile.count("Tides", [noon, "The tide clock since 1950"].map(sighting).into_iter());
        }
        profile
    }

    /// A profile of too many texts for exact counts.
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
        let fingerprints = [profile(), large()].map(|profile| fingerprint(Namespace::File, &profile.to_bytes()));
        assert_eq!(fingerprints, [0xb73f_5382_7d6c_d3b9, 0x4e22_e940_cbc2_0f76]);
    }

    #[test]
    fn damaged_bytes_are_rejected_with_where_and_why() {
        let good = profile().to_bytes();
        let problem = |bytes: &[u8]| match SiteProfile::from_bytes(bytes) {
            Err(Error::BadProfile { offset, problem }) => (offset, problem),
            other => panic!("{other:?}"),
        };
        assert_eq!(problem(b""), (0, "it does not begin as a profile does"));
        assert_eq!(problem(b"unboil site\n\x02"), (12, "it is of a version that this release does not know"));
        for end in MAGIC.len() + 1..good.len() {
            assert_eq!(problem(&good[..end]).1, "it was damaged or cut short");
        }
        for at in MAGIC.len() + 1..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 0x10;
            assert_eq!(problem(&bytes).1, "it was damaged or cut short");
        }
    }

    #[test]
    fn nonsense_with_the_right_checksum_is_rejected() {
        let error = |body: &[u8]| {
            let mut bytes = [MAGIC, &[VERSION], body].concat();
            bytes.extend(fingerprint(Namespace::File, &bytes).to_le_bytes());
            SiteProfile::from_bytes(&bytes).unwrap_err().to_string()
        };
        let empty_locations = [[0x80u8, 0x08], [0x80, 0x08]].concat();
        let with_locations = |rest: &[u8]| [&[0, 0, 0], empty_locations.as_slice(), rest].concat();
        let cases: &[(&[u8], &str)] = &[
            (&[], "it ends too early"),
            (&[0xff; 11], "a number has too many digits"),
            (&[0, 0, 0, 0x81, 0x08], "there are too many counts"),
            (&[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f], "a count is too large"),
            (&with_locations(&[2]), "its counts are of an unknown sort"),
            (&with_locations(&[0, 0xff, 0xff, 0x7f]), "there are too many counts"),
            (&with_locations(&[0, 1, 1]), "it ends too early"),
            (&with_locations(&[0, 0, 0]), "it goes on where it should end"),
            (&with_locations(&[1, 0x80, 0x80, 0x04]), "it has too few counts for its size"),
        ];
        for (body, problem) in cases {
            let error = error(body);
            assert!(error.contains(problem), "{body:?}: {error}");
        }
    }
}
