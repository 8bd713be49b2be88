//! Commands that begin and end blocks.

use super::{
    cuts,
    environments::{self, Holds},
    groups::{option, skip_space},
    reader::{Ends, Reader},
};
use crate::{
    markup::{Kind, page::Page},
    text::Span,
};

/// Half a heading is no longer than this.
const TITLE: usize = 400;

impl Reader {
    /// A heading, caption or author: a block by itself.
    pub fn heading(&mut self, page: &mut Page, at: usize, end: usize, kind: Kind) -> usize {
        let text = page.text;
        let (mut groups, behind) = self.behind(text, end, 1);
        page.close();
        page.nested = !self.begins(text, at);
        page.begin(kind, at);
        match groups.pop() {
            Some(group) => {
                self.ends.push((group.end, Ends::Block));
                group.start
            }
            // Half typed: up to the end of its line.
            None => {
                let rest = &text[behind..self.limit];
                let end = rest.char_indices().take(TITLE).find(|it| matches!(it.1, '\n' | '\r'));
                let last = rest.char_indices().nth(TITLE).map_or(rest.len(), |it| it.0);
                self.ends.push((behind + end.map_or(last, |it| it.0), Ends::Line));
                behind
            }
        }
    }

    pub fn item(&mut self, page: &mut Page, at: usize, end: usize) -> usize {
        let is_entry = self.open.iter().any(|it| it.1 == Holds::Words(Kind::Reference));
        page.begin(if is_entry { Kind::Reference } else { Kind::ListItem }, at);
        match option(page.text, end, self.limit) {
            Some(label) => {
                self.ends.push((label.end, Ends::Option));
                label.start
            }
            None => skip_space(page.text, end, self.limit),
        }
    }

    pub fn begin(&mut self, page: &mut Page, at: usize, end: usize) -> usize {
        let text = page.text;
        let Some(group) = self.groups.at(end) else { return end };
        let name = group.of(text);
        let holds = environments::holds(name);
        let mut behind = group.end + 1;
        match holds {
            Holds::Verbatim => {
                page.close();
                return cuts::verbatim_end(text, behind, self.limit, name);
            }
            Holds::Picture => {
                let to = cuts::verbatim_end(text, behind, self.limit, name);
                let to = to + "\\end{}".len() + name.len();
                let whole = Span::new(at, to.min(self.limit));
                if page.is_written() {
                    page.picture(whole);
                }
                return whole.end;
            }
            _ => {}
        }
        page.close();
        if holds != Holds::Nothing {
            self.open.push((name.to_owned(), holds));
        }
        let most = match holds {
            Holds::Words(Kind::Reference) => 1,
            Holds::Words(_) => 0,
            _ => 3,
        };
        behind = self.behind(text, behind, most).1;
        behind
    }

    pub fn finish(&mut self, page: &mut Page, end: usize) -> usize {
        let Some(group) = self.groups.at(end) else { return end };
        page.close();
        let name = group.of(page.text);
        if name == "document" {
            return self.limit;
        }
        if let Some(index) = self.open.iter().rposition(|it| it.0 == name) {
            self.open.truncate(index);
        }
        group.end + 1
    }
}
