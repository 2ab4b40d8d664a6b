# Chaotou 潮头. `make help` says what each target does.
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
BIN := .venv/bin
PY := $(BIN)/python
VENDOR := src/chaotou/ui/static/vendor
ECHARTS := $(VENDOR)/echarts/echarts.min.js
PO := $(wildcard src/chaotou/locale/*/LC_MESSAGES/django.po)
export DJANGO_SETTINGS_MODULE ?= chaotou.web.settings
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo run test lint types contracts compiled unit postgresql browser bench messages dist clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.done $(ECHARTS) $(PO:.po=.mo) ## .venv with `chaotou`, charts, translations, database
	@$(PY) -m django migrate -v0
	@$(PY) -m django check

demo: .venv/.done $(ECHARTS) $(PO:.po=.mo) ## load the demo zone and serve it on 127.0.0.1:8000
	@$(BIN)/chaotou demo $(ARGS)

run: .venv/.done $(ECHARTS) $(PO:.po=.mo) ## serve what the environment names
	@$(BIN)/chaotou run --prepare $(ARGS)

.venv/.done: requirements.txt pyproject.toml
	@echo "Preparing .venv: one to three minutes the first time …"
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -m pip install -q --disable-pip-version-check -r requirements.txt
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.done requirements-dev.txt
	@echo "Preparing the tools of the tests …"
	@$(PY) -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(ECHARTS): package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
	  echo "Fetching ECharts …" && npm ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error >/dev/null \
	  && install -D -m 644 -t $(@D) node_modules/echarts/dist/echarts.min.js node_modules/echarts/LICENSE node_modules/echarts/NOTICE \
	  && touch $@; \
	else echo "Node is not here: pages show each chart's table in the chart's place. Install Node 20 and run make setup."; fi

%.mo: %.po .venv/.done
	@$(BIN)/pybabel -q compile -i $< -o $@

messages: .venv/.dev ## collect the sentences of the pages into the catalogue
	$(BIN)/pybabel -q extract -F babel.cfg -k Message -k say -k gettext_noop -k pgettext_lazy:1c,2 --no-location --sort-output --project=Chaotou --version=0.1 -o var/django.pot src
	$(BIN)/pybabel -q update -N --no-wrap --ignore-obsolete --ignore-pot-creation-date -D django -l en -i var/django.pot -d src/chaotou/locale

test: .venv/.dev $(ECHARTS) $(PO:.po=.mo) ## everything: lint, types, contracts, units, pages, browser, PostgreSQL
	@sh tools/need-chromium
	$(MAKE) -s -j 2 lint types contracts compiled
	$(MAKE) -s unit postgresql

lint: .venv/.dev ## ruff
	$(BIN)/ruff check src tests tools bench
	$(BIN)/ruff format --check src tests tools bench

types: .venv/.dev ## mypy, strict on core and formats
	$(BIN)/mypy

contracts: .venv/.dev ## the ladder, and no change of columns without a migration
	$(BIN)/lint-imports
	$(PY) -m django makemigrations --check --dry-run

compiled: .venv/.dev ## what pytest makes of the tests, once for all its workers
	-@$(BIN)/pytest --collect-only -q >/dev/null

unit: .venv/.dev ## pytest, browser included, on SQLite
	$(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder $(ARGS)

postgresql: .venv/.dev ## what reads and writes rows, again on a PostgreSQL server of its own
	$(PY) -m tools.postgresql $(BIN)/pytest -n 2 --dist loadgroup tests/apps --ignore-glob='*_page.py' --ignore-glob='*_pages.py' --ignore=tests/apps/matters/test_demo_kinds.py $(ARGS)

browser: .venv/.dev $(ECHARTS) ## only what drives Chromium
	$(BIN)/pytest -m browser $(ARGS)

bench: .venv/.dev $(PO:.po=.mo) ## ratios against named baselines: make bench, or ONLY=name
	$(PY) -m bench $(if $(ONLY),--only $(ONLY))

dist: .venv/.dev $(ECHARTS) $(PO:.po=.mo) ## the release wheel, charts and translations inside
	$(PY) -m build --wheel --no-isolation

clean: ## remove what was built; the database in var/ stays
	rm -rf .venv node_modules dist $(VENDOR)
