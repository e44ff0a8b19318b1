#!/usr/bin/env bash
# What `cmake --install` puts in place: the program runs from there, its manual pages say what --help says, bash completes, systemd
# takes the units.
# usage: installed.sh BUILD-FOLDER
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

cmake --install "$build" --prefix "$work" >"$work/log"
nianbao=$work/bin/nianbao
[[ $("$nianbao" --version) == nianbao\ [0-9]* ]] || fail "the installed program does not run"
mapfile -t commands < <("$nianbao" --help | sed -n '/^Commands:/,/^$/{s/^  \([a-z-]*\)  .*/\1/p;}')
[ ${#commands[@]} -ge 6 ] || fail "only ${#commands[@]} commands in --help"

# Every option of every command, and every line of its examples, stand in its page.
for command in "${commands[@]}"; do
  page=$work/share/man/man1/nianbao-$command.1.gz
  [ -s "$page" ] || { fail "no manual page for $command"; continue; }
  text=$(zcat "$page" | sed 's/\\-/-/g; s/\\e/\\/g; s/\\&//g')
  while read -r option; do
    grep -q -e "$option" <<<"$text" || fail "$option stands in nianbao $command --help and not in its page"
  done < <("$nianbao" "$command" --help | grep -o -e '^  \(-[a-zA-Z] \[ \)\?--[a-z-]*' | grep -o -e '--[a-z-]*')
  while read -r example; do
    grep -q -F -e "$example" <<<"$text" || fail "an example of nianbao $command is not in its page: $example"
  done < <("$nianbao" "$command" --help | sed -n '/^Examples:/,$p' | grep '^  nianbao')
done
if command -v man >/dev/null; then
  for page in "$work"/share/man/man1/*.1.gz; do
    warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 >"$work/shown") || true
    [ -z "$warnings" ] || fail "$(basename "$page"): $warnings"
    grep -q SYNOPSIS "$work/shown" || fail "$(basename "$page") shows nothing"
  done
fi

# Completion, as bash asks for it.
complete_words() { # what stands on the line; the last word is being typed
  bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nianbao; echo "${COMPREPLY[*]}"' - \
    "$work/share/bash-completion/completions/nianbao" "$@"
}
expect() { # what must come, then the line
  local wanted=$1
  shift
  local got
  got=$(complete_words "$@")
  [ "$got" = "$wanted" ] || fail "completing '$*' gives '$got', not '$wanted'"
}
expect extract nianbao ext
expect "--settle" nianbao extract reports/ --se
expect "stale failed all" nianbao extract reports/ --refresh ""
expect "jsonl" nianbao extract reports/ --format j
expect "list" nianbao forms l
expect "" nianbao extract rep
for command in "${commands[@]}"; do
  [ "$(complete_words nianbao "$command" --hel)" = --help ] || fail "no options are completed for $command"
done

if command -v systemd-analyze >/dev/null; then
  mkdir -p "$work/units"
  sed "s,^ExecStart=nianbao,ExecStart=$nianbao," "$work/lib/systemd/system/nianbao.service" >"$work/units/nianbao.service"
  cp "$work/lib/systemd/system/nianbao.timer" "$work/units/"
  # man: pages are looked for where they are not yet.
  verdict=$(SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no "$work/units/nianbao.service" "$work/units/nianbao.timer" 2>&1 | grep units/ || true)
  [ -z "$verdict" ] || fail "systemd-analyze: $verdict"
fi
grep -q '^#30 2 \* \* \* nianbao nianbao extract ' "$work/share/doc/nianbao/examples/nianbao.cron" || fail "no line for cron"
help=$("$nianbao" extract --help)
# The options of the unit and of the line for cron are the program's.
for option in $(cat "$work/lib/systemd/system/nianbao.service" "$work/share/doc/nianbao/examples/"* | grep -v '^# ' | grep -o -e ' "\?--[a-z-]*' | tr -d ' "' | sort -u); do
  grep -q -e "$option" <<<"$help" || fail "the nightly run has $option, nianbao extract has not"
done
[ "$failures" -eq 0 ] || exit 1
echo "The installed program, ${#commands[@]} manual pages, completion and units are as they should be."
