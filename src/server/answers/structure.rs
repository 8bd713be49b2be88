//! How an article is built: what can be followed, folded and selected.

use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::{
        folding::{self, FoldKind},
        links::{self, Target},
        selection,
    },
    server::{from_lsp, reading::Reading, to_lsp},
    sources::library,
    text::Span,
};

/// Addresses, and files of the folders.
pub fn links(reading: &Reading, folders: &[PathBuf]) -> Vec<DocumentLink> {
    let mut found = links::links(reading.article());
    found.extend(links::of_keys(&reading.review));
    found.sort_by_key(|it| it.span);
    let places = reading.places(found.iter().map(|it| it.span));
    let own = from_lsp::path(&reading.uri);
    let folder = own.as_deref().and_then(Path::parent);
    // By its words alone: nobody has asked yet whether the file is there.
    let file = |reference: &str| {
        let is_address = reference.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("file:"));
        let name = if is_address { reference.to_owned() } else { from_lsp::percent_decoded(reference)? };
        let path = library::spelled(folder?, &name)?;
        let may_be = folder.into_iter().chain(folders.iter().map(PathBuf::as_path));
        may_be.into_iter().any(|it| path.starts_with(it)).then(|| to_lsp::uri(&path))
    };
    let link = |it: &links::Link| {
        let target = match &it.target {
            Target::Address(address) => address.clone(),
            Target::File(name) => file(name)?,
        };
        Some(DocumentLink {
            range: places.range(it.span),
            target: Some(target.into()),
            tooltip: None,
            data: None,
        })
    };
    found.iter().filter_map(link).collect()
}

pub fn folds(reading: &Reading) -> Vec<FoldingRange> {
    let found = folding::folds(reading.article());
    let places = reading.places(found.iter().map(|it| it.span));
    let text = reading.article().text();
    let fold = |it: &folding::Fold| {
        let range = places.range(it.span);
        // A stretch that ends with its line break ends on the line before.
        let open = it.span.of(text).ends_with(['\n', '\r']);
        let end_line = range.end.line - u32::from(open && range.end.line > range.start.line);
        (end_line > range.start.line).then(|| FoldingRange {
            start_line: range.start.line,
            end_line,
            kind: (it.kind != FoldKind::Quotation).then_some(FoldingRangeKind::Region),
            ..FoldingRange::default()
        })
    };
    found.iter().filter_map(fold).take(reading.client.folds).collect()
}

pub fn selections(reading: &Reading, at: &[Position]) -> Vec<SelectionRange> {
    let chains: Vec<Vec<Span>> =
        at.iter().map(|it| selection::selections(reading.article(), reading.offset(*it))).collect();
    let places = reading.places(chains.iter().flatten().copied());
    let nested = |chain: &Vec<Span>| {
        let outer = chain.iter().rev().fold(None, |parent: Option<Box<SelectionRange>>, span| {
            Some(Box::new(SelectionRange { range: places.range(*span), parent }))
        });
        // A chain holds at least the cursor itself.
        outer.map_or_else(SelectionRange::default, |it| *it)
    };
    chains.iter().map(nested).collect()
}
