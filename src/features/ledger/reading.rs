//! Reads a ledger, whatever has happened to it: what can be understood counts.

use std::path::Path;

use crate::{
    rules::{
        self, Ledger,
        ledger::{Answer, Dismissal, Fingerprints},
    },
    sources::read_text,
};

/// What a ledger says, and what is wrong with it: each a sentence that names the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub ledger: Ledger,
    pub complaints: Vec<String>,
}

const KEYS: &[&str] = &["answer", "rule", "sentence", "before", "after", "text", "note"];

/// Lines that version control leaves behind.
const TORN: &[&str] = &["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

pub fn read(text: &str) -> Reading {
    let mut out = Reading::default();
    let mut entry = Entry::default();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = index + 1;
        let line = line.trim();
        if TORN.iter().any(|it| line.starts_with(it)) {
            if !out.ledger.is_torn {
                out.complaints.push(format!("Line {number}: two versions stand here side by side; the merge has to be finished by hand. Entries of both count."));
            }
            out.ledger.is_torn = true;
        } else if line.starts_with('#') {
            continue;
        } else if !line.is_empty() {
            entry.add(number, line, &mut out.complaints);
            continue;
        }
        std::mem::take(&mut entry).close(&mut out);
    }
    entry.close(&mut out);
    // A merge leaves what both sides have twice.
    let mut seen: Vec<Dismissal> = Vec::new();
    for it in std::mem::take(&mut out.ledger.entries) {
        if !seen.iter().any(|other| (other.code, other.place) == (it.code, it.place)) {
            seen.push(it);
        }
    }
    out.ledger.entries = seen;
    out
}

/// What a file of answers says; none when there is no such file.
pub fn read_file(path: &Path) -> Option<Reading> {
    match read_text(path) {
        Ok(text) => text.as_deref().map(read),
        Err(why) => Some(Reading { complaints: vec![why], ..Reading::default() }),
    }
}

/// The lines of an entry as they come.
#[derive(Default)]
struct Entry<'a> {
    /// Where it begins; 0 before its first line.
    line: usize,
    values: Vec<(&'static str, &'a str)>,
    is_wrong: bool,
}

impl<'a> Entry<'a> {
    fn add(&mut self, number: usize, line: &'a str, complaints: &mut Vec<String>) {
        if self.line == 0 {
            self.line = number;
        }
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let known = KEYS.iter().find(|it| it.eq_ignore_ascii_case(key.trim()));
        match known {
            None => {
                complaints.push(format!("Line {number}: “{}” is none of {}.", key.trim(), KEYS.join(", ")))
            }
            Some(key) if self.value(key).is_some() => {
                complaints
                    .push(format!("Line {number}: this entry has two lines “{key}”; the first counts."));
            }
            Some(key) => self.values.push((key, value.trim())),
        }
        self.is_wrong |= known.is_none();
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.values.iter().find(|it| it.0 == key).map(|it| it.1)
    }

    fn close(self, out: &mut Reading) {
        if self.line == 0 {
            return;
        }
        match self.dismissal() {
            Ok(it) => out.ledger.entries.push(it),
            // A line that is no line of a ledger has been told already.
            Err(_) if self.is_wrong && self.values.is_empty() => {}
            Err(why) => out.complaints.push(format!("Line {}: {why}", self.line)),
        }
    }

    fn dismissal(&self) -> Result<Dismissal, String> {
        let needed = |key| self.value(key).ok_or_else(|| format!("this entry has no line “{key}”."));
        let written = needed("answer")?;
        let answer = Answer::ALL.into_iter().find(|it| it.code().eq_ignore_ascii_case(written));
        let answer = answer.ok_or_else(|| {
            let all: Vec<&str> = Answer::ALL.iter().map(|it| it.code()).collect();
            format!("“{written}” is no answer; there are {}.", all.join(", "))
        })?;
        let code = needed("rule")?;
        let code = rules::find(code).ok_or_else(|| format!("there is no rule “{code}”."))?.code;
        let print = |key: &str, value: &str| {
            u64::from_str_radix(value, 16).map_err(|_| format!("“{value}” is no fingerprint of a {key}."))
        };
        let beside = |key| self.value(key).map_or(Ok(0), |it| print("sentence", it));
        let place = Fingerprints {
            before: beside("before")?,
            sentence: print("sentence", needed("sentence")?)?,
            after: beside("after")?,
        };
        let text = self.value("text").unwrap_or_default().to_owned();
        Ok(Dismissal { answer, code, place, text, line: self.line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "answer: witnessed\nrule: unattributed-claim\nsentence: 5c1f0a9be2d43b17\n\
        before: 0000000000000000\nafter: 00000000000000ab\ntext: The delegation met.\nnote: at noon: 4 May\n";

    #[test]
    fn an_entry_is_read_and_remarks_are_not() {
        let it = read(&format!("# the harbour series\n\n{ENTRY}\n# more\n"));
        assert_eq!(it.complaints, [""; 0]);
        let [entry] = &it.ledger.entries[..] else { panic!("{it:?}") };
        assert_eq!((entry.answer, entry.code, entry.line), (Answer::Witnessed, "unattributed-claim", 3));
        assert_eq!(entry.place, Fingerprints { before: 0, sentence: 0x5c1f_0a9b_e2d4_3b17, after: 0xab });
        assert_eq!(read(&ENTRY.replace('\n', "\r\n")).ledger.entries.len(), 1);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_the_rest_counts() {
        let text = format!(
            "answer: maybe\nrule: vague-source\nsentence: 1\n\nrule: vague-source\nsentence: 1\n\n{ENTRY}\n\
             answer: ignore\nrule: vague-sauce\nsentence: 1\n\nanswer: ignore\nrule: vague-source\nsentence: x\n\nhello\n"
        );
        let it = read(&text);
        assert_eq!(
            it.complaints,
            [
                "Line 1: “maybe” is no answer; there are witnessed, public-record, common-knowledge, own-calculation, on-background, ignore.",
                "Line 5: this entry has no line “answer”.",
                "Line 16: there is no rule “vague-sauce”.",
                "Line 20: “x” is no fingerprint of a sentence.",
                "Line 24: “hello” is none of answer, rule, sentence, before, after, text, note.",
            ]
        );
        assert_eq!(it.ledger.entries.len(), 1);
    }

    #[test]
    fn an_unfinished_merge_is_told_once_and_both_sides_count() {
        let other = ENTRY.replace("5c1f", "6c1f");
        let it = read(&format!("{ENTRY}\n<<<<<<< HEAD\n{ENTRY}=======\n{other}>>>>>>> theirs\n"));
        assert!(it.ledger.is_torn);
        assert_eq!(it.complaints.len(), 1);
        assert!(it.complaints[0].starts_with("Line 9: two versions"), "{:?}", it.complaints);
        assert_eq!(it.ledger.entries.len(), 2);
    }
}
