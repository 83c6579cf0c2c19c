#!/usr/bin/env bash
# The whole website in a folder, with git alone: the archive, and beside it the previews. For a host that takes a folder (GitHub Pages);
# an own web server gets the same from `handbook export --previews origin`.
#
#   bash deploy/ci/compose.sh FOLDER
#
# Before the first publication there is no website yet: it leaves no FOLDER, and says so.
set -euo pipefail
out=$1
if ! git show-ref --quiet refs/remotes/origin/gh-pages; then
  echo "Er is nog niets gepubliceerd. Een voorbeeld komt op de website zodra de eerste tekst er staat."
  exit 0
fi
[ -z "${GITHUB_OUTPUT:-}" ] || echo "website=ja" >> "$GITHUB_OUTPUT"
mkdir -p "$out"
# Kept exactly as on the branch: what stands here goes before every attribute that a branch or a computer gives.
attributes=$(git rev-parse --git-path info/attributes)
mkdir -p "$(dirname "$attributes")"
echo '* -text -eol -ident -filter -working-tree-encoding -export-subst -export-ignore' > "$attributes"
put() { git archive --format=tar "$1" | tar -x -C "$2"; }
put refs/remotes/origin/gh-pages "$out"
# What stands at this place on the branch of the archive itself is no preview.
rm -rf "${out:?}/voorbeeld"
while read -r ref; do
  number=${ref#refs/remotes/origin/voorbeeld/pr-}
  [[ $number =~ ^[1-9][0-9]{0,6}$ ]] && bash "$(dirname "$0")/look-preview.sh" "$ref" || continue
  mkdir -p "$out/voorbeeld/pr-$number"
  put "$ref" "$out/voorbeeld/pr-$number"
done < <(git for-each-ref --format='%(refname)' 'refs/remotes/origin/voorbeeld/pr-*')
