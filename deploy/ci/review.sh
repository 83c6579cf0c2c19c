#!/usr/bin/env bash
# What wants a look as days pass, though nobody changed anything: evaluations, pages, sources, and with BUITEN=ja addresses that lead nowhere.
#
#   bash deploy/ci/review.sh FOLDER
#
# Leaves FOLDER/aandacht.md. Exit code 0 where there is nothing, 1 where there is.
set -euo pipefail
mkdir -p "$1"
links=()
[ "${BUITEN:-}" != ja ] || links=(--links)
.venv/bin/handbook review "${links[@]}" --output "$1/aandacht.md"
