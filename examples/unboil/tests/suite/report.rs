//! `unboil report`: one page of HTML for all pages of a run.

use std::fs;

use crate::runs::{folder, page, run_with, stderr, stdout};

#[test]
fn a_report_shows_what_was_kept_and_what_was_cut() {
    let folder = folder("report");
    let hostile = page("<i>Anna</i>").replace("All rights", "&lt;script>alert(1)&lt;/script> All rights");
    fs::write(folder.join("page.html"), hostile).unwrap();
    fs::write(folder.join("menu.html"), "<nav><a href=/>Home</a></nav>").unwrap();
    let output = run_with(&folder, &["report", "page.html", "menu.html", "gone.html"], b"");
    assert_eq!(output.status.code(), Some(1), "a page is missing");
    assert!(stderr(&output).contains("gone.html: there is no such file"), "{}", stderr(&output));
    let report = stdout(&output);
    assert!(report.starts_with("<!doctype html>\n") && report.ends_with("</html>\n"));
    assert_eq!(report.matches("<article>").count(), 3);
    for expected in [
        "<dt>Page</dt><dd>page.html</dd>",
        "<dt>Verdict</dt><dd>article</dd>",
        "<dt>Verdict</dt><dd>empty</dd>",
        "words look like the text of an article",
        "<dt>Confidence</dt><dd>0.",
        "class=\"cut k-navigation\"",
        "class=\"cut k-copyright\"",
        "matches the phrase",
        "<p class=\"error\">No article on the page.</p>",
        "<summary>Markdown</summary><pre dir=\"auto\"># The ferry",
        "<h2>gone.html</h2>\n<p class=\"error\">Error: there is no such file</p>",
        "&lt;script&gt;alert(1)",
        "prefers-color-scheme: dark",
        "default-src 'none'",
    ] {
        assert!(report.contains(expected), "{expected} is not in {report}");
    }
    let (cut, kept) = (report.find("k-navigation\"><summary>").unwrap(), report.find("<h3 class=\"kept\"").unwrap());
    let copyright = report.find("k-copyright\"><summary>").unwrap();
    assert!(cut < kept && kept < copyright, "blocks come in reading order");
    for loaded in ["<script", "<img", "<link", "http:", "https:", "url(", "@import"] {
        assert!(!report.contains(loaded), "{loaded} in {report}");
    }
    let output = run_with(&folder, &["extract", "--format", "report", "--output", "out.html", "page.html"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::read_to_string(folder.join("out.html")).unwrap().ends_with("</html>\n"));
}
