#!/bin/sh
# Writes a manual page for the program and one for each of its commands, and the completion for bash, from what --help says.
# usage: make_pages.sh PROGRAM OUT
set -eu
program=$1 out=$2
here=$(dirname "$0")
LC_ALL=C.UTF-8
export LC_ALL
rm -rf "$out"
mkdir -p "$out/man1" "$out/completions"
version=$("$program" --version | cut -d' ' -f2)

# `name summary`, a line a command.
commands() { "$program" --help | sed -n '/^Commands:/,/^$/{s/^  \([a-z-]*\)  *\(.*\)/\1 \2/p;}'; }

page() { # NAME SUMMARY, the help on standard input
  awk -v page="$1" -v summary="$2" -v version="$version" -v see_also="$see_also" -f "$here/man_page.awk" >"$out/man1/$1.1"
}

see_also=$(commands | while read -r name summary; do printf '\\\\fBnianbao-%s\\\\fR(1) ' "$name"; done)
"$program" --help | page nianbao "reads yearly reports on government information disclosure into checked records"
commands | while read -r name summary; do "$program" "$name" --help | page "nianbao-$name" "$summary"; done

gzip -9 -n "$out"/man1/*.1

# For the completion: the options of each command, and the words that an option takes one of.
options() { "$program" "$1" --help | grep -o -e '^  \(-[a-zA-Z] \[ \)\?--[a-z-]*' | grep -o -e '--[a-z-]*' | tr '\n' ' '; }
choices() { "$program" "$1" --help | sed -n 's/^  .*\(--[a-z-]*\)\( \]\)\? \([a-z][a-z]*|[a-z|]*[a-z]\).*/\1 \3/p'; }
{
  echo "# bash completion for nianbao, made from what --help says"
  echo "_nianbao_commands='$(commands | cut -d' ' -f1 | tr '\n' ' ')'"
  echo "_nianbao_options() {"
  echo "  case \$1 in"
  commands | while read -r name summary; do echo "    $name) echo '$(options "$name")' ;;"; done
  echo "  esac"
  echo "}"
  echo "_nianbao_choices() {"
  echo "  case \$1\$2 in"
  commands | while read -r name summary; do
    choices "$name" | while read -r option words; do echo "    $name$option) echo '$(echo "$words" | tr '|' ' ')' ;;"; done
  done
  echo "  esac"
  echo "}"
  sed '1d' "$here/completion.bash"
} >"$out/completions/nianbao"
