# Thin on purpose: `handbook` does the work, `uv` the installing.
PORT ?= 8000
# The newest uv when the lock files were made; it only installs. By its hash too, from a list that new repositories get as well.
UV_VERSION := 0.13.9
UV_LOCK := handbook/new/files/requirements-uv.lock
UV := $(or $(shell command -v uv),.venv/bin/uv)
INSTALL = $(UV) pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r

# One a core: a third one was no quicker.
WORKERS ?= 2

# One that stood elsewhere may have gone since.
ifeq ($(shell command -v $(UV)),)
.PHONY: .venv/uv
endif

.PHONY: site demo check beheer beheerbeelden wheel test test-inhoud test-klok aanspreekvorm feitzinnen meldingen scripts soak toegankelijkheid bench pictures lock schema
site: .venv/site
	@.venv/bin/handbook site --port $(PORT)

demo: .venv/site
	@.venv/bin/handbook demo --port $(PORT)

check: .venv/site
	@.venv/bin/handbook check

# The editor at /beheer/: from npm, by its hashes. Who does not want it fetches nothing.
beheer: .venv/site
	@.venv/bin/handbook editor --get

# The pictures in docs/beheer/, of the program as it is: after a change of how it looks.
beheerbeelden: .venv/test
	.venv/bin/python -m tools.management_pictures

# What `handbook new` gives an organisation to keep: the program with all that a handbook begins with.
wheel: .venv/uv
	@$(UV) build --quiet --wheel --out-dir dist
	@ls dist/*.whl

test: .venv/test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest -n $(WORKERS) --dist loadgroup

# Only what holds our own text against what we expect of it: for who changes docs/ or variables.yml.
test-inhoud: .venv/test
	.venv/bin/pytest -n $(WORKERS) --dist loadgroup tests/content

# Everything, the browser too, with the clock a year back, a month, a year and three years ahead, in the first and the last time zone;
# DAYS=365 runs one of them.
# Needs the Debian package faketime.
test-klok: .venv/test
	.venv/bin/python -m tools.other_days $(if $(DAYS),--days $(DAYS))

# Every sentence that addresses its reader beside its je-form, for who changes the text: read in git what is new.
aanspreekvorm: .venv/test
	.venv/bin/python -m tests.support.form_of_address

# Every sentence that facts change, in each way in which it is printed: read in git what is new.
feitzinnen: .venv/test
	.venv/bin/python -m tests.support.fact_sentences

# What the page with all messages says of each code, from the golden cases of the checks: after a change of a message.
meldingen: .venv/test
	.venv/bin/python -m tests.support.messages

# The scripts of pages with short names: after a change of one.
scripts: .venv/test
	.venv/bin/python -m tests.support.short_scripts

soak: .venv/test
	HANDBOEK_SOAK=1 .venv/bin/pytest -n $(WORKERS) --dist loadgroup

# In letters that are the same on every machine.
toegankelijkheid: .venv/test
	@FONTCONFIG_FILE=.venv/letters/wide/fonts.conf .venv/bin/handbook accessibility

# All of it, or only some parts: make bench PARTS="weight lighthouse".
bench: .venv/bench tools/lighthouse/node_modules
	.venv/bin/python -m tools.bench $(PARTS)

# What a maintainer looks at before signing, before a change and after it: each is a commit, a folder of sources or a built site.
BEFORE ?= main
AFTER ?= .
pictures: .venv/test
	@.venv/bin/python -m tools.pictures $(BEFORE) $(AFTER)

.venv/bench: .venv/test requirements-bench.lock
	@$(INSTALL) requirements-bench.lock
	@touch $@

tools/lighthouse/node_modules: tools/lighthouse/package-lock.json
	@.venv/bin/python -m tools.audits
	@touch $@

# The five lock files and the schema are made, never edited.
lock: .venv/uv
	echo uv==$(UV_VERSION) | $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate - -o $(UV_LOCK)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --extra toegankelijkheid --extra tijdstempel --extra documenten -c requirements-dev.lock -o requirements-extra.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group bench -o requirements-bench.lock

schema: .venv/site
	.venv/bin/handbook variables --schema > variables.schema.json

.venv/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 of nieuwer is nodig.")'
	@python3 -m venv .venv
	@test -x $(UV) || .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(UV_LOCK)
	@touch $@

# Whoever wants a PDF with each version needs a part that others need not fetch.
PDF = $(shell grep -qsE '^ *(documenten:.*pdf|- "?pdf"?) *' variables.yml edities/*.yml && echo pdf)

.venv/site: .venv/uv requirements.lock pyproject.toml
	@begin=$$(date +%s); $(INSTALL) requirements.lock && $(if $(PDF),$(INSTALL) requirements-extra.lock &&) $(UV) pip install --quiet --python .venv/bin/python --no-deps -e . && \
	.venv/bin/python -m compileall -q handbook macros && \
	echo "Installeren: klaar in $$(( $$(date +%s) - begin )) s." && touch $@

.venv/test: .venv/site requirements-dev.lock
	@$(INSTALL) requirements-dev.lock
	@.venv/bin/python -m tools.install_chromium
	@.venv/bin/python -m tools.install_programs
	@.venv/bin/python -m tools.install_letters
	@touch $@
