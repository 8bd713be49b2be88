//! BibTeX and BibLaTeX.

pub const FILES: &[&str] = &[
    // As a reference manager writes it.
    "@online{⟦norlift-storm⟧,
  title        = {Coast counts the cost},
  author       = {de la Cruz, Ana and {Harbour Office}},
  journaltitle = {Norlift News},
  date         = {2024-10-28},
  url          = {https://norlift.example/storm?a=1&b=2},
}

@book{⟦quay19⟧,
  title     = {The {Quay} of \\emph{Varo}},
  publisher = {Harbour Press},
  year      = 2019,
}
",
    // One brace is not closed.
    "@misc{⟦one⟧, title = {One}}
@misc{⟦two⟧,
  title = {Two {and a half},
  url = {https://two.example},
}
@misc{⟦three⟧, title = {Three}}
",
    // The same key twice.
    "@misc{⟦quay⟧, title = {First}}\n@misc{⟦quay⟧, title = {Second}}\n",
    // A comma is missing, a name has no value, a value no name.
    "@misc{⟦a⟧ title = {A}, year = 2024}\n@misc{⟦b⟧, note, = {x}, title = {B}}\n@misc{⟦c⟧, title {C}}\n",
    // Saved in the middle of typing.
    "@misc{⟦a⟧, title = {A}}\n@misc{⟦b⟧, tit",
    "@misc{⟦a⟧, title = {A}}\n@mis",
    "@misc{⟦a⟧, title = \"A\n@misc{⟦b⟧, title = {B}}\n",
    // Words, comments, commands and abbreviations between the entries.
    "This list belongs to the desk.
@comment{jabref-meta: databaseType:bibtex;}
@preamble{\"\\newcommand{\\x}{y}\"}
@string{office = {Harbour Office}}
% The ferries, and what came of them.
@misc{⟦a⟧, publisher = office # { of Varo}, month = 28 # \"~\" # oct, year = 2024}
",
    // Brackets, capitals, several on a line, nothing but a key.
    "@MISC(⟦a⟧, title={A (first)}) @Misc {⟦b⟧,title=\"B\"} @misc{⟦c⟧}\n@misc{⟦d⟧,}\n",
    // From another system, with a mark at its beginning.
    "\u{feff}@misc{⟦a⟧,\r\n  title = {A},\r\n}\r\n@misc{⟦b⟧,\r\n  title = {B}\r\n}\r\n",
    // Keys as people make them.
    "@misc{⟦häfen:2024/é⟧, title={A}}\n@misc{⟦10.1000/x+1⟧, title={B}}\n@misc{⟦Cho_2024a⟧}\n@misc{⟦港湾⟧, title={C}}\n",
    // An entry without a key.
    "@misc{, title={A}}\n@misc{title={B}}\n@misc{⟦c⟧, title={C}}\n",
    // An at sign in a value.
    "@misc{⟦a⟧, title={Write to me@harbour.example}, note={@misc in words}}\n@misc{⟦b⟧}\n",
    // Fields of onrecord's own, and fields and types that nobody knows.
    "@podcast{⟦call⟧,
  speaker = {Ana Cho}, via = {Norlift News}, terms = {on background}, checked = {Voss, 3 May},
  file = {sources/call.vtt}, mood = {calm}, x-y-z = 7
}
",
    // Dates of all kinds.
    "@misc{⟦a⟧, date={2024-10-28/2024-10-30}}\n@misc{⟦b⟧, date={2024?}}\n@misc{⟦c⟧, year={in press}}\n@misc{⟦d⟧, date={}}\n@misc{⟦e⟧, year=2024, month=13, day=40}\n",
    // A brace too many, and quotation marks in quotation marks.
    "@misc{⟦a⟧, title={A}}}\n@misc{⟦b⟧, title=\"The {\"}late{\"} ferry\"}\n@misc{⟦c⟧, title={{{{C}}}}}\n",
    "",
    "No list at all, not even an entry.\n",
];
