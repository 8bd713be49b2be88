#!/bin/sh
# How far the fast model falls on what it was not trained on: ./honesty.sh SHARED TOKENS SCRATCH
# Small models of equal length, with and without a corpus (names) or two publishers (attributions).
set -eu
python=${PYTHON:-python}
shared=$1 tokens=$2 scratch=$3
names="--shares polnear=0,gmb=0.3,ewt=1,gum=1,wikigold=2,crossner=1,btc=0.3,wnut17=0.3 --passes 1"
said="--shares gmb=0,ewt=0,gum=0,wikigold=0,crossner=0,btc=0,wnut17=0 --passes 1"
run() {
    name=$1 corpora=$2; shift 2
    [ ! -e "$scratch/$name/figures-fast.json" ] || return 0
    $python train_fast.py --shared "$shared" --tokens "$tokens" --out "$scratch/$name" "$@"
    $python finish.py fast --checkpoint "$scratch/$name/average.npz" --shared "$shared" --tokens "$tokens" --out "$scratch/$name" \
        --card "fast-$name" --corpora "$corpora" --linker "$scratch/linker-fast.npz" > "$scratch/$name.txt"
}
run names-all ewt,wikigold,gmb $names
for corpus in ewt wikigold gmb; do run "names-without-$corpus" "$corpus" $names --without "$corpus"; done
run said-all "" $said
run said-without-two "" $said --without usa-today,huff-post
for name in said-all said-without-two; do
    $python "$shared/eval/score_attribution.py" "$shared/data/polnear/dev.jsonl.gz" "$scratch/$name/said.jsonl" --by publisher > "$scratch/$name-publishers.txt"
done
