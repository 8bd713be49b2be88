use std::sync::Arc;

use super::*;
use crate::sources::{
    library::{ListFile, Listed},
    lists,
};

fn source(entry: &str) -> Source {
    let list = lists::read(lists::Kind::Bibtex, entry);
    assert_eq!(list.entries.len(), 1, "{entry}");
    let file = Arc::new(ListFile { list, text: entry.to_owned(), ..ListFile::default() });
    Source { key: "cho24".to_owned(), listed: Some(Listed { file, index: 0 }), ..Source::default() }
}

#[track_caller]
fn is(entry: &str, news: &str, author_year: &str) {
    let source = source(entry);
    let written = |style| reference(&source, style).unwrap_or_default();
    assert_eq!([written(Style::News), written(Style::AuthorYear)], [news, author_year]);
}

#[test]
fn a_report_has_its_outlet_first() {
    is(
        "@online{k, title={Ferry late again.}, journaltitle={Varo Gazette}, date={2024-10-28}, url={https://varo.example/late}}",
        "Varo Gazette, “Ferry late again”, 28 October 2024",
        "Varo Gazette (2024, October 28). Ferry late again. https://varo.example/late",
    );
}

#[test]
fn who_signed_it_comes_first() {
    is(
        "@article{k, author={Cho, Ana Maria and de la Cruz, Ben}, title={The \\emph{late} \"ferry\"}, journal={Harbour Review}, volume=12, number=3, pages={4--9}, year=2023, doi={10.1000/x1}}",
        "Ana Maria Cho and Ben de la Cruz, “The late ‘ferry’”, Harbour Review 12(3), 2023, pp. 4–9",
        "Cho, A. M., & de la Cruz, B. (2023). The late \"ferry\". Harbour Review, 12(3), 4–9. https://doi.org/10.1000/x1",
    );
    is(
        "@book{k, author={{Harbour Office}}, title={The Quay}, publisher={Harbour Press}, date={2019/2020}}",
        "Harbour Office, The Quay, Harbour Press, 2019–2020",
        "Harbour Office (2019–2020). The Quay. Harbour Press.",
    );
}

#[test]
fn a_call_is_named_by_who_spoke_and_who_passed_it_on() {
    is(
        "@misc{k, title={Call}, speaker={Ana Cho}, via={Varo News Agency}, date={2024-03}}",
        "Ana Cho, “Call”, March 2024, via Varo News Agency",
        "Ana Cho (2024, March). Call.",
    );
}

#[test]
fn interviews_and_posts_have_a_line_like_others() {
    is(
        "@interview{k, title={On the quay}, author={de la Cruz, Ana}, date={2024-10-28/2024-10-30}}",
        "Ana de la Cruz, “On the quay”, 28–30 October 2024",
        "de la Cruz, A. (2024, October 28). On the quay.",
    );
    is(
        "@post{k, author={Voss, Ben}, url={https://varo.example/p/1}, date={2024-11-02}}",
        "Ben Voss, varo.example, 2 November 2024",
        "Voss, B. (2024, November 2). varo.example. https://varo.example/p/1",
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    is("@misc{k, title={Minutes}}", "“Minutes”", "Minutes (n.d.).");
    is(
        "@misc{k, url={https://www.varo.example/a}}",
        "varo.example",
        "varo.example (n.d.). https://www.varo.example/a",
    );
    assert_eq!(reference(&source("@misc{k, year=2024}"), Style::News), None);
    assert_eq!(mention(&Source::default(), Style::News), None);
}

#[test]
fn in_brackets_there_are_few_words() {
    let gazette = "@online{k, author={Cho, Ana and Voss, Ben}, title={Late}, journaltitle={Varo Gazette}, date={2024-10-28}}";
    for (entry, style, words) in [
        (gazette, Style::News, "Varo Gazette, 28 October 2024"),
        (gazette, Style::AuthorYear, "Cho & Voss, 2024"),
        ("@misc{k, author={Cho, Ana}, title={Late}}", Style::News, "Ana Cho"),
        ("@misc{k, author={A, B and C, D and E, F}, year=2024}", Style::AuthorYear, "A et al., 2024"),
        ("@misc{k, title={Late}, year=2024}", Style::News, "“Late”, 2024"),
        ("@misc{k, title={Late}}", Style::AuthorYear, "“Late”, n.d."),
    ] {
        assert_eq!(mention(&source(entry), style).as_deref(), Some(words), "{entry}");
    }
}

#[test]
fn others_are_not_forgotten() {
    is(
        "@article{k, author={Cho, Ana and Voss, Ben and others}, title={Late}, journal={Harbour Review}, year=2023}",
        "Ana Cho, Ben Voss and others, “Late”, Harbour Review, 2023",
        "Cho, A., Voss, B., et al. (2023). Late. Harbour Review.",
    );
    let one = source("@article{k, author={Cho, Ana and others}, year=2023}");
    assert_eq!(mention(&one, Style::AuthorYear).as_deref(), Some("Cho et al., 2023"));
}

#[test]
fn dates_are_told_as_far_as_they_are_known() {
    let told = |fields: &str| {
        let source = source(&format!("@book{{k, author={{Cho, Ana}}, title={{Quay}}, {fields}}}"));
        [Style::News, Style::AuthorYear].map(|it| reference(&source, it).unwrap_or_default())
    };
    for (fields, news, year) in [
        ("date={2024-10-28/2024-11-02}", "28 October – 2 November 2024", "2024, October 28"),
        ("date={2024-12-30/2025-01-02}", "30 December 2024 – 2 January 2025", "2024–2025"),
        ("date={2024-10/2024-11}", "October–November 2024", "2024, October"),
        ("date={2024/..}", "2024–", "2024–"),
        ("date={2024-21}", "Spring 2024", "2024, Spring"),
        ("date={2024-24}", "Winter 2024", "2024, Winter"),
        ("date={1998~}", "about 1998", "ca. 1998"),
        ("date={1998?}", "about 1998", "ca. 1998"),
        ("year={c. 1998}", "about 1998", "ca. 1998"),
        ("year={circa 1998}", "about 1998", "ca. 1998"),
        ("pubstate={forthcoming}", "forthcoming", "forthcoming"),
        ("pubstate={inpress}, date={2025}", "forthcoming", "in press"),
        ("year={forthcoming}", "forthcoming", "forthcoming"),
        ("date={2024-10-28}", "28 October 2024", "2024, October 28"),
    ] {
        assert_eq!(
            told(fields),
            [format!("Ana Cho, Quay, {news}"), format!("Cho, A. ({year}). Quay.")],
            "{fields}"
        );
    }
}

#[test]
fn editions_translators_and_numbers_are_named() {
    is(
        "@book{k, author={Cho, Ana}, title={The Quay}, translator={Voss, Ben and Lund, Mia}, edition={2}, publisher={Harbour Press}, year=2019}",
        "Ana Cho, The Quay, translated by Ben Voss and Mia Lund, 2nd edition, Harbour Press, 2019",
        "Cho, A. (2019). The Quay (translated by Ben Voss and Mia Lund, 2nd edition). Harbour Press.",
    );
    is(
        "@report{k, author={{Harbour Office}}, title={Gates}, number={12}, institution={Harbour Office}, year=2019}",
        "Harbour Office, Gates, Report 12, 2019",
        "Harbour Office (2019). Gates (Report 12).",
    );
    is(
        "@patent{k, author={Cho, Ana}, title={A gate}, number={EP 1234567}, year=2019}",
        "Ana Cho, “A gate”, Patent EP 1234567, 2019",
        "Cho, A. (2019). A gate (Patent EP 1234567).",
    );
    is(
        "@online{k, author={Cho, Ana}, title={On gates}, eprint={2401.01234}, eprinttype={arXiv}, year=2024}",
        "Ana Cho, “On gates”, arXiv:2401.01234, 2024",
        "Cho, A. (2024). On gates (arXiv:2401.01234).",
    );
}
