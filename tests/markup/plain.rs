use expect_test::expect;

use crate::check_plain;

#[test]
fn a_newspaper_page() {
    check_plain(
        "Harbour reopens after storm\nFerries sail again\nBy Ana Cho in Aro\n\nThe harbour opened on Monday.\n\nWHAT NEXT\n\nNobody knows.\n\nPhoto: Li Wei\n",
        expect![[r#"
            Headline: Harbour reopens after storm
            Headline: Ferries sail again
            Byline: By Ana Cho in Aro
            Paragraph: The harbour opened on Monday.
            Heading(2): WHAT NEXT
            Paragraph: Nobody knows.
            Caption: Photo: Li Wei
        "#]],
    );
}

#[test]
fn long_lines_are_paragraphs() {
    check_plain(
        "The council agreed on Monday that the harbour should stay as it is for now.\nNobody spoke against it, although the mayor wanted the old pier to be wit\nh more lamps and a wider road down to the water for lorries.\n“We had no say,” said Ana Cho.\n",
        expect![[r#"
            Paragraph: The council agreed on Monday that the harbour should stay as it is for now.
            Paragraph: Nobody spoke against it, although the mayor wanted the old pier to be wit ¶ h more lamps and a wider road down to the water for lorries.
            Paragraph: “We had no say,” said Ana Cho.
        "#]],
    );
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    check_plain(
        "The council agreed on Monday that the\nharbour should stay as it is, and that\nthe pier would be mended by the end of\nthe year.\n\nNobody spoke.\n",
        expect![[r#"
            Paragraph: The council agreed on Monday that the ¶ harbour should stay as it is, and that ¶ the pier would be mended by the end of ¶ the year.
            Paragraph: Nobody spoke.
        "#]],
    );
}

#[test]
fn lists_quotations_and_notes() {
    check_plain(
        "Three things [1], [2]:\n- one\n  goes on\n- two\n1. first\n\n> somebody else\n> said this\n\n[1] The log, https://l.example.\n",
        expect![[r#"
            Paragraph: Three things, [2]:
                note 1 | at 12..12 "" | [1]
            ListItem: one ¶ goes on
            ListItem: two
            ListItem: first
            BlockQuote: somebody else ¶ said this
            Note: The log, �.
                link https://l.example | at 9..12 "�" | https://l.example
        "#]],
    );
}

#[test]
fn directives_citations_and_addresses() {
    check_plain(
        "[onrecord: ignore vague-source]\nIt cost more [@cho]. See https://one.example/x. Or [source?].\n",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore vague-source | at 0..0 "" | [onrecord: ignore vague-source]
            Paragraph: It cost more. See �. Or [source?].
                cites cho | at 12..12 "" | [@cho]
                link https://one.example/x | at 18..21 "�" | https://one.example/x
        "#]],
    );
}

#[test]
fn references_run_to_the_end() {
    check_plain(
        "It fell.\n\nSources:\n\nThe log\n\nA letter, 2023\n\nTHE END\n\nBack.\n",
        expect![[r#"
            Paragraph: It fell.
            Heading(2): Sources:
            Reference: The log
            Reference: A letter, 2023
            Heading(2): THE END
            Paragraph: Back.
        "#]],
    );
}

#[test]
fn a_line_half_typed_is_a_paragraph() {
    check_plain(
        "The mayor took bribes",
        expect![[r#"
            Paragraph: The mayor took bribes
        "#]],
    );
}

#[test]
fn bytes_that_are_no_words() {
    check_plain(
        "\u{feff}\r\n \u{a0}\r\nOne\rtwo\0\u{2028}three\r\n",
        expect![[r#"
            Paragraph: One ¶ twoNULLSthree
        "#]],
    );
}
