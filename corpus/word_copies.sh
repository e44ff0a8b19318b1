#!/bin/sh
# Lets LibreOffice save the Word documents of a generated folder as DOC and RTF:
#   word_copies.sh FROM TO
# TO gets reports/*.doc, reports/*.rtf and truth/*.json. Needs the package libreoffice-writer-nogui.
set -eu
from=$1
to=$2
mkdir -p "$to/reports" "$to/truth"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for kind in doc rtf; do
  soffice "-env:UserInstallation=file://$profile/office" --headless --convert-to "$kind" --outdir "$profile/$kind" "$from"/reports/*.docx >/dev/null
  for copy in "$profile/$kind"/*."$kind"; do
    name=$(basename "$copy" ".$kind")
    mv "$copy" "$to/reports/$name-$kind.$kind"
    sed -e "s/\"file\": \"[^\"]*\"/\"file\": \"$name-$kind.$kind\"/" -e "s/\"kind\": \"docx\"/\"kind\": \"$kind\"/" "$from/truth/$name.json" \
      > "$to/truth/$name-$kind.json"
  done
done
