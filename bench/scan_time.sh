#!/usr/bin/env bash
# nianbao's processor time against whole-page Tesseract's (chi_sim, psm 6) on the same pixels, one core, same run:
# reports of tables with hardly a word, and reports with much prose, with and without --no-prose.
# usage: scan_time.sh BIN FOLDER SEED REPORTS
set -euo pipefail
bin=$1 folder=$2 seed=$3 reports=$4
export OMP_THREAD_LIMIT=1
TIMEFORMAT='%U %S'
rm -rf "$folder"

# Processor seconds of a command and its children.
seconds_of() { { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'; }

printf 'pages\tkind\twhole-page s\tnianbao s\tratio\toptions\n'
for kind in scan_tiff scan_prose; do
  "$bin/nianbao-generate" --kind "$kind" --seed "$seed" --count "$reports" --out "$folder/$kind"
  files=("$folder/$kind"/reports/*)
  read -r pages whole <<<"$("$bin/whole-page-ocr" "${files[@]}" 2>/dev/null)"
  for options in --no-prose ""; do
    own=$(seconds_of "$bin/nianbao" extract --jobs 1 $options "${files[@]}")
    awk -v p="$pages" -v k="$kind" -v w="$whole" -v n="$own" -v o="${options:---prose}" \
      'BEGIN { printf "%d\t%s\t%.2f\t%.2f\t%.3f\t%s\n", p, k, w, n, n / w, o }'
  done
done
