package com.oetpraxis.realtime.audio;

import ai.onnxruntime.OrtSession;
import com.oetpraxis.realtime.models.SpeechModels;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which detector this machine uses, decided once at the start. */
public final class VoiceActivityDetectors {

    private static final Logger log = LoggerFactory.getLogger(VoiceActivityDetectors.class);

    private final String name;
    private final Supplier<VoiceActivityDetector> factory;

    private VoiceActivityDetectors(String name, Supplier<VoiceActivityDetector> factory) {
        this.name = name;
        this.factory = factory;
    }

    /** Silero where its model is, else libfvad where its library loads, else by loudness. */
    public static VoiceActivityDetectors choose(SpeechModels models) {
        Optional<OrtSession> silero =
                models.find(
                        SileroVoiceActivityDetector.FILE, "voice activity goes on with libfvad");
        return silero.map(VoiceActivityDetectors::bySilero)
                .orElseGet(VoiceActivityDetectors::choose);
    }

    private static VoiceActivityDetectors bySilero(OrtSession model) {
        log.info("Voice activity is detected by Silero");
        return new VoiceActivityDetectors("silero", () -> new SileroVoiceActivityDetector(model));
    }

    /** libfvad where its library loads, our own detector elsewhere. */
    public static VoiceActivityDetectors choose() {
        try {
            WebRtcVoiceActivityDetector.load();
            log.info("Voice activity is detected by libfvad");
            return new VoiceActivityDetectors("libfvad", WebRtcVoiceActivityDetector::create);
        } catch (IOException | LinkageError e) {
            log.warn("libfvad did not load, voice activity is detected by energy", e);
            return byEnergy();
        }
    }

    static VoiceActivityDetectors byEnergy() {
        return new VoiceActivityDetectors("energy", EnergyVoiceActivityDetector::new);
    }

    /** {@code silero}, {@code libfvad} or {@code energy}. */
    public String name() {
        return name;
    }

    VoiceActivityDetector create() {
        return factory.get();
    }
}
