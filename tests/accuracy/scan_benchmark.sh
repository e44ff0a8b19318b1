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
# Verdicts by kind. `lost` cells are counted among those that are not exact.
zcat "$folder/cells.tsv.gz" | awk -F'\t' -v OFS='\t' '
  $1 == "kind" { next }
  { kinds[$1] = 1; ++n[$1, $6]; ++n["all", $6]; if ($9 == "repaired" && $6 == "exact") { ++repaired[$1]; ++repaired["all"] } }
  $6 == "wrong" && $9 == "blank" { ++ink[$1]; ++ink["all"] }
  function line(k,   cells) {
    cells = n[k, "exact"] + n[k, "flagged"] + n[k, "missing"] + n[k, "wrong"]
    print k, cells, sprintf("%.3f", cells ? 100 * n[k, "exact"] / cells : 0), n[k, "flagged"] + 0, n[k, "missing"] + 0, n[k, "wrong"] + 0,
      ink[k] + 0, repaired[k] + 0, n[k, "extra"] + 0, n[k, "obstructed exact"] + n[k, "obstructed flagged"] + n[k, "obstructed missing"] + n[k, "obstructed wrong"],
      n[k, "obstructed wrong"] + 0, n[k, "erased exact"] + n[k, "erased flagged"] + n[k, "erased missing"] + n[k, "erased wrong"], n[k, "erased exact"] + 0, n[k, "erased wrong"] + 0
  }
  END {
    print "kind", "cells", "exact_percent", "flagged", "lost", "silent_wrong", "blank_for_ink", "repaired", "extra", "covered", "covered_wrong", "erased", "erased_repaired", "erased_wrong"
    for (k in kinds) line(k) | "sort"
    close("sort")
    line("all")
  }' >"$folder/scans.tsv"
cat "$folder/scans.tsv"
awk -F'\t' '$1 == "all" { exit $6 + $11 + $14 > 0 }' "$folder/scans.tsv"
