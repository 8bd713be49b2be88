//! The little LaTeX that stands in values of BibTeX files, as a reader would read it.

/// Without braces and commands; accents become letters. Unknown commands leave their argument.
pub fn clean(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(char) = rest.chars().next() {
        let after = &rest[char.len_utf8()..];
        rest = match char {
            '\\' => command(after, &mut out),
            '{' | '}' => after,
            '~' => push(&mut out, ' ', after),
            '-' if after.starts_with("--") => push(&mut out, '—', &after[2..]),
            '-' if after.starts_with('-') => push(&mut out, '–', &after[1..]),
            '`' if after.starts_with('`') => push(&mut out, '“', &after[1..]),
            '\'' if after.starts_with('\'') => push(&mut out, '”', &after[1..]),
            '$' => after,
            _ => push(&mut out, char, after),
        };
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push<'a>(out: &mut String, char: char, after: &'a str) -> &'a str {
    out.push(char);
    after
}

/// What stands after a backslash; gives back what follows the command.
fn command<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some(first) = rest.chars().next() else { return rest };
    let letters = rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len());
    if letters == 0 {
        let after = &rest[first.len_utf8()..];
        return match accent(first) {
            Some(_) => accented(first, after, out),
            None if matches!(first, '\\' | ',' | ';' | ':') || first.is_whitespace() => push(out, ' ', after),
            None if matches!(first, '-' | '/' | '@' | '!') => after,
            None => push(out, first, after),
        };
    }
    let (name, after) = rest.split_at(letters);
    let argument = after.trim_start();
    if let Some(letter) = letter(name) {
        out.push_str(letter);
        return argument.strip_prefix("{}").unwrap_or(argument);
    }
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next())
        && accent(only).is_some()
    {
        return accented(only, argument, out);
    }
    match name {
        "enquote" | "mkbibquote" => {
            let (inner, after) = braced(argument);
            out.push('“');
            out.push_str(&clean(inner));
            out.push('”');
            after
        }
        // The address of a link is no part of what is read.
        "href" => braced(argument).1,
        _ => argument,
    }
}

/// The inside of a group at the start of a text, and what follows; a group that stays open ends with the text.
fn braced(text: &str) -> (&str, &str) {
    let Some(inner) = text.strip_prefix('{') else { return ("", text) };
    let mut depth = 1usize;
    for (at, char) in inner.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&inner[..at], &inner[at + 1..]);
        }
    }
    (inner, "")
}

/// A letter under an accent: `\'e`, `\'{e}`, `\'\i`, `\v{s}`.
fn accented<'a>(mark: char, rest: &'a str, out: &mut String) -> &'a str {
    let inner = rest.strip_prefix('{');
    let (dotless, text) = match inner.unwrap_or(rest) {
        it if it.starts_with("\\i") || it.starts_with("\\j") => (1, &it[1..]),
        it => (0, it),
    };
    let Some(base) = text.chars().next().filter(|it| it.is_alphabetic()) else { return rest };
    let after = &text[base.len_utf8()..];
    match composed(mark, base) {
        Some(letter) => out.push(letter),
        None => {
            out.push(base);
            out.extend(accent(mark));
        }
    }
    let after = if dotless > 0 { after.trim_start().trim_start_matches("{}") } else { after };
    if inner.is_some() { after.strip_prefix('}').unwrap_or(after) } else { after }
}

/// The combining mark of an accent command.
fn accent(command: char) -> Option<char> {
    Some(match command {
        '`' => '\u{300}',
        '\'' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        'u' => '\u{306}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        'r' => '\u{30a}',
        'H' => '\u{30b}',
        'v' => '\u{30c}',
        'd' => '\u{323}',
        'c' => '\u{327}',
        'k' => '\u{328}',
        _ => return None,
    })
}

/// The one character that Unicode has for an accented letter, where names in print need it.
fn composed(mark: char, base: char) -> Option<char> {
    let pairs = match mark {
        '`' => "aàeèiìoòuùAÀEÈIÌOÒUÙ",
        '\'' => "aáeéiíoóuúyýcćnńsśzźlĺrŕAÁEÉIÍOÓUÚYÝCĆNŃSŚZŹLĹRŔ",
        '^' => "aâeêiîoôuûcĉgĝwŵyŷAÂEÊIÎOÔUÛCĈGĜWŴYŶ",
        '~' => "aãnñoõiĩuũAÃNÑOÕIĨUŨ",
        '=' => "aāeēiīoōuūAĀEĒIĪOŌUŪ",
        'u' => "aăeĕgğuŭAĂEĔGĞUŬ",
        '.' => "zżeėcċgġZŻEĖCĊGĠIİ",
        '"' => "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸ",
        'r' => "aåuůAÅUŮ",
        'H' => "oőuűOŐUŰ",
        'v' => "cčdďeěnňrřsštťzžCČDĎEĚNŇRŘSŠTŤZŽ",
        'c' => "cçsştţCÇSŞTŢ",
        'k' => "aąeęiįuųAĄEĘIĮUŲ",
        _ => return None,
    };
    let mut characters = pairs.chars();
    while let (Some(plain), Some(letter)) = (characters.next(), characters.next()) {
        if plain == base {
            return Some(letter);
        }
    }
    None
}

/// Commands that stand for characters.
fn letter(name: &str) -> Option<&'static str> {
    Some(match name {
        "ss" => "ß",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "th" => "þ",
        "textendash" => "–",
        "textemdash" => "—",
        "ldots" | "dots" | "textellipsis" => "…",
        "textquoteright" => "’",
        "textquoteleft" => "‘",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "euro" | "EUR" => "€",
        "pounds" | "textsterling" => "£",
        "S" => "§",
        "textbackslash" => "\\",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn commands_leave_what_is_read() {
        for (written, read) in [
            ("{The} \\emph{sanctions}", "The sanctions"),
            ("M{\\\"u}ller \\& S{\\o}n", "Müller & Søn"),
            ("Caf\\'e, Caf\\'{e}, \\'Etude", "Café, Café, Étude"),
            ("\\v{S}koda, \\c{c}a, Lu\\'\\i s", "Škoda, ça, Luís"),
            ("Stra\\ss e, Stra{\\ss}e", "Straße, Straße"),
            ("pages 3--5 --- or so", "pages 3–5 — or so"),
            ("``Nothing'' and \\enquote{nothing \\emph{new}}", "“Nothing” and “nothing new”"),
            ("\\href{https://harbour.example}{the port}", "the port"),
            ("\\url{https://harbour.example/a_b}", "https://harbour.example/a_b"),
            ("10\\,\\% of~all\n  boats", "10 % of all boats"),
            ("\\textbf{\\textit{Deep}}", "Deep"),
        ] {
            assert_eq!(clean(written), read, "{written}");
        }
    }

    #[test]
    fn broken_commands_are_no_trouble() {
        for odd in [
            "\\",
            "\\\\",
            "{",
            "}}",
            "\\'",
            "\\'{",
            "\\v",
            "\\enquote{",
            "\\enquote",
            "\\\"é",
            "\\é",
            "\\'\\i{",
            "$",
        ] {
            clean(odd);
        }
        assert_eq!(clean("\\enquote{open"), "“open”");
    }
}
