use crate::text::is_hidden;

/// A web address as one of the many ways to write it: equal for two addresses of one page. None for
/// what is no web address.
pub fn canonical(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let rest = rest.split('#').next()?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.rsplit('@').next()?.to_ascii_lowercase();
    let host = host.trim_end_matches(":443").trim_end_matches(":80").trim_end_matches('.');
    let host =
        ["www.", "m.", "amp.", "mobile."].iter().fold(host, |host, it| host.strip_prefix(it).unwrap_or(host));
    if host.is_empty() {
        return None;
    }
    let path = path.trim_end_matches('/');
    let path = ["index.html", "index.php", "amp", "amp.html"]
        .iter()
        .find_map(|it| path.strip_suffix(it).filter(|it| it.is_empty() || it.ends_with('/')))
        .unwrap_or(path)
        .trim_end_matches('/');
    let mut kept: Vec<&str> =
        query.split(['&', ';']).filter(|it| !it.is_empty() && !is_tracking(it)).collect();
    kept.sort_unstable();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{host}/{path}{query}"))
}

/// A web address as a link may lead there; None for what is none. Whatever could end the link around it, or
/// hides, is written as percent codes, where an address has it anyway.
pub fn followed(address: &str) -> Option<String> {
    let address = address.trim();
    canonical(address)?;
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_unsafe = |it: char| {
        it.is_whitespace()
            || is_hidden(it)
            || matches!(it, '<' | '>' | '"' | '\\' | '`' | '{' | '}' | '|' | '^' | '[' | ']')
    };
    // No host is written so, but for a number of IPv6.
    let is_numbered = host.starts_with('[');
    let bare = if is_numbered { host[1..].replacen(']', "", 1) } else { host.to_owned() };
    if bare.contains(is_unsafe) {
        return None;
    }
    let mut out = format!("{}://{host}", scheme.to_ascii_lowercase());
    for char in rest[host.len()..].chars() {
        match is_unsafe(char) {
            true => {
                let mut room = [0; 4];
                char.encode_utf8(&mut room).bytes().for_each(|it| out.push_str(&format!("%{it:02X}")));
            }
            false => out.push(char),
        }
    }
    Some(out)
}

/// What is added to an address to see who came from where, and switches of how a page is shown.
fn is_tracking(parameter: &str) -> bool {
    const NAMES: &[&str] =
        &["amp", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "outputtype", "ref_src", "smid"];
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}

/// A DOI without the addresses and names it is dressed in.
pub fn doi(written: &str) -> Option<String> {
    let written = written.trim().to_ascii_lowercase();
    let start = written.find("10.")?;
    let before = written[..start].trim_end_matches([' ', ':', '/']);
    let is_dress = before.is_empty() || before.ends_with("doi") || before.ends_with("doi.org");
    let doi = written[start..].trim_end_matches(['.', '/', ',']);
    (is_dress && doi.contains('/')).then(|| doi.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_link_is_no_part_of_an_address() {
        for (written, leads) in [
            (" HTTPS://varo.example/a_(b)?c=d&e=f#g ", Some("https://varo.example/a_(b)?c=d&e=f#g")),
            (
                "https://varo.example/a>![x](https://track.example/t.png)<b",
                Some("https://varo.example/a%3E!%5Bx%5D(https://track.example/t.png)%3Cb"),
            ),
            ("https://varo.example/a b\u{202e}\n", Some("https://varo.example/a%20b%E2%80%AE")),
            ("https://varo.example", Some("https://varo.example")),
            ("http://[::1]:80/a", Some("http://[::1]:80/a")),
            ("https://varo.example>![x](https://track.example/t.png)/a", None),
            ("https://varo example/", None),
            ("command:onrecord.restart", None),
            ("javascript://varo.example/%0aalert(1)", None),
            ("file://varo.example/a", None),
            ("", None),
        ] {
            assert_eq!(followed(written).as_deref(), leads, "{written}");
        }
    }

    #[test]
    fn one_page_has_one_address() {
        let page = canonical("https://varo.example/ferries/late");
        assert_eq!(page.as_deref(), Some("varo.example/ferries/late"));
        for same in [
            "http://varo.example/ferries/late",
            "https://www.varo.example/ferries/late/",
            "https://VARO.example:443/ferries/late#quay",
            "https://m.varo.example/ferries/late/amp",
            "https://varo.example/ferries/late?utm_source=x&fbclid=y",
            "https://varo.example/ferries/late/amp/?outputType=amp",
            " https://varo.example/ferries/late/index.html ",
        ] {
            assert_eq!(canonical(same), page, "{same}");
        }
        for other in [
            "https://varo.example/ferries/Late",
            "https://varo.example/ferries/late?page=2",
            "https://varo.example/camp",
        ] {
            assert_ne!(canonical(other), page, "{other}");
        }
        assert_eq!(canonical("https://varo.example/a?b=1&a=2"), canonical("https://varo.example/a?a=2&b=1"));
        for none in
            ["", "varo.example", "ftp://varo.example/a", "https://", "https://?a", "mailto:a@b.example"]
        {
            assert_eq!(canonical(none), None, "{none}");
        }
    }

    #[test]
    fn one_work_has_one_doi() {
        for same in ["10.1000/AB.1", "doi:10.1000/ab.1", "https://doi.org/10.1000/ab.1", "DOI: 10.1000/ab.1."]
        {
            assert_eq!(doi(same).as_deref(), Some("10.1000/ab.1"), "{same}");
        }
        for none in ["", "10.", "version 10.2/3", "n/a"] {
            assert_eq!(doi(none), None, "{none}");
        }
    }
}
