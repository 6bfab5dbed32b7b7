# Python 3.11+ and make are all that a fresh machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REFERENCE ?= ../shared/reference

.PHONY: demo test lint reference bench docs clean

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/ready
	-$(BIN)/selfeval check samples/clean.docx samples/errors.docx

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

reference: $(VENV)/ready
	REFERENCE=$(REFERENCE) $(BIN)/pytest reference

bench: $(VENV)/ready
	$(BIN)/python -m compileall -q src
	$(BIN)/python bench/bench.py

docs: $(VENV)/ready
	$(BIN)/selfeval rules --format markdown > docs/rules.md

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
