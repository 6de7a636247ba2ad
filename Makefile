# `make start` sets up and starts the program, `make test` sets up and passes the tests.
# Needs python3 with venv and pip, git and make; everything else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: start demo test setup lint types layers format docs lock clean

start: $(VENV)/.installed
	@$(BIN)/tuinews

demo: $(VENV)/.installed
	@$(BIN)/tuinews demo

test: $(VENV)/.developing lint types layers
	$(BIN)/pytest -n 2 --dist loadgroup tests

setup: $(VENV)/.developing

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy

layers: $(VENV)/.developing
	$(BIN)/lint-imports

format: $(VENV)/.developing
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.developing
	$(BIN)/python docs/generate.py

# Exact versions for development and CI; upgraded on purpose.
lock: $(VENV)/.developing
	$(BIN)/pip freeze --exclude-editable --exclude setuptools --exclude pip | sort -f > requirements.lock

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml requirements.lock
	$(BIN)/pip install --quiet --constraint requirements.lock --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.made pyproject.toml requirements.lock
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[dev]'
	touch $(VENV)/.installed $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
