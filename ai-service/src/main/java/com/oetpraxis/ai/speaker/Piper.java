package com.oetpraxis.ai.speaker;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Gender;
import com.oetpraxis.ai.speech.Speaker;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A Piper voice with both its noises off: the same sentence sounds the same every time. */
final class Piper implements Speaker, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Below this a sample is taken for silence when the loudness is set. */
    private static final float LEAST_PEAK = 0.01f;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final String name;
    private final Gender gender;
    private final Pronunciation pronunciation;
    private final int sampleRate;
    private final double lengthScale;
    private final Map<Integer, Long> ids;
    private final OrtSession model;

    private Piper(Path file, String name, Gender gender, Pronunciation pronunciation)
            throws OrtException, IOException {
        this.name = name;
        this.gender = gender;
        this.pronunciation = pronunciation;
        var settings =
                JSON.readTree(
                        Files.readAllBytes(file.resolveSibling(file.getFileName() + ".json")));
        this.sampleRate = settings.at("/audio/sample_rate").asInt(0);
        this.lengthScale = settings.at("/inference/length_scale").asDouble(1);
        this.ids = new HashMap<>();
        for (var entry : settings.path("phoneme_id_map").properties()) {
            ids.put(entry.getKey().codePointAt(0), entry.getValue().path(0).asLong());
        }
        if (sampleRate <= 0 || ids.isEmpty()) {
            throw new IOException(file + ".json names no sample rate or no phonemes");
        }
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false); // an arena never shrinks
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.model = environment.createSession(file.toString(), options);
        }
    }

    /**
     * Loads a voice.
     *
     * @param file the model; its settings lie beside it as {@code .json}
     * @throws SpeechException if one of the two is missing or broken
     */
    static Piper load(Path file, String name, Gender gender, Pronunciation pronunciation) {
        try {
            return new Piper(file, name, gender, pronunciation);
        } catch (OrtException | IOException | JacksonException e) {
            throw new SpeechException("The Piper voice " + file + " could not be loaded", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Gender gender() {
        return gender;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public short[] speak(String sentence, double tempo, Cancellation cancellation) {
        var phonemes = ids(pronunciation.of(sentence));
        if (phonemes.length <= 3) {
            return new short[0];
        }
        try (var run = new OrtSession.RunOptions()) {
            cancellation.stopBy(() -> stop(run));
            return speak(phonemes, (float) (lengthScale / tempo), run);
        } catch (OrtException e) {
            if (cancellation.isCancelled()) {
                return new short[0];
            }
            throw new SpeechException("Piper failed", e);
        } finally {
            cancellation.done();
        }
    }

    private static void stop(OrtSession.RunOptions run) {
        try {
            run.setTerminate(true);
        } catch (OrtException e) {
            throw new SpeechException("Piper could not be stopped", e);
        }
    }

    private short[] speak(long[] phonemes, float length, OrtSession.RunOptions run)
            throws OrtException {
        var size = new long[] {1, phonemes.length};
        try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(phonemes), size);
                var lengths =
                        OnnxTensor.createTensor(
                                environment,
                                LongBuffer.wrap(new long[] {phonemes.length}),
                                new long[] {1});
                var scales =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(new float[] {0, length, 0}),
                                new long[] {3});
                var result =
                        model.run(
                                Map.of("input", input, "input_lengths", lengths, "scales", scales),
                                model.getOutputNames(),
                                run)) {
            var buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var sound = new float[buffer.remaining()];
            buffer.get(sound);
            return pcm(sound);
        }
    }

    /** As loud as the voice can be without clipping, as Piper's own program does it. */
    private static short[] pcm(float[] sound) {
        float peak = LEAST_PEAK;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        var pcm = new short[sound.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(sound[i] / peak * 0.8f * Short.MAX_VALUE);
        }
        Arrays.fill(sound, 0);
        return pcm;
    }

    /** Each sound's number with a pad behind it, between begin and end. */
    private long[] ids(String sounds) {
        var numbers = new ArrayList<Long>(List.of(ids.get((int) '^'), ids.get((int) '_')));
        Normalizer.normalize(sounds, Normalizer.Form.NFD)
                .codePoints()
                .forEach(sound -> {
                    var id = ids.get(sound);
                    if (id != null) {
                        numbers.add(id);
                        numbers.add(ids.get((int) '_'));
                    }
                });
        numbers.add(ids.get((int) '$'));
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() throws OrtException {
        model.close();
    }
}
