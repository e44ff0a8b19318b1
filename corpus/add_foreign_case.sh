#!/bin/sh
# Writes a case whose report is laid out by another program:
#   add_foreign_case.sh GENERATOR NAME html|odt SEED
# html is printed by Chromium, odt is laid out by LibreOffice. GENERATOR is the built nianbao-generate.
set -eu
generator=$1
name=$2
kind=$3
seed=$4
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$generator" --small --kind "$kind" --seed "$seed" --count 1 --out "$work/own"
"$here/foreign_producers.sh" "$work/own" "$work/foreign"
mkdir -p "$here/$name"
cp "$work"/foreign/reports/*.pdf "$here/$name/input.pdf"
sed 's/"file": "[^"]*"/"file": "input.pdf"/' "$work"/foreign/truth/*.json > "$here/$name/expected.json"
case $kind in html) producer=chromium ;; *) producer=libreoffice ;; esac
cat > "$here/$name/case.toml" <<EOF
about = "a report laid out by $producer"
producer = "$producer"
kind = "$kind"
seed = $seed
command = "corpus/add_foreign_case.sh nianbao-generate $name $kind $seed"
EOF
