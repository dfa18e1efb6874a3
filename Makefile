# Everything a newcomer needs: `make` lists it. The first target used sets up $(VENV), once.

# Candidates in order; the first that is new enough is taken. Name another with `make PYTHON=/path/to/python3`.
PYTHON ?= python3.11 python3.12 python3.13 python3
VENV   ?= .venv

BIN        := $(VENV)/bin
RUN_READY  := $(VENV)/.ready-to-run
TEST_READY := $(VENV)/.ready-to-test

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export SOLARA_TELEMETRY_MIXPANEL_ENABLE := False

.DEFAULT_GOAL := help
.PHONY: help run test live check long bench docs wheel lint clean
# Two targets at once would install into one environment at the same time.
.NOTPARALLEL:

# $(call quietly,label,command): the command's words are shown only if it fails, so a good run is one line a step.
quietly = @printf '%-16s' '$(1)'; if out=$$($(2) 2>&1); then echo ok; else echo failed; printf '%s\n' "$$out"; exit 1; fi

# $(call install,what): pip's warnings are silenced (-qq), its errors are not.
install = @echo "Installing the project into $(VENV) (once, a few minutes)"; $(BIN)/python -m pip install -qq -c constraints.txt -e '$(1)'

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; do printf '%-12s %s\n' "$$name" "$$what"; done

run: $(RUN_READY) ## Compare three regimes in 1000 hunts each; results in results/default-valley
	@$(BIN)/hunt compare --scenario default-valley --runs 1000 --seed 1 --out results/default-valley

live: $(RUN_READY) ## Open the stage in the browser: two bands live the same year
	@$(BIN)/hunt live

test: lint ## Lint, then run the tests
	@$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

# Three at a time even on two cores: many of these tests wait for a browser or for a clock of the room.
check: $(TEST_READY) ## Run the longer tests, then validate the model against what is known
	@$(BIN)/python -m pytest -m "slow and not long" -n 3 --dist loadfile
	@$(BIN)/hunt validate

long: $(TEST_READY) ## Run the longest tests: each has a shorter brother in make check
	@$(BIN)/python -m pytest -m long

bench: $(RUN_READY) ## Measure speed on this machine
	@$(BIN)/hunt bench

docs: $(TEST_READY) ## Build the documents as a site; `hunt docs` serves it
	@rm -rf dashboards/manual
	@$(BIN)/python -m sphinx -W -q -b html -d build/doctrees docs dashboards/manual
	@echo "Built; open it with $(BIN)/hunt docs"

# The wheel carries rules compiled for any processor of this kind, so that a first run starts without the compiler.
wheel: docs ## Build a wheel with compiled rules and documents in dist/, next to its start scripts
	@rm -rf build hunt/compiled
	@NUMBA_CACHE_DIR="hunt/compiled/$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_platform())')" $(BIN)/hunt compile
	@$(BIN)/python -m pip wheel -qq --no-deps --wheel-dir dist .
	@rm -rf build hunt/compiled; cp start/start.* dist/; ls dist

lint: $(TEST_READY) ## Check style, types and which package imports which
	$(call quietly,ruff check,$(BIN)/ruff check .)
	$(call quietly,ruff format,$(BIN)/ruff format --check .)
	$(call quietly,mypy,$(BIN)/mypy)
	$(call quietly,lint-imports,$(BIN)/lint-imports --no-logo)

# Only a real environment is removed, so that a mistyped VENV= cannot cost anybody a folder. Results stay.
clean: ## Remove the environment and all caches, but no results
	@if [ -f '$(VENV)/pyvenv.cfg' ]; then rm -rf '$(VENV)'; fi
	@rm -rf *.egg-info build dashboards/vendor dashboards/manual .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks .numba_cache
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

$(RUN_READY): pyproject.toml constraints.txt | $(BIN)/pip
	$(call install,.)
	@touch $@

$(TEST_READY): pyproject.toml constraints.txt | $(BIN)/pip
	$(call install,.[test])
	@touch $(RUN_READY) $@

# pip is the last file that venv makes: where it is missing, the environment was left half made.
$(BIN)/pip:
	@for python in $(PYTHON); do \
	  if "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$python"; "$$python" -m venv '$(VENV)'; exit; \
	  fi; \
	done; \
	echo "No Python 3.11 or newer that can make virtual environments was found (tried: $(PYTHON)); install one, or name it with make PYTHON=/path/to/python3." >&2; \
	exit 2
