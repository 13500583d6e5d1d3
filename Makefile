# What one can do with this repository; `make` alone lists it.
#
# Every step of the setup leaves a file behind and is skipped while that file is newer than
# what it was made from. That is why the second `make run` starts in seconds.

PORT ?= 8000
PYTHON ?= python3
export PORT

BIN := .venv/bin
MANAGE := $(BIN)/python site/manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard */locale/*/LC_MESSAGES/*.po))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev run test test-postgres test-isolation lint format bench bench-imports bench-map bench-texts bench-scale screenshots messages lock wheel check-clone

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16


# --- Setup ---------------------------------------------------------------------------------

setup: .venv/run.stamp assets $(CATALOGUES) ## install what the product needs (packages, assets, catalogues)

setup-dev: setup .venv/dev.stamp ## install what tests and linters need on top
	@scripts/need chromium gettext

# Named by pip, which comes last: a venv without it was broken off half-way.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed. Name one: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

node_modules/.package-lock.json: package-lock.json
	@node -e 'if (parseInt(process.versions.node) < 20) throw "Node 20 or newer is needed."'
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: assets
assets: node_modules/.package-lock.json
	@node scripts/assets.mjs

# Babel instead of gettext's msgfmt, so that `make run` needs no Debian package.
%.mo: %.po | .venv/run.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@


# --- Run -----------------------------------------------------------------------------------

run: setup ## serve the demo on http://localhost:8000 (PORT= for another port)
	@mkdir -p var && touch var/demo-password && chmod 600 var/demo-password
	@$(MANAGE) migrate --verbosity 0
	@password=$${DEMO_PASSWORD:-$$(cat var/demo-password)}; \
		password=$${password:-$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(9))')}; \
		echo "$$password" > var/demo-password; \
		DEMO_PASSWORD="$$password" $(MANAGE) load_demo
	@exec $(MANAGE) runserver $(PORT)


# --- Test ----------------------------------------------------------------------------------

test: lint ## run linters and all tests on SQLite, Chromium included
	$(BIN)/pytest -n 2 --dist loadgroup

test-postgres: setup-dev ## run all tests on a PostgreSQL started for them
	@scripts/need postgresql
	scripts/with-postgres $(BIN)/pytest -n 2 --dist loadgroup

test-isolation: setup-dev ## ask every address by everybody for everybody's things, on PostgreSQL
	@scripts/need postgresql
	ISOLATION=full scripts/with-postgres $(BIN)/pytest -n 2 --dist loadgroup tests/isolation

lint: setup-dev ## run the linters
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@git ls-files -z '*/templates/*.html' | xargs -0r $(BIN)/djhtml --check
	PYTHONPATH=.:site $(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	scripts/with-example-env $(MANAGE) check --deploy --fail-level WARNING

format: setup-dev ## write Python and templates in the house's form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	@git ls-files -z '*/templates/*.html' | xargs -0r $(BIN)/djhtml

bench: setup-dev ## measure the pages, write var/bench.json
	$(BIN)/python -m benchmarks

bench-scale: setup-dev ## measure one town among 10, 400 and 11,000 on PostgreSQL, write var/bench-scale.json
	@scripts/need postgresql
	scripts/with-postgres $(BIN)/python -m benchmarks.scale

bench-texts: setup-dev ## measure texts that 400 towns use, write var/bench-texts.json
	$(BIN)/python -m benchmarks.texts

bench-map: setup-dev ## measure the map of 10,000 initiatives, write var/bench-map.json
	$(BIN)/python -m benchmarks.map

bench-imports: setup-dev ## measure imports of 1,000 and 10,000 initiatives, write var/bench-imports.json
	$(BIN)/python -m benchmarks.imports

.PHONY: bench-events
bench-events: setup-dev ## measure 300, 3,000 and 10,000 events, write var/bench-events.json
	$(BIN)/python -m benchmarks.events

screenshots: setup-dev ## take pictures: of the pages into var/screenshots, for the editors' guide
	$(BIN)/pytest -m screenshots tests/browser
	$(BIN)/python scripts/screenshots.py

check-clone: ## do in a fresh clone what the README says
	scripts/check-clone


# --- Upkeep --------------------------------------------------------------------------------

# The header's lines about dates and unnamed translators would change or lie at every run.
APPS := home termintipps mitmachkarte textbausteine inbox kommunen site
PASSING_LINES := POT-Creation-Date|PO-Revision-Date|Report-Msgid|Last-Trans|Language-Team|Project-Id
messages: setup-dev ## bring the German catalogues up to date with the code
	@for app in $(APPS); do \
		mkdir -p $$app/locale; \
		(cd $$app && ../$(BIN)/django-admin makemessages --locale de --no-location --no-obsolete --no-wrap); \
	done
	@sed -i -E '/^"($(PASSING_LINES))/d' */locale/de/LC_MESSAGES/django.po

# `make lock` keeps the pinned versions that still fit; `make lock UPGRADE=--upgrade` takes the newest.
UV_LOCK = $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock: setup-dev ## pin all packages again (UPGRADE=--upgrade for newer ones)
	$(UV_LOCK) requirements.in --output-file requirements.txt
	$(UV_LOCK) requirements-dev.in --output-file requirements-dev.txt
	npm install --package-lock-only --no-audit --no-fund

wheel: setup-dev ## build the plug-in for other Wagtail projects into dist/
	@rm -rf build
	$(BIN)/python -m build --wheel --no-isolation
