package com.oetpraxis.realtime.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Voices for test lines, from the files of {@code make voice}; all at 16 kHz. */
public final class Voices {

    private static final int RATE = 16_000;
    private static final int AUDIBLE = 300;

    private Voices() {}

    /** The voices of this folder by name: a neural one and two of espeak-ng. */
    public static Map<String, Function<String, short[]>> in(Path folder) throws Exception {
        Path library = find(folder, "libespeak-ng.so");
        Path data = find(folder, "phontab").getParent();
        var espeak = new Espeak(library, data.getParent());
        var piper = new Piper(find(folder, "en_US-joe-medium.onnx"), espeak);
        var voices = new LinkedHashMap<String, Function<String, short[]>>();
        voices.put("piper joe", text -> resampled(piper.speak(text), piper.rate()));
        voices.put(
                "espeak en-us+f3",
                text -> resampled(espeak.speak("en-us+f3", text), espeak.rate()));
        voices.put(
                "espeak en-us+m3",
                text -> resampled(espeak.speak("en-us+m3", text), espeak.rate()));
        return voices;
    }

    private static Path find(Path folder, String name) throws IOException {
        try (var files =
                Files.find(folder, 9, (path, _) -> path.getFileName().toString().equals(name))) {
            return files.sorted()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not in " + folder));
        }
    }

    /** From the first audible sample to the last. */
    public static short[] trimmed(short[] sound) {
        int from = 0;
        while (from < sound.length && Math.abs(sound[from]) < AUDIBLE) {
            from++;
        }
        int to = sound.length;
        while (to > from && Math.abs(sound[to - 1]) < AUDIBLE) {
            to--;
        }
        return Arrays.copyOfRange(sound, from, to);
    }

    /** Linear, behind a short moving average: good enough to be listened to by detectors. */
    private static short[] resampled(short[] sound, int rate) {
        short[] out = new short[(int) ((long) sound.length * RATE / rate)];
        for (int i = 0; i < out.length; i++) {
            double at = (double) i * rate / RATE;
            int index = (int) at;
            double rest = at - index;
            double a = sound[Math.min(index, sound.length - 1)];
            double b = sound[Math.min(index + 1, sound.length - 1)];
            out[i] = (short) Math.round(a + rest * (b - a));
        }
        return out;
    }
}
