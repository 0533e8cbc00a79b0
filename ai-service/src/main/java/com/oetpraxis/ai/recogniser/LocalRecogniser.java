package com.oetpraxis.ai.recogniser;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.PreferredWords;
import com.oetpraxis.ai.speech.Recogniser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The recogniser whose model lies in a folder. */
public final class LocalRecogniser {

    private LocalRecogniser() {}

    /**
     * Loads it and lets it listen to a second of humming, so that the first learner need not wait.
     *
     * @param models the folder that {@code make voice} fills
     * @return empty if there is none in it
     * @throws com.oetpraxis.ai.speech.SpeechException if one is there and broken
     */
    public static Optional<Recogniser> load(Path models) {
        var folder = models.resolve("moonshine-tiny-en");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        var moonshine = Moonshine.load(folder);
        moonshine.recognise(hum(), PreferredWords.NONE, new Cancellation());
        return Optional.of(moonshine);
    }

    private static float[] hum() {
        var hum = new float[Recogniser.SAMPLE_RATE];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = (float) (0.1 * Math.sin(2 * Math.PI * 150 * i / Recogniser.SAMPLE_RATE));
        }
        return hum;
    }
}
