use crate::page::{BlockKind, Page, Separator};

fn lines(text: &str) -> Page {
    super::lines(text, usize::MAX).unwrap()
}

/// The blocks of a page, one per line: the separator before each (`/` a new line, `//` a blank line, `_` a space), its
/// kind (the depth and number of a list item, `h` a heading, `row` a table row, `pre` preformatted), and its text.
fn outline(page: &Page) -> String {
    let block = |(block, separator): (&crate::page::Block, &Separator)| {
        let separator = match separator {
            Separator::None => "",
            Separator::Space => "_",
            Separator::Line => "/",
            Separator::Blank => "//",
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
        format!("{separator}{kind}{}", page.block_text(block))
    };
    page.blocks.iter().zip(&page.separators).map(block).collect::<Vec<_>>().join("\n")
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
        ("bullets before tabs and hard spaces", "•\ta\n-\u{a0}b\n1.\tc", "//1 a\n/1 b\n/1.1 c".to_owned()),
        ("invisible characters", "a\u{200b}b \u{2060}c\u{ad}d\u{feff}", "//ab cd".to_owned()),
        (
            "a heading in another script",
            "Паром на северные острова снова опоздал, и на причале этому никто не удивился\n\nУтром ветер стих, последний \
             грузовик погрузили, и капитан пошёл домой пешком, как всегда.",
            "//h Паром на северные острова снова опоздал, и на причале этому никто не удивился\n//Утром ветер стих, последний \
             грузовик погрузили, и капитан пошёл домой пешком, как всегда."
                .to_owned(),
        ),
        ("numbers", "1. a\n2) b\n1984 c\n24.11.2024 d", "//1.1 a\n/1.2 b\n/1984 c\n/24.11.2024 d".to_owned()),
        ("other marks", "+ a\n(1) b\n2) c", "//1 a\n/1.1 b\n/1.2 c".to_owned()),
        ("letters stay in the text", "a) x\nb) y", "//1 a) x\n/1 b) y".to_owned()),
        ("small Roman numerals", "i. x\nii. y\n(iv) z", "//1 i. x\n/1 ii. y\n/1 (iv) z".to_owned()),
        ("one letter alone is no list", "a) x\ny", "//a) x\n/y".to_owned()),
        ("initials and chapters", "C. Darwin\nV. The lamp\nIV. Home", "//C. Darwin\n/V. The lamp\n/IV. Home".to_owned()),
        ("dashes", "– the ladder\n– a bulb", "//1 the ladder\n/1 a bulb".to_owned()),
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
        (
            "a mail that is forwarded",
            "See below.\n\nDe : Ann\nObjet : Quai\nDate : 3 mai",
            "//See below.\n//row De : Ann\n/row Objet : Quai\n/row Date : 3 mai".to_owned(),
        ),
        ("fields of no mail", "From: here\nTo: there\nDate: never", "//From: here\n/To: there\n/Date: never".to_owned()),
        ("settings", "on: push\njobs:\n  lamp: out", "//pre on: push\njobs:\n  lamp: out".to_owned()),
        ("a section and a setting", "[share]\nlabel = on", "//pre [share]\nlabel = on".to_owned()),
        ("a label in brackets", "[share]\nthis is no setting", "//[share]\n/this is no setting".to_owned()),
        (
            "a log without times",
            "INFO up\n[WARN] Log in\n2024-05-03 ERROR: down",
            "//pre INFO up\n[WARN] Log in\n2024-05-03 ERROR: down".to_owned(),
        ),
        ("words in capitals", "INFO\nWARNINGS\nERRORS", "//INFO\n/WARNINGS\n/ERRORS".to_owned()),
        (
            "a log",
            "[10:00:01] up\n[10:00:02] Log in\n2024-05-03T10:00:03Z down",
            "//pre [10:00:01] up\n[10:00:02] Log in\n2024-05-03T10:00:03Z down".to_owned(),
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
    // A mail that quotes another: the quoted lines are not joined, and each keeps its mark.
    let mail = "> The ferry to the northern islands was\n> late again on Monday, and nobody on the\n> quay was surprised by it.\n\
                The ferry to the southern islands came\nearly again on Monday, and nobody on the\nquay was surprised by it, least of all\n\
                the captain, who had slept on the quay\nfor an hour.";
    let page = lines(mail);
    assert_eq!(page.blocks.len(), 4);
    assert!(page.blocks.iter().all(|block| !page.block_text(block)[1..].contains('>')));
    // The mail is unwrapped beside paragraphs of one line and beside a mail of another width, too.
    let long = "It rained. ".repeat(15);
    let wide = "The committee of the harbour has put three letters on its page, in which one\ncan read how it came that the \
                lamp on the northern pier is still out. They are\nshown here as they were sent, one after the other, and the last \
                of them has\nnot been answered by anybody so far, and maybe never will be, since nobody in\nthe office can read it.";
    let page = lines(&format!("{mail}\n\n{long}\n\n{wide}\n\n{long}"));
    assert_eq!(page.blocks.len(), 7);
    let verse = "Wer reitet so spät durch Nacht und Wind?\nEs ist der Vater mit seinem Kind;\nEr hat den Knaben wohl in dem \
                 Arm,\nEr faßt ihn sicher, er hält ihn warm.\nMein Sohn, was birgst du so bang dein Gesicht?\nSiehst, Vater, du \
                 den Erlkönig nicht?";
    assert_eq!(lines(verse).blocks.len(), 6);
}

#[test]
fn words_broken_at_the_end_of_a_line_are_joined() {
    let wrapped = |end: &str, next: &str, rest: &str| {
        let text = format!(
            "The ferry to the northern islands was\nlate again on Monday, and nobody on the\nquay was surprised by it, least {end}\n\
             {next} who had slept on the quay\nfor an hour before the lorries came in\nand the lamp went out.\n\n{rest}"
        );
        outline(&lines(&text))
    };
    for (end, next, rest, expected) in [
        ("well-", "known men", "He is well-known.", "least well-known men who"),
        ("well-", "known men", "It is a wellknown well-known thing.", "least well-known men who"),
        ("cap-", "tain men", "It rained.", "least cap-tain men who"),
        ("cap-", "tain men", "The captain left.", "least captain men who"),
        ("Hafen-", "verwaltung", "Die HAFENVERWALTUNG schwieg.", "least Hafenverwaltung who"),
        ("Nord-", "und Südlampe", "Die Nordlampe.", "least Nord- und Südlampe who"),
        ("of-the-", "art men", "It rained.", "least of-the-art men who"),
        ("momen-", "to men", "El momento.", "least momento men who"),
        ("momen-", "to men", "It rained.", "least momen-to men who"),
        ("пар-", "ома люди", "Ни одного парома.", "least парома люди who"),
        ("1990-", "1995 men", "19901995", "least 1990- 1995 men who"),
    ] {
        let outline = wrapped(end, next, rest);
        assert!(outline.contains(expected), "{outline}");
    }
}

#[test]
fn a_page_in_one_line_is_cut_between_its_sentences() {
    let text = format!("HOME NEWS SPORT. {LONG} {LONG} 関係者は驚いた。船は来た。");
    let page = lines(&text);
    let pieces: Vec<&str> = page.blocks.iter().map(|block| page.block_text(block)).collect();
    assert_eq!(pieces, ["HOME NEWS SPORT.", LONG, LONG, "関係者は驚いた。", "船は来た。"]);
    assert_eq!(
        page.separators,
        [Separator::Blank, Separator::Space, Separator::Space, Separator::Space, Separator::None]
    );
}

#[test]
fn too_many_lines_are_refused() {
    use crate::error::Error::TooManyNodes;
    let read = |text: &str| super::lines(text, 10).map(|page| page.blocks.len());
    assert!(matches!(read(&"x\n".repeat(10)), Ok(10)));
    assert!(matches!(read(&"x \r\n".repeat(11)), Err(TooManyNodes { limit: 10, offset: 44 })));
    let sentence = "It rained on the quay. ";
    assert!(matches!(read(&format!("x\n{}", sentence.repeat(400))), Err(TooManyNodes { limit: 10, offset: 9202 })));
}

#[test]
fn a_page_in_one_line_is_no_list_item_and_no_code() {
    for text in [format!("* {LONG} {LONG} {LONG}"), format!("{LONG} {LONG} So x = y. {LONG};")] {
        let page = lines(&text);
        assert!(page.blocks.len() > 1, "{text}");
        assert!(page.blocks.iter().all(|block| block.kind == BlockKind::Paragraph), "{text}");
    }
    let page = lines(&format!("{LONG} George W. Bush came on 24. November. {LONG} {LONG}"));
    assert_eq!(page.block_text(&page.blocks[1]), "George W. Bush came on 24. November.");
}

#[test]
fn labels_in_a_page_in_one_line_are_separated() {
    let cases = [
        (
            "The Valley Chronicle Home Log in Subscribe Bees Stop Work On The New Bridge By Thomas Ashdown May 7, 2024 4 min read \
             Share on Facebook Work on the new bridge at Tilbrook has stopped because of a colony of wild bees. The company called a beekeeper, and the county.",
            "//The Valley Chronicle\n_Home\n_Log in\n_Subscribe\n_Bees Stop Work On The New Bridge\n_By Thomas Ashdown May 7, 2024 \
             4 min read\n_Share on Facebook\n_Work on the new bridge at Tilbrook has stopped because of a colony of wild bees.\n_The company called a beekeeper, and the county.",
        ),
        (
            "Late again: the ferry to the islands Nobody on the quay was surprised by it. byAnn Pell 24/11/2024 2 minute read Late \
             again: the ferry to the islands The captain says that he had slept, and that the owners had known of it.",
            "//Late again: the ferry to the islands\n_Nobody on the quay was surprised by it.\n_byAnn Pell 24/11/2024 2 minute \
             read\n_Late again: the ferry to the islands\n_The captain says that he had slept, and that the owners had known of it.",
        ),
        (
            "Earlier, the Scottish minister Ian Rae said that the ferry would be mended by Friday. On 24 November 2024 the council \
             had said the same of the lamp. Nobody came to look at it, and the winter was long and dark, as each winter is there.",
            "//Earlier, the Scottish minister Ian Rae said that the ferry would be mended by Friday.\n_On 24 November 2024 the council \
             had said the same of the lamp.\n_Nobody came to look at it, and the winter was long and dark, as each winter is there.",
        ),
        (
            "The old lamp of the northern pier has been out since Monday Read more: You could close this page, or you could give us \
             the price of a cup of coffee. A little of it goes a long way here, and a long way is what the ferry has to go each day.",
            "//The old lamp of the northern pier has been out since Monday\n_Read more:\n_You could close this page, or you could give \
             us the price of a cup of coffee.\n_A little of it goes a long way here, and a long way is what the ferry has to go each day.",
        ),
        (
            "The ferry was late for the third time this month. Photo: “We have slept,” said the captain on Monday. Photo: Jan Kraus \
             “We will sleep again,” he said, and went home on foot.",
            "//The ferry was late for the third time this month.\n_Photo:\n_“We have slept,” said the captain on Monday.\n_Photo: Jan \
             Kraus\n_“We will sleep again,” he said, and went home on foot.",
        ),
        (
            "Von Anna Pell 24. November 2024 Die Fähre zu den nördlichen Inseln kam am Montag wieder zu spät. Foto: Jan Kraus „Wir \
             haben geschlafen“, sagte der Kapitän. Mehr zum Thema: Lampe am Kai ist aus",
            "//Von Anna Pell 24. November 2024\n_Die Fähre zu den nördlichen Inseln kam am Montag wieder zu spät.\n_Foto: Jan \
             Kraus\n_„Wir haben geschlafen“, sagte der Kapitän.\n_Mehr zum Thema:\n_Lampe am Kai ist aus",
        ),
        (
            "Le bac des îles du nord est encore arrivé en retard lundi. Photo : Jean Kraus « Nous avons dormi », a dit le capitaine. \
             Lire aussi : La lampe du quai est éteinte depuis dimanche.",
            "//Le bac des îles du nord est encore arrivé en retard lundi.\n_Photo : Jean Kraus\n_« Nous avons dormi », a dit le \
             capitaine.\n_Lire aussi :\n_La lampe du quai est éteinte depuis dimanche.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(outline(&lines(&format!("{text} {LONG} {LONG}"))), format!("{expected}\n_{LONG}\n_{LONG}"));
    }
}

#[test]
fn the_source_is_kept_but_for_hard_wraps() {
    let cases = [
        ("\u{feff}\n  a \r\n\r\n\n\t• b\u{a0}c \u{200b}\n", "  a\n\n\n\t• b\u{a0}c"),
        ("\r\n\u{feff}更多更多", "更多更多"),
        ("x:\n\nfn f() {\n    g();\n}\n", "x:\n\nfn f() {\n    g();\n}"),
    ];
    for (text, source) in cases {
        let page = lines(text);
        assert_eq!((page.source.as_str(), page.is_unwrapped), (source, false));
        assert_eq!(lines(source).source, source);
    }
    let wrapped = "  The ferry to the northern islands was\nlate again on Monday, and nobody on the\nquay was surprised by it, least of \
                   all\nthe captain, who had slept on the quay\nfor an hour.\n\n* nobody";
    let page = lines(wrapped);
    assert!(page.is_unwrapped && page.source.starts_with("  The ferry to the northern islands was late again"));
    assert!(page.source.ends_with("for an hour.\n\n* nobody"));
}

#[test]
fn a_book_in_one_line_is_cut_into_paragraphs() {
    let notice = "Content on this site is protected by copyright, and all of it belongs to The Coast Daily.";
    let sentence = |number: usize| format!("The captain had slept on the quay for {number} hours, and nobody asked. ");
    let book: String = (0..2000).map(sentence).collect();
    let page = lines(&format!("{book}{notice} {book}"));
    let texts: Vec<&str> = page.blocks.iter().map(|block| page.block_text(block)).collect();
    assert!(texts.contains(&notice));
    assert!(texts.iter().all(|text| text.len() <= 600));
    assert!(texts.len() < 2 * 2000 / 3, "{}", texts.len());
    // A text that is short enough for a page is cut into single sentences.
    let page = &book[..50_000];
    assert!(lines(page).blocks.len() > page.matches(". ").count());
}

#[test]
fn long_texts_are_cut_into_windows() {
    let text: String = (0..20_000).map(|line| format!("Line {line}{}\n", " of many".repeat(line % 7))).collect();
    let page = lines(&text);
    let windows = super::windows(&page);
    assert_eq!(
        (windows.first().map(|first| first.start), windows.last().map(|last| last.end)),
        (Some(0), Some(20_000))
    );
    assert!(windows.len() > 2 && windows.windows(2).all(|pair| pair[0].end == pair[1].start));
    for window in windows {
        assert!((2000..=4000).contains(&window.len()));
        let part = super::part(&page, window.clone());
        let texts = |page: &Page, blocks: std::ops::Range<usize>| {
            page.blocks[blocks].iter().map(|block| page.block_text(block).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&part, 0..window.len()), texts(&page, window.clone()));
        assert_eq!(part.separators, page.separators[window]);
        let groups = &part.containers[1..];
        assert!(
            part.blocks.iter().enumerate().all(|(at, block)| part.containers[block.container].blocks.contains(&at))
        );
        assert_eq!(groups.iter().map(|group| group.blocks.len()).sum::<usize>(), part.blocks.len());
    }
    let book = lines(&format!("{LONG} {LONG} {LONG}\n\n").repeat(5000));
    let lens: Vec<usize> = super::windows(&book).iter().map(std::ops::Range::len).collect();
    assert!(lens.iter().all(|len| (1000..=2000).contains(len)) && lens.iter().sum::<usize>() == 5000, "{lens:?}");
}
