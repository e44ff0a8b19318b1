#!/bin/sh
# Makes reports, each as a file of every kind, and tells whether all of them give the same, true values:
#   every_file.sh NIANBAO-GENERATE NIANBAO-ACCURACY FOLDER SEED COUNT
# FOLDER is made anew.
set -eu
rm -rf "$3"
"$1" --every-file --seed "$4" --count "$5" --out "$3"
"$2" "$3"
