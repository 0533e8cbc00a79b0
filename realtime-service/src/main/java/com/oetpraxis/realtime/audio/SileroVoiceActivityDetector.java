package com.oetpraxis.realtime.audio;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Silero VAD 6: a network that looks at windows of 32 ms and remembers what it has heard. Speech
 * begins at a probability of 0.5 and ends below 0.35, its makers' own values (oet-domain 4.3); each
 * 10 ms frame gets the decision of the last whole window.
 */
final class SileroVoiceActivityDetector implements VoiceActivityDetector {

    /** The file it is loaded from. */
    static final String FILE = "silero_vad_16k_op15.onnx";

    private static final int WINDOW = 512;
    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final float BEGINS = 0.5f;
    private static final float ENDS = 0.35f;

    private final OrtSession model;
    private final float[] input = new float[CONTEXT + WINDOW];
    private final float[] state = new float[STATE];
    private int filled = CONTEXT;
    private boolean speech;
    private boolean closed;

    SileroVoiceActivityDetector(OrtSession model) {
        this.model = model;
    }

    @Override
    public boolean isSpeech(short[] frame) {
        if (closed) {
            return false;
        }
        for (short sample : frame) {
            input[filled++] = sample / 32768f;
            if (filled == input.length) {
                float probability = probability();
                speech = probability >= (speech ? ENDS : BEGINS);
                System.arraycopy(input, WINDOW, input, 0, CONTEXT);
                filled = CONTEXT;
            }
        }
        return speech;
    }

    private float probability() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var samples =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(input),
                                new long[] {1, input.length});
                var before =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(state), new long[] {2, 1, 128});
                var rate =
                        OnnxTensor.createTensor(
                                environment,
                                LongBuffer.wrap(new long[] {AudioDecoder.RATE}),
                                new long[0]);
                var result = model.run(Map.of("input", samples, "state", before, "sr", rate))) {
            ((OnnxTensor) result.get(1)).getFloatBuffer().get(state);
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        } catch (OrtException e) {
            throw new IllegalStateException("Silero refused 32 ms at 16 kHz", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(input, 0);
        Arrays.fill(state, 0);
    }
}
