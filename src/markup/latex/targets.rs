use crate::markup::targets::{Aim, Extent, Target, between, has};
use crate::text::Span;

/// `\label{…}`, with an option or in one, and what a command of the writer's own makes of the like.
pub fn targets(text: &str) -> Vec<Target> {
    let marks = ["label{", "label={", "label=", "label = ", "label = {", "label]{"];
    let found = marks.into_iter().flat_map(|it| between(text, it, &['}', ',', ']']));
    // A command of the writer's own may make a label of what it is given last: `\figure{gate.png}{The gate}{gate}`.
    let given = ["}{", "]{"].into_iter().flat_map(|it| between(text, it, &['}']));
    let all = found.chain(given.filter(|it| !it.of(text).contains([' ', '\\', '{'])));
    let mut out: Vec<Target> = all.map(|it| Target::anchor(text, it)).collect();
    // Made by packages, at the end of the document.
    out.extend(MADE.map(|it| Target::new(it, Aim::Anchor, Span::at(0))));
    out
}

const MADE: [&str; 5] = ["LastPage", "VeryLastPage", "TotPages", "FirstPage", "firstpage"];

/// Files that take in others, or are a part of one.
const JOINED: [&str; 11] = [
    "\\input{",
    "\\input ",
    "\\include{",
    "\\subfile{",
    "\\subfileinclude",
    "\\import{",
    "\\subimport{",
    "\\documentclass[../",
    "{subfiles}",
    "\\includestandalone",
    "!TEX root",
];

/// A part of a book has its labels elsewhere, and so has a document that takes in its parts.
pub fn extent(text: &str) -> Extent {
    const SECTIONS: [&str; 4] = ["\\part", "\\chapter", "section", "\\paragraph"];
    let has = |it: &str| has(text, it);
    let makes = || between(text, "label{", &['}']).any(|it| it.of(text).contains('#'));
    if has("\\externaldocument") || makes() {
        return Extent::Made;
    }
    if JOINED.iter().any(|it| has(it)) {
        return Extent::Part;
    }
    match has("\\documentclass") || has("\\documentstyle") {
        true => Extent::Whole,
        false if SECTIONS.iter().any(|it| has(it)) || has("\\begin{") => Extent::Part,
        false => Extent::Unsure,
    }
}
