use expect_test::expect;

use crate::check_rst;

#[test]
fn a_document_with_its_title() {
    check_rst(
        "
=======
Harbour
=======

:Author: Ana Cho
:Date: 2024

By Ana Cho

The harbour *opened* on Monday,
the board said.

What next
---------
Nobody knows.
",
        expect![[r#"
            Heading(1): Harbour
            Byline: By Ana Cho
            Paragraph: The harbour opened on Monday, ¶ the board said.
            Heading(2): What next
            Paragraph: Nobody knows.
        "#]],
    );
}

#[test]
fn emphasis_and_code() {
    check_rst(
        r#"
The **board** of *Aro* met in ``code`` and `title` at 3*4*5, a\ *b*\ c and \*no\*, *not closed.
"#,
        expect![[r#"
            Paragraph: The board of Aro met in � and title at 3*4*5, abc and *no*, *not closed.
        "#]],
    );
}

#[test]
fn links_notes_and_citations() {
    check_rst(
        "
Costs rose :cite:p:`cho2020,lee:21` [1]_. As :cite:t:`diaz` says, `the memo <https://one.example/a>`_ and `that page`_ agree [#n]_ [CHO2020]_. See :ref:`below <next>`, :doc:`quay`, page_ and https://two.example.

.. _that page: https://three.example
.. _page: https://four.example

.. [1] The log, p. 3.
   Goes on.
.. [CHO2020] Cho, A. A book.
",
        expect![[r#"
            Paragraph: Costs rose. As � says, the memo and that page agree. See below, �, page and �.
                cites cho2020 | at 10..10 "" | :cite:p:`cho2020,lee:21`
                cites lee:21 | at 10..10 "" | :cite:p:`cho2020,lee:21`
                note 1 | at 10..10 "" | [1]_
                cites diaz | at 15..18 "�" | :cite:t:`diaz`
                link https://one.example/a | at 25..33 "the memo" | `the memo <https://one.example/a>`_
                link https://three.example | at 38..47 "that page" | `that page`_
                note #n | at 53..53 "" | [#n]_
                cites CHO2020 | at 53..53 "" | [CHO2020]_
                link https://four.example | at 75..75 "" | _
                link https://two.example | at 80..83 "�" | https://two.example
            Note: The log, p. 3. ¶ Goes on.
            Reference: Cho, A. A book.
        "#]],
    );
}

#[test]
fn lists_of_all_kinds() {
    check_rst(
        "
- one
  goes on

  second

- two

1. three
#. four

term
    five

(a) six
",
        expect![[r#"
            ListItem: one ¶ goes on
            ListItem: second
            ListItem: two
            ListItem: three
            ListItem: four
            ListItem: term
            ListItem: five
            ListItem: six
        "#]],
    );
}

#[test]
fn quotations() {
    check_rst(
        "
She said:

    We had no say.

    None.

.. epigraph::

   Never again.

After.
",
        expect![[r#"
            Paragraph: She said:
            BlockQuote: We had no say.
            BlockQuote: None.
            BlockQuote: Never again.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn literal_blocks_are_no_prose() {
    check_rst(
        "
Run this::

    no

  no

Then ::

   no

.. code-block:: python
   :linenos:

   no

   no

>>> no

After.
",
        expect![[r#"
            Paragraph: Run this:
            Paragraph: Then
            Paragraph: After.
        "#]],
    );
}

#[test]
fn directives() {
    check_rst(
        "
.. note:: The quay
   is new.

.. figure:: pier.jpg
   :alt: no

   The pier in *May*.

.. image:: a.png

.. admonition:: Mind

   The gap.

.. toctree::

   no

After.
",
        expect![[r#"
            Paragraph: The quay ¶ is new.
            Caption: The pier in May.
            Heading(6): Mind
            Paragraph: The gap.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn tables() {
    check_rst(
        "
+------+------+
| Town | Cost |
+======+======+
| Aro  | five |
+------+------+

=====  =====
Town   Cost
=====  =====
Aro    `six`
=====  =====

After.
",
        expect![[r#"
            TableCell: Town
            TableCell: Cost
            TableCell: Aro
            TableCell: five
            TableCell: Town
            TableCell: Cost
            TableCell: Aro
            TableCell: six
            Paragraph: After.
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_rst(
        "
.. onrecord: ignore-file vague-source

One.

.. onrecord: ignore

Two.

..
   no

   no

- three

  .. onrecord: ignore

  four
",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file vague-source | at 0..0 "" | .. onrecord: ignore-file vague-source
            Paragraph: One.
            Paragraph: 
                comment onrecord: ignore | at 0..0 "" | .. onrecord: ignore
            Paragraph: Two.
            ListItem: three
            Paragraph: 
                comment onrecord: ignore | at 0..0 "" | .. onrecord: ignore
            ListItem: four
        "#]],
    );
}

#[test]
fn fields_lines_and_substitutions() {
    check_rst(
        "
:field: no
  no

| One
| two

The |name| and |name|_ stay.

.. |name| replace:: no

__ https://no.example
",
        expect![[r#"
            Paragraph: One
            Paragraph: two
            Paragraph: The � and � stay.
        "#]],
    );
}

#[test]
fn references_end_with_their_section() {
    check_rst(
        "
Text.

References
==========

Cho, A. A book.

Online
------

More.

After
=====

Text.
",
        expect![[r#"
            Paragraph: Text.
            Heading(1): References
            Reference: Cho, A. A book.
            Heading(2): Online
            Reference: More.
            Heading(1): After
            Paragraph: Text.
        "#]],
    );
}

#[test]
fn what_is_not_closed() {
    check_rst(
        "
One `two <https://a.example

Three ``four

.. note

Half a title
--

:cite:p:`five

.. figure::
",
        expect![[r#"
            Paragraph: One `two <�
                link https://a.example | at 10..13 "�" | https://a.example
            Paragraph: Three ``four
            Paragraph: 
                comment note | at 0..0 "" | .. note
            Paragraph: Half a title ¶ --
            Paragraph: :cite:p:`five
        "#]],
    );
}

#[test]
fn crlf_and_odd_bytes() {
    check_rst(
        "\u{feff}One\r\n===\r\n\r\nTwo\r\nthree\r\r- four\0",
        expect![[r#"
        Heading(1): One
        Paragraph: Two ¶ three
        ListItem: fourNUL
    "#]],
    );
}
