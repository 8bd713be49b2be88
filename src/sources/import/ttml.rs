//! Timed Text Markup Language (.ttml, .dfxp): captions of broadcasters and video sites.

use std::time::Duration;

use super::{
    Imported, Refused, limits, plain,
    speakers::clock,
    stretches::{Glue, Stretch, assemble},
};
use crate::markup::html::entity;

/// Silence after which a new paragraph begins.
const PAUSE: Duration = Duration::from_secs(3);

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = plain::decode(bytes)?;
    let agents = agents(&text);
    let mut out: Vec<Stretch> = Vec::new();
    let (mut at, mut end) = (0, Duration::ZERO);
    while let Some(found) = text[at..].find("<p") {
        let tag = at + found;
        at = tag + 2;
        if !text[at..].starts_with([' ', '>', '\n', '\t', '\r', '/']) {
            continue;
        }
        let Some(close) = text[at..].find('>').map(|it| at + it) else { break };
        let head = &text[at..close];
        at = close + 1;
        if head.ends_with('/') {
            continue;
        }
        let stop = text[at..].find("</p").map_or(text.len(), |it| at + it);
        let time = attribute(head, "begin").and_then(offset);
        let until = attribute(head, "end").and_then(offset);
        let speaker = attribute(head, "ttm:agent")
            .map(|it| agents.iter().find(|agent| agent.0 == it).map_or(it, |agent| agent.1.as_str()));
        let fresh = out.is_empty() || time.is_some_and(|it| it > end + PAUSE);
        for line in lines(&text[at..stop]) {
            limits::count("lines", out.len(), limits::LINES)?;
            let glue = if fresh && speaker.is_none() { Glue::Paragraph } else { Glue::Line };
            out.push(Stretch { time, speaker: speaker.map(Into::into), ..Stretch::made(line, glue) });
        }
        end = until.or(time).unwrap_or(end);
        at = stop;
    }
    // What rolls shows its last line again.
    out.dedup_by(|a, b| a.words == b.words && a.time == b.time);
    Ok(Imported { text: assemble(out), ..Imported::default() })
}

/// The lines of a caption, without tags and with characters for their codes.
fn lines(inner: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut at = 0;
    while let Some(char) = inner[at..].chars().next() {
        let rest = &inner[at..];
        match char {
            '<' => {
                if rest.starts_with("<br") {
                    out.push(String::new());
                }
                at += rest.find('>').map_or(rest.len(), |it| it + 1);
                continue;
            }
            '&' => {
                let length = rest.bytes().take(34).position(|it| it == b';').map_or(1, |it| it + 1);
                let meant = entity(&rest[..length]).map(|it| it.0);
                if let Some(last) = out.last_mut() {
                    last.push_str(meant.as_deref().unwrap_or(&rest[..length]));
                }
                at += length;
                continue;
            }
            _ => {}
        }
        if let Some(last) = out.last_mut() {
            last.push(if char.is_whitespace() { ' ' } else { char });
        }
        at += char.len_utf8();
    }
    let clean = out.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    clean.filter(|it| !it.is_empty()).collect()
}

/// What those who speak are called, by their mark.
fn agents(text: &str) -> Vec<(String, String)> {
    const MOST: usize = 500;
    let parts = text.split("<ttm:agent").skip(1).take(MOST);
    let named = parts.filter_map(|it| {
        let id = attribute(it.split('>').next()?, "xml:id")?;
        let name = it.split("<ttm:name").nth(1)?.split_once('>')?.1.split('<').next()?;
        Some((id.to_owned(), name.trim().to_owned()))
    });
    named.collect()
}

fn attribute<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = head;
    while let Some(at) = rest.find(name) {
        let is_whole = rest[..at].chars().next_back().is_none_or(char::is_whitespace);
        rest = &rest[at + name.len()..];
        let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| is_whole) else { continue };
        let value = value.trim_start();
        let mark = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        return value[1..].split(mark).next();
    }
    None
}

/// "00:00:01.000", "12.5s", "1500ms", "00:00:01:12" with frames.
fn offset(value: &str) -> Option<Duration> {
    let seconds = |it: &str, share: f64| {
        it.parse::<f64>().ok().and_then(|it| Duration::try_from_secs_f64(it * share).ok())
    };
    if let Some(it) = value.strip_suffix("ms") {
        return seconds(it, 0.001);
    }
    if let Some(it) = value.strip_suffix('s') {
        return seconds(it, 1.0);
    }
    let parts: Vec<&str> = value.split(':').collect();
    clock(&parts[..parts.len().min(3)].join(":"))
}
