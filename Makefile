# make demo   converts and validates a filing from examples/ into output/
# make test   makes the environment and runs format check, lint, types and all fast tests
# make slow   runs the long tests; make bench PACKAGE=us-gaap-2024.zip measures validation
# Needs Python 3.11+ and a package index. PYTHON=... chooses the interpreter.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE ?= examples/2003-8k-earnings.txt

.PHONY: demo test lint types check slow bench clean

demo: $(VENV)/.installed
	$(BIN)/ixconvert convert $(EXAMPLE) -o output

test: $(VENV)/.installed-test lint types check

lint: $(VENV)/.installed-test
	$(BIN)/ruff format --check converter tests benchmarks
	$(BIN)/ruff check converter tests benchmarks

types: $(VENV)/.installed-test
	$(BIN)/mypy converter

check: $(VENV)/.installed-test
	$(BIN)/pytest -n 2 --dist loadgroup -m "not slow"

slow: $(VENV)/.installed-test
	$(BIN)/pytest -m slow

# PACKAGE is an official us-gaap zip; see benchmarks/README.md for the others
bench: $(VENV)/.installed-test
	$(BIN)/python benchmarks/validation.py --package $(PACKAGE) $(wildcard output/*/)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("ixconvert needs Python 3.11 or later, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	touch $(VENV)/.installed $@
