//! A writer who types, deletes, pastes, takes back, joins and splits paragraphs, at random.

use onrecord::{
    markup::Format,
    text::{Edit, Span},
};

use super::seeded::Dice;

/// Longer texts are cut back, so that thousands of edits take seconds.
const LONGEST: usize = 300;

const SENTENCES: &[&str] = &[
    "Critics say the dam will fail. ",
    "The Harbour Board (HB) approved the plan, its chair Mara Lindqvist said on Tuesday. ",
    "She added that 3,000 boats would move. ",
    "“We have waited long enough,” he told the Tallow Post. ",
    "\"It is over,\" said Prime Minister Ingrid Solberg, citing a report. ",
    "Media reports claim that Solberg resigned. ",
    "Studies show that two-thirds of nurses left. ",
    "According to the HB, the quay sank yesterday. ",
    "It is believed that Mr Okafor lied. ",
    "Okafor pointed out that the bridge was the longest in Europe, asserting that it would hold. ",
    "The mill poisoned the river[^1]. ",
    "See [the memo](https://one.example/memo) [@cho2020]. ",
    "A source close to the mayor said so. ",
    "Why? ",
    "No. 10 declined. ",
    "The town rejoiced. ",
    "[citation needed] ",
    "TK: source? ",
    "“It began,” he said, “and never ended. ",
    "Die Brücke bleibt bis Freitag gesperrt, weil niemand weiß, ob sie noch hält. ",
    "Le pont restera fermé jusqu’à vendredi, a annoncé la mairie, et personne ne sait pourquoi. ",
];

const PIECES: &[&str] = &[
    "\n\n",
    "\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n\n\n",
    " ",
    "\t",
    "# ",
    "## Sources\n\n",
    "References\n===\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "***\n",
    "---\n",
    "---\ntitle: A\n---\n",
    "```\n",
    "~~~\n",
    "`",
    "*",
    "**",
    "_",
    "\\",
    "<!--",
    "-->",
    "<!-- onrecord: ignore -->",
    "<!-- onrecord: off vague-source -->\n\n",
    "<!-- onrecord: on -->",
    "[onrecord: ignore-paragraph]\n",
    "[^1]",
    "[^1]: A note, see https://two.example.\n",
    "[a]: https://three.example\n",
    "[a]",
    "![alt](i.png)",
    "| a | b |\n|---|---|\n",
    "| c",
    "<div>",
    "</div>",
    "{{cn}}",
    "$$",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "„",
    "(",
    ")",
    ".",
    ",",
    ":",
    ";",
    "?",
    "!",
    "—",
    "e",
    "S",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "👩‍👩‍👧",
    "🇳🇴",
    "中文",
    "\u{2028}",
    "\u{fffc}",
    "\\section{Sources}\n",
    "\\footnote{",
    "\\autocite{cho}",
    "\\begin{quote}\n",
    "\\end{quote}\n",
    "\\item ",
    "{",
    "}",
    "$",
    "\n% onrecord: ignore\n",
    "\n// onrecord: off\n",
    "\n.. onrecord: ignore\n\n",
    "\n# onrecord: ignore\n",
    "= Quay\n",
    "\n____\n",
    "\n----\n",
    "\n|===\n",
    "|",
    "footnote:[The log.]",
    "cite:[cho]",
    "Sources\n-------\n",
    "\n.. note:: ",
    "`page`_",
    "\n.. _page: https://five.example\n",
    "::\n\n   ",
    ":cite:p:`cho`",
    "\n* Sources\n",
    "\n#+begin_quote\n",
    "\n#+end_quote\n",
    "[[https://six.example][memo]]",
    "[cite:@cho]",
    "<p>",
    "</p>",
    "<h2>Sources</h2>",
    "<ul><li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<a href=\"https://four.example\">",
    "</a>",
    "<sup>1</sup>",
    "<q>",
    "\n== Sources ==\n",
    "{{",
    "}}",
    "{{citation needed}}",
    "<ref>The log.</ref>",
    "<ref name=\"a\" />",
    "[[Quay|",
    "]]",
    "\n* ",
    "{|\n| ",
    "\n|}\n",
    "''",
    "By Ana Cho\n\n",
    "LISBON: ",
    "he ",
    "Solberg ",
    "OfR",
    "said ",
    "not ",
    "Lindqvist’s ",
];

pub const START: &[&str] = &[
    "",
    "# Dam holds\n\nBy Ana Cho\n\nLISBON: The dam held, Mara Lindqvist said. Critics say it leaks.\n\nShe disagreed.\n",
    "---\ntitle: Quay\n---\n\n> “We wait,” said Solberg.\n\n- one[^1]\n- two\n\n[^1]: Note.\n\n## Sources\n\n- Tallow Post, 2020\n",
    "Quay sinks\n\nThe quay sank, the board\nsaid on Monday. Reports say\n3,000 boats moved.\n\n“It is\nover,” Okafor said.\n",
    "“Open words go on.\n\n“And on,” Solberg said.\r\n\r\nThey ended.\r\n",
    "<h1>Quay sinks</h1><p>By Ana Cho</p><p>Critics say <em>so</em>.</p><ul><li>One.<li>Two.</ul><h2>Sources</h2><p>A log.</p>",
    "\\title{Quay}\n\\begin{document}\n\\section{Part}\nCritics say \\emph{so}\\footnote{A log.}.\n\n\\begin{itemize}\n\\item One.\n\\end{itemize}\n\\section{Sources}\nA log.\n",
    "= Quay\nAna Cho\n\n== Part\nCritics say _so_.footnote:[A log.]\n\n____\nIt is over.\n____\n\n== Sources\n* A log.\n",
    "Quay\n====\n\nCritics say *so* [1]_.\n\n    It is over.\n\n- one\n\n.. [1] A log.\n\nSources\n-------\n\nA log.\n",
    "#+TITLE: Quay\n\n* Part\nCritics say /so/[fn:1].\n\n#+begin_quote\nIt is over.\n#+end_quote\n\n* Sources\n- A log.\n",
    "The '''quay''' sank.<ref>The log.</ref>\n\n== Part ==\n* Critics say so.\n{{quote|It is over.}}\n\n== Sources ==\n* A log.\n",
];

pub struct Writer {
    dice: Dice,
    pub text: String,
    past: Vec<String>,
}

impl Writer {
    pub fn new(seed: u64) -> Writer {
        let mut dice = Dice::new(seed);
        let text = dice.pick(START).to_owned();
        Writer { dice, text, past: Vec::new() }
    }

    pub fn format(&mut self) -> Format {
        // Half of the texts are Markdown, the rest is shared.
        let other = self.dice.below(2 * Format::ALL.len());
        Format::ALL.get(other).copied().unwrap_or(Format::Markdown)
    }

    /// Changes the text and says how.
    pub fn edit(&mut self) -> &'static str {
        if self.past.len() > 6 {
            self.past.remove(0);
        }
        self.past.push(self.text.clone());
        let (name, edit) = match self.dice.below(13) {
            0..=2 => ("type", Edit::insert(self.place(), self.dice.pick(PIECES))),
            3 | 4 => ("write", Edit::insert(self.place(), self.dice.pick(SENTENCES))),
            5 | 6 => ("delete", Edit::replace(self.stretch(12), "")),
            7 => ("cut", Edit::replace(self.stretch(120), "")),
            8 => {
                let copied = self.stretch(90).of(&self.text).to_owned();
                ("paste", Edit::replace(self.stretch(4), copied))
            }
            9 => ("join", Edit::replace(self.gap(), " ")),
            10 => ("split", Edit::insert(self.place(), "\n\n")),
            11 => ("replace", Edit::replace(self.stretch(30), self.dice.pick(PIECES))),
            _ => {
                let at = self.dice.below(self.past.len());
                self.text = self.past[at].clone();
                return "undo";
            }
        };
        self.text.replace_range(edit.span.start..edit.span.end, &edit.text);
        if self.text.len() > LONGEST {
            let half = self.boundary(self.text.len() / 2);
            self.text.drain(..half);
            return "halve";
        }
        name
    }

    fn place(&mut self) -> usize {
        let at = self.dice.below(self.text.len() + 1);
        self.boundary(at)
    }

    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn stretch(&mut self, most: usize) -> Span {
        let start = self.place();
        let end = (start + self.dice.below(most + 1)).min(self.text.len());
        Span::new(start, self.boundary(end).max(start))
    }

    /// A line break, with the others beside it.
    fn gap(&mut self) -> Span {
        let from = self.place();
        let breaks = ['\n', '\r'];
        let Some(start) = self.text[from..].find(breaks).map(|at| from + at) else { return Span::at(from) };
        let end =
            self.text[start..].find(|it| !breaks.contains(&it)).map_or(self.text.len(), |at| start + at);
        Span::new(start, end)
    }
}
