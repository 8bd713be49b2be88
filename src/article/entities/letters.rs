/// Up to eight initials in lower case, unused places zero.
pub type Letters = [u8; 8];

/// The letters of an abbreviation: "OfR", "U.N.", "EPA". None if the word reads as a word.
pub fn letters(text: &str) -> Option<Letters> {
    let upper = text.bytes().filter(u8::is_ascii_uppercase).count();
    if upper < 2 || text.contains(' ') {
        return None;
    }
    let mut key = [0; 8];
    let mut length = 0;
    for byte in text.bytes().filter(|&it| it != b'.') {
        if !byte.is_ascii_alphabetic() || length == key.len() {
            return None;
        }
        key[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    Some(key)
}

/// The two abbreviations a long name may have: by its capitals, and by all its words ("OR", "OfR").
pub fn initials(text: &str) -> Option<[Letters; 2]> {
    let mut keys = [[0; 8]; 2];
    let mut lengths = [0; 2];
    for word in text.split([' ', '-']) {
        let first = word.bytes().next().filter(u8::is_ascii_alphabetic)?;
        for (number, all) in [false, true].into_iter().enumerate() {
            if all || first.is_ascii_uppercase() {
                *keys[number].get_mut(lengths[number])? = first.to_ascii_lowercase();
                lengths[number] += 1;
            }
        }
    }
    (lengths[0] >= 2).then_some(keys)
}
