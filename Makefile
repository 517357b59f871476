# What a developer or an operator can do here; `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PEERS := .venv-peers
PEERS_STAMP := $(PEERS)/.installed
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help install demo test check coverage screenshots bench fix translate lock settings-doc

help: ## esta lista
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

install: $(STAMP) $(COMPILED) ## crea .venv con las versiones fijadas y nada más

demo: install ## arranca todo con la demostración en http://127.0.0.1:8080 (otro puerto: PORT=)
	@RUMBO_ENV=demo $(BIN)/python run.py demo

test: $(DEV_STAMP) $(COMPILED) ## todas las pruebas, con PostgreSQL y Valkey reales
	$(BIN)/pytest -q -n 2

check: $(DEV_STAMP) $(COMPILED) ## formato, estilo, tipos, capas, plantillas, traducciones; al final las pruebas
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint app/templates jobs/letters/templates --check --lint --quiet
	$(MAKE) test

coverage: $(DEV_STAMP) $(COMPILED) ## las ramas que las pruebas recorren: reglas y acciones todas, el resto 95 %
	$(BIN)/pytest -q -n 2 --cov --cov-report=
	$(BIN)/coverage report --skip-covered --include='models/rules/*,models/actions/*' --fail-under=100
	$(BIN)/coverage report --skip-covered --fail-under=95

screenshots: $(DEV_STAMP) $(COMPILED) ## cada pantalla de cada rol, ancha y angosta, en screenshots/ (necesita Chromium)
	$(BIN)/pytest -q -n 0 tests/browser/screenshots.py

bench: $(DEV_STAMP) $(PEERS_STAMP) $(COMPILED) ## las medidas de benchmarks/, en tablas y en benchmarks/results.json
	$(BIN)/python -m benchmarks

fix: $(DEV_STAMP) ## da formato y arregla lo que se arregla solo
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint app/templates jobs/letters/templates --reformat --quiet || true

translate: $(DEV_STAMP) ## recoge los textos nuevos y actualiza los catálogos
	$(BIN)/pybabel -q extract -F babel.cfg -k lazy_gettext --no-location --sort-output -o translations/messages.pot .
	$(BIN)/pybabel -q update -i translations/messages.pot -d translations -l es --no-fuzzy-matching --ignore-obsolete
	$(BIN)/python -m babel.messages.frontend -q extract -F sentences.cfg --no-location --sort-output -o translations/sentences.pot .
	$(BIN)/pybabel -q update -D sentences -i translations/sentences.pot -d translations -l en --no-fuzzy-matching --ignore-obsolete

lock: ## vuelve a fijar las versiones con sus huellas, sin nombrar servidores
	$(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --no-header -o requirements.txt pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --no-header --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --no-header -o benchmarks/requirements-peers.txt benchmarks/requirements-peers.in

settings-doc: install ## reescribe docs/settings.md a partir de config.py
	$(BIN)/python -m app.settings_document

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(BIN)/python requirements.txt pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# What Rumbo is measured against, apart from what it runs on.
$(PEERS_STAMP): benchmarks/requirements-peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

%.mo: %.po $(STAMP)
	$(BIN)/pybabel -q compile -i $< -o $@
