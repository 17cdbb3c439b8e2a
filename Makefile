# Every target does its own set-up. PORT=8001 make run moves the address.
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) -m klyngeokonomi.bootstrap
BIN = .venv/bin
# Drills mostly wait, for servers to start and for clocks to run out: more of them than cores, so that no core does.
TEST_PROCESSES ?= 4

.DEFAULT_GOAL := help
.PHONY: help run test long setup lint sbom bench chaos drill clean

help: ## Vis denne oversigt
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Sæt op, og start det hele på http://localhost:8000 (PORT=8001 make run flytter det)
	@$(BOOTSTRAP) && exec $(BIN)/python manage.py up

test: ## Sæt op, og kør alle prøver: regler for koden, enheder, rigtige tjenester, browser
	@$(BOOTSTRAP) --test
	@$(MAKE) --no-print-directory -j 3 checks compiled migrated
	@$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadgroup --no-loadscope-reorder -m "not long"

long: ## Kør de lange prøver: værn, der tages fra rigtige tjenester, og hver eneste variant af prøverne
	@$(BOOTSTRAP) --test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -m long

setup: ## Sæt kun op; intet startes
	@$(BOOTSTRAP)

lint: ## Sæt op, og efterse koden: ruff, bandit, importkontrakter, migrationer, husets egne regler
	@$(BOOTSTRAP)
	@$(MAKE) --no-print-directory checks
	@$(BIN)/python -m pytest -q tests/house

.PHONY: checks compiled migrated
# The tests are compiled and the database migrated once, beside the checks: the test processes need not wait for each other.
compiled:
	@$(BIN)/python -m pytest -q --collect-only -p no:cacheprovider >/dev/null || true

migrated:
	@$(BIN)/python -m tests.build_template

# ruff asks the same as bandit's B608 (SQL put together from names), and a reason in the line: S608.
checks:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive -ll --skip B608 klyngeokonomi clusters meetings expenses approvals
	$(BIN)/python manage.py check
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

sbom: setup ## Sæt op, og skriv listen over alle pakker (CycloneDX) i var/sbom.json
	@mkdir -p var
	@$(BIN)/python -W ignore::UserWarning -m cyclonedx_py requirements --no-validate --output-reproducible --of JSON --pyproject pyproject.toml -o var/sbom.json requirements.lock

bench: setup ## Mål os ved siden af gulvene (klyngeokonomi/docs/performance.md): PART=lists make bench
	@$(BIN)/python -m tests.bench $(PART)

chaos: setup ## Tilfældige fejl under arbejde: SECONDS=600 SEED=1 make chaos
	@$(BIN)/python -m tests.hold.chaos --seconds $(or $(SECONDS),600) $(if $(SEED),--seed $(SEED))

drill: setup ## Gendannelsesøvelse: sikkerhedskopi, tomt sted, værn, regnskab, og hvad der skal afvises
	@$(BIN)/python -m pytest tests/klyngeokonomi/backup -q --durations=4 -p no:logging

clean: ## Fjern alt, der er sat op eller skrevet her: .venv, designsystemet, databasen, mails
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m klyngeokonomi.embedded stop; fi
	rm -rf .venv static/node_modules var .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
