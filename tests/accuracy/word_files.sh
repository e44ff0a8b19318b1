#!/bin/sh
# Makes reports as Word documents, has LibreOffice save them as DOC and RTF, and tells whether those give the true values:
#   word_files.sh NIANBAO-GENERATE NIANBAO-ACCURACY COPIER FOLDER SEED COUNT
# FOLDER is made anew. Exit 77 where LibreOffice is not here.
set -eu
command -v soffice >/dev/null || exit 77
rm -rf "$4"
"$1" --kind docx --seed "$5" --count "$6" --out "$4/word"
sh "$3" "$4/word" "$4/copies"
"$2" "$4/copies"
