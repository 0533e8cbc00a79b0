package com.oetpraxis.realtime.models;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The models of one folder, loaded on first use and kept; a missing or broken one is told in one
 * sentence, and whoever asked goes on without.
 */
@Component
@EnableConfigurationProperties(SpeechModelProperties.class)
public final class SpeechModels implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpeechModels.class);
    private static final int DEEPEST = 8;

    private final @Nullable Path folder;
    private final Map<String, Optional<OrtSession>> loaded = new ConcurrentHashMap<>();

    SpeechModels(SpeechModelProperties properties) {
        String named = properties.folder();
        this.folder = named == null || named.isBlank() ? null : Path.of(named);
    }

    /** The models of this folder. */
    public static SpeechModels in(Path folder) {
        return new SpeechModels(new SpeechModelProperties(folder.toString()));
    }

    /** No models at all. */
    public static SpeechModels none() {
        return new SpeechModels(new SpeechModelProperties(null));
    }

    /**
     * The model in the file of this name, run by one thread a call and safe for several callers;
     * empty where there is none or it cannot be loaded.
     *
     * @param instead what goes on without it, as the sentence tells
     */
    public Optional<OrtSession> find(String fileName, String instead) {
        return loaded.computeIfAbsent(fileName, name -> load(name, instead));
    }

    private Optional<OrtSession> load(String fileName, String instead) {
        if (folder == null) {
            log.info("No folder of speech models is named (PRAXIS_MODELS), {}", instead);
            return Optional.empty();
        }
        Optional<Path> file = locate(folder, fileName);
        if (file.isEmpty()) {
            log.warn("{} is not in {}, {}", fileName, folder, instead);
            return Optional.empty();
        }
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session =
                    OrtEnvironment.getEnvironment().createSession(file.get().toString(), options);
            log.info("Loaded {}", fileName);
            return Optional.of(session);
        } catch (OrtException | LinkageError e) {
            log.warn("{} cannot be loaded, {}: {}", fileName, instead, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Path> locate(Path folder, String fileName) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files =
                Files.find(
                        folder,
                        DEEPEST,
                        (path, attributes) ->
                                attributes.isRegularFile()
                                        && path.getFileName().toString().equals(fileName))) {
            return files.sorted().findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            log.debug("{} cannot be searched", folder, e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        for (Optional<OrtSession> model : loaded.values()) {
            model.ifPresent(SpeechModels::close);
        }
        loaded.clear();
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            log.debug("A model was closed with an error", e);
        }
    }
}
