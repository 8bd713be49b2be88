use expect_test::expect;

use crate::check_latex;

#[test]
fn a_paper_with_its_preamble() {
    check_latex(
        r#"
% onrecord: ignore-file relative-time
\documentclass[12pt]{article}
\usepackage{graphicx} % pictures
\newcommand{\town}{Aro}
\title{Harbour \emph{reopens}}
\author{Ana Cho\thanks{Norlift News}}
\date{\today}
\begin{document}
\maketitle

The harbour opened on Monday,
the board said.

\section{What next}\label{sec:next}
Nobody knows.
\end{document}
Not typeset.
"#,
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore-file relative-time | at 0..0 "" | % onrecord: ignore-file relative-time
            Paragraph: 
                comment pictures | at 0..0 "" | % pictures
            Heading(1): Harbour reopens
            Byline: Ana Cho
                note Norlift News | at 7..7 "" | \thanks{Norlift News}
            Paragraph: The harbour opened on Monday, ¶ the board said.
            Heading(2): What next
            Paragraph: Nobody knows.
        "#]],
    );
}

#[test]
fn commands_give_their_words() {
    check_latex(
        r#"
\noindent The \textbf{board} of \emph{Aro \textsc{town}} {\itshape met}\footnote{In \emph{May}.} again.

\foo The \unknown{mayor} \textcolor{red}{left} the \mbox{hall}.
"#,
        expect![[r#"
            Paragraph: The board of Aro town met again.
                note In \emph{May}. | at 25..25 "" | \footnote{In \emph{May}.}
            Paragraph: The mayor left the hall.
        "#]],
    );
}

#[test]
fn citations_and_links_mark_the_sentence() {
    check_latex(
        r#"
Costs rose~\autocite[3]{cho2020,lee:21}. As \textcite{diaz} says, \href{https://one.example/a\%20b}{the memo} and \url{https://two.example} agree\footcite{log}. \nocite{all} See \cref{fig:a}.
"#,
        expect![[r#"
            Paragraph: Costs rose. As � says, the memo and � agree. See �.
                cites cho2020 | at 10..10 "" | \autocite[3]{cho2020,lee:21}
                cites lee:21 | at 10..10 "" | \autocite[3]{cho2020,lee:21}
                cites diaz | at 15..18 "�" | \textcite{diaz}
                link https://one.example/a%20b | at 25..33 "the memo" | \href{https://one.example/a\%20b}{the memo}
                link https://two.example | at 38..41 "�" | \url{https://two.example}
                cites log | at 47..47 "" | \footcite{log}
                inner fig:a | at 56..56 "" | \cref{fig:a}
        "#]],
    );
}

#[test]
fn signs_stand_for_characters() {
    check_latex(
        r#"
Jos\'e, M\"uller, \v{S}koda, Stra\ss e, \O rsted, na\"{\i}ve and Fran\c{c}ois paid \$5 \& 3\,\% --- ``so ''tis'' said'' \ldots\ 1--2 a\_b.
"#,
        expect![[r#"
            Paragraph: José, Müller, Škoda, Straße, Ørsted, naïve and François paid $5 & 3 % — “so ”tis” said” … 1–2 a_b.
        "#]],
    );
}

#[test]
fn formulas_are_pictures() {
    check_latex(
        r#"
If $x^2 > 5$ and \(y\), then
\[ z = 1 \]
holds. $$a$$ It cost \$5 and $ 3 alone.

\begin{align*}
x &= 1

\end{align*}
After.
"#,
        expect![[r#"
            Paragraph: If � and �, then ¶ � ¶ holds. � It cost $5 and $ 3 alone.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn lists_and_quotations() {
    check_latex(
        r#"
\begin{itemize}
  \item one
    goes on

  \item[Term] two
\end{itemize}
\begin{quote}
We had no say.

None.
\end{quote}
She said \enquote{never \enquote{again}}.
"#,
        expect![[r#"
            ListItem: one ¶ goes on
            ListItem: Term two
            BlockQuote: We had no say.
            BlockQuote: None.
            Paragraph: She said “never “again””.
        "#]],
    );
}

#[test]
fn figures_and_tables() {
    check_latex(
        r#"
\begin{figure}[ht]
\centering
\includegraphics[width=5cm]{pier}
labels
\caption[Short]{The pier in \emph{May}.}
\label{fig:a}
\end{figure}
\begin{tabular}{lr}
\toprule
Town & Cost \\
Aro & 5~million \\[2pt]
\end{tabular}
After.
"#,
        expect![[r#"
            Caption: The pier in May.
            TableCell: Town
            TableCell: Cost
            TableCell: Aro
            TableCell: 5 million
            Paragraph: After.
        "#]],
    );
}

#[test]
fn comments_are_found_wherever_they_stand() {
    check_latex(
        r#"
% onrecord: ignore vague-source: named below
Critics say so. % onrecord: ignore
It is 5\% of all.%
Gone.
% between
On.

% alone

Last.
"#,
        expect![[r#"
            Paragraph: 
                comment onrecord: ignore vague-source: named below | at 0..0 "" | % onrecord: ignore vague-source: named below
            Paragraph: Critics say so. ¶ It is 5% of all.Gone. ¶ On.
                comment onrecord: ignore | at 15..15 "" | % onrecord: ignore
                comment between | at 37..37 "" | % between
            Paragraph: 
                comment alone | at 0..0 "" | % alone
            Paragraph: Last.
        "#]],
    );
}

#[test]
fn verbatim_is_no_prose() {
    check_latex(
        r#"
Run \verb|a % {b| and \lstinline{c} now.
\begin{verbatim}
\section{No}

% no
\end{verbatim}
\begin{comment}
no
\end{comment}
After.
"#,
        expect![[r#"
            Paragraph: Run � and � now.
            Paragraph: After.
        "#]],
    );
}

#[test]
fn headings_of_all_levels() {
    check_latex(
        r#"
\chapter*{One}
\section[short]{Two \& more}
Text.
\subsection{Three}
\paragraph{Run in} goes on.
"#,
        expect![[r#"
            Heading(1): One
            Heading(2): Two & more
            Paragraph: Text.
            Heading(3): Three
            Heading(5): Run in
            Paragraph: goes on.
        "#]],
    );
}

#[test]
fn references_end_with_their_section() {
    check_latex(
        r#"
Text.

\section*{References}

Cho, A. A book.

\subsection{Online}
More.

\section{After}
Text.

\begin{thebibliography}{9}
\bibitem{cho} Cho, A. A book.
\bibitem[Lee]{lee} Lee, B.
\end{thebibliography}
"#,
        expect![[r#"
            Paragraph: Text.
            Heading(2): References
            Reference: Cho, A. A book.
            Heading(3): Online
            Reference: More.
            Heading(2): After
            Paragraph: Text.
            Reference: Cho, A. A book.
            Reference: Lee, B.
        "#]],
    );
}

#[test]
fn what_is_not_closed_hides_nothing_more() {
    check_latex(
        r#"
It fell \footnote{the log.

It rose \emph{and stood.

\section{Half a tit
It sank $5 now.

\begin{itemize}
\item one

\section{Next}
Last.
"#,
        expect![[r#"
            Paragraph: It fell the log.
            Paragraph: It rose and stood.
            Heading(2): Half a tit
            Paragraph: It sank $5 now.
            ListItem: one
            Heading(2): Next
            Paragraph: Last.
        "#]],
    );
}

#[test]
fn a_chapter_without_preamble() {
    check_latex(
        r#"
\chapter{Quay}
The quay\dots{} stood.\\ It fell.\par It rose.
\input{next}
"#,
        expect![[r#"
            Heading(1): Quay
            Paragraph: The quay… stood. ¶ It fell.
            Paragraph: It rose.
        "#]],
    );
}

#[test]
fn definitions_are_no_words() {
    check_latex(
        r#"
\def\a#1{no #1}
\newcommand*{\b}[1]{no}
\let\c\d
\iffalse no \fi Words \label{x}stay.
\setlength{\parskip}{2pt}
\begin{multicols}{2}
More.
\end{multicols}
"#,
        expect![[r#"
            Paragraph: Words stay.
            Paragraph: More.
        "#]],
    );
}

#[test]
fn crlf_and_odd_bytes() {
    check_latex(
        "\u{feff}One\r\ntwo \\emph{three}\r\n\r\nFour\rfive\\",
        expect![[r#"
        Headline: One ¶ two three
        Paragraph: Four ¶ five
    "#]],
    );
}
