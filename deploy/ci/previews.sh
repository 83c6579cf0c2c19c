#!/usr/bin/env bash
# All previews at once, every so often, on a host that starts nothing with rights of its own when a proposal changes (GitLab, Forgejo).
# Which proposals there are, git alone tells: one counts where its newest commit is the newest of a branch of this very repository, so never that
# of a fork, and is not in the main branch yet.
#
#   bash deploy/ci/previews.sh list FOLDER PATTERN MAIN   writes them into FOLDER/voorstellen, `NUMBER COMMIT` a line, and fetches their commits
#   bash deploy/ci/previews.sh make FOLDER                builds and packs each of these (preview.sh): no right to write may be within reach
#   bash deploy/ci/previews.sh land FOLDER PATTERN MAIN   asks the server anew, and puts there what was packed (land-preview.sh)
#
# PATTERN is where the host keeps the newest commit of each: refs/pull/*/head or refs/merge-requests/*/head; MAIN is the name of the main branch.
# In the environment: HANDBOEK_VOORBEELDEN, without `ja` all previews go; TOKEN, the right to read or to push, where the server asks for one.
set -euo pipefail
act=$1 folder=$2 pattern=${3:-} main=${4:-}
here=$(dirname "$0")
asks=(git)
[ -z "${TOKEN:-}" ] || asks+=(-c 'credential.helper=!f() { echo "username=${TOKEN_NAAM:-x-access-token}"; echo "password=$TOKEN"; }; f')

proposals() { # those on the server at this moment
  [ "${HANDBOEK_VOORBEELDEN:-}" = ja ] || return 0
  local listed tips commit ref number
  listed=$("${asks[@]}" ls-remote origin "$pattern" 'refs/heads/*')
  tips=$(awk -v main="refs/heads/$main" '$2 ~ "^refs/heads/" && $2 !~ "^refs/heads/(gh-pages|voorbeeld/)" && $2 != main { print $1 }' <<< "$listed")
  while read -r commit ref; do
    number=$(sed -nE 's#^refs/(pull|merge-requests)/([1-9][0-9]{0,6})/head$#\2#p' <<< "$ref")
    [ -n "$number" ] && grep -qxF -- "$commit" <<< "$tips" || continue
    "${asks[@]}" fetch --quiet --no-tags origin "$ref"
    git merge-base --is-ancestor "$commit" HEAD || echo "$number $commit"
  done < <(awk '$2 !~ "^refs/heads/"' <<< "$listed")
}

case $act in
list)
  mkdir -p "$folder"
  proposals | tee "$folder/voorstellen"
  ;;
make)
  code=0
  while read -r number commit; do
    # One that is refused holds up no other.
    bash "$here/preview.sh" "$number" "$commit" "$folder" < /dev/null || code=$?
  done < "$folder/voorstellen"
  exit "$code"
  ;;
land)
  wanted=" $(proposals | cut -d ' ' -f 1 | tr '\n' ' ')" gone=""
  while read -r number; do
    [[ $wanted == *" $number "* ]] || gone+="$number "
  done < <("${asks[@]}" ls-remote origin 'refs/heads/voorbeeld/pr-*' | sed -nE 's#.*refs/heads/voorbeeld/pr-([1-9][0-9]{0,6})$#\1#p')
  exec bash "$here/land-preview.sh" "$folder" "$wanted" "$gone"
  ;;
*)
  echo "Onbekend: $act" >&2
  exit 2
  ;;
esac
