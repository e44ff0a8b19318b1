#!/bin/sh
# Lets Chromium print the web pages and LibreOffice lay out the flat OpenDocument texts of a generated folder:
#   foreign_producers.sh FROM TO
# TO gets reports/*.pdf and truth/*.json. Needs the packages chromium and libreoffice-writer-nogui.
set -eu
from=$1
to=$2
mkdir -p "$to/reports" "$to/truth"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

set -- "$from"/reports/*.fodt
if [ -e "$1" ]; then
  soffice "-env:UserInstallation=file://$profile/office" --headless --convert-to pdf --outdir "$to/reports" "$@" >/dev/null
fi

sandbox=
if [ "$(id -u)" = 0 ]; then sandbox=--no-sandbox; fi
for page in "$from"/reports/*.html; do
  [ -e "$page" ] || continue
  name=$(basename "$page" .html)
  chromium --headless $sandbox --disable-gpu --user-data-dir="$profile/browser" --no-pdf-header-footer \
    "--print-to-pdf=$to/reports/$name.pdf" "file://$(realpath "$page")" >/dev/null 2>&1
done

for pdf in "$to"/reports/*.pdf; do
  name=$(basename "$pdf" .pdf)
  sed -e "s/\"file\": \"$name\.[a-z]*\"/\"file\": \"$name.pdf\"/" -e 's/"kind": "html"/"kind": "chromium"/' \
    -e 's/"kind": "odt"/"kind": "libreoffice"/' "$from/truth/$name.json" > "$to/truth/$name.json"
done
