package com.oetpraxis.realtime.endofturn;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** Smart Turn v3.2, which was taught on how people sound at the end of what they say. */
final class SmartTurn implements EndOfTurnModel {

    /** The file it is loaded from. */
    static final String FILE = "smart-turn-v3.2-cpu.onnx";

    private final OrtSession model;

    SmartTurn(OrtSession model) {
        this.model = model;
    }

    @Override
    public double probability(short[] samples) {
        float[] features = LogMel.of(samples);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var input =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(features),
                                new long[] {1, LogMel.BANDS, LogMel.FRAMES});
                var result = model.run(Map.of("input_features", input))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        } catch (OrtException e) {
            throw new IllegalStateException("Smart Turn refused 8 s of features", e);
        } finally {
            Arrays.fill(features, 0);
        }
    }
}
