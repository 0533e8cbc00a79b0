package com.oetpraxis.realtime.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the files of {@code make voice}; PRAXIS_MODELS names their folder. */
@Tag("voice")
class RealModelsTest {

    @Test
    void areFoundAndUsed() {
        String folder = System.getenv("PRAXIS_MODELS");
        assertThat(folder).as("PRAXIS_MODELS").isNotBlank();
        try (var models = SpeechModels.in(Path.of(folder))) {
            assertThat(VoiceActivityDetectors.choose(models).name()).isEqualTo("silero");
            assertThat(models.find("smart-turn-v3.2-cpu.onnx", "rules go on")).isPresent();
        }
    }
}
