#!/bin/sh
# Converts the PDFs of a generated folder to text as people do who paste it (pdftotext in reading order, laid out, and in the order
# of the content), truth beside it: most of their tables are in disorder, and nothing of them may be silently wrong.
#   converted_texts.sh FROM TO
# TO gets reports/*.txt and truth/*.json. Needs the package poppler-utils.
set -eu
from=$1
to=$2
mkdir -p "$to/reports" "$to/truth"
for pdf in "$from"/reports/*.pdf; do
  name=$(basename "$pdf" .pdf)
  for order in reading layout raw; do
    option=
    [ "$order" = reading ] || option=-$order
    pdftotext $option "$pdf" "$to/reports/$name-$order.txt" 2>/dev/null || continue
    sed -e "s/\"file\": \"$name\.pdf\"/\"file\": \"$name-$order.txt\"/" -e "s/\"kind\": \"[a-z_0-9]*\"/\"kind\": \"$order\"/" \
      "$from/truth/$name.json" > "$to/truth/$name-$order.json"
  done
done
