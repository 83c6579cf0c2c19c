#!/usr/bin/env bash
# Puts the previews that preview.sh packed on the server, and takes away those of proposals that are closed: each is a branch voorbeeld/pr-NUMBER
# that holds one commit and no archive. It runs git and nothing else, and pushes no other branch, whatever the package says.
#
#   bash deploy/ci/land-preview.sh FOLDER WANTED GONE
#
# WANTED are the numbers of proposals that may have a preview, GONE of those that have none any longer: both with spaces between them, as the host
# itself gives them and never the package. What neither names stays as it is.
# In the environment: TOKEN, the right to push (not needed for a server on this disk).
# Exit code 0: all stands as it should. 4: a package was refused. 1: the server refused one, as where somebody else was first. The others landed.
set -euo pipefail
folder=$1 wanted=" $2 " gone=$3 code=0
here=$(dirname "$0")
push=(git -c 'credential.helper=!f() { echo "username=${TOKEN_NAAM:-x-access-token}"; echo "password=$TOKEN"; }; f')
standing() { "${push[@]}" ls-remote origin "refs/heads/voorbeeld/$1" | cut -f 1; }

for bundle in "$folder"/voorbeeld-*.bundle; do
  [ -f "$bundle" ] || continue
  # The number is the host's: a package for a proposal that it does not name is for none.
  number=${bundle##*/voorbeeld-} number=${number%.bundle}
  if ! [[ $number =~ ^[1-9][0-9]{0,6}$ && $wanted == *" $number "* ]]; then
    echo "Geen voorbeeld van $number: dat voorstel is gesloten, of mag er geen hebben."
    continue
  fi
  ref=refs/heads/voorbeeld/pr-$number
  if [ "$(git bundle list-heads "$bundle" 2> /dev/null | cut -d ' ' -f 2-)" != "$ref" ]; then
    echo "Geweigerd: in het pakket voor voorstel $number staat iets anders dan zijn voorbeeld. Er is niets veranderd." >&2
    code=4
    continue
  fi
  if ! git -c transfer.fsckObjects=true fetch --quiet --no-tags "$bundle" "+$ref:refs/klaar/pr-$number"; then
    echo "Geweigerd: het pakket voor voorstel $number is beschadigd. Er is niets veranderd." >&2
    code=4
    continue
  fi
  new=$(git rev-parse "refs/klaar/pr-$number^{commit}")
  bash "$here/look-preview.sh" "$new" || { code=4; continue; }
  # It takes the place of what stands there now, whole, and of nothing that came meanwhile.
  if ! "${push[@]}" push --quiet --no-follow-tags "--force-with-lease=$ref:$(standing "pr-$number")" origin "$new:$ref"; then
    echo "Het voorbeeld van voorstel $number is niet neergezet. Wat git meldt, staat hierboven." >&2
    code=1
    continue
  fi
  echo "Het voorbeeld van voorstel $number staat klaar: voorbeeld/pr-$number/"
done

for number in $gone; do
  ref=refs/heads/voorbeeld/pr-$number
  [[ $number =~ ^[1-9][0-9]{0,6}$ ]] && [ -n "$(standing "pr-$number")" ] || continue
  # Somebody else may be taking it away too.
  if ! "${push[@]}" push --quiet origin --delete "$ref" && [ -n "$(standing "pr-$number")" ]; then
    echo "Het voorbeeld van voorstel $number is niet weggehaald. Wat git meldt, staat hierboven." >&2
    code=1
    continue
  fi
  echo "Het voorbeeld van voorstel $number is weg."
done
exit "$code"
