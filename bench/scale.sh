#!/usr/bin/env bash
# What a store of many reports costs: rate from the first to the last, memory, a rerun with nothing new, the writer, two workers
# against one, and questions as Datasette puts them, each within its second. The figures stand in docs/scale.md.
# usage: bench/scale.sh BIN-FOLDER [REPORTS] [WORK-FOLDER]     (100000 small text reports; some 3 GB of disk)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(realpath "$1") reports=${2:-100000}
work=${3:-$(mktemp -d)}
mkdir -p "$work"
[ $# -ge 3 ] || trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0
check() { # WHAT FIGURE LIMIT UNIT: at most
  local verdict=ok
  awk -v a="$2" -v b="$3" 'BEGIN { exit !(a <= b) }' || { verdict="TOO MUCH" failed=1; }
  printf '%-52s %10s %-12s (at most %s) %s\n' "$1" "$2" "$4" "$3" "$verdict"
}
seconds() { date +%s.%N; }
least() { awk -v a="$1" -v b="$2" 'BEGIN { print a == "" || b < a + 0 ? b : a }'; } # A may be empty

[ -d made/reports ] || "$bin/nianbao-generate" --seed 100001 --count "$reports" --small --kind tabs --kind pipes --kind aligned_text --kind html --out made >/dev/null
files=$(ls made/reports | wc -l)
rm -f store.sqlite* log samples

# --- one run: a sample every two seconds of how many files are durable, and of the memory of all its processes
"$bin/nianbao" extract made/reports -o store.sqlite --log-json 2>log & run=$!
parent_kib=0 worker_kib=0
while kill -0 "$run" 2>/dev/null; do
  echo "$(seconds) $(wc -l <log)" >>samples
  peak=$(awk '/VmHWM/ { print $2 }' "/proc/$run/status" 2>/dev/null || true)
  [ -n "$peak" ] && [ "$peak" -gt "$parent_kib" ] && parent_kib=$peak
  for child in $(pgrep -P "$run" 2>/dev/null || true); do
    peak=$(awk '/VmHWM/ { print $2 }' "/proc/$child/status" 2>/dev/null || true)
    [ -n "$peak" ] && [ "$peak" -gt "$worker_kib" ] && worker_kib=$peak
  done
  sleep 2
done
wait "$run"
rates=$(awk -v n="$files" '
  { t[NR] = $1; c[NR] = $2 }
  function when(count,   i) { for (i = 2; i <= NR; i++) if (c[i] >= count) return t[i - 1] + (t[i] - t[i - 1]) * (count - c[i - 1]) / (c[i] - c[i - 1]); return t[NR] }
  END { a = n * 0.02; print n * 0.18 / (when(n * 0.2) - when(a)), n * 0.18 / (when(n * 0.98) - when(n * 0.8)), n / (t[NR] - t[1]) }' samples)
read -r first last mean <<<"$rates"
printf '%d reports, %s a second; store %s MiB\n' "$files" "${mean%.*}" "$(du -m store.sqlite | cut -f1)"
check "rate of the first fifth / rate of the last fifth" "$(awk -v a="$first" -v b="$last" 'BEGIN { printf "%.2f", a / b }')" 1.25 ""
check "memory of the parent at most" $((parent_kib / 1024)) 100 MiB
check "memory of a worker at most" $((worker_kib / 1024)) 150 MiB

# --- nothing new: what the program itself works, best of three
best=
for _ in 1 2 3; do
  took=$( { TIMEFORMAT='%U %S'; time "$bin/nianbao" extract made/reports -q -o store.sqlite; } 2>&1 | awk -v n="$files" '{ printf "%.1f", ($1 + $2) * 1e6 / n }')
  best=$(least "$best" "$took")
done
check "a rerun with nothing new, work a file" "$best" 20 us

# --- the writer
if [ -x "$bin/nianbao-bench-records" ]; then
  "$bin/nianbao" export store.sqlite 2>/dev/null | head -300 >some.jsonl || true
  writer=$("$bin/nianbao-bench-records" some.jsonl | awk '/store|SQLite|sqlite/ { for (i = 1; i <= NF; i++) if ($(i + 1) == "us") print $i / 1000 }' | head -1)
  check "the store's writer, work a report" "${writer:-999}" 0.3 ms
fi

# --- two workers against one, on PDFs; in turn, best of three
"$bin/nianbao-generate" --seed 5001 --count 240 --kind ruled --kind borderless --kind page_breaks --out pdf >/dev/null
one= two=
for _ in 1 2 3; do
  for jobs in 1 2; do
    begin=$(seconds)
    "$bin/nianbao" extract pdf/reports --jobs $jobs -q -o pdf.jsonl
    took=$(awk -v a="$begin" -v b="$(seconds)" 'BEGIN { print b - a }')
    if [ $jobs = 1 ]; then one=$(least "$one" "$took"); else two=$(least "$two" "$took"); fi
  done
done
check "PDFs: 1.8 / (two workers against one)" "$(awk -v a="$one" -v b="$two" 'BEGIN { printf "%.2f", 1.8 * b / a }')" 1 "($(awk -v a="$one" -v b="$two" 'BEGIN { printf "%.2f", a / b }') x)"

# --- questions as Datasette puts them, each within its default limit of a second
while IFS= read -r sql; do
  [ -n "$sql" ] || continue
  took=$( { TIMEFORMAT='%R'; time timeout 20 sqlite3 -readonly store.sqlite "$sql" >/dev/null; } 2>&1 | tail -1)
  check "${sql:0:52}" "$took" 1 s
done <"$here/datasette.sql"
exit $failed
