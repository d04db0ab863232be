# Everything runs on Node 24 out of node_modules and on the engine in .tools/bin, whatever the machine
# has. npm alone runs as the machine has it: it replaces the Node that it would be running on.
tools := PATH="$(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$$PATH" \
	NODE_COMPILE_CACHE="$${NODE_COMPILE_CACHE:-$(CURDIR)/.tools/cache}"
packages := node_modules/.package-lock.json
actionlint := .tools/bin/actionlint
models := .tools/models
# Servers that speak S3, for a state in a bucket: the first for make test, all of them for make hard.
s3 := .tools/bin/gofakes3
more_s3 := .tools/bin/versitygw .tools/bin/moto_server

.PHONY: help rehearsal stories bench soak kill hard test declared models screenshots check format docs engine package clean
.DEFAULT_GOAL := help

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

rehearsal: engine ## a rollout and two releases that go bad, on this machine, with visitors and no account
	@./canary rehearse

stories: engine ## all that can go wrong, story by story: some minutes
	@./canary rehearse --scenario all

bench: engine ## what a stage change costs beside its floor, as ratios, into docs/performance.md; some minutes. ONLY=stacks: one part, not written
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && trap 'exit 130' INT TERM && \
	$(tools) PULUMI_HOME="$$home" node test/bench/main.ts $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(STORIES),--stories) $(if $(ONLY),--only $(ONLY))

soak: engine ## ten rollouts in a row, which must leave nothing behind: some twenty minutes
	@$(tools) mocha --no-config --node-option expose-gc --reporter test/reporter.cjs test/soak/rollouts.soak.ts

kill: engine ## each operation killed at every moment, and each of its calls failed: most of an hour
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && trap 'exit 130' INT TERM && \
	$(tools) PULUMI_HOME="$$home" mocha --no-config --reporter test/reporter.cjs test/kill/kill.soak.ts

hard: engine $(s3) $(more_s3) ## the state in a bucket, from two machines, and no secret anywhere: some fifteen minutes, and a table
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && trap 'exit 130' INT TERM && \
	mkdir "$$home/fixtures" && \
	$(tools) PULUMI_HOME="$$home" CANARY_TEST_FIXTURES="$$home/fixtures" mocha --exit \
		'test/hard/*.test.ts' 'test/hard/*.hard.ts'

test: engine $(s3) ## run all tests, or PART=cli: those of a folder or file of test/
	@$(tools) node test/main.ts $(PART)

# The folder of Pulumi is nobody's business here either: each of the tests makes one.
declared: engine ## write anew what tests keep of what is declared; the diff is for the reviewer
	@$(tools) UPDATE_DECLARED=1 mocha --no-config --timeout 120000 \
		test/engine/declared.test.ts test/components/monitoring/engine.test.ts
	@$(tools) prettier --write --log-level warn test/components/monitoring/declared.json

# AWS's own models are in Python's packages. Their verdicts are kept, and make test compares what is
# declared with what they are about: Python is needed here alone.
models: engine $(models) ## have AWS's own models judge anew what is declared; needs python3 with venv
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && trap 'exit 130' INT TERM && \
	$(tools) PULUMI_HOME="$$home" node test/models/record.ts
	@$(models)/bin/python -B test/models/aws/judge.py test/models/aws/recorded.json \
		test/models/aws/template.json test/models/aws/verdicts.json
	@$(tools) prettier --write --log-level warn test/models/aws/verdicts.json

screenshots: engine ## take the pictures of the control room anew
	@$(tools) UPDATE_SCREENSHOTS=1 mocha --no-config test/rehearsal/controlRoom/browser.alone.test.ts

check: $(packages) $(actionlint) ## formatting, lint, imports without circles, types, generated pages, words, workflows; and tools/pulumi
	@$(tools) prettier --check --log-level warn .
	@$(tools) eslint .
	@$(tools) oxlint --format unix
	@$(tools) tsc --noEmit
	@$(tools) node tools/docs/main.ts --check
	@$(tools) node tools/words/main.ts --names
	@# Without what the machine may have beside it: the same everywhere.
	@$(actionlint) -shellcheck= -pyflakes=
	@cd tools/pulumi && go vet ./...
	@cd tools/pulumi && test -z "$$(gofmt -l .)" || { echo "make format: gofmt has something to do"; exit 1; }

format: $(packages) ## rewrite the files as prettier and gofmt want them
	@$(tools) prettier --write --log-level warn .
	@gofmt -w tools/pulumi

docs: $(packages) ## write the pages of docs/ that are made; PROJECT=. TO=FOLDER writes those of your own stack file
	@$(tools) node tools/docs/main.ts $(if $(PROJECT),--project "$(PROJECT)") $(if $(TO),--to "$(TO)")

engine: $(packages) ## get Pulumi, its Node language host and Node into .tools/bin
	@tools/pulumi/build.sh

package: $(packages) ## make the package that a team installs, into .tools/package
	@$(tools) node tools/package/main.ts

clean: ## remove what was installed, built or rehearsed
	rm -rf .tools .rehearsal node_modules

# Some packages require a newer Node than npm itself runs on here, as warnings by the dozen: errors are
# what is left.
$(packages): package.json package-lock.json
	npm ci --loglevel=error
	@touch $@

# From their Go modules, as the engine is: some seconds, once, and a minute or two for the second one.
$(s3): tools/s3/go.mod tools/s3/go.sum
	@cd tools/s3 && go build -buildvcs=false -o ../../$@ github.com/johannesboyne/gofakes3/cmd/gofakes3
	@touch $@

.tools/bin/versitygw: tools/versitygw/go.mod tools/versitygw/go.sum
	@cd tools/versitygw && go build -buildvcs=false -o ../../$@ github.com/versity/versitygw/cmd/versitygw
	@touch $@

# From PyPI, into an environment of its own.
.tools/bin/moto_server: tools/moto.txt
	@python3 -m venv .tools/moto && .tools/moto/bin/pip install --quiet -r tools/moto.txt
	@ln -sfn ../moto/bin/moto_server $@ && touch $@

# From its Go module: some seconds, once.
$(actionlint): tools/actionlint/go.mod tools/actionlint/go.sum
	@cd tools/actionlint && go build -buildvcs=false -o ../../$@ github.com/rhysd/actionlint/cmd/actionlint
	@touch $@

# What judges what AWS is sent, in a Python of its own.
$(models): tools/models/requirements.txt
	@rm -rf $@ && python3 -m venv $@ && $@/bin/pip install --quiet --require-hashes -r $< || { rm -rf $@; exit 1; }
	@touch $@
