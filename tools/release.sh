#!/usr/bin/env bash
# Makes a release archive: the binary, completions for five shells, the manual, the licences of
# everything that is built in, and checksums. Nothing is fetched that cargo does not have already.
#
#   tools/release.sh [--profile PROFILE] [--out DIR]
#
# PROFILE is `release`; `dev` is faster and good for trying the script. DIR is target/dist.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=release
out=target/dist
while [ $# -gt 0 ]; do
  case $1 in
    --profile) profile=${2:?--profile needs a name}; shift 2 ;;
    --out) out=${2:?--out needs a directory}; shift 2 ;;
    *) echo "usage: tools/release.sh [--profile PROFILE] [--out DIR]" >&2; exit 2 ;;
  esac
done

target=$(rustc -vV | sed -n 's/^host: //p')
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
name=onsite-$version-$target
built=${CARGO_TARGET_DIR:-target}/$([ "$profile" = dev ] && echo debug || echo "$profile")
# The same sources give the same archive.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}

cargo build --locked --profile "$profile" --bin onsite
cargo build --locked --example licences

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/$name
mkdir -p "$folder/completions" "$folder/man"

install -m 755 "$built/onsite" "$folder/onsite"
for shell in bash zsh fish powershell elvish; do
  case $shell in
    bash) file=onsite.bash ;;
    zsh) file=_onsite ;;
    fish) file=onsite.fish ;;
    powershell) file=onsite.ps1 ;;
    elvish) file=onsite.elv ;;
  esac
  "$built/onsite" completions "$shell" > "$folder/completions/$file"
done
"$built/onsite" man --write "$folder/man" >/dev/null
install -m 644 README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$folder"
install -m 644 src/scoring/words.LICENSE.md "$folder/LICENSE-word-vectors.md"
cargo metadata --locked --offline --format-version 1 --filter-platform "$target" \
  | "${CARGO_TARGET_DIR:-target}/debug/examples/licences" > "$folder/THIRD-PARTY-LICENCES.md"

if tar --version 2>/dev/null | grep -q GNU; then
  same=(--sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch")
else
  same=()
fi
tar -C "$work" ${same[@]+"${same[@]}"} -cf - "$name" | gzip -n -9 > "$out/$name.tar.gz"
if command -v sha256sum >/dev/null; then sum=(sha256sum); else sum=(shasum -a 256); fi
(cd "$out" && "${sum[@]}" "$name.tar.gz" > "$name.tar.gz.sha256")
echo "$out/$name.tar.gz"
