//! What commands do, by their names.

/// What a command does to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Its arguments are words, like those of all that nobody here knows.
    Words,
    /// As many arguments are no words.
    Hidden(usize),
    /// Readers see something else than its argument: a number, a picture.
    Picture,
    /// A number or a title that stands for another place of the document.
    Refers,
    Cites {
        seen: bool,
    },
    Note,
    Address,
    Link,
    Quotes,
    Verbatim,
    Caption,
    Author,
    Item,
    Entry,
    Paragraph,
    Defines,
    /// Hides all up to `\fi`.
    Never,
}

pub fn meaning(name: &str) -> Meaning {
    if let Some(meaning) = cites(name) {
        return meaning;
    }
    match name {
        "ref" | "cref" | "Cref" | "eqref" | "pageref" | "autoref" | "nameref" | "vref" | "Vref"
        | "cpageref" | "labelcref" => Meaning::Refers,
        "includegraphics" | "SI" | "qty" | "num" | "si" | "unit" | "ce" | "ensuremath" | "gls" | "Gls"
        | "glspl" | "ac" | "acs" | "today" => Meaning::Picture,
        "footnote" | "footnotetext" | "endnote" | "sidenote" | "marginnote" | "thanks" | "tablefootnote" => {
            Meaning::Note
        }
        "url" | "nolinkurl" | "path" | "doi" => Meaning::Address,
        "href" => Meaning::Link,
        "enquote" | "textquote" | "blockquote" | "foreignquote" => Meaning::Quotes,
        "verb" | "lstinline" | "mintinline" => Meaning::Verbatim,
        "caption" | "subcaption" => Meaning::Caption,
        "author" => Meaning::Author,
        "item" => Meaning::Item,
        "bibitem" => Meaning::Entry,
        "par" | "maketitle" | "newpage" | "clearpage" | "hrule" | "hline" | "toprule" | "midrule"
        | "bottomrule" | "bigskip" | "medskip" | "smallskip" => Meaning::Paragraph,
        "def" | "gdef" | "edef" | "let" => Meaning::Defines,
        "iffalse" => Meaning::Never,
        _ => Meaning::Hidden(hidden(name)).unless_none(),
    }
}

impl Meaning {
    fn unless_none(self) -> Meaning {
        if self == Meaning::Hidden(0) { Meaning::Words } else { self }
    }
}

fn cites(name: &str) -> Option<Meaning> {
    const SEEN: [&str; 7] =
        ["textcite", "citet", "citeauthor", "citeyear", "citetitle", "citealt", "citenum"];
    const SILENT: [&str; 4] = ["nocite", "citestyle", "citesetup", "citereset"];
    // They make citations, and are none.
    const MAKE: [&str; 7] = ["declare", "atevery", "atnext", "new", "renew", "provide", "ex"];
    let lower = name.to_ascii_lowercase();
    let before = lower.split_once("cite")?.0;
    if MAKE.iter().any(|it| before.starts_with(it)) {
        return None;
    }
    if lower == "citetext" {
        return Some(Meaning::Words);
    }
    if SILENT.contains(&lower.as_str()) {
        return Some(Meaning::Hidden(1));
    }
    let seen = SEEN.iter().any(|it| lower.starts_with(it)) && !lower.starts_with("citetp");
    Some(Meaning::Cites { seen })
}

/// Which of the groups behind a command that cites hold keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// How many groups belong to the command.
    pub most: usize,
    /// A key stands in every so many of them, in the last of these.
    pub each: usize,
    /// Only the first of them holds a key: a field or a text follows.
    pub first: bool,
    /// Words for all of it in round brackets come first: `\cites(see)(p. 3){one}{two}`.
    pub rounds: bool,
}

/// `\volcite{2}{key}` and its like name the volume before the key, `\citefield{key}{title}` a field behind it.
pub fn keys(name: &str) -> Keys {
    const MANY: usize = 20;
    let lower = name.to_ascii_lowercase();
    let each = if lower.contains("volcite") { 2 } else { 1 };
    let rounds = lower.ends_with("cites");
    let first = matches!(lower.as_str(), "citefield" | "citelist" | "citename" | "defcitealias");
    let most = if rounds { MANY * each } else { each + usize::from(first) };
    Keys { most, each, first, rounds }
}

/// How many arguments of a command are no words.
fn hidden(name: &str) -> usize {
    [ONE, TWO, THREE].iter().position(|it| it.contains(&name)).map_or(0, |it| it + 1)
}

const ONE: &[&str] = &[
    "label",
    "vspace",
    "hspace",
    "input",
    "include",
    "usepackage",
    "RequirePackage",
    "documentclass",
    "bibliography",
    "bibliographystyle",
    "addbibresource",
    "pagestyle",
    "thispagestyle",
    "hypersetup",
    "geometry",
    "graphicspath",
    "color",
    "index",
    "hyphenation",
    "pagenumbering",
    "phantom",
    "hphantom",
    "vphantom",
    "lstinputlisting",
    "inputminted",
    "theoremstyle",
    "usetikzlibrary",
    "tikzset",
    "captionsetup",
    "linespread",
    "date",
    "todo",
    "footnotemark",
    "tag",
    "lstset",
    "textcolor",
    "colorbox",
    "raisebox",
    "scalebox",
    "rotatebox",
    "parbox",
    "captionof",
    "cline",
    "foreignlanguage",
    "selectlanguage",
    "setmainfont",
    "setlist",
    "newcounter",
    "stepcounter",
    "refstepcounter",
    "printbibliography",
    "cmidrule",
    "bookmarksetup",
    "sisetup",
    "keywords",
    "pgfplotsset",
    "DeclareUnicodeCharacter",
    "hypertarget",
    "hyperlink",
    "hyperref",
];

const TWO: &[&str] = &[
    "setlength",
    "addtolength",
    "setcounter",
    "addtocounter",
    "rule",
    "import",
    "subimport",
    "fontsize",
    "newtheorem",
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "resizebox",
    "DeclareRobustCommand",
    "multicolumn",
    "multirow",
    "newacronym",
    "titleformat",
    "pdfbookmark",
];

const THREE: &[&str] = &[
    "definecolor",
    "newenvironment",
    "renewenvironment",
    "NewDocumentCommand",
    "titlespacing",
    "addcontentsline",
    "newglossaryentry",
];

/// Commands for letters: a space behind them is none.
pub fn is_letter(name: &str) -> bool {
    name.len() <= 2 && !matches!(name, "S" | "P" | "lq" | "rq")
}
