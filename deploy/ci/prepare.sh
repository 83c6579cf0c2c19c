#!/usr/bin/env bash
# Does one act on a copy of the archive on this machine, and packs what came of it as a git bundle, with which land.sh goes on elsewhere.
# It runs the program and the packages that it needs, so nothing here may hold a right to write.
#
#   bash deploy/ci/prepare.sh publish|activate|repeal|take-down|correct FOLDER
#
# What people typed in a form comes in the environment, under the names below, and reaches the program as the value of an option.
# Leaves FOLDER/handboek.bundle where there is something to land, and nothing where all stood well.
set -euo pipefail
act=$1 out=$2
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A copy of all that the server has, as this clone fetched it. The program publishes there as it would on the server: with the same checks, and
# without a right to anything. A clone of one's own has a ref HEAD beside the branches, which names none.
copy=$work/archief.git
git init --quiet --bare "$copy"
git push --quiet "$copy" 'refs/remotes/origin/*:refs/heads/*' '^refs/remotes/origin/HEAD' 'refs/tags/*:refs/tags/*'
git remote remove kladarchief 2> /dev/null || true
git remote add kladarchief "$copy"
listed() { git -C "$copy" for-each-ref --format='%(objectname) %(refname)' | sort; }
listed > "$work/before"

# Only the word ja does what cannot be undone.
sure=--dry-run
[ "${ZEKER:-}" != ja ] || sure=--yes
handbook=.venv/bin/handbook
code=0
case $act in
publish)
  # The button is for one organisation; a merge is for all of them, and one that is refused holds up no other.
  others=$([ -z "${VOOR:-}" ] || [ ! -f edities.yml ] || sed -n 's/^\([a-z0-9][a-z0-9_-]*\):.*/\1/p' edities.yml)
  for edition in "${EDITIE:-}" $others; do
    "$handbook" publish --push kladarchief ${VOOR:+"--merged=$VOOR"} ${PROEF:+--dry-run} ${edition:+"--edition=$edition"} || code=$?
  done
  ;;
activate)
  # Before the first publication there is nothing to keep; of the branch and the tags, one that is gone alone is found by the program.
  if git show-ref --quiet refs/remotes/origin/gh-pages || [ -n "$(git for-each-ref 'refs/tags/revisie/')" ]; then
    "$handbook" activate --push kladarchief || code=$?
  else
    echo "Op deze server staat geen archief: geen branch gh-pages en geen tags. Was het er wel, kijk dan in deploy/archive.md."
  fi
  ;;
repeal)
  "$handbook" repeal --push kladarchief "$sure" "--from=$VANAF" "--instead=$PLAATS" "--decided=$BESLOTEN" "--by=$DOOR" "--reason=$REDEN" \
    ${EDITIE:+"--edition=$EDITIE"} -- "$VERSIE" || code=$?
  ;;
take-down)
  "$handbook" take-down --push kladarchief "$sure" "--reason=$REDEN" "--by=$DOOR" "--ask=$VRAGEN" ${PAGINA:+"--page=$PAGINA"} \
    ${ARTIKEL:+"--article=$ARTIKEL"} ${DATUM:+"--date=$DATUM"} ${EDITIE:+"--edition=$EDITIE"} -- "$VERSIE" || code=$?
  ;;
correct)
  # It opens a branch in this clone; the archive stays as it is.
  "$handbook" correct ${DATUM:+"--date=$DATUM"} ${EDITIE:+"--edition=$EDITIE"} -- "$VERSIE" || code=$?
  [ "$code" != 0 ] || git push --quiet kladarchief "HEAD:$(git symbolic-ref HEAD)"
  ;;
*)
  echo "Onbekend: $act" >&2
  exit 2
  ;;
esac

# Of several organisations one may be refused while another has something to land: that one goes on, and the job is red all the same.
comm -13 "$work/before" <(listed) | cut -d ' ' -f 2 > "$work/new"
if [ -s "$work/new" ]; then
  { cat "$work/new"; cut -d ' ' -f 1 "$work/before" | sed 's/^/^/'; } |
    git -C "$copy" bundle create --quiet "$(realpath "$out")/handboek.bundle" --stdin
  # For who must agree to it.
  { echo "Klaar om op de server te zetten:"; sed 's/^/- /' "$work/new"; } | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
  [ -z "${GITHUB_OUTPUT:-}" ] || echo "nieuw=ja" >> "$GITHUB_OUTPUT"
fi
exit "$code"
