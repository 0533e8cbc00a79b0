package com.oetpraxis.ai.live;

import com.oetpraxis.ai.speaker.LocalSpeakers;
import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Gender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads learners' lines aloud for the benchmark: {@code VoicedLines lines.txt folder} writes {@code
 * neural-00.wav} and so on (16 kHz, mono) and {@code lines.json} into the folder. The models are
 * those of {@code PRAXIS_MODELS}.
 */
final class VoicedLines {

    private VoicedLines() {}

    static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[1]));
        var speaker =
                LocalSpeakers.load(Path.of(System.getenv("PRAXIS_MODELS")))
                        .speakerFor(Gender.MALE, 40)
                        .orElseThrow();
        var list = new ArrayList<Map<String, String>>();
        for (var text : Files.readAllLines(Path.of(args[0]))) {
            if (text.startsWith("#") || text.isBlank()) {
                continue;
            }
            var name = "neural-%02d.wav".formatted(list.size());
            var sound =
                    Sound.resampled(
                            speaker.speak(text, 1, new Cancellation()), speaker.sampleRate());
            var bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(sound);
            AudioSystem.write(
                    new AudioInputStream(
                            new ByteArrayInputStream(bytes.array()),
                            new AudioFormat(16_000, 16, 1, true, false),
                            sound.length),
                    AudioFileFormat.Type.WAVE,
                    folder.resolve(name).toFile());
            var entry = new LinkedHashMap<String, String>();
            entry.put("file", name);
            entry.put("text", text);
            list.add(entry);
        }
        Files.writeString(
                folder.resolve("lines.json"), JsonMapper.shared().writeValueAsString(list));
        System.exit(0);
    }
}
