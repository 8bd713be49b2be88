use expect_test::expect;

use crate::check_markdown;

#[test]
fn emphasis_inside_a_word_leaves_one_word() {
    check_markdown(
        "It was un**believ**able, *she* ~~thought~~ said.",
        expect![[r#"
            Paragraph: It was unbelievable, she thought said.
        "#]],
    );
}

#[test]
fn links_keep_their_words_and_their_targets() {
    check_markdown(
        "The [audit\nof 2023](https://one.example/a_b \"title\") and [that one][Two] and [two], [sic].\n\n[two]:\n  <https://two.example>\n",
        expect![[r#"
            Paragraph: The audit ¶ of 2023 and that one and two, [sic].
                link https://one.example/a_b | at 4..17 "audit ¶ of 2023" | [audit ¶ of 2023](https://one.example/a_b "title")
                link https://two.example | at 22..30 "that one" | [that one][Two]
                link https://two.example | at 35..38 "two" | [two]
        "#]],
    );
}

#[test]
fn addresses_stand_in_for_words() {
    check_markdown(
        "See <https://one.example>, https://two.example/a_b_c(d). Write to desk@paper.example or <desk@paper.example>.",
        expect![[r#"
            Paragraph: See �, �. Write to desk@paper.example or �.
                link https://one.example | at 4..7 "�" | <https://one.example>
                link https://two.example/a_b_c(d) | at 9..12 "�" | https://two.example/a_b_c(d)
        "#]],
    );
}

#[test]
fn notes_point_to_their_definitions() {
    check_markdown(
        "The city paid *twice[^1]*. So [^missing] did we.^[The clerk said so.]\n\n[^1]: The [budget](https://b.example), page 3.\n\n    More of it.\n",
        expect![[r#"
            Paragraph: The city paid twice. So [^missing] did we.
                note 1 | at 19..19 "" | [^1]
                note The clerk said so. | at 42..42 "" | ^[The clerk said so.]
            Note: The budget, page 3.
                link https://b.example | at 4..10 "budget" | [budget](https://b.example)
            Note: More of it.
        "#]],
    );
}

#[test]
fn citations_are_marks() {
    check_markdown(
        "Costs rose [see @cho2020, p. 3; -@lee:21]. As @diaz_2019 says, desk@paper.example and x@y do not. [@cho](https://social.example) wrote.\n",
        expect![[r#"
            Paragraph: Costs rose. As � says, desk@paper.example and x@y do not. @cho wrote.
                cites cho2020 | at 10..10 "" | [see @cho2020, p. 3; -@lee:21]
                cites lee:21 | at 10..10 "" | [see @cho2020, p. 3; -@lee:21]
                cites diaz_2019 | at 15..18 "�" | @diaz_2019
                link https://social.example | at 60..64 "@cho" | [@cho](https://social.example)
        "#]],
    );
}

#[test]
fn money_is_no_maths() {
    check_markdown(
        "It paid $42 million and then $3. But $x^2$ and $n$ and $$\\sum_i i$$ are. From $5 to $7_000 it rose.",
        expect![[r#"
            Paragraph: It paid $42 million and then $3. But � and � and � are. From $5 to $7_000 it rose.
        "#]],
    );
}

#[test]
fn shortcodes_leave_no_words() {
    check_markdown(
        "Before {{< ref \"a b\" >}} after.\n\n{{< figure src=\"x.png\" >}}\n\n{% note %}\n\nThe [plan]({{< ref \"plan.md\" >}}) is {{citation needed}} new.\n",
        expect![[r#"
            Paragraph: Before after.
            Paragraph: The plan is {{citation needed}} new.
                link {{< ref "plan.md" >}} | at 4..8 "plan" | [plan]({{< ref "plan.md" >}})
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_markdown(
        "One <!-- onrecord: ignore vague-source --> two.\n\n<!-- onrecord: ignore file -->\n\nThree.\n<!-- four\nfive -->\n- Item <!-- six -->\n",
        expect![[r#"
            Paragraph: One two.
                comment onrecord: ignore vague-source | at 3..3 "" | <!-- onrecord: ignore vague-source -->
            Paragraph: 
                comment onrecord: ignore file | at 0..0 "" | <!-- onrecord: ignore file -->
            Paragraph: Three.
            Paragraph: 
                comment four
            five | at 0..0 "" | <!-- four ¶ five -->
            ListItem: Item
                comment six | at 4..4 "" | <!-- six -->
        "#]],
    );
}

#[test]
fn front_matter_is_no_prose() {
    check_markdown(
        "\u{feff}---\ntitle: The bridge\n---\n\n# The bridge\n\nBy Ana Cho\n\nIt fell.\n",
        expect![[r#"
            Heading(1): The bridge
            Byline: By Ana Cho
            Paragraph: It fell.
        "#]],
    );
}

#[test]
fn toml_front_matter_is_no_prose() {
    check_markdown(
        "+++\ntitle = \"x\"\n+++\nIt fell.\n",
        expect![[r#"
            Paragraph: It fell.
        "#]],
    );
}

#[test]
fn front_matter_that_is_not_closed_is_text() {
    check_markdown(
        "---\ntitle: x\n\nIt fell.\n",
        expect![[r#"
            Paragraph: title: x
            Paragraph: It fell.
        "#]],
    );
}

#[test]
fn a_fence_that_is_not_closed_hides_the_rest() {
    check_markdown(
        "Before.\n\n```\ncode\n\nmore\n",
        expect![[r#"
            Paragraph: Before.
        "#]],
    );
}

#[test]
fn code_is_no_prose() {
    check_markdown(
        "Run `x = 1` now.\n\n    indented\n\n~~~\nfenced\n~~~\nAfter.\n",
        expect![[r#"
            Paragraph: Run � now.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn tables_are_cells() {
    check_markdown(
        "| Town | Cost \\| year |\n|---|---|\n| *Aro* | `5` and [six](u) |\n\nAfter.\n",
        expect![[r#"
            TableCell: Town
            TableCell: Cost | year
            TableCell: Aro
            TableCell: � and six
                link u | at 8..11 "six" | [six](u)
            Paragraph: After.
        "#]],
    );
}

#[test]
fn lists_and_quotations() {
    check_markdown(
        "- one\n  goes on\n\n  second\n- [x] done\n\n> quoted\nlazily\n>\n> - inner\n\n1. first\n",
        expect![[r#"
            ListItem: one ¶ goes on
            ListItem: second
            ListItem: done
            BlockQuote: quoted ¶ lazily
            BlockQuote: inner
            ListItem: first
        "#]],
    );
}

#[test]
fn headings_of_both_kinds() {
    check_markdown(
        "Title\n=====\n\n## Part *two* {#part}\nText.\n",
        expect![[r#"
            Heading(1): Title
            Heading(2): Part two
            Paragraph: Text.
        "#]],
    );
}

#[test]
fn entities_and_escapes_stand_for_others() {
    check_markdown(
        "AT&amp;T &copy; \\*no\\* emphasis &nosuch;.",
        expect![[r#"
            Paragraph: AT&T © *no* emphasis &nosuch;.
        "#]],
    );
}

#[test]
fn pictures_and_captions() {
    check_markdown(
        "![a pier](p.jpg)\n\nThe ![icon](i.png) pier.\n\n![b](b.jpg)\n*The pier in May*\n\nPhoto: Li Wei\n\n<figure><img src=\"x\"><figcaption>The mayor\n  waits</figcaption></figure>\n",
        expect![[r#"
            Caption: a pier
            Paragraph: The � pier.
            Caption: � ¶ The pier in May
            Caption: Photo: Li Wei
            Caption: The mayor ¶ waits
        "#]],
    );
}

#[test]
fn a_list_of_references_ends_with_its_section() {
    check_markdown(
        "Text.\n\n## Sources\n\n- Cho, A. A book.\n\n### Online\n\nMore.\n\n## After\n\nText.\n",
        expect![[r#"
            Paragraph: Text.
            Heading(2): Sources
            Reference: Cho, A. A book.
            Heading(3): Online
            Reference: More.
            Heading(2): After
            Paragraph: Text.
        "#]],
    );
}

#[test]
fn html_gives_its_words() {
    check_markdown(
        "<div class=\"x\">\n  <p>The mayor &amp; <a href=\"https://m.example\">council</a> met.</p>\n  <script>no()</script>\n</div>\n\nInline <b>bold</b>, <code>x</code><br>and <a href='u'>that</a>.\n",
        expect![[r#"
            Paragraph: The mayor & council met.
                link https://m.example | at 12..19 "council" | <a href="https://m.example">council</a>
            Paragraph: Inline bold, � ¶ and that.
                link u | at 21..25 "that" | <a href='u'>that</a>
        "#]],
    );
}

#[test]
fn crlf_and_cr_end_lines_too() {
    check_markdown(
        "One\r\ntwo\\\r\nthree  \r\nfour\r\n\r\nFive\rsix\r\rSeven\r",
        expect![[r#"
            Paragraph: One ¶ two ¶ three ¶ four
            Paragraph: Five ¶ six
            Paragraph: Seven
        "#]],
    );
}

#[test]
fn tabs_and_nul() {
    check_markdown(
        "-\tone\n\ttwo\n\na\0b\n",
        expect![[r#"
            ListItem: one ¶ two
            Paragraph: aNULb
        "#]],
    );
}

#[test]
fn a_headline_without_markup() {
    check_markdown(
        "Harbour reopens after storm\n\nBy Ana Cho\n\nThe harbour opened.\n",
        expect![[r#"
            Headline: Harbour reopens after storm
            Byline: By Ana Cho
            Paragraph: The harbour opened.
        "#]],
    );
}

#[test]
fn footnotes_inside_quotations() {
    check_markdown(
        "> He left.[^a]\n\n[^a]: > The log.\n\n    Second paragraph.\n",
        expect![[r#"
            BlockQuote: He left.
                note a | at 8..8 "" | [^a]
            Note: The log.
            Note: Second paragraph.
        "#]],
    );
}
