//! A larger page takes longer by as much as it is larger, whatever its shape, or a limit stops it.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{fs, thread};

use unboil::{Article, Error, Result};

use crate::shapes::{PAGES, REPEATS, Shape, TEXTS, wrap};

/// How many times as large the larger input is, and how many times as long it may take.
struct Growth {
    times: usize,
    most: f64,
}

/// Caches that overflow take some, a square would be 4.
const OF_PAGES: Growth = Growth { times: 2, most: 2.5 };
/// A text may take one round of cleaning and one of twice its size three: eight times the size take eight times the time or three
/// times that, a square would be 64.
const OF_TEXTS: Growth = Growth { times: 8, most: 30.0 };
/// Of so many runs of each size the fastest counts. A machine with other work to do makes runs slower, never faster, and one
/// pair below the bound is proof enough: most shapes need one.
const ATTEMPTS: usize = 6;
/// Release builds are some ten times as fast, and take pages of a size at which a square term would show all the more.
const SCALE: usize = if cfg!(debug_assertions) { 1 } else { 8 };

/// The time that this thread was given, which other work on the machine changes little; where the system does not tell, that
/// of the clock on the wall.
pub(crate) fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // Linux counts up to the last tick or change of threads, whichever came later: this makes it now.
    thread::yield_now();
    let given = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = given.and_then(|given| given.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// How long an input takes, with all that can be made of the article; none if a limit stops it.
fn cost(run: fn(&str) -> Result<Article>, input: &str) -> Option<Duration> {
    let before = clock();
    match run(input) {
        Ok(article) => {
            black_box((article.text(), article.markdown(), article.html()));
            Some(clock() - before)
        }
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooTangled { .. }) => None,
        Err(error) => panic!("{error}"),
    }
}

/// What is wrong with the growth of the shape's cost, if anything is.
fn fault(shape: &Shape, growth: &Growth, run: fn(&str) -> Result<Article>) -> Option<String> {
    let [one, more] = [1, growth.times].map(|times| (shape.make)(shape.copies * SCALE * times));
    let mut fastest = [Duration::MAX; 2];
    for _ in 0..ATTEMPTS {
        // A page that is stopped by a limit took no longer than the limit allows; `robust` sees to that.
        let (of_one, of_more) = (cost(run, &one)?, cost(run, &more)?);
        fastest = [fastest[0].min(of_one), fastest[1].min(of_more)];
        if fastest[1].as_secs_f64() <= growth.most * fastest[0].as_secs_f64() {
            return None;
        }
    }
    Some(format!("{}: {:?} became {:?}", shape.name, fastest[0], fastest[1]))
}

fn assert_linear(shapes: &[Shape], growth: &Growth, run: fn(&str) -> Result<Article>) {
    // What is built once a process is built before the clock runs.
    black_box(run("x").unwrap());
    let faults: Vec<String> = shapes.iter().filter_map(|shape| fault(shape, growth, run)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pages_of_twice_the_size_take_twice_the_time() {
    assert_linear(PAGES, &OF_PAGES, unboil::extract);
    assert_linear(REPEATS, &OF_PAGES, unboil::extract);
}

#[test]
fn texts_of_eight_times_the_size_take_eight_times_the_time() {
    assert_linear(TEXTS, &OF_TEXTS, unboil::clean);
}

/// So many bytes of prose take five to twenty times as long.
#[test]
fn data_uris_take_little_more_than_their_reading() {
    const BYTES: usize = 10_000_000;
    let prose = wrap("p", &"lorry after lorry ".repeat(BYTES / 18));
    let data = "iVBO".repeat(BYTES / 4);
    black_box(unboil::extract("x").unwrap());
    let cost_of_prose = cost(unboil::extract, &prose).unwrap();
    for page in [
        format!("<p>the quay <img src='data:image/png;base64,{data}'>"),
        format!("<p style=\"background: url(data:image/png;base64,{data})\">the quay"),
        format!("<p>the <a href='data:text/html;base64,{data}'>quay</a>"),
    ] {
        let cost = (0..ATTEMPTS).filter_map(|_| cost(unboil::extract, &page)).min().unwrap();
        assert!(3 * cost < cost_of_prose, "{}: {cost:?}, prose {cost_of_prose:?}", &page[..40]);
    }
}
