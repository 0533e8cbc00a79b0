package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever runs espeak-ng. */
interface EspeakEngine {

    /** Samples a second. */
    int sampleRate();

    int atOnce();

    /**
     * Speaks a text.
     *
     * @param voice such as {@code en-us+f3}
     * @param speed words a minute
     * @param pitch 0 to 99
     * @return mono; empty if it was cancelled
     */
    short[] speak(String text, String voice, int speed, int pitch, Cancellation cancellation);

    /**
     * The library of a folder, else the installed program, else none.
     *
     * @param folder holds the library and {@code espeak-ng-data}
     */
    static Optional<EspeakEngine> find(Path folder) {
        var log = LoggerFactory.getLogger(EspeakEngine.class);
        for (var name : new String[] {"libespeak-ng.so", "libespeak-ng.dylib"}) {
            var library = folder.resolve(name);
            if (Files.exists(library)) {
                try {
                    return Optional.of(EspeakLibrary.load(library, folder));
                } catch (SpeechException e) {
                    log.warn("No espeak-ng library: {}", e.getMessage());
                }
            }
        }
        return program(log);
    }

    private static Optional<EspeakEngine> program(Logger log) {
        var path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "espeak-ng"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> {
                    log.info("Speaking by {}", program);
                    return new EspeakProgram(program);
                });
    }
}
