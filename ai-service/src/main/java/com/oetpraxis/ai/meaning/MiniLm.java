package com.oetpraxis.ai.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * all-MiniLM-L6-v2, quantised: 384 numbers a sentence, the mean over its word pieces.
 *
 * <p>Model and vocabulary are files of langchain4j's jar of that name; none of its code is used.
 */
public final class MiniLm implements SentenceVectors {

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int MOST_PIECES = 96;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private MiniLm(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /**
     * Loads the model from the class path.
     *
     * @throws SpeechException if it is missing or broken
     */
    public static MiniLm load() {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false);
            return new MiniLm(
                    environment,
                    environment.createSession(read(MODEL), options),
                    new WordPieces(vocabulary()));
        } catch (OrtException | IOException e) {
            throw new SpeechException("The sentence model is broken", e);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = MiniLm.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return in.readAllBytes();
        }
    }

    private static Map<String, Integer> vocabulary() throws IOException {
        var vocabulary = new HashMap<String, Integer>();
        var entries = JsonMapper.shared().readTree(read(TOKENIZER)).path("model").path("vocab");
        for (var entry : entries.properties()) {
            vocabulary.put(entry.getKey(), entry.getValue().asInt());
        }
        return vocabulary;
    }

    @Override
    public float[] of(String sentence) {
        var numbers = pieces.of(sentence, MOST_PIECES);
        var ones = new long[numbers.length];
        Arrays.fill(ones, 1);
        try (var ids = OnnxTensor.createTensor(environment, new long[][] {numbers});
                var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                var types =
                        OnnxTensor.createTensor(environment, new long[][] {new long[ones.length]});
                var result =
                        session.run(
                                Map.of(
                                        "input_ids",
                                        ids,
                                        "attention_mask",
                                        mask,
                                        "token_type_ids",
                                        types))) {
            return mean(((float[][][]) result.get(0).getValue())[0]);
        } catch (OrtException e) {
            throw new SpeechException("The sentence model failed", e);
        }
    }

    private static float[] mean(float[][] states) {
        var mean = new float[states[0].length];
        for (var state : states) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += state[i];
            }
        }
        double length = 0;
        for (float value : mean) {
            length += (double) value * value;
        }
        length = Math.sqrt(length);
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (mean[i] / length);
        }
        return mean;
    }
}
