#!/usr/bin/env bash
# What a proposal is told: its mistakes, one page on what changes for readers, and the text as it would look. It writes in FOLDER alone.
#
#   bash deploy/ci/check.sh FOLDER [BASE]
#
# BASE is the commit to compare with; without it there is no page. With VOORBEELDEN=ja its links lead to the preview of proposal NUMMER on the
# website at ADRES (preview.sh). Leaves FOLDER/rapport.md and FOLDER/concept/, which opens from a folder.
set -euo pipefail
out=$1 base=${2:-}
mkdir -p "$out"
form=text
[ -z "${GITHUB_ACTIONS:-}" ] || form=github
code=0
.venv/bin/handbook check --format "$form" || code=$?
if [ -n "$base" ]; then
  preview=""
  [ "${VOORBEELDEN:-}" != ja ] || [ -z "${ADRES:-}" ] || [ -z "${NUMMER:-}" ] || preview="${ADRES%/}/voorbeeld/pr-$NUMMER/"
  # With mistakes too: it says which, and how to mend them.
  .venv/bin/handbook report "--base=$base" ${preview:+"--preview=$preview"} --format markdown --output "$out/rapport.md" || code=$((code ? code : $?))
  # GitHub takes 1 MiB.
  [ ! -f "$out/rapport.md" ] || head -c 900000 "$out/rapport.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
fi
# What holds mistakes is not built.
[ "$code" != 0 ] || .venv/bin/handbook build --draft --offline --site-dir "$out/concept" || code=$?
exit "$code"
