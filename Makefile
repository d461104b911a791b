# askdocs: the two commands that a newcomer needs are `make ask Q="…"` and `make test`.
# PIP_ARGS goes to pip, for example to name PyTorch's index of CPU builds (see the README).

PYTHON ?= python3
PIP_ARGS ?=
BIN := .venv/bin
export Q

.PHONY: ask test check bench screenshots clean

ask: .venv/installed
	@$(BIN)/askdocs "$$Q" || test $$? -eq 1  # 1: the documents do not answer, which is no error of make

test: .venv/ready
	$(BIN)/pytest -q

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q tests/test_house.py

bench: .venv/ready
	$(BIN)/python benchmarks/speed.py

screenshots: .venv/ready
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf .venv .askdocs dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find embeddings -mindepth 1 ! -name README.md -delete

.venv/installed: pyproject.toml constraints.txt
	@echo "Setting up .venv: once, some minutes, about 2 GB with PyTorch."
	@test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/ready: .venv/installed
	@echo "Adding what the tests need."
	$(BIN)/python -m pip install --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e '.[dev]'
	@touch $@
