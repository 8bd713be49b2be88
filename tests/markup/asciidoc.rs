use expect_test::expect;

use crate::check_asciidoc;

#[test]
fn a_document_with_its_header() {
    check_asciidoc(
        "
= Harbour _reopens_
Ana Cho <ana@paper.example>
v1.0, 2024-01-01
:toc:
:source: Norlift

The harbour opened on Monday,
the board said.

== What next

Nobody knows.
",
        expect![[r#"
            Heading(1): Harbour reopens
            Byline: Ana Cho
            Paragraph: The harbour opened on Monday, ¶ the board said.
            Heading(2): What next
            Paragraph: Nobody knows.
        "#]],
    );
}

#[test]
fn emphasis_and_code() {
    check_asciidoc(
        "
The *board* of __A__ro _met_ #again# in `code` and +pass+, H~2~O, 3*4*5 and snake_case_word, *not closed.
",
        expect![[r#"
            Paragraph: The board of Aro met again in � and pass, H2O, 3*4*5 and snake_case_word, *not closed.
        "#]],
    );
}

#[test]
fn links_notes_and_citations() {
    check_asciidoc(
        "
Costs rose cite:[cho2020(3), lee:21]. As citenp:[diaz] says, https://one.example/a[the memo^] and https://two.example agree.footnote:[In May.] See <<next,below>>, xref:quay[the quay], link:a.html[a page] and image:i.png[icon]. <https://three.example>
",
        expect![[r#"
            Paragraph: Costs rose. As � says, the memo and � agree. See below, the quay, a page and �. �
                cites cho2020 | at 10..10 "" | cite:[cho2020(3), lee:21]
                cites lee:21 | at 10..10 "" | cite:[cho2020(3), lee:21]
                cites diaz | at 15..18 "�" | citenp:[diaz]
                link https://one.example/a | at 25..33 "the memo" | https://one.example/a[the memo^]
                link https://two.example | at 38..41 "�" | https://two.example
                note In May. | at 48..48 "" | footnote:[In May.]
                inner next | at 53..58 "below" | <<next,below>>
                inner quay | at 60..68 "the quay" | xref:quay[the quay]
                link a.html | at 70..76 "a page" | link:a.html[a page]
                link https://three.example | at 86..89 "�" | <https://three.example>
        "#]],
    );
}

#[test]
fn lists_of_all_kinds() {
    check_asciidoc(
        "
* one
goes on
** two
+
continued
. three
- [x] four
1. five
term:: six
<1> seven

After.
",
        expect![[r#"
            ListItem: one ¶ goes on
            ListItem: two
            Paragraph: continued
            ListItem: three
            ListItem: four
            ListItem: five
            ListItem: term
            ListItem: six
            ListItem: seven
            Paragraph: After.
        "#]],
    );
}

#[test]
fn quotations() {
    check_asciidoc(
        "
[quote, Ana Cho, Norlift News]
____
We had no say.

None.
____

[quote]
Never again.

[verse]
Once

After.
",
        expect![[r#"
            BlockQuote: We had no say.
            BlockQuote: None.
            BlockQuote: Never again.
            BlockQuote: Once
            Paragraph: After.
        "#]],
    );
}

#[test]
fn listings_are_no_prose() {
    check_asciidoc(
        "
[source,python]
----
no

== no
----
One.

....
no
....

```
no
```

[listing]
no

 literal
no

Two.
",
        expect![[r#"
            Paragraph: One.
            Paragraph: Two.
        "#]],
    );
}

#[test]
fn tables_and_captions() {
    check_asciidoc(
        r#"
.Costs in _May_
[cols="1,1"]
|===
|Town |Cost

|Aro
|five
million
2+|`x` and six
|===
image::pier.jpg[The old pier, 200]
"#,
        expect![[r#"
            Caption: Costs in May
            TableCell: Town
            TableCell: Cost
            TableCell: Aro
            TableCell: five ¶ million
            TableCell: � and six
            Caption: The old pier
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_asciidoc(
        "
// onrecord: ignore-file vague-source
One.
// onrecord: ignore
Two // not.

////
no

no
////

// alone

Three.
",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file vague-source | at 0..0 "" | // onrecord: ignore-file vague-source
            Paragraph: One. ¶ Two // not.
                comment onrecord: ignore | at 4..4 "" | // onrecord: ignore
            Paragraph: 
                comment alone | at 0..0 "" | // alone
            Paragraph: Three.
        "#]],
    );
}

#[test]
fn admonitions_and_blocks_that_group() {
    check_asciidoc(
        "
NOTE: The quay is new.

====
One.
====

[WARNING]
****
Two.

Three.
****

--
Four.
--
",
        expect![[r#"
            Paragraph: The quay is new.
            Paragraph: One.
            Paragraph: Two.
            Paragraph: Three.
            Paragraph: Four.
        "#]],
    );
}

#[test]
fn signs_and_references() {
    check_asciidoc(
        r#"
"`No,`" she said -- (C) {org} it's the board`'s... {nbsp}((quay)) (((no))) \*not* [.big]#big# [[here]]now +
then.
"#,
        expect![[r#"
            Paragraph: “No,” she said — © � it's the board’s…  quay *not* big now ¶ then.
        "#]],
    );
}

#[test]
fn attributes_and_directives_are_no_prose() {
    check_asciidoc(
        "
:name: value
One: two.
:wrong value

include::other.adoc[]
ifdef::x[]
Three.
endif::[]

'''

[[anchor]]
Four.
",
        expect![[r#"
            Headline: One: two. ¶ :wrong value
            Paragraph: Three.
            Paragraph: Four.
        "#]],
    );
}

#[test]
fn references_end_with_their_section() {
    check_asciidoc(
        "
Text.

== References
* Cho, A. A book.

=== Online
More.

== After
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
fn what_is_not_closed() {
    check_asciidoc(
        "
One https://a.example[two

Three footnote:[four.

____
Five.

== Six
Seven.

----
no

== no
",
        expect![[r#"
            Paragraph: One �
                link https://a.example[two | at 4..7 "�" | https://a.example[two
            Paragraph: Three footnote:[four.
            BlockQuote: Five.
            Heading(2): Six
            Paragraph: Seven.
        "#]],
    );
}

#[test]
fn crlf_and_odd_bytes() {
    check_asciidoc(
        "\u{feff}= One\r\n\r\nTwo\r\nthree\r\r* four\0",
        expect![[r#"
        Heading(1): One
        Paragraph: Two ¶ three
        ListItem: fourNUL
    "#]],
    );
}

#[test]
fn a_note_may_stand_right_behind_its_word() {
    check_asciidoc(
        "
The plan was never costedfootnote:[Smith, 2020.].
",
        expect![[r#"
            Paragraph: The plan was never costed.
                note Smith, 2020. | at 25..25 "" | footnote:[Smith, 2020.]
        "#]],
    );
}
