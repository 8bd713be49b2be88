//! Links that become citations: one change of the article and of the list of sources.

use std::{collections::HashMap, time::SystemTime};

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::actions::{Elsewhere, links},
    server::{places::Places, reading::Reading, to_lsp},
    sources::lists::Date,
};

/// What the change of the list is called, where an editor shows the two apart.
const LIST: &str = "list";

/// None when the text has changed so that the action no longer fits.
pub fn edit(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    let changes = links::changes(&reading.review, key, reading.settings.citations, today())?;
    let edit = to_lsp::workspace_edit(changes.article, reading);
    Some(match changes.list {
        Some(list) => with_list(edit, &list, reading),
        None => edit,
    })
}

fn with_list(mut edit: WorkspaceEdit, list: &Elsewhere, reading: &Reading) -> WorkspaceEdit {
    let uri: Uri = to_lsp::uri(&list.file.path).into();
    let places = Places::new(&list.file.text, reading.client.encoding, [list.edit.span]);
    let change = TextEdit { range: places.range(list.edit.span), new_text: list.edit.text.clone() };
    let Some(all) = &mut edit.document_changes else {
        edit.changes.get_or_insert_default().insert(uri, vec![change]);
        return edit;
    };
    let change = match reading.client.annotates_edits {
        true => Edit::AnnotatedTextEdit(AnnotatedTextEdit::new(LIST.to_owned(), change)),
        false => Edit::TextEdit(change),
    };
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: None,
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    all.push(DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: vec![change] }));
    if reading.client.annotates_edits {
        let name = list.file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let annotation = ChangeAnnotation {
            label: format!("Add to {name}"),
            needs_confirmation: Some(false),
            description: Some("The source that the article cites now.".to_owned()),
        };
        edit.change_annotations = Some(HashMap::from([(LIST.to_owned(), annotation)]));
    }
    edit
}

/// The day in Greenwich; none where the clock stands before 1970.
fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    day(i64::try_from(since.as_secs() / 86_400).ok()?)
}

/// The date so many days after 1 January 1970. Years begin in March, so that the odd day is the last.
fn day(days: i64) -> Option<Date> {
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Date::of_parts(&[era * 400 + year + next, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        for (days, date) in [
            (0, "1 January 1970"),
            (59, "1 March 1970"),
            (11_016, "29 February 2000"),
            (20_024, "28 October 2024"),
            (47_541, "1 March 2100"),
        ] {
            assert_eq!(day(days).map(|it| it.to_string()).as_deref(), Some(date));
        }
        assert!(today().is_some_and(|it| it.year > 2025));
    }
}
