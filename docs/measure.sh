#!/usr/bin/env bash
# Prints measurements.md, every figure measured anew.
#
#   docs/measure.sh DATA EVAL [MODEL] > docs/measurements.md
#
# DATA   the corpora: polnear/, ner/, ud/, quotes/, evidence/ as JSON Lines and CoNLL-U, gzip-packed
# EVAL   the scorers: score_attribution.py, score_ner.py, misquotes.py, evidence.py, make_docs.py, lsp_bench.py
# MODEL  the accurate model's file; without it only the rules and the fast model are measured
#
# The texts of the corpora stay where they are: only counts are printed. A few minutes, once built.
set -euo pipefail

if [ $# -ne 2 ] && [ $# -ne 3 ]; then
  echo "usage: docs/measure.sh DATA EVAL [MODEL] > docs/measurements.md" >&2
  exit 2
fi
DATA=$(cd "$1" && pwd)
EVAL=$(cd "$2" && pwd)
MODEL=${3:+$(realpath "$3")}
cd "$(dirname "$0")/.."
export DATA EVAL MODEL
export BUILT=${CARGO_TARGET_DIR:-target}
WORK=$(mktemp -d)
export WORK
trap 'rm -rf "$WORK"' EXIT

cargo build --quiet --release --bin onrecord --example measure_ud --example noise --example damage
cargo bench --quiet --no-run 1>&2

# What a reader would type, then what it printed. Commands name folders as the page does: by
# variables that hold no path of this machine.
show() {
  printf '\n```console\n$ %s\n' "$1"
  bash -o pipefail -c "${2:-$1}" < /dev/null | sed "s#$WORK#\$WORK#g"
  printf '```\n'
}

say() { printf '%s\n' "$@"; }

# The prose below is Markdown: its backticks and dollars stand for themselves.
# shellcheck disable=SC2016
{
say '# Measurements' '' \
  'What this version of onrecord gets right, how often it speaks, and how fast it answers.' \
  'Three readers are measured: the rules alone, the fast model that is built in, the accurate model from its file.' \
  'The corpora are not part of onrecord: `DATA` is their folder, `EVAL` that of the scorers.' \
  '`docs/measure.sh DATA EVAL` measures everything on this page anew and prints it.' \
  "Last measured on $(date -u +%Y-%m-%d)."

say '' '## All readers side by side' '' \
  'F1 by the official scorers on the dev parts; names count when first word, last word and kind are right.' \
  'The goals are those the project set itself; “one person against another” is how well two annotators agree.'
show '.ci/scores --table $MODEL' 'ONRECORD=$BUILT/release/onrecord ONRECORD_DATA=$DATA ONRECORD_EVAL=$EVAL .ci/scores --table $MODEL'

say '' '## Who says what' '' \
  'The dev part of PolNeAR: 84 political articles of seven American publishers, with every source, cue and content marked by hand.' \
  '`token` asks word by word, `exact` for the whole span, `relation` for a content with at least half its words right.' \
  'Where several annotators marked the same article, they agree on 80 % of the relations (F1): figures far above that mean nothing.'
show 'zcat $DATA/polnear/dev.jsonl.gz | onrecord annotate --only attributions > said.jsonl
$ python3 $EVAL/score_attribution.py $DATA/polnear/dev.jsonl.gz said.jsonl' \
  'zcat $DATA/polnear/dev.jsonl.gz | $BUILT/release/onrecord annotate --only attributions > $WORK/said.jsonl
python3 $EVAL/score_attribution.py $DATA/polnear/dev.jsonl.gz $WORK/said.jsonl'

say '' '## Names' '' \
  'The dev parts of four corpora: web text (ewt), six kinds of text from court records to travel guides (gum), encyclopedia (wikigold), radio news (gmb).' \
  'Only kinds that all four mark are counted, and a name must be right in its first word, its last word and its kind.' \
  '`gmb` was marked by machine and mended by hand, and its text was put together again from words: read it as a trend.'
for corpus in ewt gum wikigold gmb; do
  show "zcat \$DATA/ner/$corpus/dev.jsonl.gz | onrecord annotate --only entities > names.jsonl
\$ python3 \$EVAL/score_ner.py --types PERSON,ORG,PLACE \$DATA/ner/$corpus/dev.jsonl.gz names.jsonl" \
    "zcat \$DATA/ner/$corpus/dev.jsonl.gz | \$BUILT/release/onrecord annotate --only entities > \$WORK/names.jsonl
python3 \$EVAL/score_ner.py --types PERSON,ORG,PLACE \$DATA/ner/$corpus/dev.jsonl.gz \$WORK/names.jsonl"
done

say '' '## Quotations' '' \
  'Two hundred and twenty speeches lie in `sources/`, 11 MB, and an article quotes them without saying which: 1,200 quotations, half of them of six to nine words.' \
  'The kinds L1 to L6 are the same words in another dress, B1 to B9 are not: a word changed, dropped, added, moved or bent, a number, a denial, a silent splice, an invention.'
show 'python3 $EVAL/misquotes.py make --speeches $DATA/quotes/speeches.jsonl.gz --out quotes
$ cd quotes && time onrecord check --format json article.md > findings.json
$ python3 $EVAL/misquotes.py score . findings.json' \
  'python3 $EVAL/misquotes.py make --speeches $DATA/quotes/speeches.jsonl.gz --out $WORK/quotes
program=$(realpath $BUILT)/release/onrecord
cd $WORK/quotes && { TIMEFORMAT="%R s"; time $program check --fail-on never --format json article.md > findings.json; } 2>&1
python3 $EVAL/misquotes.py score . findings.json'

say '' 'The same speeches as a scanned book has them, with short lines, words cut at their ends and running headers (`docs/dirty.py`); 500 quotations of the kind L1, word for word:'
show 'python3 $EVAL/misquotes.py make --speeches $DATA/quotes/speeches.jsonl.gz --out scanned --per-kind 250
$ docs/dirty.py scanned/sources
$ cd scanned && onrecord check --format json article.md > findings.json
$ python3 $EVAL/misquotes.py score . findings.json | grep L1' \
  'python3 $EVAL/misquotes.py make --speeches $DATA/quotes/speeches.jsonl.gz --out $WORK/scanned --per-kind 250
docs/dirty.py $WORK/scanned/sources
program=$(realpath $BUILT)/release/onrecord
cd $WORK/scanned && $program check --fail-on never --format json article.md > findings.json
python3 $EVAL/misquotes.py score . findings.json | grep L1'

say '' '## Evidence and numbers' '' \
  'Claims of an encyclopedia and the pages they cite, with the sentences that bear them out marked by hand (WiCE, dev).' \
  'All 349 pages lie in one folder; a passage is three sentences, and it is right when it overlaps a marked one.' \
  'A number is rightly doubted when people have marked it as unsupported.'
show 'python3 $EVAL/evidence.py make --claims $DATA/evidence/wice-claims-dev.jsonl.gz --out evidence
$ onrecord cite --sources evidence/sources < evidence/queries.jsonl > ranked.jsonl
$ python3 $EVAL/evidence.py score evidence ranked.jsonl
$ python3 $EVAL/evidence.py numbers --tokens $DATA/evidence/wice-tokens-dev.jsonl.gz --out numbers
$ cd numbers && onrecord check --format json article.md > findings.json
$ python3 $EVAL/evidence.py score-numbers . findings.json' \
  'python3 $EVAL/evidence.py make --claims $DATA/evidence/wice-claims-dev.jsonl.gz --out $WORK/evidence
$BUILT/release/onrecord cite --sources $WORK/evidence/sources < $WORK/evidence/queries.jsonl > $WORK/ranked.jsonl
python3 $EVAL/evidence.py score $WORK/evidence $WORK/ranked.jsonl
python3 $EVAL/evidence.py numbers --tokens $DATA/evidence/wice-tokens-dev.jsonl.gz --out $WORK/numbers
program=$(realpath $BUILT)/release/onrecord
cd $WORK/numbers && $program check --fail-on never --format json article.md > findings.json
python3 $EVAL/evidence.py score-numbers . findings.json'

say '' '## Sentences and words' '' \
  'Universal Dependencies, English, dev: F1 of sentences and of tokens with the right first and last character.'
show 'cargo run --release --example measure_ud -- $DATA/ud' '$BUILT/release/examples/measure_ud $DATA/ud'

say '' '## How often each rule speaks' '' \
  'On the same 84 published articles, which editors have been through: a rule that speaks often here is wrong often.' \
  'The ceiling is a promise, and the command fails when a rule breaks it.' \
  '`named-entity` is an index and has none; `relative-time` may ask once an article.'
for reader in rules fast ${MODEL:+"$MODEL"}; do
  name=$reader
  [ "$reader" = "$MODEL" ] && name='$MODEL'
  show "cargo run --release --example noise -- \$DATA/polnear/dev.jsonl.gz --reader $name" \
    "\$BUILT/release/examples/noise \$DATA/polnear/dev.jsonl.gz --reader $reader || echo 'a ceiling is broken'"
done

say '' '## What is asked back' '' \
  'Attributed sentences of the same articles, damaged: the source becomes a crowd, reports or nobody, a quotation loses its speaker; then the attribution goes altogether from sentences with a figure, a quotation or an allegation.' \
  '`recall` reads what is left as a text of its own, as somebody would type it; `article` reads it in its place, where rules stay silent beside named sources and a budget rations the rest.'
show 'cargo run --release --example damage -- $DATA/polnear/dev.jsonl.gz' \
  '$BUILT/release/examples/damage $DATA/polnear/dev.jsonl.gz || echo "a promise is broken"'

say '' '## How often each rule is right' '' \
  '[Judged by hand](judged.md): up to twenty random findings of each rule, on articles that nobody looked at while the rules were tuned.'

say '' '## How fast' '' \
  'From the key to the diagnostics, over the wire, as an editor sees it: one letter at one place (`typing`), then letters at random places (`random`), fifty edits at once (`burst`), hover and quick fixes.' \
  'The documents are made of news articles, in Markdown.'
say '' "Machine: $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) when this part began; a quiet machine shows smaller figures."
show 'python3 $EVAL/make_docs.py --jsonl $DATA/polnear/dev.jsonl.gz --sizes 350,5000,50000 --out docs' \
  'python3 $EVAL/make_docs.py --jsonl $DATA/polnear/dev.jsonl.gz --sizes 350,5000,50000 --out $WORK/docs > $WORK/sizes'
for words in 350 5000 50000; do
  show "python3 \$EVAL/lsp_bench.py --doc docs/words-$words.md --isolate-home -- onrecord lsp" \
    "python3 \$EVAL/lsp_bench.py --doc \$WORK/docs/words-$words.md --isolate-home -- \$BUILT/release/onrecord lsp | grep -v capabilities:"
done
say '' 'The same path without an editor around it, on invented text:'
show 'cargo bench --bench keystroke' 'cargo bench --quiet --bench keystroke'
say '' 'Beside the same article the 11 MB of speeches from above, all of them indexed:'
show 'python3 $EVAL/lsp_bench.py --doc docs/words-5000.md --workspace quotes --isolate-home -- onrecord lsp' \
  'python3 $EVAL/lsp_bench.py --doc $WORK/docs/words-5000.md --workspace $WORK/quotes --isolate-home -- $BUILT/release/onrecord lsp | grep -v capabilities:'
say '' 'Reading and indexing those, doing it again when one of them has changed, and the memory it takes (`max alloc`); how long one quotation takes:'
show 'ONRECORD_SOURCES=quotes/sources cargo bench --bench sources' \
  'ONRECORD_SOURCES=$WORK/quotes/sources cargo bench --quiet --bench sources'
say '' 'The models alone, on one core:'
show 'cargo bench --bench reading' 'cargo bench --quiet --bench reading'
say '' '[Recorded runs](../benches/runs) are kept beside the benches.'
}
