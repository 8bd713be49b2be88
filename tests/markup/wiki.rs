use expect_test::expect;

use crate::check_wiki;

#[test]
fn an_encyclopedia_page() {
    check_wiki(
        r#"
{{Short description|A quay}}
{{Infobox bridge
| name = Old Quay

| built = {{Start date|1901}}
}}
The '''Old Quay''' is a [[quay (wall)|quay]] in [[Aro]].<ref name="cho">{{cite news|title=Quay|url=https://c.example}}</ref> It ''fell'' in 1999.<ref name=cho/>

== History ==
It was built in 1901.<ref>The log, p. 3.</ref>

[[Category:Quays]]
[[de:Alter Kai]]
"#,
        expect![[r#"
            Paragraph: The Old Quay is a quay in Aro. It fell in 1999.
                cites cho | at 30..30 "" | <ref name="cho">{{cite news|title=Quay|url=https://c.example}}</ref>
                cites cho | at 47..47 "" | <ref name=cho/>
            Heading(2): History
            Paragraph: It was built in 1901.
                note The log, p. 3. | at 21..21 "" | <ref>The log, p. 3.</ref>
        "#]],
    );
}

#[test]
fn links_to_the_web_support_and_links_inside_do_not() {
    check_wiki(
        "
The [[Harbour Board]]s and [https://one.example/a the board's page], [https://two.example] and https://three.example.",
        expect![[r#"
            Paragraph: The Harbour Boards and the board's page, and �.
                link https://one.example/a | at 23..39 "the board's page" | [https://one.example/a the board's page]
                link https://two.example | at 40..40 "" | [https://two.example]
                link https://three.example | at 45..48 "�" | https://three.example
        "#]],
    );
}

#[test]
fn apostrophes_that_are_no_emphasis() {
    check_wiki(
        "
The '''''mayor''''' of L'Aro's ''''port'''' isn't in ''O''.",
        expect![[r#"
            Paragraph: The mayor of L'Aro's 'port' isn't in O.
        "#]],
    );
}

#[test]
fn templates_that_ask_stay_words() {
    check_wiki(
        "
It fell.{{citation needed|date=May 2024}} Some say so {{who?}} {{Cn}}.",
        expect![[r#"
            Paragraph: It fell.{{citation needed|date=May 2024}} Some say so � {{Cn}}.
        "#]],
    );
}

#[test]
fn templates_are_pictures_or_nothing() {
    check_wiki(
        "
It is {{convert|5|km|mi}} long, called {{lang|fr|le quai}}, {{nowrap|5 m}} high{{sfn|Cho|2020|p=3}} and {{efn|Not the new one.}} old.
{{clear}}

The end {{snd}}at last.",
        expect![[r#"
            Paragraph: It is � long, called le quai, 5 m high and old.
                cites Cho 2020 | at 40..40 "" | {{sfn|Cho|2020|p=3}}
                note Not the new one. | at 44..44 "" | {{efn|Not the new one.}}
            Paragraph: The end  – at last.
        "#]],
    );
}

#[test]
fn lists_of_all_kinds() {
    check_wiki(
        "
* one
** two [[a|b]]
# three
: four
; five : six
seven
",
        expect![[r#"
            ListItem: one
            ListItem: two b
            ListItem: three
            ListItem: four
            ListItem: five : six
            Paragraph: seven
        "#]],
    );
}

#[test]
fn tables_are_cells() {
    check_wiki(
        r#"
{| class="wikitext"
|+ Costs
|-
! Town !! style="x" | Cost
|-
| Aro || style="y" | [[Five|5]] million<ref>Log</ref>
goes on

|-
| {{yes|a|b}}
|}
After."#,
        expect![[r#"
            Caption: Costs
            TableCell: Town
            TableCell: Cost
            TableCell: Aro
            TableCell: 5 million ¶ goes on
                note Log | at 9..9 "" | <ref>Log</ref>
            Paragraph: After.
        "#]],
    );
}

#[test]
fn files_give_their_captions() {
    check_wiki(
        "
[[File:Quay.jpg|thumb|200px|alt=A wall|The [[Old Quay]] in {{circa|1901}}, ''before'' it fell]]
The quay [[File:i.svg|20px]] stands.

[[File:x.jpg|thumb]]
[[Image:y.jpg|right|Photo: Li Wei]] It stood.",
        expect![[r#"
            Caption: The Old Quay in �, before it fell
            Paragraph: The quay � stands.
            Caption: Photo: Li Wei
            Paragraph: It stood.
        "#]],
    );
}

#[test]
fn quotations_in_tags_and_templates() {
    check_wiki(
        "
{{quote|text=We had ''no'' say.|author=Cho}}
<blockquote>
We waited.

And waited.
</blockquote>
After. <small>Small</small> {{blockquote|Never again.}}

{{cquote|Over.}}",
        expect![[r#"
            BlockQuote: We had no say.
            BlockQuote: We waited.
            BlockQuote: And waited.
            Paragraph: After. Small �
            BlockQuote: Over.
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_wiki(
        "
<!-- onrecord: ignore-file vague-source -->
One <!-- onrecord: ignore --> two.
<!-- three

four -->
Five.

== Six == <!-- x -->
Seven.",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file vague-source | at 0..0 "" | <!-- onrecord: ignore-file vague-source -->
            Paragraph: One two. ¶ Five.
                comment onrecord: ignore | at 3..3 "" | <!-- onrecord: ignore -->
                comment three

            four | at 8..8 "" | <!-- three ¶  ¶ four -->
            Heading(2): Six
            Paragraph: Seven.
        "#]],
    );
}

#[test]
fn nowiki_is_words_and_code_is_not() {
    check_wiki(
        r#"
A <nowiki>''b'' [[c]]</nowiki> <code>d</code> <math>x^2</math> e.
<syntaxhighlight lang="c">
int f;

int g;
</syntaxhighlight>
 preformatted

Last &amp; least."#,
        expect![[r#"
            Paragraph: A ''b'' [[c]] � � e.
            Paragraph: Last & least.
        "#]],
    );
}

#[test]
fn references_end_with_their_section() {
    check_wiki(
        "
Text.

== References ==
{{Reflist}}
* Cho, A. A book.

=== Online ===
More.

== After ==
Text.
",
        expect![[r#"
            Paragraph: Text.
            Heading(2): References
            Reference: Cho, A. A book.
            Heading(3): Online
            Reference: More.
            Heading(2): After
            Paragraph: Text.
        "#]],
    );
}

#[test]
fn what_is_not_closed_hides_no_more_than_its_paragraph() {
    check_wiki(
        "
It fell {{cite news|title=Quay

It rose [[Aro|the

It stood.<ref>{{cite

It sank <ref>never closed

{{Infobox
| a = b

Last.",
        expect![[r#"
            Headline: It fell {{cite news|title=Quay
            Paragraph: It rose the
            Paragraph: It stood.{{cite
            Paragraph: It sank never closed
            Paragraph: {{Infobox
            TableCell: a = b
            Paragraph: Last.
        "#]],
    );
}

#[test]
fn a_comment_that_is_not_closed_hides_the_rest() {
    check_wiki(
        "
One.

Two <!-- three

four",
        expect![[r#"
            Paragraph: One.
            Paragraph: Two
                comment three

            four | at 3..3 "" | <!-- three ¶  ¶ four
        "#]],
    );
}

#[test]
fn redirects_behaviour_and_signatures_are_no_prose() {
    check_wiki(
        "
#REDIRECT [[Old Quay]]

__NOTOC__
It fell. ~~~~
----
<references />
",
        expect![[r#"
            Paragraph: It fell.
        "#]],
    );
}

#[test]
fn crlf_and_cr_end_lines_too() {
    check_wiki(
        "== One ==\r\nTwo\r\nthree.\r\n\r\n* four\r* five\r",
        expect![[r#"
            Heading(2): One
            Paragraph: Two ¶ three.
            ListItem: four
            ListItem: five
        "#]],
    );
}

#[test]
fn deep_and_odd() {
    check_wiki(
        "
{{{{a}}}} {{{1|b}}} }} ]] [[ {{ |} {| ! || '' <ref",
        expect![[r#"
            Paragraph: � �} }}   {{ |} {| ! ||
        "#]],
    );
}
