/// What a field says about its source, whatever the list calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Author,
    Editor,
    Title,
    /// When it was said or published.
    Date,
    /// The newspaper, the site, the journal, the book it is part of.
    Outlet,
    Publisher,
    /// Where it was published.
    Place,
    Pages,
    Volume,
    Issue,
    Url,
    Doi,
    /// When it was looked at.
    Accessed,
    /// A copy that stays.
    Archive,
    /// Who speaks in it.
    Speaker,
    /// Through whom the words came: a second-hand source.
    Via,
    /// On record, background, off record, embargoed.
    Terms,
    /// Who checked it and when.
    Checked,
    /// A file with its text.
    Text,
    Other,
}

impl Role {
    /// By a field's name in any of the formats, in lower case.
    pub fn of(name: &str) -> Role {
        match name {
            "author" | "authors" => Role::Author,
            "editor" | "editors" => Role::Editor,
            "title" => Role::Title,
            "date" | "issued" | "year" => Role::Date,
            "journaltitle" | "journal" | "booktitle" | "container-title" | "outlet" => Role::Outlet,
            "publisher" | "institution" | "school" | "organization" => Role::Publisher,
            "location" | "address" | "publisher-place" => Role::Place,
            "pages" | "page" | "page-range" => Role::Pages,
            "volume" => Role::Volume,
            "issue" | "number" => Role::Issue,
            "url" => Role::Url,
            "doi" => Role::Doi,
            "urldate" | "accessed" => Role::Accessed,
            "archiveurl" | "archive-url" | "archive_url" => Role::Archive,
            "speaker" | "speakers" => Role::Speaker,
            "via" => Role::Via,
            "terms" => Role::Terms,
            "checked" => Role::Checked,
            "file" | "files" | "text" | "texts" => Role::Text,
            _ => Role::Other,
        }
    }

    pub(super) fn is_people(self) -> bool {
        matches!(self, Role::Author | Role::Editor)
    }

    pub(super) fn is_date(self) -> bool {
        matches!(self, Role::Date | Role::Accessed)
    }
}
