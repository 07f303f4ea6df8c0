# `make serve` and `make test` do all the set-up that they need; the rest is for those who change the code.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
INDEX := .venv/.indexed

.PHONY: serve test setup check format bench eval reader judge lock clean

serve: setup
	@$(BIN)/rapport serve

setup: $(INDEX)

$(INDEX): $(STAMP) $(wildcard corpus/handbook/*.md)
	@$(BIN)/rapport index
	@touch $(INDEX)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rapport needs Python 3.11 or newer; set PYTHON=/path/to/it."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Rapport needs; the first time this takes a few minutes."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

test: setup
	@$(BIN)/python tests/browser/chromium.py
	$(BIN)/pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m eval.bench

eval: setup
	$(BIN)/python -m eval report
	$(BIN)/python -m eval answers

reader: $(STAMP)
	$(BIN)/python -m eval.training

judge: $(STAMP)
	$(BIN)/python -m eval.training.judging

lock: $(STAMP)
	@{ echo "# Every package by name and version, as tested; \`make lock\` writes it anew."; \
	  $(BIN)/python -m pip freeze --exclude-editable | sed 's/ @.*//; s/+cpu//'; } > requirements.lock

clean:
	rm -rf .venv
