use expect_test::expect;

use crate::check_typst;

#[test]
fn a_document_with_its_statements() {
    check_typst(
        "
#import \"@preview/news:0.1.0\": article
#set text(
  size: 10pt,
)
#show: article.with(
  title: [Harbour],

  date: none,
)

= Harbour _reopens_ <top>

The harbour opened on Monday,
the board said.

== What next
#let x = 3
Nobody knows.
",
        expect![[r#"
            Heading(1): Harbour reopens
            Paragraph: The harbour opened on Monday, ¶ the board said.
            Heading(2): What next
            Paragraph: Nobody knows.
        "#]],
    );
}

#[test]
fn emphasis_needs_its_borders() {
    check_typst(
        "
The *board* of _Aro_ met `raw` in 3*4*5 and snake_case_word, *not closed. It cost \\$4 \\#1~m -- or --- no.
",
        expect![[r#"
            Paragraph: The board of Aro met � in 3*4*5 and snake_case_word, *not closed. It cost $4 #1 m – or — no.
        "#]],
    );
}

#[test]
fn links_notes_and_citations() {
    check_typst(
        "
Costs rose @cho2020[p. 3]. As #cite(<diaz>, form: \"prose\") says, #link(\"https://one.example/a\")[the memo] and https://two.example agree#footnote[In May.]. #cite(<lee>) #emph[So] says a\\@b.c.
",
        expect![[r#"
            Paragraph: Costs rose �. As � says, the memo and � agree. So says a@b.c.
                cites cho2020 | at 11..14 "�" | @cho2020[p. 3]
                cites diaz | at 19..22 "�" | #cite(<diaz>, form: "prose")
                link https://one.example/a | at 29..37 "the memo" | #link("https://one.example/a")[the memo]
                link https://two.example | at 42..45 "�" | https://two.example
                note In May. | at 51..51 "" | #footnote[In May.]
                cites lee | at 52..52 "" | #cite(<lee>)
        "#]],
    );
}

#[test]
fn lists_of_all_kinds() {
    check_typst(
        "
- one
  goes on
- two
  - three

+ four
1. five
/ Term: six
",
        expect![[r#"
            ListItem: one ¶ goes on
            ListItem: two
            ListItem: three
            ListItem: four
            ListItem: five
            ListItem: Term: six
        "#]],
    );
}

#[test]
fn blocks_and_figures() {
    check_typst(
        "
#quote(block: true, attribution: [Cho])[
  We had no say.

  None.
]

#figure(
  image(\"quay.png\"),
  caption: [The quay in _May_],
) <quay>

#columns(2)[
= Inside
One.

Two.
]
```typ
no = no
```
#pagebreak()
After.
",
        expect![[r#"
            BlockQuote: We had no say.
            BlockQuote: None.
            Caption: The quay in May
            Heading(1): Inside
            Paragraph: One.
            Paragraph: Two.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_typst(
        "
// onrecord: ignore-file vague-source
One. // onrecord: ignore
Two /* three */ four.
/* five

six */
Seven.
",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file vague-source | at 0..0 "" | // onrecord: ignore-file vague-source
            Paragraph: One. ¶ Two four. ¶ Seven.
                comment onrecord: ignore | at 4..4 "" | // onrecord: ignore
                comment three | at 8..8 "" | /* three */
                comment five

            six | at 14..14 "" | /* five ¶  ¶ six */
        "#]],
    );
}

#[test]
fn what_is_not_closed_ends_at_a_heading_or_its_paragraph() {
    check_typst(
        "
One #emph[two.

Three #link(\"https://a.example.

= Four
#let x = (

Five $x.
",
        expect![[r#"
            Paragraph: One #emph[two.
            Paragraph: Three #link("�.
                link https://a.example | at 13..16 "�" | https://a.example
            Heading(1): Four
            Paragraph: Five $x.
        "#]],
    );
}

#[test]
fn crlf_and_odd_bytes() {
    check_typst(
        "\u{feff}= One\r\nTwo\r\nthree\r\r- four\0",
        expect![[r#"
        Heading(1): One
        Paragraph: Two ¶ three
        ListItem: fourNUL
    "#]],
    );
}
