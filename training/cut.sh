#!/bin/sh
# Cuts every corpus into onrecord's tokens: ./cut.sh SHARED TOKENS
set -eu
shared=$1 tokens=$2
here=$(cd "$(dirname "$0")" && pwd)
cargo build --release --manifest-path "$here/../Cargo.toml" --example tokens
mkdir -p "$tokens"
for corpus in polnear ner/gmb ner/ewt ner/gum ner/wikigold ner/crossner ner/btc ner/wnut17; do
    for split in train dev; do
        gzip -dc "$shared/data/$corpus/$split.jsonl.gz" |
            "$here/../target/release/examples/tokens" > "$tokens/$(echo "$corpus" | tr / -)-$split.jsonl"
    done
done
