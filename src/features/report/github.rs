use super::{FileReport, Reported};
use crate::{rules::Severity, text::visible};

/// Workflow annotations, one a line. The index of names is left out: it asks for nothing.
pub fn github(file: &FileReport) -> String {
    let asked = file.findings.iter().filter(|it| it.code != super::text::INDEX);
    asked.map(|it| annotation(&file.path, it)).collect()
}

fn annotation(path: &str, it: &Reported) -> String {
    let command = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let (file, title) = (property(path), property(it.code));
    if let Some(paragraph) = it.paragraph {
        let message = data(&it.message);
        return format!("::{command} file={file},title={title}::Paragraph {paragraph}: {message}\n");
    }
    let (line, end_line) = (it.start.line + 1, it.end.line + 1);
    let mut columns = String::new();
    // Columns belong to a single line; over several the annotation marks the lines.
    if line == end_line {
        columns = format!(",col={},endColumn={}", it.start.character + 1, it.end.character + 1);
    }
    format!(
        "::{command} file={file},line={line},endLine={end_line}{columns},title={title}::{}\n",
        data(&it.message)
    )
}

fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text).into_owned()
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        assert_eq!(property("a,b:c%d.md"), "a%2Cb%3Ac%25d.md");
        assert_eq!(property("a\n::error ::b\u{1b}[2J.md"), "a%0A%3A%3Aerror %3A%3Ab\\u{1b}[2J.md");
        assert_eq!(data("50 % of it:\r\nsaid, so"), "50 %25 of it:%0D%0Asaid, so");
    }
}
