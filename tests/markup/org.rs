use expect_test::expect;

use crate::check_org;

#[test]
fn a_document_with_its_keywords() {
    check_org(
        "
#+TITLE: Harbour /reopens/
#+AUTHOR: Ana Cho
#+DATE: 2024-01-01
#+OPTIONS: toc:nil

The harbour opened on Monday,
the board said.

* TODO [#A] What next :news:port:
SCHEDULED: <2024-01-02 Tue>
:PROPERTIES:
:ID: x
:END:
Nobody knows.
",
        expect![[r#"
            Heading(1): Harbour reopens
            Byline: Ana Cho
            Paragraph: The harbour opened on Monday, ¶ the board said.
            Heading(1): What next
            Paragraph: Nobody knows.
        "#]],
    );
}

#[test]
fn emphasis_needs_its_borders() {
    check_org(
        "
The *board* of /Aro/ _met_ +not+ =code= ~verb~ in 3*4*5, a/b/c and snake_case_word, *not closed.
",
        expect![[r#"
            Paragraph: The board of Aro met not � � in 3*4*5, a/b/c and snake_case_word, *not closed.
        "#]],
    );
}

#[test]
fn links_notes_and_citations() {
    check_org(
        "
Costs rose [cite:@cho2020 p. 3; see @lee:21]. As [cite/t:@diaz] says, [[https://one.example/a][the memo]] and [[https://two.example]] agree[fn:1]. See [[*What next][below]], [[file:a.png]] and [[quay]].[fn:: In May.] <https://three.example> on <2024-01-01 Mon>.

[fn:1] The log, p. 3.
",
        expect![[r#"
            Paragraph: Costs rose. As � says, the memo and � agree. See below, � and quay. � on 2024-01-01 Mon.
                cites cho2020 | at 10..10 "" | [cite:@cho2020 p. 3; see @lee:21]
                cites lee:21 | at 10..10 "" | [cite:@cho2020 p. 3; see @lee:21]
                cites diaz | at 15..18 "�" | [cite/t:@diaz]
                link https://one.example/a | at 25..33 "the memo" | [[https://one.example/a][the memo]]
                link https://two.example | at 38..41 "�" | [[https://two.example]]
                note 1 | at 47..47 "" | [fn:1]
                inner *What next | at 53..58 "below" | [[*What next][below]]
                note In May. | at 73..73 "" | [fn:: In May.]
                link https://three.example | at 74..77 "�" | <https://three.example>
            Note: The log, p. 3.
        "#]],
    );
}

#[test]
fn lists_of_all_kinds() {
    check_org(
        "
- one
  goes on
- [ ] two
  - three

  second paragraph
1. four
+ term :: five
six
",
        expect![[r#"
            ListItem: one ¶ goes on
            ListItem: two
            ListItem: three
            ListItem: second paragraph
            ListItem: four
            ListItem: term
            ListItem: five
            Paragraph: six
        "#]],
    );
}

#[test]
fn blocks() {
    check_org(
        "
#+BEGIN_QUOTE
We had no say.

None.
#+END_QUOTE
#+begin_src python
no

,* no
#+end_src
#+BEGIN_EXAMPLE
no
#+END_EXAMPLE
After.
",
        expect![[r#"
            BlockQuote: We had no say.
            BlockQuote: None.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn tables_and_captions() {
    check_org(
        "
#+CAPTION: Costs in /May/
| Town | Cost |
|------+------|
| Aro  | [[https://a.example][five]] |
#+TBLFM: $2=1
After.
",
        expect![[r#"
            Caption: Costs in May
            TableCell: Town
            TableCell: Cost
            TableCell: Aro
            TableCell: five
                link https://a.example | at 0..4 "five" | [[https://a.example][five]]
            Paragraph: After.
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_org(
        "
# onrecord: ignore-file vague-source
One.
  # onrecord: ignore
Two #hashtag.
#
#+begin_comment
no
#+end_comment
Three.
",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file vague-source | at 0..0 "" | # onrecord: ignore-file vague-source
            Paragraph: One.
            Paragraph: 
                comment onrecord: ignore | at 0..0 "" | # onrecord: ignore
            Paragraph: Two #hashtag.
            Paragraph: 
                comment  | at 0..0 "" | #
            Paragraph: Three.
        "#]],
    );
}

#[test]
fn fixed_width_rules_and_drawers() {
    check_org(
        "
One.
: no
-----
Two.
:LOGBOOK:
CLOCK: [2024]
:END:
Three.
",
        expect![[r#"
            Paragraph: One.
            Paragraph: Two.
            Paragraph: Three.
        "#]],
    );
}

#[test]
fn formulas_entities_and_macros() {
    check_org(
        r#"
If $x^2$ and \(y\) or \alpha{} then {{{m(a)}}} @@html:<b>@@ ends. It cost $42 million and then $3 more\\
now.
"#,
        expect![[r#"
            Paragraph: If � and � or � then � ends. It cost $42 million and then $3 more ¶ now.
        "#]],
    );
}

#[test]
fn references_end_with_their_section() {
    check_org(
        "
Text.
* Sources
- Cho, A. A book.
** Online
More.
* After
Text.
",
        expect![[r#"
            Paragraph: Text.
            Heading(1): Sources
            Reference: Cho, A. A book.
            Heading(2): Online
            Reference: More.
            Heading(1): After
            Paragraph: Text.
        "#]],
    );
}

#[test]
fn what_is_not_closed_ends_at_a_headline() {
    check_org(
        "
One [[https://a.example

#+BEGIN_QUOTE
Two.
* Three
Four [fn:1 five.

:DRAWER:
no
",
        expect![[r#"
            Paragraph: One [[�
                link https://a.example | at 6..9 "�" | https://a.example
            BlockQuote: Two.
            Heading(1): Three
            Paragraph: Four [fn:1 five.
        "#]],
    );
}

#[test]
fn headlines_and_what_looks_like_them() {
    check_org(
        "
* COMMENT One
** DONE Two
*Bold* three.
**** Four *
*
 * five
",
        expect![[r#"
            Heading(1): One
            Heading(2): Two
            Paragraph: Bold three.
            Heading(4): Four *
            Paragraph: *
            ListItem: five
        "#]],
    );
}

#[test]
fn crlf_and_odd_bytes() {
    check_org(
        "\u{feff}* One\r\nTwo\r\nthree\r\r- four\0",
        expect![[r#"
        Heading(1): One
        Paragraph: Two ¶ three
        ListItem: fourNUL
    "#]],
    );
}
