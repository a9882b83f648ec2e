//! Hostile pages: extraction of any page ends with an article or an error, at a bounded cost and on a small stack.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use unboil::{Article, Error, Extractor, Result};

use crate::clock::{Clock, cost};

/// Stack of the extracting thread, in bytes: a quarter of the default, so small that a recursion over the page would
/// overflow it.
const STACK_BYTES: usize = 512 << 10;
/// Cost of a hostile input, at most, as a multiple of the cost of [`prose`]. Up to 250 are usual, and 650 in a release
/// build for the page with the most article bodies in JSON-LD.
pub(crate) const MOST_TIMES: u32 = 2_000;
/// Number of article bodies in the JSON-LD of the page with the most of them. A debug build would take 10 s for 1,000.
const BODIES: usize = if cfg!(debug_assertions) { 100 } else { 1_000 };
/// Interval at which a waiting thread checks whether the working thread has cost too much.
const GLANCE: Duration = Duration::from_millis(100);

const FIRST: &str = "The ferry to the northern islands was late again on Monday, and nobody on the quay was surprised.";
const LAST: &str =
    "By evening the wind had dropped, the last lorry had been loaded, and the captain went home on foot.";

/// A hostile page and what its extraction must give.
struct Hostile {
    name: &'static str,
    page: fn() -> String,
    outcome: Outcome,
}

enum Outcome {
    /// Any article or error.
    Any,
    /// An article with the story around the hostile part.
    Story,
    /// [`Error::TooDeep`].
    TooDeep,
    /// [`Error::TooManyNodes`].
    TooManyNodes,
}

use Outcome::{Any, Story, TooDeep, TooManyNodes};

const HOSTILE: &[Hostile] = &[
    Hostile { name: "nothing", page: String::new, outcome: Any },
    Hostile { name: "20,000 small paragraphs", page: || "<p>x</p>".repeat(20_000), outcome: Any },
    Hostile { name: "60,000 nested divs", page: || "<div>".repeat(60_000) + "x", outcome: TooDeep },
    Hostile { name: "128 KB of nested lists", page: || "<ul><li>".repeat(16 << 10), outcome: TooDeep },
    Hostile { name: "400 nested divs in a story", page: || story(&nested("div", 400)), outcome: Story },
    Hostile { name: "nested tables", page: || "<table><tr><td>".repeat(20_000), outcome: TooDeep },
    Hostile { name: "nested templates", page: || "<template>".repeat(50_000), outcome: Any },
    Hostile { name: "nested svg", page: || "<svg><g>".repeat(30_000), outcome: TooDeep },
    Hostile { name: "nested formatting, never closed", page: || "<b><i><a href=x><p>y".repeat(5_000), outcome: Any },
    Hostile {
        name: "formatting closed in the wrong order",
        page: || story(&"<b><p><i></b>x</p></i>".repeat(100)),
        outcome: Any,
    },
    Hostile {
        name: "1 MB in one line",
        page: || story(&paragraph(&"lorry after lorry ".repeat(58_000))),
        outcome: Story,
    },
    Hostile { name: "1 MB in one word", page: || story(&paragraph(&"a".repeat(1 << 20))), outcome: Story },
    Hostile {
        name: "1 MB of Thai without a space", page: || story(&paragraph(&"เรือ".repeat(87_000))), outcome: Any
    },
    Hostile {
        name: "10 MB data: URI",
        page: || story(&format!("<img src='data:image/png;base64,{}'>", "iVBO".repeat(2_500_000))),
        outcome: Story,
    },
    Hostile {
        name: "5,000 rows",
        page: || story(&format!("<table>{}</table>", "<tr><td>1<td>2<td>3".repeat(5_000))),
        outcome: Any,
    },
    Hostile {
        name: "200,000 rows",
        page: || format!("<table>{}</table>", "<tr><td>1<td>2<td>3".repeat(200_000)),
        outcome: TooManyNodes,
    },
    Hostile {
        name: "endless colspan",
        page: || story("<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>a<td>b</table>"),
        outcome: Story,
    },
    Hostile {
        name: "text fostered out of a table",
        page: || story(&format!("<table>{}</table>", "x<tr>".repeat(5_000))),
        outcome: Any,
    },
    Hostile {
        name: "endless list number",
        page: || story("<ol start=99999999999999999999><li value=-9223372036854775809>a<li>b</ol>"),
        outcome: Story,
    },
    Hostile {
        name: "e-mail with 100 <name@host>",
        page: || story(&"From: Ann Pell <ann.pell@example.org>\n".repeat(100)),
        outcome: Any,
    },
    Hostile {
        name: "e-mail with 20,000 <name@host>",
        page: || "To: <ann.pell@example.org>, ".repeat(20_000),
        outcome: TooDeep,
    },
    Hostile { name: "200,000 line breaks", page: || story(&"<br>".repeat(200_000)), outcome: Story },
    Hostile { name: "128 KB of <", page: || story(&"<".repeat(128 << 10)), outcome: Any },
    Hostile {
        name: "256 KB of entities",
        page: || story(&paragraph(&"&amp;&#8203;&#x110000;&notit;".repeat(9_000))),
        outcome: Any,
    },
    Hostile { name: "1 MB of white space", page: || story(&" \u{a0}\t\n\u{3000}".repeat(128 << 10)), outcome: Story },
    Hostile {
        name: "NUL, BOM and bidi marks",
        page: || story(&"<p>\0\u{feff}\u{202e}x\u{200f}\u{2028}</p>".repeat(1_000)),
        outcome: Any,
    },
    Hostile {
        name: "comment without an end",
        page: || story("<!-- -->") + "<!--" + &"-".repeat(1 << 20),
        outcome: Story,
    },
    Hostile {
        name: "attribute without an end",
        page: || story("") + "<p class=\"" + &"x ".repeat(512 << 10),
        outcome: Story,
    },
    Hostile {
        name: "1 MB of classes",
        page: || story(&format!("<p class=\"{}\">x</p>", "comment ".repeat(128 << 10))),
        outcome: Story,
    },
    Hostile {
        name: "2,000 attributes on one tag",
        page: || story(&format!("<p {}>x</p>", (0..2_000).map(|n| format!("a{n}=x ")).collect::<String>())),
        outcome: Story,
    },
    Hostile {
        name: "1,000 bodies, each with an attribute",
        page: || story(&(0..1_000).map(|n| format!("<body a{n}>")).collect::<String>()),
        outcome: Story,
    },
    Hostile {
        name: "bold line break at the end of a page of code",
        page: || story("") + "<pre>a <b>b <br>",
        outcome: Story,
    },
    Hostile {
        name: "60,000 elements in 200 nested formulas",
        page: || story(&("<span class=katex>".repeat(200) + &"<i>x</i>".repeat(60_000))),
        outcome: Any,
    },
    Hostile {
        name: "60,000 elements in 200 nested <pre> that are no listings",
        page: || story(&format!("{}{}<h2>x</h2>", "<pre>".repeat(200), "<i>x</i>".repeat(60_000))),
        outcome: Any,
    },
    Hostile {
        name: "60,000 numbers in 200 nested elements for numbers of lines",
        page: || {
            let numbers: String = (0..60_000).map(|n| format!("<i>{n}</i> ")).collect();
            story(&format!("{}{numbers}x", "<div class=lineno>".repeat(200)))
        },
        outcome: Any,
    },
    Hostile { name: "50,000 links", page: || story(&"<a href=/x>More</a> ".repeat(50_000)), outcome: Any },
    Hostile { name: "50,000 copyright signs", page: || story(&paragraph(&"© 2024 ".repeat(50_000))), outcome: Any },
    Hostile {
        name: "60,000 labels in one block",
        page: || story(&paragraph(&"Read more: photo: share this article ".repeat(20_000))),
        outcome: Any,
    },
    Hostile {
        name: "60,000 phrases of one kind in one block",
        page: || story(&paragraph(&"all rights reserved, he said so ".repeat(60_000))),
        outcome: Any,
    },
    Hostile {
        name: "480 KB of authors over 5,000 paragraphs",
        page: || {
            format!("<meta name=author content='{}'>{}", "Anna Berg, ".repeat(44_000), "<p>Carl Dorn".repeat(5_000))
        },
        outcome: Any,
    },
    Hostile {
        name: "a heading of 50 KB over 4,000 paragraphs",
        page: || format!("<h2>We use cookies {}</h2>{}", "and so on ".repeat(5_000), "<p>x".repeat(4_000)),
        outcome: Any,
    },
    Hostile {
        name: "a base of 50 KB under 8,000 links",
        page: || {
            story(&format!(
                "<base href='https://a.example/{}'>{}",
                "b/".repeat(25_000),
                "<a href=c>d</a>".repeat(8_000)
            ))
        },
        outcome: Any,
    },
    Hostile { name: "20,000 equal headlines", page: || "<h1>Related posts</h1>".repeat(20_000), outcome: Any },
    Hostile { name: "JSON-LD nested 200,000 deep", page: || story(&json_ld(&"[".repeat(200_000))), outcome: Story },
    Hostile {
        name: "JSON-LD objects nested 50,000 deep",
        page: || story(&json_ld(&r#"{"author":"#.repeat(50_000))),
        outcome: Story,
    },
    Hostile {
        name: "2 MB in a JSON-LD string",
        page: || {
            story(&json_ld(&format!(r#"{{"@type":"NewsArticle","articleBody":"{}"}}"#, r"a\u00e9\n".repeat(200_000))))
        },
        outcome: Story,
    },
    Hostile {
        name: "5 MB of JSON-LD",
        page: || story(&json_ld(&format!("[{}", "[1],".repeat(1_250_000)))),
        outcome: Story,
    },
    Hostile {
        name: "1 MB of broken JSON-LD",
        page: || story(&json_ld(&r#"{"a":"b"c" ,} /* //"#.repeat(60_000))),
        outcome: Story,
    },
    Hostile {
        name: "deep HTML in many bodies of JSON-LD",
        page: || {
            let body = "<b><p>".repeat(160);
            let article = |n| format!(r#"{{"@type":"NewsArticle","articleBody":"{n}{body}"}},"#);
            json_ld(&format!("[{}0]", (0..BODIES).map(article).collect::<String>()))
        },
        outcome: Any,
    },
    Hostile {
        name: "1 MB of state nested 100 deep",
        page: || {
            let deep = format!("{}\"{FIRST}\"{}", "[".repeat(100), "]".repeat(100));
            format!("<script type=application/json>[{}0]</script>", format!("{deep},").repeat(3_400))
        },
        outcome: Any,
    },
    Hostile {
        name: "50,000 dates",
        page: || story(&"<time datetime=2024-02-30>30 February 2024</time>".repeat(50_000)),
        outcome: Any,
    },
    Hostile {
        name: "10,000 titles and metas",
        page: || story(&"<title>x</title><meta name=author content=y>".repeat(10_000)),
        outcome: Any,
    },
    Hostile {
        name: "10,000 authors",
        page: || {
            story(
                &(0..10_000)
                    .map(|n| format!("<meta name=citation_author content='Ann Pell {n}x'>"))
                    .collect::<String>(),
            )
        },
        outcome: Any,
    },
    Hostile {
        name: "1,024 authors by unknown @id among 20,000 entities",
        page: || {
            let authors = "{\"@id\":\"#a\"},".repeat(32);
            let article = format!("{{\"@type\":\"NewsArticle\",\"author\":[{authors}0]}},").repeat(32);
            story(&json_ld(&format!("[{article}{}0]", r##"{"@id":"#b","name":"c"},"##.repeat(20_000))))
        },
        outcome: Story,
    },
    Hostile { name: "frameset", page: || "<frameset>".repeat(10_000), outcome: TooDeep },
    Hostile { name: "plaintext", page: || story("<plaintext>") + &"</p>".repeat(10_000), outcome: Any },
];

/// A page with a story of four paragraphs and `middle` between them.
fn story(middle: &str) -> String {
    let more = "The harbour master counted the lorries that were waiting, wrote the number into his book and rang the owner \
        of the line, who promised, as he had done in spring, that the second ship would be repaired by the end of the week.";
    let more = paragraph(more);
    format!(
        "<html><head><title>Late ferry</title></head><body><h1>Late ferry</h1>{}{}{middle}{}{}</body></html>",
        paragraph(FIRST),
        more,
        more.replace("lorries", "vans"),
        paragraph(LAST)
    )
}

fn paragraph(text: &str) -> String {
    format!("<p>{text}</p>")
}

fn nested(tag: &str, depth: usize) -> String {
    format!("{}x{}", format!("<{tag}>").repeat(depth), format!("</{tag}>").repeat(depth))
}

fn json_ld(json: &str) -> String {
    format!("<script type=\"application/ld+json\">{json}</script>")
}

/// 25 KB of prose, with the cost of which that of hostile inputs is compared.
pub(crate) fn prose(paragraph: fn(&str) -> String) -> String {
    paragraph(FIRST).repeat(25_000 / FIRST.len())
}

/// Runs work on a thread with a small stack and returns its value, or `None` if it costs the thread more than `most`.
/// Panics if the work does.
pub(crate) fn on_small_stack<T: Send + 'static>(
    name: &str,
    most: Duration,
    run: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (clock_sender, clock) = channel();
    let (sender, receiver) = channel();
    let work = move || {
        clock_sender.send(Clock::of_this_thread()).unwrap();
        // This fails if the work has cost too much, since the receiver is gone then.
        let _ = sender.send(cost(run));
    };
    let worker = thread::Builder::new().name(name.to_owned()).stack_size(STACK_BYTES).spawn(work).unwrap();
    let clock = clock.recv().unwrap();
    loop {
        match receiver.recv_timeout(GLANCE) {
            Ok((value, cost)) => return (cost <= most).then_some(value),
            Err(RecvTimeoutError::Timeout) if clock.read().is_some_and(|cost| cost > most) => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => panic!("{name}: {:?}", worker.join()),
        }
    }
}

impl Outcome {
    fn matches(&self, result: &Result<Article>) -> bool {
        match self {
            Any => true,
            Story => result.as_ref().is_ok_and(|article| {
                let text = article.text();
                text.contains(FIRST) && text.contains(LAST)
            }),
            TooDeep => matches!(result, Err(Error::TooDeep { .. })),
            TooManyNodes => matches!(result, Err(Error::TooManyNodes { .. })),
        }
    }
}

#[test]
fn hostile_pages_are_answered() {
    let prose = prose(paragraph);
    // One run before the measurement builds what is built once per process.
    unboil::extract(&prose).unwrap();
    let mut failed = Vec::new();
    for Hostile { name, page, outcome } in HOSTILE {
        let (_, unit) = cost(|| unboil::extract(&prose));
        let page = page();
        match on_small_stack(name, MOST_TIMES * unit, move || unboil::extract(&page)) {
            None => failed.push(format!("{name}: more than {MOST_TIMES} times the cost of prose")),
            Some(result) if !outcome.matches(&result) => {
                let answer = result.map(|article| article.text().chars().take(200).collect::<String>());
                failed.push(format!("{name}: {answer:?}"));
            }
            Some(_) => {}
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn bytes_over_the_default_limit_are_refused_before_they_are_decoded() {
    let bytes = vec![0xff; 33 << 20];
    let extractor = Extractor::builder().build();
    assert!(matches!(extractor.extract_bytes(&bytes, None), Err(Error::TooLarge { .. })));
}

#[test]
fn endless_work_is_not_waited_for() {
    let is_over = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&is_over);
    let endless = move || while !seen.load(Ordering::Relaxed) {};
    assert_eq!(on_small_stack("an endless answer", GLANCE, endless), None);
    is_over.store(true, Ordering::Relaxed);
}
