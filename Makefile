# The two commands of the README, and what they stand on. Each makes .venv by itself.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test lint types lock

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "uabot needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

demo: install
	$(BIN)/uabot demo

# Most tests run beside one another, a file at a time, in the order of the folders, whose slow ones come first; those that measure time, and those that break things, run alone.
ALONE := tests/scheduler/sending tests/scheduler/test_runner.py tests/faults
test: install
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(ALONE:%=--ignore %)
	$(BIN)/pytest $(ALONE)

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

# After a change of the dependencies in pyproject.toml.
lock:
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade --group dev pyproject.toml -o requirements.lock
