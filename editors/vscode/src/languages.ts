// What is read, by VS Code's names; the manifest wakes the extension for the same.
export const languages = [
  "markdown", "plaintext", "html", "latex", "tex", "asciidoc", "restructuredtext", "org", "typst", "mediawiki", "wikitext",
];

// Lists of sources, by the names under which the server finds them.
export const lists = ["**/*.{bib,bibtex,biblatex}", "**/{refs,references,sources,bibliography}.{json,yaml,yml}"];
