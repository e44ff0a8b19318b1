#!/bin/sh
# Gives the web pages of a generated folder the looks that tables have on sites and in Word, one after the other:
#   web_table_styles.sh FROM TO
# TO gets reports/*.html and truth/*.json, for foreign_producers.sh to print.
set -eu
from=$1
to=$2
mkdir -p "$to/reports" "$to/truth"

css_of() {
  bare='table { border-collapse: separate; border: 0 } td { border: 0;'
  open='table { border-collapse: collapse; border: 0 } td { border: 0;'
  case $1 in
    rows_ruled) echo "$open border-bottom: 1px solid; padding: 2px 4px }" ;;
    columns_ruled) echo "$open border-left: 1px solid; border-right: 1px solid; padding: 2px 4px }" ;;
    ends_ruled) echo "$open padding: 2px 4px } table { border-top: 2px solid; border-bottom: 2px solid }" ;;
    no_outer) echo "table { border-collapse: collapse; border: 1px hidden } td { border: 1px solid }" ;;
    no_sides) echo "table { border-collapse: collapse; border-left: 1px hidden; border-right: 1px hidden } td { border: 1px solid }" ;;
    partial) echo "$open border-bottom: 1px solid } td:not(.label) { border-left: 1px solid } tr:nth-child(3n) td { border-bottom: 0 }" ;;
    values_ruled) echo "$open } td:not(.label) { border: 1px solid }" ;;
    spaced_boxes) echo "table { border-collapse: separate; border-spacing: 2px } td { border: 1px solid }" ;;
    dotted) echo "table { border-collapse: collapse } td { border: 1px dotted }" ;;
    at_top) echo "$bare vertical-align: top }" ;;
    at_bottom) echo "$bare vertical-align: bottom }" ;;
    labels_at_top) echo "$bare } .label { vertical-align: top }" ;;
    cramped) echo "table { border-collapse: separate; border-spacing: 0 } td { border: 0; padding: 0 1px; line-height: 1.1 }" ;;
    airy) echo "$bare padding: 9px 2px; line-height: 1.6 }" ;;
    narrow) echo "$bare } table { width: 76% }" ;;
    set_right) echo "$bare } td:not(.label) { text-align: right }" ;;
  esac
}

set -- rows_ruled columns_ruled ends_ruled no_outer no_sides partial values_ruled spaced_boxes dotted at_top at_bottom \
  labels_at_top cramped airy narrow set_right
for page in "$from"/reports/*.html; do
  name=$(basename "$page" .html)
  style=$1
  shift
  set -- "$@" "$style"
  sed "s|^</style>|$(css_of "$style")\n</style>|" "$page" > "$to/reports/$name.html"
  sed "s/\"kind\": \"html\"/\"kind\": \"$style\"/" "$from/truth/$name.json" > "$to/truth/$name.json"
done
