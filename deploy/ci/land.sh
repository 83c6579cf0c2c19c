#!/usr/bin/env bash
# Puts what prepare.sh packed on the server: the one place with a right to write. It runs git and nothing else: no package, no line of the program.
#
#   bash deploy/ci/land.sh publish|activate|repeal|take-down|correct FOLDER
#
# Whoever got hold of the job before this one (a package, say) could have packed anything. So it looks for itself, with git alone:
# only the archive's own branches and tags, only what follows on what stands there, no published text that is other than it was.
#
# In the environment: TOKEN, the right to push (not needed for a server on this disk); SLEUTEL, a private key for ssh, by which tags are signed;
# VERSIE, the text that the act is about; LAATSTE, "ja" where nobody tries again.
# Exit code 0: it stands there, or somebody else was first (then `verloren=ja` is said, and the act must be done anew). 4: refused. 1: not landed.
set -euo pipefail
act=$1 bundle=$2/handboek.bundle
said() { [ -z "${GITHUB_OUTPUT:-}" ] || echo "$1" >> "$GITHUB_OUTPUT"; }
refused() { echo "Geweigerd: $1 Er is niets veranderd." >&2; exit 4; }
lost() {
  said verloren=ja
  echo "Iemand anders was eerder: $1 is intussen veranderd. Er is niets overschreven. De wijziging wordt opnieuw gemaakt op wat er nu staat."
  [ "${LAATSTE:-ja}" != ja ] || { echo "Start deze workflow opnieuw." >&2; exit 1; }
  exit 0
}
[ -f "$bundle" ] || { echo "Er is niets om op de server te zetten."; exit 0; }

git bundle verify --quiet "$bundle" || refused "het pakket past niet op dit archief."
git -c transfer.fsckObjects=true fetch --quiet --no-tags "$bundle" 'refs/*:refs/klaar/*' || refused "het pakket is beschadigd."
# Branches of an organisation beside others may have any name: those that edities.yml gives them, on the branch that runs this.
own=$([ ! -f edities.yml ] || sed -n 's/^ *branch: *["'\'']\{0,1\}\([a-z0-9][a-z0-9_/-]*\).*/\1/p' edities.yml | grep -vxE 'bron|main|master' | tr '\n' ' ')
archives="gh-pages gh-pages-[a-z0-9_-]+ $own"
version='[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[0-9]+)?'
tag="refs/tags/([a-z0-9][a-z0-9_-]*/)*(revisie|van-de-site|intrekking|intrekkingsbesluit)/$version(/[0-9]+)?"

# The folders of versions at the root of a commit, with the id of each.
folders() { git ls-tree "$1" | grep -E "^040000 tree [0-9a-f]+	$version\$" || true; }

unchanged() { # before after: no text of before is gone or other, but for the one that the act is about
  local gone added
  gone=$(comm -23 <(folders "$1" | sort) <(folders "$2" | sort) | cut -f 2)
  case $act in repeal | take-down) gone=$(grep -vxF -- "$VERSIE" <<< "$gone" || true) ;; esac
  [ -z "$gone" ] || refused "een gepubliceerde tekst zou veranderen: $gone."
  added=$(comm -13 <(folders "$1" | cut -f 2 | sort) <(folders "$2" | cut -f 2 | sort))
  [ "$act" = publish ] || [ -z "$added" ] || refused "er zou een tekst bij komen: $added."
}

moves=()
while read -r new ref; do
  case $ref in
  refs/heads/*)
    branch=${ref#refs/heads/}
    old=$(git rev-parse --quiet --verify "refs/remotes/origin/$branch^{commit}" || true)
    if [ "$act" = correct ]; then
      [[ $branch =~ ^verbetering/([a-z0-9][a-z0-9_-]*/)*$version$ ]] || refused "$branch is geen branch voor een verbetering."
      [ -z "$old" ] || refused "de branch $branch is er al."
    else
      grep -qxE "${archives// /|}" <<< "$branch" || refused "$branch is geen branch van het archief."
      [ -z "$old" ] || git merge-base --is-ancestor "$old" "$new" || lost "$branch"
      way=${old:+$old..}$new before=${old:-$(git hash-object -t tree /dev/null)}
      [ -z "$(git rev-list --merges "$way")" ] || refused "de geschiedenis van $branch zou vertakken."
      # Every step on the way: what is changed and put back would stand in the history for ever.
      for commit in $(git rev-list --reverse "$way"); do
        unchanged "$before" "$commit"
        before=$commit
      done
    fi
    moves+=("$new:$ref")
    ;;
  *)
    [[ $ref =~ ^$tag$ ]] && [ "$act" != activate ] && [ "$act" != correct ] || refused "$ref hoort niet bij deze opdracht."
    [ "$(git cat-file -t "$new")" = tag ] || refused "$ref is geen tag met een tekst."
    # Signed here, where the key is, on the same place and with the same words.
    if [ -n "${SLEUTEL:-}" ]; then
      key=${key:-$(umask 077 && mktemp)}
      printf '%s\n' "$SLEUTEL" > "$key"
      trap 'rm -f "$key"' EXIT
      name=${ref#refs/tags/}
      git cat-file tag "$new" | sed '1,/^$/d' > "$key.txt"
      git -c user.name=Handboek -c user.email=handboek@localhost -c gpg.format=ssh -c "user.signingkey=$key" \
        tag --sign --force --cleanup=verbatim --file "$key.txt" "$name" "$new^{commit}" > /dev/null
      rm "$key.txt"
      new=$(git rev-parse "$ref")
      # git 2.39 makes an unsigned tag, and says that all is well, where it cannot read the key.
      git cat-file tag "$new" | grep -q '^-----BEGIN SSH SIGNATURE-----$' || refused "de tag $name is niet te ondertekenen met de sleutel."
    fi
    moves+=("$new:$ref")
    ;;
  esac
done < <(git bundle list-heads "$bundle")

# The token is asked for by git, and stands in no file and no list of processes. A tag that exists stays; a branch only moves on; all or nothing.
push=(git -c 'credential.helper=!f() { echo "username=${TOKEN_NAAM:-x-access-token}"; echo "password=$TOKEN"; }; f')
if ! "${push[@]}" push --quiet --atomic --no-follow-tags origin "${moves[@]}"; then
  # Was somebody else first, or does the server refuse it?
  for move in "${moves[@]}"; do
    ref=${move#*:} new=${move%%:*}
    now=$("${push[@]}" ls-remote origin "$ref" | cut -f 1)
    known=$(git rev-parse --quiet --verify "refs/remotes/origin/${ref#refs/heads/}" || true)
    [ -z "$now" ] || [ "$now" = "$new" ] || [ "$now" = "$known" ] || lost "$ref"
  done
  echo "De server nam de wijziging niet aan. Er is niets veranderd. Wat git meldt, staat hierboven." >&2
  exit 1
fi
echo "Het staat op de server:"
printf -- '- %s\n' "${moves[@]#*:}"
