//! Cleaning of plain text: properties that hold for any text, the cost of hostile ones, and metadata.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unboil::{Cruft, Error, Extractor, Limits, Rule};

use crate::clock::times_as_much;
use crate::robust::{MOST_TIMES, prose};

/// Number of random texts per property. A text takes about 30 ms in a debug build, a tenth of that in a release build.
const TEXTS: u32 = if cfg!(debug_assertions) { 96 } else { 1_024 };

/// Divisor of the size of hostile texts. Debug builds, which are about ten times as slow, take smaller ones.
const SMALLER: usize = if cfg!(debug_assertions) { 4 } else { 1 };

/// Pieces of random texts: cruft and prose, and pieces that make a layout hard to recognise.
const PIECES: &[&str] = &[
    "Home",
    "News | Sport | Weather",
    "byOlena Mukhina",
    "24/11/2024 2 minute read",
    "Read more:",
    "Related Posts",
    "Subscribe to our newsletter",
    "Copyright © 2024 Harbour Post. All rights reserved.",
    "We use cookies to improve your experience. Accept all",
    "Please disable your ad blocker.",
    "The ferry is late again",
    "The ferry to the northern islands was late again on Monday, and nobody on the quay was surprised.",
    "By evening the wind had dropped, the last lorry had been loaded,\nand the captain went home on foot, as he did each\nMonday \
     of the winter, whatever the\nowners had told him to do about it.",
    "“Nobody knows,” she said.",
    "渡し船は月曜日も遅れた。誰も驚かなかった。",
    "Паром снова опоздал, и никто на причале не удивился этому.",
    "- a list",
    "  • of things",
    "1. first",
    "2) second",
    "24. Februar 2024",
    "----------",
    "* * *",
    "# Heading",
    "fn f() {\n    g();\n}",
    "From: Ann\nTo: Bo\nSubject: Quay",
    "> quoted",
    "Q: Why?",
    "12 Comments",
    "Tom says:",
    "$35.00",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\t",
    "-",
    "…",
    "0",
    "ﬃ İ ß",
    "\u{c}12",
    "\u{c}",
    "History[edit]",
    "1 History",
    "From Wikipedia, the free encyclopedia",
    "The lock[3] was [4]shut.",
    "[1]Home [2]News [3]Sport",
    "1. https://harbour.example/",
    "[IMG]",
    "Reply Share Report Save",
    "2 points · 3 hours ago",
    "*** START OF THE LANTERN EBOOK THE QUAY ***",
    "*** END OF THE LANTERN EBOOK THE QUAY ***",
];
const SEPARATORS: &[&str] =
    &["\n", "\n", "\n\n", "\n\n", "\n\n\n", " ", "\r\n", "\r", "\r\n\r\n", "\u{2028}", "\n    ", "\t"];

fn text() -> impl Strategy<Value = String> {
    // What UTF-8 that was encoded twice begins with is left out: the crate repairs it, which changes letters.
    let any_text = any::<String>().prop_map(|text| text.replace(|c| ('\u{c2}'..='\u{f4}').contains(&c), ""));
    let piece = prop_oneof![8 => select(PIECES).prop_map(str::to_owned), 1 => any_text];
    vec((piece, select(SEPARATORS)), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, separator)| [piece, separator.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: TEXTS, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_what_was_cleaned_changes_nothing(text in text()) {
        let cleaned = unboil::clean(&text).unwrap().text();
        prop_assert_eq!(unboil::clean(&cleaned).unwrap().text(), cleaned);
    }

    #[test]
    fn every_letter_is_kept_or_removed_and_none_is_added(text in text()) {
        let article = unboil::clean(&text).unwrap();
        let letters_and_digits = |text: &str| {
            let chars = text.chars().filter(|c| !c.is_whitespace() && !c.is_control());
            let mut chars: Vec<char> = chars.filter(|c| c.is_alphanumeric()).collect();
            chars.sort_unstable();
            chars
        };
        let kept = article.blocks().iter().map(|block| block.text());
        let parts: String = kept.chain(article.removed().iter().map(|block| block.text())).collect();
        let (parts, source) = (letters_and_digits(&parts), letters_and_digits(&text));
        // The numbers of list items are not part of their text, so digits may be missing.
        prop_assert!(parts.len() <= source.len());
        let letters = |chars: &[char]| chars.iter().filter(|c| !c.is_numeric()).copied().collect::<Vec<_>>();
        prop_assert_eq!(letters(&parts), letters(&source));
    }
}

#[test]
fn hostile_texts_are_cleaned_at_a_bounded_cost() {
    let cases: [(&str, &str, usize); 9] = [
        ("one endless line", "lorry after lorry ", 30_000),
        ("one endless word", "a", 1 << 20),
        ("many tiny lines", "x\n", 20_000),
        ("lines of blanks", " \n\t\n", 500_000),
        ("one endless sentence of ideographs", "渡船", 50_000),
        ("sentences in one line", "The lorry came. ", 10_000),
        ("bullets", "- ", 200_000),
        ("numbers", "1. ", 20_000),
        ("labels", "Related Posts\n", 5_000),
    ];
    let prose = prose(|paragraph| format!("{paragraph}\n\n"));
    let clean = |text: &str| drop(unboil::clean(text).expect("it is within the limits"));
    let most = f64::from(MOST_TIMES);
    // One run before the measurement builds what is built once per process.
    clean(&prose);
    for (name, copy, copies) in cases {
        let text = copy.repeat(copies / SMALLER);
        let times = times_as_much(most, || clean(&prose), || clean(&text));
        assert!(times <= most, "{name}: {times} times the cost of prose");
    }
}

#[test]
fn limits_and_settings_hold_for_texts() {
    let limited = Extractor::builder().limits(Limits::default().max_bytes(10)).build();
    assert!(matches!(limited.clean("eleven byte"), Err(Error::TooLarge { bytes: 11, limit: 10 })));
    let lines = "x\n".repeat(1_000_000);
    assert!(matches!(unboil::clean(&lines), Err(Error::TooManyNodes { .. })), "a million lines are no page");
    assert!(unboil::clean("").expect("nothing is within the limits").is_empty());

    let source = "The night ferry\n\nby Ann Pell\n\nThe night ferry runs again, twelve years after the last one left, said the \
                  port.\n\nTickets for the first week were sold out within an hour, and a second ship is being looked for.";
    let cleaned = |extractor: Extractor| extractor.clean(source).expect("it is within the limits").text();
    assert!(!cleaned(Extractor::default()).contains("Ann Pell"));
    assert!(cleaned(Extractor::builder().keep(Cruft::Byline).build()).contains("by Ann Pell"));
    let rule = Rule::drop(Cruft::Related, "^Tickets").expect("the pattern is correct");
    assert!(!cleaned(Extractor::builder().rule(rule).build()).contains("Tickets"));
}

#[test]
fn a_sentence_in_one_line_with_cruft_comes_out_alone() {
    let late = "The ferry was late again on Monday, said the captain, who had slept.";
    let [german, russian, japanese] = [
        "Die Fähre kam am Montag wieder zu spät, sagte der Kapitän, der geschlafen hatte. Niemand war davon überrascht.",
        "Паром в понедельник снова опоздал, сказал капитан, который спал. Никто на причале не удивился.",
        "フェリーは月曜日もまた遅れた、と眠っていた船長は言った。岸壁の誰も驚かなかった。",
    ];
    for (line, expected) in [
        (format!("{late} Copyright © 2024 The Coast Daily. All rights reserved."), late),
        (format!("{late}\n\nCopyright © 2024 The Coast Daily. All rights reserved."), late),
        (format!("{late} Subscribe to our newsletter."), late),
        (format!("Share on Facebook {late}"), late),
        (format!("{german} © 2024 Küstenblatt. Alle Rechte vorbehalten."), german),
        (format!("{russian} © 2024 Береговая газета. Все права защищены."), russian),
        (format!("{japanese}© 2024 海岸新聞 無断転載を禁じます。"), japanese),
        (
            "The ferry stopped on Monday. © 2024 The Echo. All rights reserved.".to_owned(),
            "The ferry stopped on Monday.",
        ),
        ("Паром закрыли в понедельник. © 2024 Эхо. Все права защищены.".to_owned(), "Паром закрыли в понедельник."),
        ("Copyright © 2024 The Coast Daily. All rights reserved.".to_owned(), ""),
    ] {
        assert_eq!(unboil::clean(&line).unwrap().text(), expected, "{line}");
    }
    for whole in [
        late,
        "The ferry across the river stopped on Monday.",
        "Der letzte Bus fuhr am Montag.",
        "Паром через реку закрыли в понедельник.",
        "渡し船は月曜日に止まった。",
        "She said that the copyright of the book was hers. All rights were reserved, she added, and that was that.",
        "Please read more books. The library is open on Mondays, and the keeper of it has slept.",
        "Share this. It is the last bread that we have left for the winter, and the sea is closed.",
        "Sign up! The sergeant shouted it at every boy on the quay, and eleven of them did that morning.",
        "Abonnez-vous. C'est ce que disait le crieur, et personne sur le quai ne lui achetait son journal.",
    ] {
        assert_eq!(unboil::clean(whole).unwrap().text(), whole);
    }
}

#[test]
fn labels_that_look_like_data_or_verse_are_dropped() {
    let story = "The night train to the coast runs again, twelve years after the last one left, the railway said.\n\n\
                 Tickets for the first week were sold out within an hour, and a second train is being looked for by the owners.";
    let end = "The council meets on Friday to talk about it, and the harbour master will be there with all his papers in a box.";
    for cruft in [
        "[Advertisement]\n[Advertisement]",
        "[Cookies]\n[Newsletter]",
        "NOTICE: This site uses cookies.\nWARNING: JavaScript is disabled.\nNOTICE: All rights reserved.",
        "Subscribe to our newsletter\nand get the news from the harbour every day",
    ] {
        let article = unboil::clean(&format!("{story}\n\n{cruft}\n\n{end}")).unwrap();
        let first = cruft.lines().next().unwrap_or_default();
        assert!(!article.text().contains(first), "{}", article.text());
    }
    let short = "Home\nNews\nSport\nThe ferry was late again on Monday, said the captain, who had slept.\n© 2024 Harbour Post. All rights reserved.";
    assert_eq!(
        unboil::clean(short).unwrap().text(),
        "The ferry was late again on Monday, said the captain, who had slept."
    );
}

#[test]
fn a_name_between_headline_and_date_is_the_byline() {
    for (head, story, title, byline) in [
        (
            "Паром снова опоздал\n\nАнна Ковальская\n\n24 ноября 2024",
            "Паром на северные острова снова опоздал в понедельник, и на причале этому никто не удивился. Капитан сказал, что он спал.\n\n\
             Владельцы парома не хотят покупать второй корабль, хотя билеты на лето раскуплены. Совет соберётся в пятницу, чтобы поговорить об этом.\n\n\
             К вечеру ветер стих, последний грузовик погрузили, и капитан пошёл домой пешком, как каждый понедельник зимой.",
            "Паром снова опоздал",
            "Анна Ковальская",
        ),
        (
            "フェリーまた遅れる\n\n田中 花子\n\n2024年11月24日",
            "北の島へ向かうフェリーは月曜日もまた遅れたが、岸壁の誰も驚かなかった。船長は眠っていたと言った。\n\n\
             船主たちは二隻目の船を買うつもりはないと言っている。夏の切符は売り切れている。評議会は金曜日にこの件を話し合う。\n\n\
             夕方には風がやみ、最後のトラックが積まれ、船長は冬の月曜日にはいつもそうするように歩いて家に帰った。",
            "フェリーまた遅れる",
            "田中 花子",
        ),
        (
            "Die Fähre ist wieder zu spät\n\nAnna Kowalska\n\n24. November 2024",
            "Die Fähre zu den nördlichen Inseln kam am Montag wieder zu spät, und niemand am Kai war davon überrascht. Der Kapitän sagte, er habe geschlafen.\n\n\
             Die Eigner wollen kein zweites Schiff kaufen, obwohl die Karten für den Sommer verkauft sind. Der Rat tritt am Freitag zusammen, um darüber zu sprechen.\n\n\
             Am Abend hatte sich der Wind gelegt, der letzte Lastwagen war verladen, und der Kapitän ging zu Fuß nach Hause, wie an jedem Montag im Winter.",
            "Die Fähre ist wieder zu spät",
            "Anna Kowalska",
        ),
    ] {
        let article = unboil::clean(&format!("{head}\n\n{story}")).unwrap();
        assert_eq!((article.title(), article.byline()), (Some(title), Some(byline)));
    }
}

#[test]
fn a_date_in_a_markdown_heading_is_no_byline() {
    let entry = "- A setting for the size of the lamp.\n- The newsletter is sent on Mondays.";
    let text = format!("## 2.4.0 - 2024-11-24\n\n{entry}\n\n## 2.3.1 - 2024-10-02\n\n{entry}\n- The lamp is out.");
    assert!(unboil::clean(&text).unwrap().text().contains("## 2.3.1 - 2024-10-02"));
}

#[test]
fn the_sender_of_a_mail_is_its_author() {
    for (sender, expected) in [
        ("From: Anna Kowalska <a@example.org>", Some("Anna Kowalska")),
        ("From: \"Anna Kowalska\" <a@example.org>", Some("Anna Kowalska")),
        ("Von: Anna Kowalska", Some("Anna Kowalska")),
        ("From: a@example.org (Anna Kowalska)", Some("Anna Kowalska")),
        ("От: Анна Ковальская [mailto:a@example.org]", Some("Анна Ковальская")),
        ("From: a@example.org", None),
    ] {
        let mail = format!(
            "{sender}\nDate: Mon, 25 Nov 2024 09:12:00 +0100\nSubject: The lamp\n\n\
             Dear Bo,\n\n\
             the lamp on the northern pier has \
             been out since Sunday, and nobody knows whose job it is to change it.\n\nAnna"
        );
        let article = unboil::clean(&mail).unwrap();
        assert_eq!((article.title(), article.byline()), (Some("The lamp"), expected), "{sender}");
        assert_eq!(article.text(), mail);
    }
}

#[test]
fn a_separator_in_the_first_line_of_a_text_may_belong_to_the_headline() {
    let story =
        "The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.";
    for (head, expected) in [
        ("The lamp is out | Harbour News\n\nThe lamp is out", "The lamp is out"),
        ("Harbour News | The lamp is out\n\nThe lamp is out", "The lamp is out"),
        ("Out again - who will change the northern lamp", "Out again - who will change the northern lamp"),
    ] {
        let text = format!("{head}\n\n{story}\n\n{story}\n");
        assert_eq!(unboil::clean(&text).unwrap().title(), Some(expected), "{head}");
    }
}

#[test]
fn the_title_of_a_text_is_its_subject_or_first_line() {
    let story =
        "The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.";
    let cruft = "Copyright © 2024 Harbour News. All rights reserved.";
    for (name, head, expected) in [
        ("the subject of a mail", "From: Ann\nTo: Bo\nSubject: A lamp\n\nDear Bo,", Some("A lamp")),
        ("no mail", "Dear Bo,", None),
        ("the name of a site behind a dash", "Northern lamp is out - Harbour News", Some("Northern lamp is out")),
        (
            "a line that the story has the words of",
            "Northern lamp since Sunday\n\nHome",
            Some("Northern lamp since Sunday"),
        ),
        ("a line that it has not", "Our winter prices today\n\nHome\n\nLog in", None),
    ] {
        let article = unboil::clean(&format!("{head}\n\n{story}\n\n{story}\n\n{cruft}")).unwrap();
        assert_eq!(article.title(), expected, "{name}");
    }
}

#[test]
fn a_name_beside_a_job_title_or_date_is_the_byline() {
    let story =
        "The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.";
    for (line, expected) in [
        ("Ines Duarte\nStaff writer", Some("Ines Duarte")),
        ("Ines Duarte, Senior Reporter\n6 November 2024", Some("Ines Duarte")),
        ("Ines Duarte 6 November 2024", Some("Ines Duarte")),
        ("Ines Duarte\nThe quay at night", None),
        ("World News 6 November 2024", None),
    ] {
        let text =
            format!("Northern lamp is out | Harbour News\n\nNorthern lamp is out\n\n{line}\n\n{story}\n\n{story}");
        assert_eq!(unboil::clean(&text).unwrap().byline(), expected, "{line}");
    }
}

#[test]
fn formulas_are_found_in_each_line_of_a_paragraph() {
    let article = unboil::clean("A lamp of $n^2$ candles\nlights $m_1$ miles of the pier.").unwrap();
    assert_eq!(article.markdown(), "A lamp of $n^2$ candles\\\nlights $m_1$ miles of the pier.");
}

#[test]
fn a_text_that_was_encoded_twice_is_decoded_twice() {
    let article = unboil::clean("The ferryâ€™s cook, Ã“scar BrandÃ£o, served onion soup for the last time on Sunday.");
    let text = article.expect("the text is within the limits").text().to_owned();
    assert_eq!(text, "The ferry’s cook, Óscar Brandão, served onion soup for the last time on Sunday.");
}

#[test]
fn one_notice_behind_a_clean_story_is_dropped() {
    let story = [
        "The ferry to the northern islands was late again on Monday, and nobody on the quay could say when the next one \
         would leave.",
        "The port said that the ice in the harbour had been thicker than in any winter since 1985, and that two of its tugs \
         were being mended.",
        "Passengers who had waited since the morning were given soup and a blanket, and most of them said that they would \
         come back on Tuesday.",
        "A second ferry has been ordered from a yard in the south, which expects to deliver it in three years.",
    ]
    .join("\n\n");
    for (kind, notice) in [
        (Cruft::Copyright, "Copyright © 2024 The Coast Daily. All rights reserved."),
        (Cruft::AdBlock, "Please disable your ad blocker to continue reading."),
        (Cruft::Donation, "Support our work: donate today to keep the Daily free."),
        (Cruft::Related, "Read more: The quay that nobody swept"),
    ] {
        let article = unboil::clean(&format!("{story}\n\n{notice}")).unwrap();
        assert_eq!(article.text(), story, "{notice}");
        assert_eq!(article.removed()[0].cruft(), kind, "{notice}");
    }
    let mention = "Please disable your ad blocker, begs a pop-up that was shown to two billion readers last year, and a \
        study of the coast's own papers says that one in ten does.";
    let text = format!("{story}\n\n{mention}");
    assert_eq!(unboil::clean(&text).unwrap().text(), text);
}
