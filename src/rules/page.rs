/// What a rule's head comment says, for hover, `onrecord explain`, the README's table and the tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The rule's code, from the page's title.
    pub title: String,
    /// One sentence: what is flagged.
    pub summary: String,
    /// The whole page as Markdown, without the title's `#`.
    pub markdown: String,
    pub examples: Vec<Example>,
    /// Fenced `source KEY` blocks: texts that lie beside every example, with their keys.
    pub sources: Vec<(String, String)>,
}

/// A fenced `article` block of a page. Lines of carets mark what is flagged in the line above and say why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The article without the lines of carets.
    pub text: String,
    /// What must be flagged: bytes of `text`, and words that the message must hold (may be empty).
    pub flags: Vec<(crate::text::Span, String)>,
}

impl Page {
    /// Reads the `//!` lines at the head of a rule's file.
    pub fn parse(source: &str) -> Page {
        let lines: Vec<&str> = source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let title = lines.first().map_or("", |it| it.trim_start_matches('#').trim()).to_owned();
        let body = lines.get(1..).unwrap_or_default().join("\n").trim().to_owned();
        let summary = body.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        Page { title, summary, examples: examples(&lines), sources: sources(&lines), markdown: body }
    }
}

fn sources(lines: &[&str]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in lines {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(fence)) => {
                open = fence.strip_prefix("source ").map(|key| (key.to_owned(), String::new()));
            }
            (Some(_), Some(_)) => out.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    out
}

fn examples(lines: &[&str]) -> Vec<Example> {
    let mut out = Vec::new();
    let mut open: Option<Example> = None;
    for line in lines {
        match (&mut open, *line) {
            (None, "```article") => open = Some(Example::default()),
            (Some(_), "```") => out.extend(open.take()),
            (Some(example), line) => example.add(line),
            (None, _) => {}
        }
    }
    out
}

impl Example {
    /// Reads an article with lines of carets under the words.
    pub fn parse(text: &str) -> Example {
        let mut example = Example::default();
        text.lines().for_each(|line| example.add(line));
        example
    }

    fn add(&mut self, line: &str) {
        let carets = line.trim_start();
        if !carets.starts_with('^') {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
            return;
        }
        // Carets count characters of the line above.
        let above_start = self.text.rfind('\n').map_or(0, |at| at + 1);
        let above = &self.text[above_start..];
        let offset =
            |chars: usize| above_start + above.char_indices().nth(chars).map_or(above.len(), |(at, _)| at);
        let first = line.len() - carets.len();
        let message = carets.trim_start_matches('^');
        let count = carets.len() - message.len();
        let span = crate::text::Span::new(offset(first), offset(first + count));
        self.flags.push((span, message.trim().to_owned()));
    }
}
