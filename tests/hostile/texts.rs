//! The texts themselves.

/// A text that is as long as one likes.
pub struct Huge {
    pub name: &'static str,
    pub make: fn(usize) -> String,
    /// What `make` is given in an ordinary run.
    pub small: usize,
    /// The same with `ONRECORD_LARGE`.
    pub large: usize,
}

pub fn odd() -> Vec<String> {
    let fixed = [
        "",
        " ",
        "\n",
        " \t\r\n\u{a0}\u{2003}\n\n  ",
        "\r",
        "One.\rTwo said so.\r\rThree.",
        "One.\r\nCritics say so.\r\n\r\nThree.\r\n",
        "One.\n\rTwo,\r\n\rthree\n\n\rsaid.\r",
        "\u{feff}# Head\n\nCritics say so.",
        "\u{feff}\u{feff}",
        "Critics\u{feff} say \u{feff}so.",
        "\0",
        "Critics\0say\0so.\0\n\0\n“\0”",
        "\u{1}\u{2}\u{7f}\u{80}\u{9f}\u{fffd}\u{fffe}\u{10ffff}\u{ffff}PK\u{3}\u{4}",
        "C\u{200b}r\u{200c}i\u{200d}t\u{2060}ics s\u{ad}ay so\u{200b}.",
        "\u{202e}Critics say so.\u{202c} \u{2066}“no”\u{2069} said \u{200f}Mara\u{200e}.",
        "👩‍👩‍👧‍👦 said “👨🏽‍🚀 no 🇳🇴🇳” to 🏴󠁧󠁢󠁳󠁣󠁴󠁿. 👍🏿👍🏿",
        "Critics\u{fe0f} say\u{20dd} so\u{301}\u{301}.",
        "İstanbul’da ǅ ﬁ ẞ ŉ said Şule İ. Critics SAY İİİ “İ” said İnci.",
        "ΑΣ ΣΣ. “Σ” said Σίσυφος. İ̇ critics say.",
        "批评者说：“不。”他说。 «Non», dit-elle. ‹no› „nein“ ‚nein‘ “no” ‘no’ \"no\" 'no' ``no'' 「いいえ」",
        "“ ” ‘ ’ \" ' « » ‹ › „ “ ‚ ‘ ” “ ‟ ‛ ′ ″ ` ´ 「 」 『 』 〝 〞 ＂ ＇",
        "“‘“‘“‘“‘Critics say so",
        "”’”’” said Mara.",
        "'''''\"\"\"\"\"'''''",
        "[[[[[[((((((<<<<<<{{{{{{“““““‘‘‘‘‘",
        "[a](b",
        "[a][",
        "![",
        "[^",
        "[^1]: \n[^1]",
        "<!--",
        "<!-- onrecord:",
        "<!-- onrecord: off",
        "<!-- onrecord: off -->",
        "Critics say so. <!-- onrecord: off --><!-- onrecord: on --><!-- onrecord: on x:y -->",
        "[onrecord: ignore",
        "```",
        "~~~\nCritics say so.",
        "---\ntitle: x",
        "---\n---",
        "+++\n",
        "{{",
        "{{<",
        "$$",
        "| a |\n|-|",
        "| a | b |\n|---|:-:|\n| Critics say so. | “No,” said Mara. |\n| c\n",
        "|||||\n|-|-|-|-|\n|||||\n",
        "> > > - 1. # Critics say so.",
        "#",
        "# #\n## ##\n#\n",
        "a\n===\nb\n---\nc\n===",
        "\\",
        "&amp;&#x110000;&#0;&nbsp;&bogus;",
        ".",
        "...",
        "?!?!?!.....",
        "said",
        "said said said said.",
        "“” said.",
        "According to",
        "According to according to according to",
        "Mr. Mrs. Dr. No. U.S. a.m. e.g.",
        "$ % 1,0,0,0 1e999 ½ ٣ 99999999999999999999999999999999999 3rd-3rd",
        "https:// http://a www. a@ @ @a @[ [@] [@a; -@b, p. 3]",
        "\\section{Critics \\emph{say} so\n\\footnote{\\href{a}{b\n\n\\end{document}x",
        "\\begin{itemize}\\item[Critics\\item] say\\begin{verbatim}\\end{itemize} so",
        "\\'\\\"\\v{} \\v \\c{é} \\'é $x \\( \\[ $$ \\\\[ \\verb| \\verb",
        "\\title{Sources}\\author{Mara}\\begin{document}%\\end{document}\n\\cite{,}\\textcite{a,b}",
        "= Critics\nMara <m>\n[quote\n____\n|===\n|say |so\n----\n.\n..\n:a:",
        "footnote:[ cite:[] https://[a] <<>> (()) ((())) {} [[]] ``` ++ `` __",
        "Critics\n===\n===\nsay\n===\n\n.. \n.. [1]\n.. [a] b\n.. x::\n\n   so::\n::\n+-+\n| |",
        "`` `a`_ `<b>`_ :a:`` :cite:p:`` [a]_ []_ |a|_ _ __ \\",
        "* Critics\n*\n#+begin_quote\n* say\n#+\n#+:\n:a:\n|\n|-\n[fn:] [[]] [[][]] [cite:] [cite:@]",
        "*/_+=~$a$~=+_/* \\( <<>> <> @@ {{{ \\a",
        "<p>Critics say <a href=",
        "<ul><li>Critics</ul></li></p></blockquote><td>say<h2>so",
        "<a href='#fn'>1</a><sup><sup>2</a></sup> said <q>Mara</p></q>",
        "<p title=\"Critics>say <b so.</p",
        "<h1><h2><h3>Sources<p>&eacute;&#0;&#x110000;&é;",
        "'''''Critics'' say''' so'''''''",
        "{{cn}}{{citation needed|{{cn}}}}{{{1|{{{2}}}}}}",
        "{| class=x\n|-\n! Critics !! say || so\n| a | b | c\n|}\n|}",
        "[[File:a.jpg|thumb|[[Critics|say]] {{so}}]] [[a|b|c]] [[|]] [[]]",
        "<ref name=><ref>Critics<ref name=\"a\"/></ref> say so.</ref>",
        "= Critics =\n== say ==\n====\n=\n== ==\n=== so ==",
    ];
    fixed.into_iter().map(str::to_owned).collect()
}

pub fn huge() -> Vec<Huge> {
    let huge = |name, make, small, large| Huge { name, make, small, large };
    vec![
        huge(
            "a line of many sentences",
            |n| repeat("Critics say the dam of Okafor leaks. ", n),
            60_000,
            10_000_000,
        ),
        huge("a line of one letter", |n| repeat("a", n), 100_000, 10_000_000),
        huge("a line of quotation marks", |n| repeat("\"", n), 20_000, 1_000_000),
        huge("opening marks", |n| repeat("“", n), 20_000, 1_000_000),
        huge("closing marks", |n| repeat("” ", n), 20_000, 1_000_000),
        huge("a sentence of many words", |n| "and Mara said that ".repeat(n / 4), 4_000, 100_000),
        huge("a sentence of names", |n| "Ana Cho Lindqvist of ".repeat(n / 4), 4_000, 100_000),
        huge("a sentence of commas", |n| "boats, ".repeat(n / 2), 4_000, 100_000),
        huge("a combining tower", |n| format!("e{}", repeat("\u{301}", n)), 20_000, 1_000_000),
        huge("emoji families", |n| repeat("👩‍👩‍👧‍👦", n), 50_000, 1_000_000),
        huge("headings", |n| numbered("# Dam ", "\n\nCritics say so.\n\n", n), 2_000, 100_000),
        huge("headings without text", |n| "# Dam\n".repeat(n), 2_000, 100_000),
        huge("deep quotations", |n| format!("{}Critics say so.", ">".repeat(n)), 1_000, 10_000),
        huge("deep lists", |n| format!("{}Critics say so.", "- ".repeat(n)), 500, 10_000),
        huge("steps of a list", steps, 150, 1_500),
        huge("nested marks", |n| format!("{}no{}", "“‘".repeat(n), "’”".repeat(n)), 1_000, 10_000),
        huge("emphasis", |n| "*a **b _c ".repeat(n), 1_000, 10_000),
        huge("brackets", |n| "[".repeat(n), 5_000, 100_000),
        huge("links", |n| "[a](b) [c".repeat(n), 2_000, 50_000),
        huge("backticks", |n| (0..n).map(|it| "`".repeat(it % 300) + " ").collect(), 300, 3_000),
        huge("notes", |n| numbered("Critics say so.[^", "]\n\n[^x]: See.\n\n", n), 1_000, 50_000),
        huge("definitions", |n| numbered("[d", "]: https://one.example\n", n), 1_000, 50_000),
        huge("comments", |n| "<!-- onrecord: ignore -->\nCritics say so.\n\n".repeat(n), 500, 20_000),
        huge("open comments", |n| "<!-- ".repeat(n), 2_000, 100_000),
        huge(
            "orders",
            |n| {
                "<!-- onrecord: off -->\n\n<!-- onrecord: on vague-source -->\n\nCritics say so.\n\n"
                    .repeat(n)
            },
            60,
            500,
        ),
        huge("desk marks", |n| "Critics say so [citation needed]. TK. ".repeat(n), 500, 20_000),
        huge("open fences", |n| "```\nCritics say so.\n\n".repeat(n), 1_000, 50_000),
        huge(
            "a table",
            |n| format!("| a | b |\n|---|---|\n{}", "| Critics say so. | 3,000 boats |\n".repeat(n)),
            1_000,
            50_000,
        ),
        huge("a wide table", |n| format!("{}\n{}\n", "| a ".repeat(n), "|---".repeat(n)), 1_000, 20_000),
        huge("names", |n| numbered("Ana", " Cho", n).replace("Cho", "Cho met Kim. "), 1_000, 50_000),
        huge("one surname", |n| "Mr Cho met Ms Cho. She left. He said he knew. ".repeat(n), 500, 20_000),
        huge("line breaks", |n| "\n".repeat(n), 50_000, 5_000_000),
        huge("carriage returns", |n| "\r".repeat(n), 50_000, 5_000_000),
        huge("short lines", |n| "so\n".repeat(n), 5_000, 500_000),
        huge("spaces", |n| " ".repeat(n), 50_000, 5_000_000),
        huge("full stops", |n| ". ".repeat(n), 10_000, 500_000),
        huge("abbreviations", |n| "U.S. No. 1 Mr. ".repeat(n), 1_000, 50_000),
        huge("participles", |n| format!("He said so{}.", ", asserting that it held".repeat(n)), 500, 10_000),
        huge("dashes", |n| "it held — he said — ".repeat(n), 500, 20_000),
        huge("paragraphs that open a quotation", |n| "“It held.\n\n".repeat(n), 1_000, 50_000),
        huge("pages of HTML", |n| "<div><p>Critics say <b>so</b>.</p>".repeat(n), 500, 100_000),
        huge("lists in lists of HTML", |n| "<ul><li>Critics say so.".repeat(n), 1_000, 10_000),
        huge("notes of HTML", |n| "<sup><a href=\"#n\">1</a></sup>".repeat(n), 1_000, 50_000),
        huge(
            "templates in templates",
            |n| format!("{}so{}", "{{a|".repeat(n), "}}".repeat(n)),
            1_000,
            10_000,
        ),
        huge("wiki notes", |n| "Critics say so.<ref name=\"a\">{{cite|b}}</ref> ".repeat(n), 500, 20_000),
        huge("wiki tables", |n| "{|\n|-\n| Critics say so. || [[a|b]]\n".repeat(n), 500, 20_000),
        huge("groups in groups", |n| format!("{}so{}", "\\emph{".repeat(n), "}".repeat(n)), 1_000, 10_000),
        huge("notes that stay open", |n| "Critics say so.\\footnote{".repeat(n), 500, 50_000),
        huge("environments", |n| "\\begin{quote}\\begin{itemize}\\item so\n".repeat(n), 500, 20_000),
        huge("formulas that stay open", |n| "$ \\( \\[ ".repeat(n), 1_000, 50_000),
        huge("blocks that stay open", |n| "____\n|===\n#+begin_quote\n----\n".repeat(n), 500, 20_000),
        huge("roles", |n| ":cite:p:`a` `b <c>`_ |d| [e]_ cite:[f] [[g][h]] ".repeat(n), 500, 20_000),
        huge("indented lines", |n| numbered("\n   ", " so::\n\n", n), 500, 20_000),
        huge("figures", |n| "3,000 $42 million 7% ".repeat(n), 1_000, 20_000),
        huge("addresses", |n| "https://one.example/a_(b) a@b.example ".repeat(n), 1_000, 20_000),
    ]
}

/// Whole copies until `bytes` are reached.
fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

fn numbered(before: &str, after: &str, count: usize) -> String {
    (0..count).map(|it| format!("{before}{it}{after}")).collect()
}

/// A list whose every item stands below the last; as many bytes as the square of its depth.
fn steps(depth: usize) -> String {
    (0..depth).map(|it| format!("{}- Critics say so.\n", "  ".repeat(it))).collect()
}
