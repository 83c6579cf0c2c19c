#!/usr/bin/env bash
# Lays the text of a proposal over the sources that stand here: docs/ but for docs/stijl, and the facts. Nothing else of it comes along: not the
# program, no macro, no template, no setting. For proposals of people who may write text only, such as strangers.
#
#   bash deploy/ci/take-text.sh REPOSITORY [COMMIT]
#
# REPOSITORY is a clone that has the proposal, COMMIT the proposal in it (HEAD). Exit code 4 where it holds what is no text.
set -euo pipefail
git fetch --quiet --no-tags "$1" "${2:-HEAD}"
proposal=$(git rev-parse FETCH_HEAD)
taken=(docs variables.yml)
[ -z "$(git ls-tree "$proposal" edities)" ] || taken+=(edities)
# A link could lead to any file of this machine, and what it holds onto a page; a repository within this one is never text.
wrong=$(git -c core.quotePath=true ls-tree -r "$proposal" -- "${taken[@]}" | grep -vE '^100(644|755) ' | cut -f 2- || true)
if [ -n "$wrong" ]; then
  echo "Dit voorstel bevat iets dat geen tekst is, en is daarom niet gebouwd: $wrong. Zet in plaats daarvan het bestand zelf erin." >&2
  exit 4
fi
git restore --source="$proposal" -- "${taken[@]}"
# Scripts and styles run in the browser of every reader: those of the main branch.
rm -rf docs/stijl
git restore --source=HEAD -- docs/stijl
echo "Van dit voorstel zijn alleen de teksten en de gegevens gebruikt. Het programma, de macro's, de vorm en de instellingen zijn die van main."
