//! What leads from one place of a document to another, in every markup: `unresolved-citation`.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::actions,
    markup::Format,
    rules::{Finding, Review, Settings, Severity},
    sources::matching::Texts,
    text::{Edit, Span},
};

fn review(format: Format, text: &str) -> Review {
    let article = Arc::new(Article::read(text, format));
    Review::beside(article, &Settings::default(), Arc::new(Texts::default()))
}

fn findings(format: Format, text: &str) -> Vec<Finding> {
    let found = review(format, text).findings.into_iter();
    found.filter(|it| it.code == "unresolved-citation").collect()
}

/// The labels that lead nowhere, as the messages name them.
fn broken(format: Format, text: &str) -> Vec<String> {
    let label = |it: Finding| {
        let message = it.message;
        let label = message.split_once('“').and_then(|it| it.1.split_once('”'));
        label.map_or_else(|| format!("unused {}", it.span.of(text)), |it| it.0.to_owned())
    };
    findings(format, text).into_iter().map(label).collect()
}

#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(broken(format, text), expected, "{text}");
}

#[test]
fn links_in_html_lead_to_ids_and_names() {
    let html = |text: &str, expected: &[&str]| check(Format::Html, text, expected);
    html("<p>See <a href=\"#sums\">the sums</a> for more.</p>", &["sums"]);
    html("<p>See <a href=\"#sums\">the sums</a>.</p><h2 id=\"sums\">The sums</h2>", &[]);
    html("<p>See <a href='#sums'>the sums</a>.</p><a name=sums>The sums</a>", &[]);
    html("<p>It doubled.<sup><a href=\"#n1\">1</a></sup></p>", &["n1"]);
    html("<p>It doubled.<sup><a href=\"#n1\">1</a></sup></p><ol><li id=\"n1\">Audit.</li></ol>", &[]);
    html("<p><a href=\"#\">Up</a>, <a href=\"#top\">top</a>, <a href=\"/x#sums\">there</a>.</p>", &[]);
    html("<p><a href=\"#/route\">App</a>, <a href=\"#:~:text=sums\">the sums</a>.</p>", &[]);
    html("{% include notes.html %}<p>See <a href=\"#sums\">the sums</a>.</p>", &[]);
}

#[test]
fn references_in_latex_lead_to_labels() {
    let whole =
        |body: &str| format!("\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n");
    let latex = |body: &str, expected: &[&str]| check(Format::Latex, &whole(body), expected);
    latex("See section~\\ref{sums} on page \\pageref{sums}.", &["sums", "sums"]);
    latex("See \\autoref{sec:sums}.\n\n\\section{The sums}\\label{sec:sums}\n\nMore.", &[]);
    latex("See \\cref{sec:a,sec:b}.\n\n\\section{A}\\label{sec:a}\n\nMore.", &["sec:b"]);
    latex("See \\ref{lst:a}.\n\n\\begin{lstlisting}[label=lst:a,caption=A]\nx\n\\end{lstlisting}", &[]);
    latex("% See \\ref{sums}.\nWords, and \\verb|\\ref{sums}|.", &[]);
    latex("\\newcommand{\\mark}[1]{\\label{m:#1}}\\mark{a} See \\ref{m:a}.", &[]);
    latex("See \\ref{sums}.\n\n\\input{sums}", &[]);
    check(Format::Latex, "\\section{One}\n\nSee \\ref{sums}, which another part holds.\n", &[]);
    check(Format::Latex, "The costs doubled; see \\ref{sums}.\n", &["sums"]);
    latex("See \\ref{", &[]);
}

#[test]
fn notes_and_names_in_restructured_text_have_targets() {
    let rst = |text: &str, expected: &[&str]| check(Format::ReStructuredText, text, expected);
    rst("Costs doubled. [1]_\n", &["1"]);
    rst("Costs doubled. [#note]_ They rose [#]_ again.\n", &["#note"]);
    rst("Costs doubled. [1]_ And [#note]_.\n\n.. [1] Audit.\n.. [#note] Another.\n", &[]);
    rst("See nowhere_ and `the sums`_ for more.\n", &["nowhere", "the sums"]);
    rst("See `the sums`_.\n\nThe sums\n========\n\nThey doubled.\n", &[]);
    rst("See sums_ and board_.\n\n.. _sums:\n\nThe sums are these.\n\n.. _board: https://example.org\n", &[]);
    rst("See `the board <https://example.org>`_, and `the board`_ again, or this__.\n", &[]);
    rst("See _`the sums` here, and `the sums`_ there.\n", &[]);
    rst("The class ``name_`` is a snake_case word.\n", &[]);
    rst("Costs doubled. [1]_\n\n.. include:: notes.rst\n", &[]);
    rst("Costs doubled.\n\n.. [#old] Audit.\n", &["unused [#old]"]);
}

#[test]
fn named_references_in_wikitext_are_written_out_somewhere() {
    let wiki = |text: &str, expected: &[&str]| check(Format::MediaWiki, text, expected);
    wiki("Costs doubled.<ref name=\"audit\" />\n", &["audit"]);
    wiki("Costs doubled.<ref name=\"audit\" /> More.<ref name=audit>City audit.</ref>\n", &[]);
    wiki(
        "It did.<ref name=\"a b\" />\n\n<references>\n<ref name=\"a b\">City audit.</ref>\n</references>",
        &[],
    );
    wiki("It did.<ref name=\"audit\" /> {{refn|name=audit|City audit.}}\n", &[]);
    wiki("See [[#The sums]] and [[#Costs|the costs]] for more.\n", &["The sums", "Costs"]);
    wiki("See [[#The sums|them]].\n\n== The sums ==\n\nThey doubled.\n", &[]);
    wiki("See [[#sums|them]].\n\n{{anchor|sums}}They doubled.\n", &[]);
    wiki("See [[Lisbon#History]] and <nowiki>[[#Sums]]</nowiki>.\n", &[]);
}

#[test]
fn notes_in_org_are_defined() {
    let org = |text: &str, expected: &[&str]| check(Format::Org, text, expected);
    org("Costs doubled.[fn:4]\n", &["4"]);
    org("Costs doubled.[fn:4]\n\n[fn:4] City audit.\n", &[]);
    org("Costs doubled.[fn:4:City audit.] And again.[fn:4] [fn::Another.]\n", &[]);
    org("Costs doubled.\n\n[fn:4] City audit.\n", &["unused [fn:4]"]);
    org("See [[#sums][the sums]] and [[*The costs]].\n", &["sums", "The costs"]);
    org("See [[#sums]].\n\n* The sums\n:PROPERTIES:\n:CUSTOM_ID: sums\n:END:\nMore.\n", &[]);
    org("See [[*The sums][them]].\n\n* The sums\nMore.\n", &[]);
    org("#+INCLUDE: notes.org\n\nCosts doubled.[fn:4]\n", &[]);
}

#[test]
fn cross_references_in_asciidoc_lead_to_anchors_and_titles() {
    let adoc = |text: &str, expected: &[&str]| check(Format::AsciiDoc, text, expected);
    adoc("See <<nowhere>> and <<sums,the sums>> or xref:costs[them].\n", &["nowhere", "sums", "costs"]);
    adoc("See <<_the_sums>> and <<The sums>>.\n\n== The sums\n\nThey doubled.\n", &[]);
    adoc("See <<sums>>.\n\n[[sums]]\n== Costs\n\nThey doubled.\n", &[]);
    adoc("See <<sums>> and <<board>>.\n\n[#sums]\n== Costs\n\n[quote#board]\nThey doubled.\n", &[]);
    adoc("See <<cho>>.\n\n[bibliography]\n== References\n\n* [[[cho]]] Cho, 2024.\n", &[]);
    adoc("See <<other.adoc#sums>> and xref:other.adoc[there], or <<{link}>>.\n", &[]);
    adoc("It did.footnote:a[Audit.] Again.footnote:a[] Again.footnote:b[]\n", &["b"]);
    adoc("include::sums.adoc[]\n\nSee <<sums>>.\n", &[]);
}

#[test]
fn references_in_typst_lead_to_labels() {
    let typst = |text: &str, expected: &[&str]| check(Format::Typst, text, expected);
    typst("#set page(width: 10cm)\n\nSee @sec-none and #ref(<sums>).\n", &["sec-none", "sums"]);
    typst("See @sec-none and #ref(<sums>), in another chapter.\n", &[]);
    typst("See @sec-sums and #ref(<costs>).\n\n= The sums <sec-sums>\n\nThey doubled. <costs>\n", &[]);
    typst("The gate fell @cho2024, says @anacho.\n", &[]);
    typst("#include \"sums.typ\"\n\nSee @sec-sums.\n", &[]);
}

#[test]
fn headings_are_found_by_whatever_a_site_calls_them() {
    let markdown = |text: &str, expected: &[&str]| check(Format::Markdown, text, expected);
    markdown("Call [it](#the-parse-function) now.\n\n## The `parse()` function\n\nWord.\n", &[]);
    markdown("Call [it](#parse) or [that](#prase).\n\n## `parse`\n\nWord.\n", &["prase"]);
    markdown("See [it](#costs-1), [it](#costs-2).\n\n## Costs\n\nA.\n\n## Costs\n\nB.\n", &[]);
    markdown("See [it](#costs-1).\n\n## Costs\n\nA.\n", &["costs-1"]);
    markdown("See [it](#user-content-costs) and [it](#-launch).\n\n## Costs\n\n## 🚀 Launch\n", &[]);
    markdown("See [it](#uber-uns), [it](#über-uns).\n\nÜber uns\n--------\n\nWord.\n", &[]);
    markdown("See [it](#the-audit).\n\n## The [audit](https://example.org)\n\nWord.\n", &[]);
    markdown("See [it](#qa) and [it](#welcome).\n\n## Q&amp;A\n\n<h2 align=center>Welcome</h2>\n", &[]);
    check(Format::Org, "See [[*Count the coast]].\n\n* TODO [#A] Count the coast [1/2] :work:\nMore.\n", &[]);
    check(
        Format::AsciiDoc,
        "= Gate\n:os: Linux\n\nSee <<_install_on_linux>>.\n\n== Install on {os}\n\nMore.\n",
        &[],
    );
}

#[test]
fn a_place_may_be_named_in_many_ways() {
    let markdown = |text: &str, expected: &[&str]| check(Format::Markdown, text, expected);
    markdown("## Costs\n{: #money}\n\nSee [x](#money).\n", &[]);
    markdown("## Costs {#money}\n\nSee [x](#money) and [y](#mony).\n", &["mony"]);
    for id in ["{:#money}", "{: .big #money}", "{ #money }", "{.big #money}", "{/* #money */}"] {
        markdown(&format!("{id}\n## Costs\n\nSee [x](#money).\n"), &[]);
    }
    markdown("See [the label](#lab).\n\n(lab)=\n## Label\n", &[]);
    markdown("See [it](#^gate).\n\nThe gate fell. ^gate\n", &[]);
    markdown("See [it](#fig-gate).\n\n```{r}\n#| label: fig-gate\n```\n", &[]);
    markdown("See [it](#gate) and [it](#pier).\n\n<A ID = 'gate'></A> <span id=pier>It</span> fell.\n", &[]);
    markdown("It is <a href=\"#content-ana\" title=\"Content\">x</a> here.\n", &[]);
    markdown("It is <a href=\"#sums\">here</a>.\n", &["sums"]);
}

#[test]
fn what_another_file_may_hold_is_not_missing() {
    check(Format::AsciiDoc, "== Chapter\n\nThe plan was bad, see <<other-chapter>>.\n", &[]);
    check(Format::Latex, "\\subsection{X}\nSee \\ref{sec:two}.\n", &[]);
    check(Format::Typst, "#set text(red)\n= A\nSee @sec-two.\n", &[]);
    check(Format::ReStructuredText, "As in [SMI20]_ it is.\n", &[]);
    let own = "As in [SMI20]_ and [CHO24]_ it is.\n\n.. [CHO24] Cho, 2024.\n";
    let found = findings(Format::ReStructuredText, own);
    assert_eq!(found.iter().map(|it| it.severity).collect::<Vec<_>>(), [Severity::Hint]);
    for text in [
        "See [x](#made).\n\n{% for it in site.posts %}{{ it.title }}{% endfor %}\n",
        "import Costs from './_costs.mdx'\n\n<Costs />\n\nSee [x](#made).\n",
        "See [x](#made).\n\n--8<-- \"costs.md\"\n",
        "The class [A-Z][a-z] and all but [^a-z].\n",
        "Call [the thing][pkg.module.Thing] or [that][std::fs].\n",
    ] {
        check(Format::Markdown, text, &[]);
    }
}

#[test]
fn a_piece_of_words_is_no_whole_document() {
    let severities = |format, text| findings(format, text).iter().map(|it| it.severity).collect::<Vec<_>>();
    assert_eq!(severities(Format::Latex, "It doubled; see \\ref{sums}.\n"), [Severity::Hint]);
    assert_eq!(severities(Format::Html, "<p>See <a href=\"#sums\">it</a>.</p>"), [Severity::Hint]);
    let page = "<html><body><p>See <a href=\"#sums\">it</a>.</p></body></html>";
    assert_eq!(severities(Format::Html, page), [Severity::Error]);
    assert_eq!(severities(Format::AsciiDoc, "= Gate\n\nSee <<nowhere>>.\n"), [Severity::Error]);
    assert_eq!(severities(Format::Markdown, "See [it](#sums).\n"), [Severity::Error]);
}

/// How sure the findings are, and none where there are none.
fn severities(format: Format, text: &str) -> Vec<Severity> {
    findings(format, text).iter().map(|it| it.severity).collect()
}

#[test]
fn what_only_looks_like_a_mark_leads_nowhere_by_right() {
    for text in [
        "Write \\[^1] for a note, or [\\^foo], or \\[^name\\].\n",
        "See [^8](https://example.org) for more.\n",
        "The pattern [^abc]+ takes all others.\n",
    ] {
        check(Format::Markdown, text, &[]);
    }
    for text in ["It said [INFO][main] and stopped.\n", "Take array[^1] or array[^0] of them.\n"] {
        assert!(!severities(Format::Markdown, text).contains(&Severity::Error), "{text}");
    }
    assert_eq!(severities(Format::Markdown, "Costs doubled.[^4]\n"), [Severity::Error]);
    assert_eq!(severities(Format::Markdown, "Costs rose[^1] more[^4].\n\n[^1]: Audit.\n"), [Severity::Error]);
    assert_eq!(severities(Format::Markdown, "See [the audit][audit-2023].\n"), [Severity::Error]);
    check(Format::AsciiDoc, "= Gate\n\nIt is x << y >> 2, or 1 << 4 >> 2, see <<sums>>.\n", &["sums"]);
    check(Format::ReStructuredText, "An *em_* and **x_y_**, ``literal_`` and ``C:\\a_\\``.\n", &[]);
    check(Format::ReStructuredText, "An *emphasis* and nowhere_.\n", &["nowhere"]);
    let typst = "#set page(width: 10cm)\n\nSee https://example.org/@sec-foo and @sec-sums.\n";
    check(Format::Typst, typst, &["sec-sums"]);
}

#[test]
fn names_are_compared_as_their_format_reads_them() {
    let wiki = |text: &str, expected: &[&str]| check(Format::MediaWiki, text, expected);
    wiki("It did.<REF NAME=\"audit\" /> More.<Ref Name=audit>City audit.</Ref>\n", &[]);
    wiki("It did.<ref name=audit /> More.<REF NAME='audit'>City audit.</REF>\n", &[]);
    wiki("It did.<REF NAME=\"audit\" />\n", &["audit"]);
    wiki("It did.<ref name=\"e&amp;f\" /> More.<ref name=\"e&f\">City audit.</ref>\n", &[]);
    wiki("It did.<ref name=\"e&f\" /> More.<ref name=\"e&amp;f\">City audit.</ref>\n", &[]);
    wiki(
        "See [[#Costs.2C_and_sums]], [[#Q&amp;A]].\n\n== Costs, and sums ==\n\nA.\n\n== Q&A ==\n\nB.\n",
        &[],
    );
    wiki("See [[#Costs.2C_and_more]].\n\n== Costs, and sums ==\n\nA.\n", &["Costs.2C_and_more"]);
    let adoc = "= Gate\n\nSee <<_link_text>> and <<_at_the_board>>.\n\n== Link https://example.org[text]\n\nA.\n\n\
                == At link:board.html[the board^]\n\nB.\n";
    check(Format::AsciiDoc, adoc, &[]);
    check(Format::Html, "<p>Up to <a href=\"#TOP\">the top</a>.</p>", &[]);
}

#[test]
fn what_may_stand_elsewhere_is_left_alone() {
    let page = |head: &str| {
        format!("<html><head>{head}</head><body><p>See <a href=\"#sums\">it</a>.</p></body></html>")
    };
    check(Format::Html, &page("<BASE HREF=\"https://example.org/\">"), &[]);
    check(Format::Html, &page("<base target=\"_blank\">"), &["sums"]);
    for takes_in in [
        "<!--@include: ./costs.md-->",
        "<!-- @include: ./costs.md -->",
        "[!INCLUDE [costs](costs.md)]",
        "@import \"costs.md\"",
    ] {
        check(Format::Markdown, &format!("See [x](#costs), and more.[^4]\n\n{takes_in}\n"), &[]);
    }
    let blocks = "+++ {\"class\": \"x\", \"label\": \"blk\"}\n\nSee [x](#blk) and [y](#blq).\n";
    check(Format::Markdown, blocks, &["blq"]);
    check(Format::Markdown, "See [](#term-sea-gate).\n", &[]);
}

#[test]
fn a_remark_is_no_definition() {
    for remark in ["[//]: # (a remark for the desk)", "[comment]: <> (Ask Ana.)", "[//]: #", "[_]: # \"Ask\""]
    {
        check(Format::Markdown, &format!("Text one.\n\n{remark}\n\nText two.\n"), &[]);
    }
    check(Format::Markdown, "Text one.\n\n[old]: #sums\n", &["unused [old]"]);
}

/// The text after the action of this title.
fn after(format: Format, text: &str, title: &str) -> String {
    let review = review(format, text);
    let found = actions::actions(&review, Span::new(0, text.len())).into_iter().find(|it| it.title == title);
    let found = found.unwrap_or_else(|| panic!("no “{title}” for {text:?}"));
    let mut out = text.to_owned();
    for Edit { span, text } in actions::resolve(&review, &found.key).into_iter().rev() {
        out.replace_range(span.start..span.end, &text);
    }
    out
}

#[test]
fn a_missing_note_is_begun_at_the_end() {
    let create = "Create the entry “[^4]: ”";
    let done = |text: &str| after(Format::Markdown, text, create);
    assert_eq!(done("Costs doubled.[^4]"), "Costs doubled.[^4]\n\n[^4]: ");
    assert_eq!(done("Costs doubled.[^4]\n"), "Costs doubled.[^4]\n\n[^4]: ");
    let below = "It rose.[^1] Costs doubled.[^4]\n\nMore.\n\n[^1]: Audit.\n";
    assert_eq!(done(&format!("# Quay\n\n{below}")), format!("# Quay\n\n{below}[^4]: "));
    assert_eq!(done("Costs doubled.[^4]\r\n"), "Costs doubled.[^4]\r\n\r\n[^4]: ");
}

#[test]
fn a_label_that_was_meant_takes_the_place_of_the_wrong_one() {
    assert_eq!(
        after(Format::Latex, "See \\ref{sec:sum}.\n\nThe sums\\label{sec:sums} rose.\n", "Use “sec:sums”"),
        "See \\ref{sec:sums}.\n\nThe sums\\label{sec:sums} rose.\n"
    );
    assert_eq!(
        after(Format::Html, "<p><a href=\"#summs\">The summs</a></p><p id=\"sums\">It is.</p>", "Use “sums”"),
        "<p><a href=\"#sums\">The summs</a></p><p id=\"sums\">It is.</p>"
    );
    assert_eq!(after(Format::Org, "Costs doubled.[fn:4]\n", "Remove the mark"), "Costs doubled.\n");
}
