package com.oetpraxis.devstack.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A line of the learner's as a voice read it, 16 kHz, one channel. */
final class VoicedLine {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int WAV_HEADER = 44;
    private static final int LOUD = 300;

    private final String text;
    private final short[] sound;
    private final int end;

    private VoicedLine(String text, short[] sound) {
        this.text = text;
        this.sound = sound;
        int last = sound.length;
        while (last > 0 && Math.abs(sound[last - 1]) < LOUD) {
            last--;
        }
        this.end = last;
    }

    /** The lines of a folder, in the order of its {@code lines.json}. */
    static List<VoicedLine> readAll(Path folder) throws IOException {
        var lines = new ArrayList<VoicedLine>();
        for (var entry : JSON.readTree(Files.readString(folder.resolve("lines.json")))) {
            var file = folder.resolve(entry.path("file").asString());
            lines.add(new VoicedLine(entry.path("text").asString(), samples(file)));
        }
        return List.copyOf(lines);
    }

    private static short[] samples(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(WAV_HEADER);
        var samples = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    String text() {
        return text;
    }

    short[] sound() {
        return sound;
    }

    /** Where its last loud sample ends, in samples. */
    int end() {
        return end;
    }
}
