#!/usr/bin/env bash
# The benchmark of scans: makes reports of every kind of scan, reads them and counts. Writes FOLDER/scans.tsv (kind by kind) and
# FOLDER/cells.tsv.gz (a line a cell). Each batch's files are deleted once they are read, so that the disk holds one batch.
# Exit 1 where a value was silently wrong.
# usage: scan_benchmark.sh NIANBAO-GENERATE NIANBAO-ACCURACY FOLDER SEED REPORTS-A-KIND [KIND...]
set -euo pipefail
generate=$1 accuracy=$2 folder=$3 seed=$4 reports=$5
shift 5
kinds=("$@")
if [ ${#kinds[@]} -eq 0 ]; then mapfile -t kinds < <("$generate" --list | awk '$1 ~ /^scan_/ {print $1}'); fi
mkdir -p "$folder"
rm -f "$folder"/cells.tsv.gz
batch=10
for kind in "${kinds[@]}"; do
  for ((at = 0; at < reports; at += batch)); do
    rm -rf "$folder/batch"
    count=$((reports - at < batch ? reports - at : batch))
    "$generate" --kind "$kind" --seed $((seed + at)) --count "$count" --out "$folder/batch"
    "$accuracy" "$folder/batch" --option=--no-prose --doubt-allowed --min 0 --complaints 2 --cells "$folder/batch.tsv" \
      >>"$folder/log.txt" 2>/dev/null || true
    gzip -n -c "$folder/batch.tsv" >>"$folder/cells.tsv.gz"
  done
done
rm -rf "$folder/batch" "$folder/batch.tsv"
zcat "$folder/cells.tsv.gz" | awk -F'\t' -v OFS='\t' -f "$(dirname "$0")/scan_verdicts.awk" | LC_ALL=C sort >"$folder/scans.unsorted"
{ grep -P '^kind\t' "$folder/scans.unsorted"; grep -P '^scan' "$folder/scans.unsorted"; grep -P '^all\t' "$folder/scans.unsorted"; } >"$folder/scans.tsv"
rm "$folder/scans.unsorted"
cat "$folder/scans.tsv"
awk -F'\t' '$1 == "all" { exit $6 + $10 + $12 + $15 > 0 }' "$folder/scans.tsv"
