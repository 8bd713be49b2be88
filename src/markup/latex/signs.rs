//! Characters that are written as commands.

/// What a command of letters shows.
pub fn named(command: &str) -> Option<&'static str> {
    Some(match command {
        "ldots" | "dots" | "textellipsis" => "…",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteleft" => "‘",
        "textquoteright" => "’",
        "textquotedblleft" | "lq" => "“",
        "textquotedblright" | "rq" => "”",
        "guillemotleft" | "flqq" => "«",
        "guillemotright" | "frqq" => "»",
        "glqq" | "quotedblbase" => "„",
        "grqq" => "“",
        "textdollar" => "$",
        "texteuro" | "euro" | "EUR" => "€",
        "pounds" | "textsterling" => "£",
        "textdegree" => "°",
        "textpercent" => "%",
        "textbackslash" => "\\",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textasciigrave" => "`",
        "textunderscore" => "_",
        "textregistered" => "®",
        "texttrademark" => "™",
        "copyright" | "textcopyright" => "©",
        "S" => "§",
        "P" => "¶",
        "aa" => "å",
        "AA" => "Å",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ss" => "ß",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "th" => "þ",
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        "quad" | "qquad" | "enspace" | "thinspace" | "space" => " ",
        "slash" => "/",
        "newline" | "linebreak" => "\n",
        _ => return None,
    })
}

/// What a backslash before one character shows; None for what is more than a character.
pub fn escaped(char: char) -> Option<&'static str> {
    Some(match char {
        '%' => "%",
        '&' => "&",
        '#' => "#",
        '$' => "$",
        '_' => "_",
        '{' => "{",
        '}' => "}",
        ',' | ' ' | ';' | ':' => " ",
        '-' | '/' | '!' | '@' => "",
        _ => return None,
    })
}

/// A letter with the accent that a command puts on it.
pub fn accented(accent: &str, letter: char) -> Option<char> {
    let rows = ACCENTS.iter().filter(|it| it.0 == accent);
    rows.into_iter().find_map(|(_, plain, dressed)| {
        let index = plain.chars().position(|it| it == letter)?;
        dressed.chars().nth(index)
    })
}

const ACCENTS: &[(&str, &str, &str)] = &[
    ("'", "aeiouyAEIOUYcnszCNSZıl", "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹíĺ"),
    ("`", "aeiouAEIOUı", "àèìòùÀÈÌÒÙì"),
    ("^", "aeiouAEIOUcghjswyCGHJSWYı", "âêîôûÂÊÎÔÛĉĝĥĵŝŵŷĈĜĤĴŜŴŶî"),
    ("\"", "aeiouyAEIOUYı", "äëïöüÿÄËÏÖÜŸï"),
    ("~", "anoANOiuIU", "ãñõÃÑÕĩũĨŨ"),
    ("=", "aeiouAEIOU", "āēīōūĀĒĪŌŪ"),
    (".", "zZeEcCgGI", "żŻėĖċĊġĠİ"),
    ("c", "cCsStTgklnr", "çÇşŞţŢģķļņŗ"),
    ("v", "cCsSzZrReEnNdDtTlL", "čČšŠžŽřŘěĚňŇďĎťŤľĽ"),
    ("u", "aAgGiIuU", "ăĂğĞĭĬŭŬ"),
    ("H", "oOuU", "őŐűŰ"),
    ("k", "aAeE", "ąĄęĘ"),
    ("r", "aAuU", "åÅůŮ"),
    ("d", "sStT", "ṣṢṭṬ"),
];
