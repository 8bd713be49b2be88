use crate::markup::targets::{Target, between, has};

/// `\label{…}`, with an option or in one, and what a command of the writer's own makes of the like.
pub fn targets(text: &str) -> Vec<Target> {
    let marks = ["label{", "label={", "label=", "label = ", "label = {", "label]{"];
    let found = marks.into_iter().flat_map(|it| between(text, it, &['}', ',', ']']));
    found.map(|it| Target::anchor(text, it)).collect()
}

/// Files that take in others, or are a part of one.
const JOINED: [&str; 12] = [
    "\\input{",
    "\\input ",
    "\\include{",
    "\\subfile{",
    "\\subfileinclude",
    "\\import{",
    "\\subimport{",
    "\\externaldocument",
    "\\documentclass[../",
    "{subfiles}",
    "\\includestandalone",
    "!TEX root",
];

/// A part of a book has its labels elsewhere, and so has a document that takes in its parts.
pub fn is_whole(text: &str) -> bool {
    let has = |it: &str| has(text, it);
    let makes = || between(text, "label{", &['}']).any(|it| it.of(text).contains('#'));
    let is_part = !has("\\documentclass") && (has("\\chapter{") || has("\\section"));
    !is_part && !JOINED.iter().any(|it| has(it)) && !makes()
}
