// What is read, by VS Code's names; the manifest wakes the extension for the same.
export const languages = [
  "markdown", "quarto", "rmd", "pandoc", "plaintext", "html", "xhtml", "latex", "tex", "plaintex", "asciidoc", "asciidoctor",
  "restructuredtext", "org", "typst", "mediawiki", "wikitext",
];

// What lists of sources are called there: one that is opened alone wakes the extension too.
export const listLanguages = ["bibtex"];

// Lists of sources, by the names under which the server finds them.
export const lists = ["**/*.{bib,bibtex,biblatex}", "**/{refs,references,sources,bibliography}.{json,yaml,yml}"];
