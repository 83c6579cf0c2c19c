#!/usr/bin/env bash
# Builds the preview of a proposal and packs it as a git bundle, with which land-preview.sh goes on elsewhere. It runs the program and the packages
# that it needs on somebody else's text, so nothing here may hold a right to write.
#
#   bash deploy/ci/preview.sh NUMBER COMMIT FOLDER
#
# For a clone of the main branch that has the COMMIT too. Of the proposal only text comes along (take-text.sh), as it reads once it is merged;
# the program, macros, templates, scripts and styles are those of main, for they run on the address where people read what holds.
# Leaves FOLDER/voorbeeld-NUMBER.bundle; nothing where the text holds mistakes, for the check says which. The clone is as it was afterwards.
set -euo pipefail
number=$1 commit=$2 out=$3
[[ $number =~ ^[1-9][0-9]{0,6}$ ]] || { echo "Dit is geen nummer van een voorstel." >&2; exit 2; }
git diff --quiet HEAD || { echo "In deze kloon staat werk dat nog niet is vastgelegd." >&2; exit 2; }
mkdir -p "$out"
rm -f "$out/voorbeeld-$number.bundle"
# Of which text it is stands with it: the same text on the same main is built once.
made="Voorstel: $(git rev-parse "$commit^{commit}")
Op: $(git rev-parse HEAD)"
if [ "$(git log -1 --format=%b "refs/remotes/origin/voorbeeld/pr-$number" 2> /dev/null)" = "$made" ]; then
  echo "Het voorbeeld van voorstel $number is al van deze tekst."
  exit 0
fi
was=$(git symbolic-ref --quiet --short HEAD || git rev-parse HEAD) base=$(git rev-parse HEAD)
clean() { git reset --quiet --hard "$base" && git checkout --quiet "$was"; }
trap clean EXIT
git checkout --quiet --detach
if ! tree=$(git merge-tree --write-tree HEAD "$commit"); then
  echo "Dit voorstel past niet meer op main. Werk het bij; daarna komt er een voorbeeld."
  exit 0
fi
# As it reads once it is merged: nothing of what main got since is lost.
who=(-c user.name=Handboek -c user.email=handboek@localhost)
merged=$(git "${who[@]}" commit-tree -p HEAD -p "$commit" -m "Voorstel $number" "${tree%%$'\n'*}")
git update-ref "refs/voorstel/$number" "$merged"
bash deploy/ci/take-text.sh . "refs/voorstel/$number"
git add --all -- docs variables.yml $([ ! -d edities ] || echo edities)
git "${who[@]}" commit --quiet --allow-empty --no-verify -m "Voorstel $number"
code=0
.venv/bin/handbook preview "pr-$number" --base "$was" || code=$?
if [ "$code" = 1 ]; then
  echo "In dit voorstel staan fouten. Daarom is er geen nieuw voorbeeld."
  exit 0
fi
[ "$code" = 0 ] || exit "$code"
new=$(git "${who[@]}" commit-tree -m "Voorbeeld van wijzigingsvoorstel $number" -m "$made" "refs/heads/voorbeeld/pr-$number^{tree}")
git update-ref "refs/heads/voorbeeld/pr-$number" "$new"
git bundle create --quiet "$out/voorbeeld-$number.bundle" "refs/heads/voorbeeld/pr-$number"
[ -z "${GITHUB_OUTPUT:-}" ] || echo "nieuw=ja" >> "$GITHUB_OUTPUT"
