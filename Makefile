# make run    the application on this machine, at http://127.0.0.1:8501
# make check  format, lint, types, import contracts, rules
# make test   everything that must hold on each change
# make fuzz   spoilt files for every reader, MINUTES=60; what fails is kept in tests/hostile/cases
# make test-slow  the browser tests in a browser that computes four times slower: what is lost on an old machine?
# make test-faults  kills, cut connections, full disks and jumping clocks, hundreds of each; MONEV_SEED=... plays the same moments again
# make seal   seals published rule sets; REASON="..." renews the seal of a year that is still being prepared
# make mutate  the rules' code changed in one place at a time: what does no test notice? PART=scoring/order.py for less
# make pages  what docs/ tells of the rules: schemes in sentences, coverage, schemas for editors
SHELL := bash
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
TYPED := app.py cli.py cli_authoring.py cli_backup.py cli_files.py cli_frame.py cli_input.py cli_output.py cli_rank.py cli_rules.py cli_versions.py wiring.py web ui sheets analytics store workflow questionnaires scoring wording scripts

.PHONY: run check seal format test test-slow test-deep test-faults fuzz bench mutate screens pages constraints system-packages help

help:
	@grep -E '^# make' Makefile | sed 's/^# //'

# Both stamps also record the first, online installation: later starts need no network.
.venv/.app: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Perlu Python 3.11 atau lebih baru." if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.app
	$(PIP) -r requirements-dev.txt
	@touch $@

run: .venv/.app
	$(BIN)/monev serve --port $(PORT)

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(TYPED)
	$(BIN)/lint-imports --no-cache
	$(BIN)/monev rules check

seal: .venv/.app
	$(BIN)/monev rules seal $(if $(REASON),--reason "$(REASON)")

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

system-packages:
	@bash scripts/install-system-packages.sh

# Files are dealt out whole and in their order, browser tests early: four at once keep two cores busy while a page is
# waited for. No test measures how long a person waits; that is what bench/ does.
test: .venv/.dev system-packages
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

test-deep: .venv/.dev
	@bash scripts/install-system-packages.sh --deep
	MONEV_DEEP=1 HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/browser
	MONEV_DEEP=1 $(BIN)/python -m pytest tests/browser

test-slow: .venv/.dev system-packages
	MONEV_SLOWDOWN=4 $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder tests/browser

MINUTES ?= 60
fuzz: .venv/.dev
	nice -n 19 $(BIN)/python -m tests.hostile.fuzz --minutes $(MINUTES)

# Each start is the command `monev serve` itself; in `make test` most are copies of a process that has its imports.
test-faults: .venv/.dev system-packages
	MONEV_KILLS=300 MONEV_CUTS=200 MONEV_STALLS=200 MONEV_FULL_DISKS=60 MONEV_JUMPS=100 MONEV_ON_PAGE=40 MONEV_COMMANDS=1 \
		$(BIN)/python -m pytest -s tests/faults

bench: .venv/.dev system-packages
	@set -e; for file in bench/[a-z]*.py; do \
		name=$$(basename $$file .py); echo "== $$name"; \
		form=; [ $$name = sessions ] && form="--form moderate"; \
		$(BIN)/python -m bench.$$name $$form; \
	done

mutate: .venv/.dev
	$(BIN)/python -m scripts.mutate $(PART)

pages: .venv/.dev
	$(BIN)/python -m scripts.schema
	$(BIN)/python -m scripts.schemes
	$(BIN)/python -m scripts.coverage

screens: .venv/.dev system-packages
	$(BIN)/python -m scripts.screens

constraints: .venv/.dev
	head -n 2 constraints.txt > constraints.new
	$(BIN)/python -m pip freeze --exclude-editable | sort -f >> constraints.new
	mv constraints.new constraints.txt
