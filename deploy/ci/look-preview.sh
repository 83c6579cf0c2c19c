#!/usr/bin/env bash
# May what a commit holds stand on a website as the preview of a proposal? With git alone; handbook/archive/previews.py has the same rules.
#
#   bash deploy/ci/look-preview.sh COMMIT
#
# Exit code 4 and a sentence where not: links, programs, what speaks for a whole site or to the web server, what looks like a version.
set -euo pipefail
commit=$1
refused() { echo "Geweigerd: dit kan geen voorbeeld zijn, want $1. Er is niets veranderd." >&2; exit 4; }
[ -z "$(git rev-list --max-count=1 --skip=1 "$commit")" ] || refused "het heeft een geschiedenis"
list=$(mktemp) names=$(mktemp)
trap 'rm -f "$list" "$names"' EXIT
# Every name is bytes: of one that is no UTF-8 grep would only say that it is there.
export LC_ALL=C
# A name with a line's end or the like is written with quotes.
git -c core.quotePath=false ls-tree -r -l --full-tree "$commit" | sed -E 's/^([0-9]+) ([a-z]+) [0-9a-f]+ +([0-9-]+)	/\1	\2	\3	/' > "$list"
# In a file: what ends before it has read all of a pipe ends what writes into it, and that counts as a failure.
cut -f 4- "$list" > "$names"
none() { # pattern of grep -E, reason: no path may fit it
  local odd
  odd=$(grep -m 1 -iE -- "$1" "$names" || true)
  [ -z "$odd" ] || refused "$odd $2"
}
grep -qx 'index.html' "$names" || refused "het heeft geen startpagina"
odd=$(grep -m 1 -vE '^100644	blob	' "$list" | cut -f 4- || true)
[ -z "$odd" ] || refused "$odd is geen gewoon bestand"
none '^([0-9]{4}-[0-9]|(geldend|versies|voorbeeld)/)' "lijkt op een versie"
none '^"|\\|(^|/)[._]' "hoort niet in een voorbeeld"
none '(^|/)(404\.html|robots\.txt|sitemap[^/]*|atom[^/]*|cname[^/]*|[^/]*service-?worker[^/]*|sw\.js)$' "hoort niet in een voorbeeld"
odd=$(grep -m 1 -vE '\.(html|css|js|json|svg|png|jpg|jpeg|gif|webp|avif|ico|woff|woff2|txt|md|csv|pdf|docx|odt)$' "$names" || true)
[ -z "$odd" ] || refused "$odd hoort niet in een voorbeeld"
[ "$(wc -l < "$list")" -le 20000 ] || refused "het heeft meer dan 20000 bestanden"
[ "$(awk -F '\t' '{ total += $3 } END { print total + 0 }' "$list")" -le 209715200 ] || refused "het is groter dan 200 MB"
