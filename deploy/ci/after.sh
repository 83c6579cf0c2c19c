#!/usr/bin/env bash
# Is the archive as it was published? Of what the server has, as this clone fetched it, and of the website where ADRES has its address.
#
#   bash deploy/ci/after.sh
#
# A website may follow some minutes later: KEREN is how often to look (20), WACHT the seconds between (30).
set -euo pipefail
git show-ref --quiet refs/remotes/origin/gh-pages || [ -n "$(git for-each-ref 'refs/tags/revisie/')" ] || exit 0
# This clone may hold no right to ask the server again; a copy of what it fetched says the same.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git init --quiet --bare "$work/archief.git"
git push --quiet "$work/archief.git" 'refs/remotes/origin/*:refs/heads/*' '^refs/remotes/origin/HEAD' 'refs/tags/*:refs/tags/*'
.venv/bin/handbook verify --all "--remote=$work/archief.git"
[ -n "${ADRES:-}" ] || exit 0
for ((time = 1; time < ${KEREN:-20}; time++)); do
  ! .venv/bin/handbook verify "--url=$ADRES" > /dev/null || break
  sleep "${WACHT:-30}"
done
.venv/bin/handbook verify "--url=$ADRES"
