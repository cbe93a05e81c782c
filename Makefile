# Two commands on a fresh machine: `make run` and `make test`. The others are for developers.
.DEFAULT_GOAL := help
.PHONY: help run test judge bench screenshots bank check guessers verify lint types contracts style lock wheel clean
SHELL := /bin/bash

PY := .venv/bin/python
READY := .venv/ready

help: ## say what can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(READY): requirements.lock requirements-dev.lock pyproject.toml
	@.ci/system-packages base
	@test -x $(PY) || python3 -m venv .venv
	@echo "Installing the locked dependencies"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

run: $(READY) ## set everything up and open Vejvis
	@$(PY) -m trainer $(ARGS)

test: $(READY) ## set everything up and run all tests (Python and Qt only)
	@rm -f .coverage .coverage.*
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist worksteal --cov --cov-report= -m "not judge" $(ARGS)
	@$(PY) -m coverage combine --quiet 2>/dev/null || true
	@$(PY) -m coverage report --fail-under=90 --skip-covered | tail -n 40
	@$(PY) -m coverage report --include='trainer/core/*' --fail-under=100 | tail -n 20

judge: $(READY) ## tests that need other programs (LibreOffice, Xvfb, AT-SPI, strace)
	@if [ -n "$$CI" ]; then .ci/system-packages judge; else .ci/system-packages judge || true; fi
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -m judge $(ARGS)

bench: $(READY) ## speed and memory, each beside its floor, as ratios
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks $(ARGS)

screenshots: $(READY) ## the README's pictures, from the real application
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.screenshots $(ARGS)

bank: $(READY) ## the trainer's bank with the graded questions, as build/trainer.bank
	@$(PY) -m question_bank build --with-graded --out build/trainer.bank $(ARGS)

check: $(READY) ## check the question bank's content
	@$(PY) -m question_bank check $(ARGS)

guessers: $(READY) ## what the bank gives away to who knows no fact, and whom it is about
	@$(PY) -m question_bank guessers
	@$(PY) -m question_bank stats --fairness

verify: $(READY) ## check the facts against the documents named by VEJVIS_DOCUMENTS
	@$(PY) -m question_bank verify --documents "$${VEJVIS_DOCUMENTS:?names the folder with the five documents}"

lint: $(READY) ## ruff
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: $(READY) ## mypy, strict
	@$(PY) -m mypy

contracts: $(READY) ## who may know whom
	@.venv/bin/lint-imports

style: lint types contracts ## all three

lock: ## write the lock files anew (needs the network)
	@test -x .venv/bin/pip-compile || $(PY) -m pip install --quiet pip-tools
	.venv/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --allow-unsafe -o requirements.lock pyproject.toml
	.venv/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --allow-unsafe --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

wheel: $(READY) ## build a wheel that carries the learner's bank
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w dist .

clean: ## remove what was built
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
