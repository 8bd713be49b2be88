//! Environments and headings by their names.

use crate::markup::Kind;

/// What an environment makes of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words of this kind.
    Words(Kind),
    /// Cells of a table.
    Cells,
    /// A picture or table with its caption; other words in it are labels.
    Float,
    /// A formula or drawing.
    Picture,
    /// Text in which nothing is markup.
    Verbatim,
    /// Whatever would stand there without it.
    Nothing,
}

pub fn holds(name: &str) -> Holds {
    match name.trim_end_matches('*') {
        "quote" | "quotation" | "displayquote" | "verse" | "displaycquote" | "epigraphs" => {
            Holds::Words(Kind::BlockQuote)
        }
        "itemize" | "enumerate" | "description" | "compactitem" | "compactenum" | "inparaenum" | "tasks" => {
            Holds::Words(Kind::ListItem)
        }
        "thebibliography" => Holds::Words(Kind::Reference),
        "tabular" | "tabularx" | "tabulary" | "longtable" | "tabu" | "longtabu" | "supertabular" | "tblr" => {
            Holds::Cells
        }
        "figure" | "table" | "wrapfigure" | "wraptable" | "marginfigure" | "subfigure" | "sidewaystable"
        | "sidewaysfigure" => Holds::Float,
        "equation" | "align" | "gather" | "multline" | "eqnarray" | "math" | "displaymath" | "flalign"
        | "alignat" | "array" | "tikzpicture" | "pgfpicture" | "pspicture" | "picture" | "forest"
        | "axis" | "dmath" => Holds::Picture,
        "verbatim" | "Verbatim" | "lstlisting" | "minted" | "comment" | "filecontents" | "alltt"
        | "listing" | "luacode" | "pycode" | "asy" => Holds::Verbatim,
        _ => Holds::Nothing,
    }
}

/// The level of a heading by its command.
pub fn level(command: &str) -> Option<u8> {
    Some(match command {
        "title" | "part" | "chapter" | "addchap" => 1,
        "section" | "addsec" => 2,
        "subsection" | "frametitle" => 3,
        "subsubsection" => 4,
        "paragraph" => 5,
        "subparagraph" => 6,
        _ => return None,
    })
}
