# Everything runs on Node 24 out of node_modules and on the engine in .tools/bin, whatever the machine
# has. npm alone runs as the machine has it: it replaces the Node that it would be running on.
tools := PATH="$(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$$PATH" \
	NODE_COMPILE_CACHE="$${NODE_COMPILE_CACHE:-$(CURDIR)/.tools/cache}"
packages := node_modules/.package-lock.json

.PHONY: help rehearsal test check format engine clean
.DEFAULT_GOAL := help

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

rehearsal: engine ## go through a whole rollout and a roll back on this machine, with no account
	@./canary rehearse

test: engine ## run all tests
	@# Pulumi's own folder is nobody's business here; each test makes one, and this stands in for a slip.
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && trap 'exit 130' INT TERM && \
	$(tools) PULUMI_HOME="$$home" mocha $(if $(CI),--forbid-only)

check: $(packages) ## formatting, lint, the direction of imports, types; and the same for tools/pulumi
	@$(tools) prettier --check --log-level warn .
	@$(tools) eslint .
	@$(tools) tsc --noEmit
	@cd tools/pulumi && go vet ./...
	@cd tools/pulumi && test -z "$$(gofmt -l .)" || { echo "make format: gofmt has something to do"; exit 1; }

format: $(packages) ## rewrite the files as prettier and gofmt want them
	@$(tools) prettier --write --log-level warn .
	@gofmt -w tools/pulumi

engine: $(packages) ## get Pulumi, its Node language host and Node into .tools/bin
	@tools/pulumi/build.sh

clean: ## remove what was installed, built or rehearsed
	rm -rf .tools .rehearsal node_modules

# Some packages ask for a newer Node than npm itself runs on here, as warnings by the dozen: errors are
# what is left.
$(packages): package.json package-lock.json
	npm ci --loglevel=error
	@touch $@
