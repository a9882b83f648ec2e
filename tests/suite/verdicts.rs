//! The verdicts on pages: `tests/verdicts/VERDICT/*.html` are pages that must get the verdict of their folder. Those of
//! `article` whose name begins with `near-` are near misses: articles about what the other verdicts are about, and
//! articles beside banners, forms and scripts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use unboil::{Article, Cruft, Extractor, Input, InputFormat, PageVerdict, Rule, VerdictReason, clean, extract};

/// A verdict has at least this many pages.
const PAGES: usize = 10;
/// A verdict has at least this many near misses, other than its opposite, the article.
const NEAR_MISSES: usize = 2;

/// The pages of a verdict.
pub(crate) fn pages(verdict: PageVerdict) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts").join(verdict.name());
    let files = fs::read_dir(&folder).unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn pages_get_the_verdict_of_their_folder() {
    let mut report = String::new();
    for verdict in PageVerdict::ALL {
        for path in pages(*verdict) {
            let page = fs::read_to_string(&path).unwrap();
            let article = extract(&page).unwrap();
            if article.verdict() != *verdict {
                let reasons: Vec<String> = article.verdict_reasons().iter().map(ToString::to_string).collect();
                let name = path.file_name().unwrap_or_default().display().to_string();
                report += &format!("\n{verdict}/{name}: {} ({})", article.verdict(), reasons.join("; "));
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_verdict_has_pages_and_near_misses() {
    let articles: Vec<String> = pages(PageVerdict::Article).iter().map(|path| path.display().to_string()).collect();
    for verdict in PageVerdict::ALL {
        assert!(pages(*verdict).len() >= PAGES, "{verdict}");
        let short = verdict.name().split('-').next().unwrap_or_default();
        let short =
            if matches!(verdict, PageVerdict::LogIn | PageVerdict::WrongFormat) { verdict.name() } else { short };
        let short = if *verdict == PageVerdict::ScriptShell { "shell" } else { short };
        let near = articles.iter().filter(|name| name.contains(&format!("/near-{short}-"))).count();
        assert!(*verdict == PageVerdict::Article || near >= NEAR_MISSES, "{verdict} has {near} near misses");
    }
}

#[test]
fn what_stands_in_the_place_of_an_article_is_dropped_with_all_its_text() {
    for verdict in PageVerdict::ALL.iter().filter(|verdict| verdict.is_in_place_of_article()) {
        for path in pages(*verdict) {
            let article = extract(&fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(article.text(), "", "{}", path.display());
            assert!(article.confidence() >= 0.8, "{}: {}", path.display(), article.confidence());
            assert!(!article.verdict_reasons().is_empty(), "{}", path.display());
        }
    }
    let wall = extract(&fs::read_to_string(&pages(PageVerdict::ConsentWall)[0]).unwrap()).unwrap();
    assert!(wall.removed().iter().any(|block| block.text().contains("nahezu werbefrei")));
}

#[test]
fn articles_and_teasers_keep_their_text() {
    for verdict in [PageVerdict::Article, PageVerdict::Teaser] {
        for path in pages(verdict) {
            let article = extract(&fs::read_to_string(&path).unwrap()).unwrap();
            assert!(!article.is_empty(), "{}", path.display());
        }
    }
}

#[test]
fn the_callers_rules_keep_what_they_keep_on_any_page() {
    let page = fs::read_to_string(&pages(PageVerdict::ErrorPage)[0]).unwrap();
    let rule = Rule::keep("Startseite|gewartet|Datenbank|Suche|.").unwrap();
    let article = Extractor::builder().rule(rule).build().extract(&page).unwrap();
    assert_eq!(article.verdict(), PageVerdict::ErrorPage);
    assert!(!article.is_empty());
}

#[test]
fn bytes_that_are_no_page_are_told_by_their_beginning() {
    let binary: Vec<u8> = (0..200).map(|number: u8| number.wrapping_mul(7) % 32).collect();
    let cases: [(&[u8], InputFormat); 12] = [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", InputFormat::Pdf),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcbH\xcd\xc9\xc9\x07\0", InputFormat::Compressed),
        (b"\x28\xb5\x2f\xfd\x04\x58\x29", InputFormat::Compressed),
        (b"\xfd7zXZ\0\0\x04", InputFormat::Compressed),
        (b"PK\x03\x04\x14\0\0\0\x08\0", InputFormat::Zip),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", InputFormat::Image),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", InputFormat::Image),
        (b"GIF89a\x01\0\x01\0", InputFormat::Image),
        (b"RIFF\x24\0\0\0WEBPVP8 ", InputFormat::Image),
        (b"{\"a\": [1, 2]}", InputFormat::Json),
        (b"https://www.harbour.example/\n", InputFormat::Address),
        (&binary, InputFormat::Binary),
    ];
    for (bytes, format) in cases {
        let input = Input::bytes(bytes).url("https://quay.example/paper");
        let article = Extractor::default().extract_input(input).unwrap();
        assert_eq!(article.verdict(), PageVerdict::WrongFormat, "{format:?}");
        assert_eq!(article.verdict_reasons(), [VerdictReason::Input { format }]);
        assert_eq!((article.url(), article.host()), (Some("https://quay.example/paper"), Some("quay.example")));
        assert!(article.is_empty());
    }
    // UTF-16 is text, with a byte order mark and without.
    let page = "<!doctype html><p>The ferry was late again on Monday, and nobody on the quay was surprised but me.";
    for mark in ["", "\u{feff}"] {
        let bytes: Vec<u8> = format!("{mark}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let article = Extractor::default().extract_bytes(&bytes, Some("text/html; charset=utf-16le")).unwrap();
        assert_eq!(article.verdict(), PageVerdict::Article, "{mark:?}");
    }
}

#[test]
fn plain_text_is_no_html_and_html_is_no_plain_text() {
    let text = "The harbour office says that the first ship came in at half past four, an hour before the tide.";
    let page = format!("<!doctype html><html><body><h1>Pier</h1><p>{text}</p></body></html>");
    let verdict = |article: Article| (article.verdict(), article.verdict_reasons().first().cloned());
    let input = |format| (PageVerdict::WrongFormat, Some(VerdictReason::Input { format }));
    assert_eq!(verdict(extract(text).unwrap()), input(InputFormat::PlainText));
    assert_eq!(verdict(clean(&page).unwrap()), input(InputFormat::Html));
    assert_eq!(verdict(clean("https://www.harbour.example/pier").unwrap()), input(InputFormat::Address));
    assert_eq!(verdict(clean("{\"text\": \"No light on the pier\"}").unwrap()), input(InputFormat::Json));
    // The text itself is kept, because it is one.
    assert_eq!(extract(text).unwrap().text(), text);
    for (text, expected) in [
        (text, PageVerdict::Article),
        ("", PageVerdict::Empty),
        ("Use <b> and </b> for bold text, and <i> for italics. The old tags still work.", PageVerdict::Article),
        ("[1] Pell, A.: Fog signals. 1911.\n[2] Holm, A.: Pilots. 2020.", PageVerdict::Article),
    ] {
        assert_eq!(clean(text).unwrap().verdict(), expected, "{text}");
    }
}

#[test]
fn feeds_and_sitemaps_are_told_from_pages_and_say_what_to_do() {
    for (name, format, advice) in [
        (
            "feed-rss",
            InputFormat::Feed,
            "the input is a feed: read its items, and extract the content or the page of each",
        ),
        ("feed-atom", InputFormat::Feed, "the input is a feed: read its items"),
        ("feed-rdf", InputFormat::Feed, "the input is a feed: read its items"),
        ("sitemap", InputFormat::Sitemap, "the input is a sitemap: fetch the pages that it lists, and extract each"),
    ] {
        let file = fs::read(format!("tests/verdicts/wrong-format/{name}.html")).unwrap();
        let text = String::from_utf8(file.clone()).unwrap();
        let bytes = Extractor::default().extract_bytes(&file, Some("application/xml")).unwrap();
        for article in [bytes, extract(&text).unwrap(), clean(&text).unwrap()] {
            assert_eq!(article.verdict_reasons(), [VerdictReason::Input { format }], "{name}");
            assert!(article.verdict_reasons()[0].to_string().starts_with(advice), "{name}");
            assert!(article.is_empty(), "{name}");
        }
    }
    // A sitemap may list more pages than a page may have elements.
    let sitemap = format!("<urlset>{}</urlset>", "<url><loc>https://a.example/</loc></url>".repeat(100_000));
    assert_eq!(extract(&sitemap).unwrap().verdict(), PageVerdict::WrongFormat);
}

#[test]
fn a_wall_keeps_the_kinds_of_its_blocks() {
    let page = fs::read_to_string(&pages(PageVerdict::ConsentWall)[0]).unwrap();
    let article = extract(&page).unwrap();
    assert!(article.removed().iter().any(|block| block.cruft() == Cruft::Cookie));
}

#[test]
fn bytes_without_a_known_beginning_are_told_from_text() {
    let page = fs::read("tests/pages/german-news/source.html").unwrap();
    let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    deflated.write_all(&page).unwrap();
    let mut bytes = vec![deflated.finish().unwrap()];
    // The bits of a linear congruential generator (Knuth, MMIX).
    let mut state = 1u64;
    for len in [500, 3_000, 20_000].repeat(20) {
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u8
        };
        bytes.push((0..len).map(next).collect());
    }
    for bytes in bytes {
        let article = Extractor::default().extract_bytes(&bytes, Some("text/html; charset=utf-8")).unwrap();
        assert_eq!(article.verdict(), PageVerdict::WrongFormat, "{} bytes", bytes.len());
    }
    for page in ["utf-16-with-bom", "windows-1252-by-meta-only", "japanese-news", "twin-chinese"] {
        let bytes = fs::read(format!("tests/pages/{page}/source.html")).unwrap();
        assert!(Extractor::default().extract_bytes(&bytes, None).unwrap().verdict().has_article(), "{page}");
    }
}
