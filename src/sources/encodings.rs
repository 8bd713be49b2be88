//! Lists that are older than UTF-8.

/// What Windows-1252 has where Latin-1 has no letters, from 0x80 on; what it leaves open stays as it is.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a list's bytes, and whether they are something else than UTF-8: UTF-16 by the mark at its
/// beginning, or else Windows-1252, which holds Latin-1 and gives every byte a letter. Keys are ASCII in nearly
/// every list, so that they are right even where a letter of a title is not. None for what is no text at all.
pub fn decoded(bytes: Vec<u8>) -> Option<(String, bool)> {
    // A list of nothing but ASCII in UTF-16 is UTF-8 as well, with as many zeros as letters.
    if bytes.contains(&0) {
        let wide = other(&bytes).filter(|it| !it.contains('\0')).map(|it| (it, true));
        return wide.or_else(|| Some((String::from_utf8(bytes).ok()?, false)));
    }
    Some(match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (error.into_bytes().into_iter().map(letter).collect(), true),
    })
}

/// UTF-16, with its mark or with zeros where English has them.
fn other(bytes: &[u8]) -> Option<String> {
    let units = |is_big: bool, bytes: &[u8]| {
        let pairs = bytes.chunks_exact(2).map(|it| [it[0], it[1]]);
        let units: Vec<u16> =
            pairs.map(|it| if is_big { u16::from_be_bytes(it) } else { u16::from_le_bytes(it) }).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some(units(false, rest)),
        [0xfe, 0xff, rest @ ..] => Some(units(true, rest)),
        [first, 0, ..] if *first != 0 => Some(units(false, bytes)),
        [0, first, ..] if *first != 0 => Some(units(true, bytes)),
        _ => None,
    }
}

fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_lists_are_read_as_they_were_written() {
        let list = "@misc{cho2024, title = {Café “closes”}}";
        assert_eq!(decoded(list.as_bytes().to_vec()), Some((list.to_owned(), false)));
        let windows = b"@misc{cho2024, title = {Caf\xe9 \x93closes\x94}}";
        assert_eq!(decoded(windows.to_vec()), Some((list.to_owned(), true)));
        for (mark, is_big) in
            [(Some([0xff, 0xfe]), false), (Some([0xfe, 0xff]), true), (None, false), (None, true)]
        {
            let units =
                list.encode_utf16().flat_map(|it| if is_big { it.to_be_bytes() } else { it.to_le_bytes() });
            let bytes: Vec<u8> = mark.into_iter().flatten().chain(units).collect();
            assert_eq!(decoded(bytes), Some((list.to_owned(), true)), "{mark:?}");
        }
        assert_eq!(decoded(Vec::new()), Some((String::new(), false)));
        assert_eq!(decoded(vec![0xff]), Some(("ÿ".to_owned(), true)));
        assert_eq!(decoded(vec![0x1f, 0x8b, 0, 0, 0]), None);
    }
}
