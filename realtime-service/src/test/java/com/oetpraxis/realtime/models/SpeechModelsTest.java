package com.oetpraxis.realtime.models;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SpeechModelsTest {

    private static final String FILE = "silero_vad_16k_op15.onnx";

    @TempDir private Path folder;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SpeechModels.class);
    }

    @BeforeEach
    void listen() {
        logged.start();
        logger().addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(logged);
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void tellsOfAMissingModelInOneSentence() {
        try (var models = SpeechModels.in(folder)) {
            assertThat(models.find(FILE, "libfvad goes on")).isEmpty();
            assertThat(models.find(FILE, "libfvad goes on")).isEmpty();
        }

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(FILE, folder.toString(), "libfvad goes on");
    }

    @Test
    void tellsOfABrokenModelInOneSentence() throws IOException {
        Path below = Files.createDirectories(folder.resolve("wheel/data"));
        Files.writeString(below.resolve(FILE), "this is no network");

        try (var models = SpeechModels.in(folder)) {
            assertThat(models.find(FILE, "libfvad goes on")).isEmpty();
        }

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(FILE, "cannot be loaded", "libfvad goes on");
    }

    @Test
    void doesNotMindAFolderThatIsNotThere() {
        try (var models = SpeechModels.in(folder.resolve("nowhere"))) {
            assertThat(models.find(FILE, "libfvad goes on")).isEmpty();
        }
    }

    @Test
    void leavesVoiceActivityToLibfvadWithoutAModel() {
        try (var models = SpeechModels.none()) {
            assertThat(VoiceActivityDetectors.choose(models).name()).isEqualTo("libfvad");
        }
    }
}
