//! Which language a block is written in.
//!
//! Only certainty counts: a block of another language has enough words, few of them such as English
//! sentences are made of, and the letters of another language. Names, lists, headlines and a line of
//! verse are read as before. Words between quotation marks are somebody's, in whatever language.

use whatlang::{Detector, Info, Lang};

use super::{Quote, names};
use crate::language::{Passage, Shape};

/// Which language a block is written in, as far as its own words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// Too few words to tell; whether they look English.
    Open {
        english: bool,
    },
    #[default]
    English,
    Other(Language),
}

/// A language that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language {
    /// ISO 639: "de".
    pub code: &'static str,
    /// In English: "German".
    pub name: &'static str,
}

/// Fewer words than this say too little of a language.
const FEWEST: usize = 8;
/// And so do fewer letters, where no space divides words.
const FEWEST_LETTERS: usize = 24;
/// Of a longer block this many tokens tell enough.
const MOST: usize = 1_500;
/// Below this any language may be meant, or none.
const DOUBT: f64 = 0.1;
/// Bytes of them that are compared with other languages.
const MOST_BYTES: usize = 4_000;

/// The language of a passage outside its quotations.
pub(super) fn tongue(passage: &Passage, quotes: &[Quote]) -> Tongue {
    let seen = Seen::of(passage, quotes);
    if seen.small >= FEWEST && 2 * seen.english >= seen.small {
        return Tongue::English;
    }
    let open = Tongue::Open { english: 2 * seen.english >= seen.small.max(1) };
    let foreign_letters = seen.foreign >= FEWEST_LETTERS && seen.foreign > 2 * seen.latin;
    // A list of plants or of dishes has no sentence, whatever its words are, nor has an address.
    let sentence = 3 * seen.marks < seen.words && 2 * seen.small >= seen.words;
    let prose = seen.small >= FEWEST && 5 * seen.english < 2 * seen.small && sentence;
    if !(foreign_letters || prose) {
        return open;
    }
    match whatlang::detect(&seen.text) {
        Some(it) if it.lang() != Lang::Eng && (foreign_letters || is_certain(&seen, &it)) => {
            Tongue::Other(language(it.lang()))
        }
        _ => open,
    }
}

/// Sisters such as Danish and Norwegian are hard to tell apart, and neither is English.
fn is_certain(seen: &Seen, found: &Info) -> bool {
    let or_english = || Detector::with_allowlist(vec![Lang::Eng, found.lang()]).detect(&seen.text);
    found.confidence() > DOUBT
        || seen.small >= 2 * FEWEST
            && or_english().is_some_and(|it| it.lang() == found.lang() && it.is_reliable())
}

/// The language of a block of prose.
pub fn tongue_of(prose: &str) -> Tongue {
    let passage = Passage::new(prose);
    let quotes = super::quotes::quotes(&passage);
    tongue(&passage, &quotes)
}

/// Small words that English knows only out of names.
const PARTICLES: [&str; 21] = [
    "al", "da", "das", "de", "del", "den", "der", "des", "di", "dos", "du", "e", "el", "la", "le", "les",
    "los", "van", "von", "y", "zu",
];

/// What tells the language of a passage.
#[derive(Default)]
struct Seen {
    /// Its words outside quotations, a space between them.
    text: String,
    words: usize,
    /// Words in small letters: names are of all languages.
    small: usize,
    /// Of these, those that English sentences are made of.
    english: usize,
    /// Marks that no quotation begins or ends with.
    marks: usize,
    latin: usize,
    foreign: usize,
}

impl Seen {
    fn of(passage: &Passage, quotes: &[Quote]) -> Seen {
        let mut seen = Seen::default();
        let mut quotes = quotes.iter().filter(|it| !it.nested).peekable();
        for token in passage.tokens.iter().take(MOST) {
            while quotes.next_if(|it| it.span.end <= token.span.start).is_some() {}
            if quotes.peek().is_some_and(|it| it.span.start <= token.span.start) {
                continue;
            }
            let form = token.span.of(&passage.text);
            match token.shape {
                Shape::OpenQuote | Shape::CloseQuote | Shape::Number => continue,
                Shape::Mark if !form.contains(char::is_alphabetic) => {
                    seen.marks += usize::from(form != "." && form != "-");
                    continue;
                }
                _ => {}
            }
            // Addresses, handles and names of files are of no language.
            if form.contains(['@', '/', '_', '\\', '#', '.', ':'])
                || form.contains(|it: char| it.is_ascii_digit())
            {
                continue;
            }
            let latin = form.chars().filter(|it| it.is_alphabetic() && is_latin(*it)).count();
            seen.latin += latin;
            seen.foreign += form.chars().filter(|it| it.is_alphabetic()).count() - latin;
            seen.words += 1;
            if form.starts_with(char::is_lowercase) {
                seen.small += 1;
                let word = passage.lower_of(token);
                let english = !PARTICLES.contains(&word) && is_english(word, !token.class.is_empty());
                seen.english += usize::from(english);
            }
            if seen.text.len() < MOST_BYTES {
                seen.text.push_str(form);
                seen.text.push(' ');
            }
        }
        seen
    }
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}')
}

/// A word that English sentences are made of.
pub(super) fn is_english(word: &str, known_class: bool) -> bool {
    use names::Known;
    known_class
        || names::look_up(word).known.any(Known::ORDINARY | Known::FUNCTION | Known::ROLE | Known::SPEECH)
}

fn language(lang: Lang) -> Language {
    let known = LANGUAGES.iter().find(|it| it.0 == lang);
    let (code, name) = known.map_or((lang.code(), lang.eng_name()), |it| (it.1, it.2));
    Language { code, name }
}

/// Each language with its shortest code and the name that English has for it.
#[rustfmt::skip]
const LANGUAGES: &[(Lang, &str, &str)] = &[
    (Lang::Afr, "af", "Afrikaans"),
    (Lang::Aka, "ak", "Akan"),
    (Lang::Amh, "am", "Amharic"),
    (Lang::Ara, "ar", "Arabic"),
    (Lang::Aze, "az", "Azerbaijani"),
    (Lang::Bel, "be", "Belarusian"),
    (Lang::Ben, "bn", "Bengali"),
    (Lang::Bul, "bg", "Bulgarian"),
    (Lang::Cat, "ca", "Catalan"),
    (Lang::Ces, "cs", "Czech"),
    (Lang::Cmn, "zh", "Chinese"),
    (Lang::Cym, "cy", "Welsh"),
    (Lang::Dan, "da", "Danish"),
    (Lang::Deu, "de", "German"),
    (Lang::Ell, "el", "Greek"),
    (Lang::Epo, "eo", "Esperanto"),
    (Lang::Est, "et", "Estonian"),
    (Lang::Fin, "fi", "Finnish"),
    (Lang::Fra, "fr", "French"),
    (Lang::Guj, "gu", "Gujarati"),
    (Lang::Heb, "he", "Hebrew"),
    (Lang::Hin, "hi", "Hindi"),
    (Lang::Hrv, "hr", "Croatian"),
    (Lang::Hun, "hu", "Hungarian"),
    (Lang::Hye, "hy", "Armenian"),
    (Lang::Ind, "id", "Indonesian"),
    (Lang::Ita, "it", "Italian"),
    (Lang::Jav, "jv", "Javanese"),
    (Lang::Jpn, "ja", "Japanese"),
    (Lang::Kan, "kn", "Kannada"),
    (Lang::Kat, "ka", "Georgian"),
    (Lang::Khm, "km", "Khmer"),
    (Lang::Kor, "ko", "Korean"),
    (Lang::Lat, "la", "Latin"),
    (Lang::Lav, "lv", "Latvian"),
    (Lang::Lit, "lt", "Lithuanian"),
    (Lang::Mal, "ml", "Malayalam"),
    (Lang::Mar, "mr", "Marathi"),
    (Lang::Mkd, "mk", "Macedonian"),
    (Lang::Mya, "my", "Burmese"),
    (Lang::Nep, "ne", "Nepali"),
    (Lang::Nld, "nl", "Dutch"),
    (Lang::Nob, "no", "Norwegian"),
    (Lang::Ori, "or", "Odia"),
    (Lang::Pan, "pa", "Punjabi"),
    (Lang::Pes, "fa", "Persian"),
    (Lang::Pol, "pl", "Polish"),
    (Lang::Por, "pt", "Portuguese"),
    (Lang::Ron, "ro", "Romanian"),
    (Lang::Rus, "ru", "Russian"),
    (Lang::Sin, "si", "Sinhala"),
    (Lang::Slk, "sk", "Slovak"),
    (Lang::Slv, "sl", "Slovene"),
    (Lang::Sna, "sn", "Shona"),
    (Lang::Spa, "es", "Spanish"),
    (Lang::Srp, "sr", "Serbian"),
    (Lang::Swe, "sv", "Swedish"),
    (Lang::Tam, "ta", "Tamil"),
    (Lang::Tel, "te", "Telugu"),
    (Lang::Tgl, "tl", "Tagalog"),
    (Lang::Tha, "th", "Thai"),
    (Lang::Tuk, "tk", "Turkmen"),
    (Lang::Tur, "tr", "Turkish"),
    (Lang::Ukr, "uk", "Ukrainian"),
    (Lang::Urd, "ur", "Urdu"),
    (Lang::Uzb, "uz", "Uzbek"),
    (Lang::Vie, "vi", "Vietnamese"),
    (Lang::Yid, "yi", "Yiddish"),
    (Lang::Zul, "zu", "Zulu"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::quotes;

    fn of(text: &str) -> Tongue {
        let passage = Passage::new(text);
        tongue(&passage, &quotes::quotes(&passage))
    }

    /// Checks the code of each text's language.
    fn check(expected: &str, texts: &[&str]) {
        for text in texts {
            match of(text) {
                Tongue::Other(language) => assert_eq!(language.code, expected, "{text}"),
                found => panic!("{found:?} and not {expected}: {text}"),
            }
        }
    }

    #[test]
    fn other_languages_are_known_by_their_words() {
        check(
            "de",
            &[
                "Die Brücke über den Kanal bleibt bis Freitag gesperrt, teilte die Stadt am Montag mit. Kritiker sagen, sie sei nie geprüft worden.",
                "Nach Angaben der Polizei wurden drei Menschen verletzt. Experten gehen davon aus, dass die Sperre länger dauert.",
            ],
        );
        check("es", &["El puente sobre el canal seguirá cerrado hasta el viernes, informó el ayuntamiento."]);
        check(
            "fr",
            &["Le pont sur le canal restera fermé jusqu’à vendredi, a annoncé la mairie de la ville."],
        );
        check(
            "it",
            &["Il ponte sul canale resterà chiuso fino a venerdì, ha annunciato il comune della città."],
        );
        check(
            "nl",
            &[
                "De brug over het kanaal blijft tot vrijdag gesloten, zo heeft de gemeente maandag bekendgemaakt.",
            ],
        );
        check(
            "pl",
            &["Most nad kanałem pozostanie zamknięty do piątku, poinformowało miasto w poniedziałek rano."],
        );
        check(
            "ru",
            &["Мост через канал останется закрытым до пятницы, сообщила мэрия города в понедельник."],
        );
        check("zh", &["市政府周一表示，运河上的桥将关闭至周五。批评者说，这座桥从未接受过检查。"]);
        check("ar", &["أعلنت البلدية يوم الاثنين أن الجسر فوق القناة سيظل مغلقا حتى يوم الجمعة"]);
    }

    #[test]
    fn english_is_english_whatever_it_names() {
        for text in [
            "The bridge over the canal stays closed until Friday, the city said on Monday.",
            "Chukwuemeka Nwosu of Umuahia, Oluwaseun Adebayo of Abeokuta and Ngozi Okonjo of Nsukka asked the court to hear them.",
            "The panchayat of Thiruvananthapuram asked for one crore rupees, and the tehsildar gave ten lakh to the gram sabha.",
            "“Wir hatten keine Warnung, und niemand hat uns angerufen, weder am Montag noch am Dienstag”, she told us.",
        ] {
            assert!(!matches!(of(text), Tongue::Other(_)), "{:?}: {text}", of(text));
        }
    }

    #[test]
    fn few_words_lists_and_addresses_tell_nothing() {
        for text in [
            "Brücke bleibt gesperrt",
            "Ana Duarte, Bo Lindqvist, Chidi Okafor, Dilek Yılmaz, Émile Roux, Fatou Diallo",
            "quercus robur, fagus sylvatica, acer platanoides, tilia cordata, betula pendula, alnus glutinosa",
            "PONT FERMÉ JUSQU’À VENDREDI, LA MAIRIE DIT QUE LA VILLE N’A PAS LE CHOIX DU TOUT",
            "let x = foo(bar); baz.qux(&mut quux); corge[grault] += garply(waldo, fred);",
            "",
        ] {
            assert!(matches!(of(text), Tongue::Open { .. }), "{:?}: {text}", of(text));
        }
    }
}
