use crate::page::{BlockKind, Page, Seam};

fn lines(text: &str) -> Page {
    super::lines(text, usize::MAX).unwrap()
}

/// The blocks of a page, one a line: how each is set off, what it is, its text.
fn outline(page: &Page) -> String {
    let block = |(block, seam): (&crate::page::Block, &Seam)| {
        let seam = match seam {
            Seam::None => "",
            Seam::Space => "_",
            Seam::Line => "/",
            Seam::Blank => "//",
        };
        let kind = match block.kind {
            BlockKind::Heading { .. } => "h ".to_owned(),
            BlockKind::ListItem { depth, number } => {
                format!("{depth}{} ", number.map_or(String::new(), |n| format!(".{n}")))
            }
            BlockKind::TableRow => "row ".to_owned(),
            BlockKind::Preformatted => "pre ".to_owned(),
            _ => String::new(),
        };
        format!("{seam}{kind}{}", page.block_text(block))
    };
    page.blocks.iter().zip(&page.seams).map(block).collect::<Vec<_>>().join("\n")
}

const LONG: &str =
    "The ferry to the northern islands was late again on Monday, and nobody on the quay was surprised by it.";

#[test]
fn lines_become_blocks() {
    let long = LONG;
    let cases = [
        ("nothing", " \n\t\n", String::new()),
        ("lines and stanzas", "a\nb\n\nc", "//a\n/b\n//c".to_owned()),
        ("any line ends and white space", "\u{feff}a \u{a0} b\r\n\tc\r\rd", "//a b\n/c\n//d".to_owned()),
        ("bullets", "• a\n  ◦ b\n* c\n- d", "//1 a\n/2 b\n/1 c\n/1 d".to_owned()),
        ("numbers", "1. a\n2) b\n1984 c\n24.11.2024 d", "//1.1 a\n/1.2 b\n/1984 c\n/24.11.2024 d".to_owned()),
        ("dialogue is no list", "– Who?\n— Nobody.", "//– Who?\n/— Nobody.".to_owned()),
        ("a rule", "a\n\n* * *\n\nb", "//a\n//* * *\n//b".to_owned()),
        ("a heading", &format!("The quay\n\n{long}"), format!("//h The quay\n//{long}")),
        ("a sentence above a paragraph", &format!("It rained.\n\n{long}"), format!("//It rained.\n//{long}")),
        ("no blank lines at all", &format!("Menu\nHome\n{long}\n{long}"), format!("//Menu\n/Home\n//{long}\n//{long}")),
        ("code", "x:\n\nfn f() {\n    g();\n}", "//x:\n//pre fn f() {\n    g();\n}".to_owned()),
        (
            "the head of a mail",
            "From: Ann\nDate: 3 May 2024\nSubject: Quay\n\nHello",
            "//row From: Ann\n/row Date: 3 May 2024\n/row Subject: Quay\n//Hello".to_owned(),
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(outline(&lines(text)), expected, "{name}");
    }
}

#[test]
fn wrapped_text_is_unwrapped() {
    let text = "The ferry to the northern islands was\nlate again on Monday, and nobody on the\nquay was surprised by it, least of all\n\
                the captain, who had slept.\n\n- a list of what he had said to the\n  owners\n- that day\n\nHe went home on foot in the rain, and\nmet nobody.";
    assert_eq!(
        outline(&lines(text)),
        "//The ferry to the northern islands was late again on Monday, and nobody on the quay was surprised by it, least of all \
         the captain, who had slept.\n//1 a list of what he had said to the owners\n/1 that day\n//He went home on foot in the \
         rain, and met nobody."
    );
    let verse = "Wer reitet so spät durch Nacht und Wind?\nEs ist der Vater mit seinem Kind;\nEr hat den Knaben wohl in dem \
                 Arm,\nEr faßt ihn sicher, er hält ihn warm.\nMein Sohn, was birgst du so bang dein Gesicht?\nSiehst, Vater, du \
                 den Erlkönig nicht?";
    assert_eq!(lines(verse).blocks.len(), 6);
}

#[test]
fn a_flat_page_is_cut_at_its_seams() {
    let text = format!("HOME NEWS SPORT. {LONG} {LONG} 関係者は驚いた。船は来た。");
    let page = lines(&text);
    let pieces: Vec<&str> = page.blocks.iter().map(|block| page.block_text(block)).collect();
    assert_eq!(pieces, ["HOME NEWS SPORT.", LONG, LONG, "関係者は驚いた。", "船は来た。"]);
    assert_eq!(page.seams, [Seam::Blank, Seam::Space, Seam::Space, Seam::Space, Seam::None]);
}

#[test]
fn too_many_lines_are_refused() {
    assert!(super::lines(&"x\n".repeat(9), 10).is_ok());
    assert!(super::lines(&"x\n".repeat(20), 10).is_err());
}

#[test]
fn a_flat_page_is_no_item_and_no_code() {
    for text in [format!("* {LONG} {LONG} {LONG}"), format!("{LONG} {LONG} So x = y. {LONG};")] {
        let page = lines(&text);
        assert!(page.blocks.len() > 1, "{text}");
        assert!(page.blocks.iter().all(|block| block.kind == BlockKind::Paragraph), "{text}");
    }
    let page = lines(&format!("{LONG} George W. Bush came on 24. November. {LONG} {LONG}"));
    assert_eq!(page.block_text(&page.blocks[1]), "George W. Bush came on 24. November.");
}
