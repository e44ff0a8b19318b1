#!/usr/bin/env bash
# Makes the Debian package and runs the program out of it, from a root of its own; its dependencies are on this machine.
# usage: debian_package.sh BUILD-FOLDER
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work/made" >"$work/log" 2>&1) || { cat "$work/log"; exit 1; }
package=$(echo "$work"/made/nianbao_*.deb)
dpkg-deb --info "$package"
depends=$(dpkg-deb --field "$package" Depends)
for library in libc6 libpoppler126 libtesseract5 libsqlite3-0 libseccomp2 poppler-data tesseract-ocr-chi-sim; do
  grep -q "\b$library\b" <<<"$depends" || { echo "FAILED: the package does not depend on $library: $depends"; exit 1; }
done
# Everything that it depends on can be had: apt would install it.
dpkg-deb -x "$package" "$work/root"
for file in usr/bin/nianbao usr/share/man/man1/nianbao-extract.1.gz usr/lib/systemd/system/nianbao.service \
            usr/lib/systemd/system/nianbao.timer usr/share/bash-completion/completions/nianbao usr/share/doc/nianbao/copyright \
            usr/share/doc/nianbao/examples/nianbao.cron; do
  [ -s "$work/root/$file" ] || { echo "FAILED: $file is not in the package"; exit 1; }
done
[ -z "$(find "$work/root" -perm /022 ! -type l)" ] || { echo "FAILED: others may write to what is in the package"; exit 1; }
"$work/root/usr/bin/nianbao" extract "$(dirname "$0")"/../../corpus/ruled/input.pdf -o "$work/s.sqlite"
"$work/root/usr/bin/nianbao" status "$work/s.sqlite"
