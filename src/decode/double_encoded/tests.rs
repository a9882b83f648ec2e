use encoding_rs::WINDOWS_1252;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// The text as it looks if its UTF-8 is taken for windows-1252. Undefined bytes become control characters, as in all
/// browsers.
fn as_windows_1252(text: &str) -> String {
    WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

/// The text as it looks if its UTF-8 is taken for ISO 8859-1.
fn as_latin_1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn sentences_encoded_twice_are_repaired() {
    let sentences = [
        "It’s “the end” – or isn’t it… a café — 5 €, Acme™",
        "«\u{a0}L’été à l’École, déjà vu\u{a0}», dit le garçon ; sûr et naïf. À demain\u{a0}!",
        "¿Qué dirá el señor Núñez? ¡Últimas noticias del país! Óscar llegó",
        "As irmãs João e Conceição não estão à mesa. NÃO, PÃES e MAÇÃS",
        "Straße, Äpfel, Öl und Übermut: „größer“ als schön",
        "Każdy, kto się zgłosił, był tu: są wśród żołnierzy, ą ę ł",
        "Ştiri: şcoală, învăţământ, mâine",
        "В мосту нет воды, и на то есть причины",
        "Το νερό και η γη",
        "市议会投票决定修建一座新桥，工程将于春天开始。",
        "市議会は新しい橋の建設を決定した。",
        "시의회는 새 다리를 짓기로 결정했다.",
        "Việt Nam đổi mới: một ngày ở Huế, những năm đầu, mười người về đây, phở",
        "5 stars ⭐⭐⭐⭐⭐ 😀",
        "Photo © 2024 Café, 30\u{a0}°C, £5, ±3, «oui», un·e, Acme®",
    ];
    for sentence in sentences {
        for (charset, garble) in [("1252", as_windows_1252 as fn(&str) -> String), ("8859-1", as_latin_1)] {
            assert_eq!(undo_double_encoding(&garble(sentence)), sentence, "{charset}");
            assert_eq!(undo_double_encoding(&garble(&garble(sentence))), sentence, "{charset}, twice");
            let in_part = format!("Ça, “здесь” là. {}", garble(sentence));
            assert_eq!(undo_double_encoding(&in_part), format!("Ça, “здесь” là. {sentence}"), "{charset}, in part");
        }
    }
}

#[test]
fn certain_runs_are_repaired_by_themselves() {
    let cases = [
        ("nÃ£o", "não"),
        ("cafÃ©", "café"),
        ("Ã©tÃ©", "été"),
        ("SÃ£o Paulo", "São Paulo"),
        ("dÃ©jÃ\u{a0} vu", "déjà vu"),
        ("kaÅ¼dy", "każdy"),
        ("offersÂ\u{a0}a deal", "offers\u{a0}a deal"),
        ("Copyright Â© 2024", "Copyright © 2024"),
        ("57Â° wide", "57° wide"),
        ("NPCÂ´s", "NPC´s"),
        ("â€¢", "•"),
        ("Acmeâ„¢", "Acme™"),
        ("â‚¬ 5", "€ 5"),
        ("ðŸ˜ž", "😞"),
        ("Ð¼Ð¾Ñ\u{81}Ñ‚", "мост"),
        ("Ð¼Ð¾Ð»Ð¾", "моло"),
        ("Ã¢â‚¬Â¢", "•"),
        ("Ã‚Â© 2024", "© 2024"),
        ("donÃ¢Â\u{80}Â\u{99}t", "don’t"),
        ("blÃƒÂ¶der", "blöder"),
        ("GenÃƒÆ’Ã¢â‚¬Å¡Ãƒâ€šÃ‚Â® suite", "Gen® suite"),
        ("<a title='â€œOhâ€\u{9d}'>", "<a title='“Oh”'>"),
        ("<code>â€™</code>", "<code>’</code>"),
    ];
    for (broken, meant) in cases {
        assert_eq!(undo_double_encoding(broken), meant, "{broken}");
    }
}

#[test]
fn likely_runs_are_repaired_beside_certain_ones() {
    let cases = [
        ("Brand NOMADÂ®", "Brand NOMAD®"),
        ("PaweÅ\u{82} Dolega", "Paweł Dolega"),
        ("online.Â\u{a0} Next", "online.\u{a0} Next"),
        ("Â£5, Â« a », 3Â·4", "£5, « a », 3·4"),
    ];
    for (broken, meant) in cases {
        assert_eq!(undo_double_encoding(broken), broken, "on its own");
        assert_eq!(undo_double_encoding(&format!("itâ€™s: {broken}")), format!("it’s: {meant}"));
    }
}

#[test]
fn right_text_that_looks_alike_stays() {
    let texts = [
        "",
        "plain",
        "“IRMÔ",
        "«IRMû",
        "IRMÃ… e",
        "IRMÃ\u{a0}e MÃE",
        "JOÃ’s",
        "irmÔ",
        "A MAÇÃ–FRUTA",
        "CAFÉ…",
        "NESCAFÉ®",
        "CAFɔ",
        "Ã",
        "Ã, Â, Ă",
        "Â\u{a0}Â\u{a0}Ã\u{a0}Â… ",
        "PÂTÉ\u{a0}»",
        "«\u{a0}vol aggravé\u{a0}»\u{a0}: «\u{a0}égalité\u{a0}»…",
        "«está»…",
        "VÝŠKA A BLÍŽE",
        "maß\u{ad}nah\u{ad}men",
        "Rosa\u{a0}×\u{a0}media",
        "×—×—×—×—×—",
        "vor ihre Ä… nicht",
        "50 mÅ… 2 kÅ³",
        "I saw \"Ã¤\" instead",
        "‘ß’",
        "CAFÉ\u{94} l\u{92}été",
        "Ð\u{a0}",
        "ÄŸÄŸÄŸÄŠÄ…",
        "ULEMÂ\u{a0}ve",
        "â",
        "â€",
        "pâ… à”",
        "“IRMÔ, “irmãs”, “não”",
    ];
    for text in texts {
        assert!(matches!(undo_double_encoding(text), Cow::Borrowed(_)), "{text} → {}", undo_double_encoding(text));
    }
    // Words in capitals stay even if there is broken text elsewhere on the page.
    assert_eq!(undo_double_encoding("nÃ£o, “IRMÔ, CAFÉ…"), "não, “IRMÔ, CAFÉ…");
}

/// The letters of some alphabets, in lower case where they have two cases.
const ALPHABETS: [&str; 12] = [
    "abcdefghijklmnopqrstuvwxyz",
    "abceilnorstàâäæçéèêëîïôœöùûüÿß",
    "aeionrstlcáéíóúñüãõâêôçàìòù",
    "acdeilnorstuvyzáčďéěíňóřšťúůýžľĺŕôä",
    "aceilnosyząćęłńóśźżâăîșțşţ",
    "aegikmstrðþæöåøýíóúé",
    "abcdghimnotuvăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "市议会投票决定修建一座新桥工程将春天開始ひらがなカタカナ한국어",
];

/// Strings that stand behind a word. The space is three times as likely as the others.
const ENDS: [&str; 20] = [
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "… ",
    "” ",
    "” – ",
    "’ ",
    "’s ",
    "» ",
    "\u{a0}» ",
    "\u{a0}: ",
    "\u{a0}",
    "–",
    "—",
    "™ ",
    "®\u{a0}",
    "¹ ",
    "\u{ad}",
];

/// Words of one alphabet in lower case, with a capital or in capitals, each with one of [`ENDS`] behind it.
fn right_text() -> impl Strategy<Value = String> {
    let words = |alphabet: &'static str| {
        let letters = alphabet.chars().collect::<Vec<_>>();
        vec((vec(select(letters), 1..8), 0..3, select(&ENDS[..])), 1..40)
    };
    select(&ALPHABETS[..]).prop_flat_map(words).prop_map(|words| {
        let cased = words.into_iter().map(|(letters, case, end)| {
            let word: String = letters.iter().collect();
            let cased = match case {
                0 => word,
                1 => letters[0].to_uppercase().chain(letters[1..].iter().copied()).collect(),
                _ => word.to_uppercase(),
            };
            cased + end
        });
        cased.collect()
    })
}

/// A regular expression for words with letters or signs beyond ASCII in them.
const WORDS: &str = "([a-z]{1,3}[à-öø-ÿąćęłńśźżčďěňřťů’–“”—™]{1,2}[a-z]{1,3} ?){1,3}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn right_text_stays(text in right_text()) {
        prop_assert!(matches!(undo_double_encoding(&text), Cow::Borrowed(_)), "{}", undo_double_encoding(&text));
    }

    #[test]
    fn words_encoded_twice_are_repaired(words in vec(WORDS, 1..20)) {
        let text = words.join(" ");
        let (windows_1252, latin_1) = (as_windows_1252(&text), as_latin_1(&text));
        prop_assert_eq!(undo_double_encoding(&windows_1252), &text[..]);
        prop_assert_eq!(undo_double_encoding(&latin_1), &text[..]);
    }

    #[test]
    fn any_text_is_accepted(text in "[Ã©Â\u{a0}â€™ðŸ\u{80}-\u{ff}a-cÀ… ]{0,60}") {
        let undone = undo_double_encoding(&text);
        prop_assert!(undone.len() <= text.len());
    }
}
