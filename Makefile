# Python 3.11+ and make are all that a fresh machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REFERENCE ?= ../shared/reference

.PHONY: demo test lint office browser reference fuzz corpus bench docs clean

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

office: $(VENV)/ready
	$(BIN)/pytest tests/office

# Needs Chromium, its driver, and npm for axe-core, which is only fetched into build/.
browser: $(VENV)/ready
	npm install --silent --no-audit --no-fund --prefix build/browser axe-core@4.14.1
	AXE=build/browser/node_modules/axe-core/axe.min.js $(BIN)/pytest tests/browser -s

reference: $(VENV)/ready
	REFERENCE=$(REFERENCE) $(BIN)/pytest reference

fuzz: $(VENV)/ready
	FUZZ_EXAMPLES=2000 $(BIN)/pytest fuzz
	$(BIN)/python tests/mutated.py --cases 2000 --jobs 2

# DIR: a folder of strange Office files.
corpus: $(VENV)/ready
	CORPUS="$(DIR)" $(BIN)/pytest corpus --durations 3

bench: $(VENV)/ready
	$(BIN)/python -m compileall -q src
	$(BIN)/python bench/bench.py

docs: $(VENV)/ready
	$(BIN)/selfeval rules --format markdown > docs/rules.md

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
