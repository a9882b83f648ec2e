//! The format of the files that `build.rs` compiles from the crate's texts, so that a process need not read the texts
//! before its first page: arrays of records, each array behind its length in bytes (`u32`). All numbers are
//! little-endian, and there is no padding. The arrays are used where they are, in the program's read-only data.

/// Takes an array of bytes from the front; `None` if the bytes end too early.
pub(crate) fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (len, rest) = bytes.split_first_chunk()?;
    let (taken, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
    *bytes = rest;
    Some(taken)
}

/// Takes an array of records of `N` bytes from the front; `None` if the bytes end too early, or within a record.
pub(crate) fn take_records<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [[u8; N]]> {
    let (records, rest) = take(bytes)?.as_chunks();
    rest.is_empty().then_some(records)
}

/// Appends an array of bytes to `into`.
#[allow(dead_code, reason = "`build.rs` writes what the crate reads")]
pub(crate) fn put(bytes: &[u8], into: &mut Vec<u8>) {
    into.extend((bytes.len() as u32).to_le_bytes());
    into.extend(bytes);
}

/// Number of records of a bucket, on average at most: so few are in one or two lines of the processor's cache, while
/// the list of buckets stays small.
const BUCKET_RECORDS: usize = 4;

/// Divides records among the buckets of a hash table: sorts them by bucket, and returns where each bucket begins, as
/// [`bucket`] needs it. The order within a bucket stays as it is.
#[allow(dead_code, reason = "`build.rs` writes what the crate reads")]
pub(crate) fn divide<T>(records: &mut [T], hash: impl Fn(&T) -> u64) -> Vec<[u8; 4]> {
    let buckets = records.len().div_ceil(BUCKET_RECORDS).next_power_of_two();
    let number = |record: &T| bucket_number(hash(record), buckets);
    records.sort_by_key(number);
    let start = |bucket| records.partition_point(|record| number(record) < bucket) as u32;
    (0..=buckets).map(|bucket| start(bucket).to_le_bytes()).collect()
}

/// The bucket of a hash in an array of records that [`divide`] has sorted, given where each bucket begins.
#[inline]
pub(crate) fn bucket<'a, const N: usize>(records: &'a [[u8; N]], starts: &[[u8; 4]], hash: u64) -> &'a [[u8; N]] {
    let number = bucket_number(hash, starts.len().saturating_sub(1));
    let [start, end] = [number, number + 1].map(|at| starts.get(at).map_or(0, |start| u32::from_le_bytes(*start)));
    records.get(start as usize..end as usize).unwrap_or_default()
}

/// The number of a hash's bucket, if there are `buckets` of them, a power of two.
#[inline]
fn bucket_number(hash: u64, buckets: usize) -> usize {
    (hash >> 32) as usize & buckets.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_read_as_they_were_written() {
        let mut bytes = Vec::new();
        put(b"abcdef", &mut bytes);
        put(b"", &mut bytes);
        let mut rest = &bytes[..];
        assert_eq!(take_records(&mut rest), Some(&[*b"abc", *b"def"][..]));
        assert_eq!(take(&mut rest), Some(&b""[..]));
        assert_eq!(take(&mut rest), None);
        assert_eq!(take_records::<4>(&mut &bytes[..]), None, "6 bytes are no records of 4");
        assert_eq!(take(&mut &bytes[..9]), None, "cut off");
    }

    #[test]
    fn records_are_found_in_their_buckets() {
        let hash = |record: &[u8; 1]| u64::from(record[0] % 5) << 32;
        let mut records: Vec<[u8; 1]> = (0..20).map(|number| [number]).collect();
        let starts = divide(&mut records, hash);
        for number in 0..20 {
            let found = bucket(&records, &starts, hash(&[number]));
            assert!(found.contains(&[number]) && found.is_sorted_by_key(&hash), "{number}: {found:?}");
        }
        assert_eq!(bucket::<1>(&[], &[], 7), &[] as &[[u8; 1]]);
        assert_eq!(bucket(&[[1]], &[[9, 0, 0, 0], [9, 9, 9, 9]], 0), &[] as &[[u8; 1]], "outside");
    }
}
