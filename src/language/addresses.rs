//! Web and mail addresses, @handles and #hashtags: one token each.

/// How far an address is looked for before its "@"; keeps the work linear in hostile text.
const LOCAL_PART: usize = 64;

/// Whether a stretch without space needs a look at all.
pub(super) fn may_hold(stretch: &str) -> bool {
    stretch.bytes().any(|it| matches!(it, b'@' | b'#')) || stretch.contains("://") || stretch.contains("www.")
}

/// The bytes of the address at the start of `rest`, if one stands there.
pub(super) fn length(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|it| it.is_alphanumeric() || it == '@') {
        return None;
    }
    web(rest).or_else(|| mail(rest)).or_else(|| tag(rest))
}

fn web(rest: &str) -> Option<usize> {
    let head = rest.get(..4)?;
    let scheme = rest.as_bytes().iter().take(12).take_while(|it| it.is_ascii_alphabetic()).count();
    let named = scheme > 1 && rest[scheme..].starts_with("://");
    if !named && !head.eq_ignore_ascii_case("www.") {
        return None;
    }
    let end = rest.find(|it: char| super::tokens::is_space(it) || ends_address(it)).unwrap_or(rest.len());
    let length = trimmed(&rest[..end]);
    (length > 4).then_some(length)
}

fn ends_address(it: char) -> bool {
    matches!(it, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '\u{FFFC}')
}

/// Without the punctuation of the sentence around; a bracket stays where its partner is inside.
fn trimmed(address: &str) -> usize {
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let loose = match last {
            ')' => kept.matches('(').take(8).count() < kept.matches(')').take(9).count(),
            _ => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '…'),
        };
        // Marks in a row are punctuation, more than a few are no address: leave them.
        if !loose || address.len() - kept.len() > 16 {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept.len()
}

fn mail(rest: &str) -> Option<usize> {
    let local = |it: &u8| it.is_ascii_alphanumeric() || b"._%+-:".contains(it);
    let at = rest.bytes().take(LOCAL_PART).position(|it| !local(&it)).filter(|&it| it > 0)?;
    let domain = rest[at..].strip_prefix('@')?;
    let end = domain
        .find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '.' | '-')))
        .unwrap_or(domain.len());
    let length = domain[..end].trim_end_matches(['.', '-']).len();
    domain[..length].contains('.').then_some(at + 1 + length)
}

/// "@name" and "#topic"; "#1" is a mark and a number.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix(['@', '#'])?;
    let first = name.chars().next()?;
    let hash = rest.starts_with('#');
    if !(first.is_alphabetic() || !hash && (first == '_' || first.is_ascii_digit())) {
        return None;
    }
    let end = name.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(name.len());
    Some(1 + end)
}
