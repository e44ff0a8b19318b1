#!/usr/bin/env bash
# The recipe of docs/archive.md for an office without a cluster: GNU parallel reads the shares, merge joins them.
# usage: parallel_archive.sh NIANBAO NIANBAO-GENERATE
set -euo pipefail
command -v parallel >/dev/null || { echo "skipped: there is no GNU parallel"; exit 77; }
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
ln -s "$(realpath "$1")" "$bin/nianbao"
PATH=$bin:$PATH
cd "$bin"
"$2" --seed 9101 --count 60 --small --out made >/dev/null

parallel --will-cite nianbao extract made/reports --shard {}/4 --jobs 1 -q -o part-{}.sqlite ::: $(seq 4)
nianbao merge part-*.sqlite -o archive.sqlite

nianbao extract made/reports -q -o single.sqlite
nianbao export single.sqlite -o single.jsonl
nianbao export archive.sqlite -o archive.jsonl
cmp single.jsonl archive.jsonl
