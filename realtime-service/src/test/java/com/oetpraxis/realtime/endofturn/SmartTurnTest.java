package com.oetpraxis.realtime.endofturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oetpraxis.realtime.models.SpeechModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the files of {@code make voice}; PRAXIS_MODELS names their folder. */
@Tag("voice")
class SmartTurnTest {

    @Test
    void judgesAsItsMakersDo() {
        try (var models = SpeechModels.in(Path.of(System.getenv("PRAXIS_MODELS")))) {
            var model = new SmartTurn(models.find(SmartTurn.FILE, "no").orElseThrow());

            assertThat(model.probability(LogMelTest.sweep())).isCloseTo(0.91997, within(0.05));
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                LogMel.of(LogMelTest.sweep());
            }
            long mel = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                model.probability(LogMelTest.sweep());
            }
            System.out.printf(
                    "smart turn: features %.1f ms, whole question %.1f ms%n",
                    (mel - start) / 20e6, (System.nanoTime() - mel) / 20e6);
        }
    }
}
