use expect_test::expect;

use crate::check_html;

#[test]
fn a_page_gives_its_article() {
    check_html(
        r#"
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Harbour reopens | Norlift News</title>
  <style>p { color: red }</style>
</head>
<body>
  <nav><ul><li><a href="/">Home</a></li></ul></nav>
  <article>
    <h1>Harbour <em>reopens</em></h1>
    <p>By Ana Cho</p>
    <p>The harbour opened on Monday,
       the board said.</p>
    <script>if (a < b) { go("<p>no</p>") }</script>
    <p>Nobody was hurt.</p>
  </article>
</body>
</html>
"#,
        expect![[r#"
            Heading(1): Harbour reopens
            Byline: By Ana Cho
            Paragraph: The harbour opened on Monday, ¶ the board said.
            Paragraph: Nobody was hurt.
        "#]],
    );
}

#[test]
fn paragraphs_need_not_be_closed() {
    check_html(
        "
<p>One <b>two
<p>Three</b> four<h2>Part</h2>Five <div>six</div>seven",
        expect![[r#"
            Paragraph: One two
            Paragraph: Three four
            Heading(2): Part
            Paragraph: Five
            Paragraph: six
            Paragraph: seven
        "#]],
    );
}

#[test]
fn lists_quotations_and_cells_have_kinds() {
    check_html(
        r#"
<ul><li>one<li>two <p>three</p></ul>
<blockquote cite="https://q.example"><p>We had no say.</p></blockquote>
<table><caption>Costs</caption><tr><th>Town<td>Aro &amp; Bel</table>
<dl><dt>Quay<dd>A wall.</dl><p>After."#,
        expect![[r#"
            ListItem: one
            ListItem: two
            ListItem: three
            BlockQuote: We had no say.
            Caption: Costs
            TableCell: Town
            TableCell: Aro & Bel
            ListItem: Quay
            ListItem: A wall.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn links_and_citations_mark_their_words() {
    check_html(
        r#"
<p>The <a href="https://m.example/a?b=1&amp;c" class="x">council</a> met, <cite>Norlift News</cite> said; see https://one.example/x.</p>"#,
        expect![[r#"
            Paragraph: The council met, Norlift News said; see �.
                link https://m.example/a?b=1&c | at 4..11 "council" | <a href="https://m.example/a?b=1&amp;c" class="x">council</a>
                cites Norlift News | at 17..29 "Norlift News" | <cite>Norlift News</cite>
                link https://one.example/x | at 40..43 "�" | https://one.example/x
        "#]],
    );
}

#[test]
fn a_raised_number_is_a_note() {
    check_html(
        r##"
<p>It fell.<sup id="r1"><a href="#fn1">1</a></sup> It rose.<a href="#n2">[2]</a> It stood 5 km<sup>2</sup> wide.<sup>3</sup></p>
<ol class="footnotes"><li id="fn1">The log. <a href="#r1">↩</a></li></ol>
<p>After.</p>"##,
        expect![[r##"
            Paragraph: It fell. It rose. It stood 5 km2 wide.
                note fn1 | at 8..8 "" | <sup id="r1"><a href="#fn1">1</a></sup>
                note n2 | at 17..17 "" | <a href="#n2">[2]</a>
                note 3 | at 38..38 "" | <sup>3</sup>
            Note: The log. ↩
                link #r1 | at 9..12 "↩" | <a href="#r1">↩</a>
            Paragraph: After.
        "##]],
    );
}

#[test]
fn quotations_get_their_marks() {
    check_html(
        "
<p><q>We had <q>no</q> say</q>, she said.</p>",
        expect![[r#"
            Paragraph: “We had “no” say”, she said.
        "#]],
    );
}

#[test]
fn entities_stand_for_characters() {
    check_html(
        "
<p>Caf&eacute;&nbsp;&amp; bar &mdash; &ldquo;open&rdquo; &#8230; &#x2019; &bogus; AT&T &lt;p&gt;</p>",
        expect![[r#"
            Paragraph: Café & bar — “open” … ’ &bogus; AT&T <p>
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_html(
        "
<!-- onrecord: ignore-file relative-time -->
<p>One <!-- onrecord: ignore --> two.</p>
<!-- onrecord: off -->
<p>Three.</p><!-- never closed <p>Four.</p>",
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file relative-time | at 0..0 "" | <!-- onrecord: ignore-file relative-time -->
            Paragraph: One two.
                comment onrecord: ignore | at 3..3 "" | <!-- onrecord: ignore -->
            Paragraph: 
                comment onrecord: off | at 0..0 "" | <!-- onrecord: off -->
            Paragraph: Three.
            Paragraph: 
                comment never closed <p>Four.</p> | at 0..0 "" | <!-- never closed <p>Four.</p>
        "#]],
    );
}

#[test]
fn code_is_a_picture() {
    check_html(
        "
<p>Run <code>x &lt; 1 <b>y</b></code> now.</p><pre>not

prose</pre><p><kbd>F1</kbd> helps.</p>",
        expect![[r#"
            Paragraph: Run � now.
            Paragraph: � helps.
        "#]],
    );
}

#[test]
fn pictures_have_captions() {
    check_html(
        r#"
<figure><img src="p.jpg" alt="The old pier"><figcaption>The pier in May.
 Photo: Li Wei</figcaption></figure>
<p>The <img src="i.png" alt="icon"> pier.</p><p>Photo: Li Wei</p>"#,
        expect![[r#"
            Caption: The old pier
            Caption: The pier in May. ¶ Photo: Li Wei
            Paragraph: The � pier.
            Caption: Photo: Li Wei
        "#]],
    );
}

#[test]
fn references_end_with_their_section() {
    check_html(
        "
<p>Text.</p><h2>Sources</h2><ul><li>Cho, A. A book.</li></ul><h3>Online</h3><p>More.</p><h2>After</h2><p>Text.</p>",
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
fn half_a_tag_takes_what_a_browser_would() {
    check_html(
        r#"
<p>One two.</p>
<p>Three <a href="https://one.example"#,
        expect![[r#"
            Paragraph: One two.
            Paragraph: Three
        "#]],
    );
}

#[test]
fn less_than_is_a_word() {
    check_html(
        "
<p>It is 3 < 4 and 5 <6 and a <- b << c.</p><",
        expect![[r#"
            Paragraph: It is 3 < 4 and 5 <6 and a <- b << c.
            Paragraph: <
        "#]],
    );
}

#[test]
fn attributes_may_hold_anything() {
    check_html(
        r#"
<p title="a > b" data-x='<p>no</p>'>One.</p><p class="x>Two.</p><p>Three.</p>"#,
        expect![[r#"
            Paragraph: One.
            Paragraph: Two.
            Paragraph: Three.
        "#]],
    );
}

#[test]
fn line_breaks_and_case() {
    check_html(
        "<P>One<BR>two<br/>three\r\nfour\r\r</P><H2>Five</H2>",
        expect![[r#"
            Paragraph: One ¶ two ¶ three ¶ four
            Heading(2): Five
        "#]],
    );
}

#[test]
fn words_without_any_tag() {
    check_html(
        "
Just words, half typed",
        expect![[r#"
            Paragraph: Just words, half typed
        "#]],
    );
}

#[test]
fn bytes_that_are_no_words() {
    check_html(
        "\u{feff}<p>\u{a0}</p><p>a\0b</p><p> \n </p><p>c",
        expect![[r#"
            Paragraph: aNULb
            Paragraph: c
        "#]],
    );
}
