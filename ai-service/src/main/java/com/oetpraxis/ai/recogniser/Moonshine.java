package com.oetpraxis.ai.recogniser;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.PreferredWords;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Recognition;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moonshine tiny-en: an encoder over the whole stretch, then a decoder that writes piece by piece,
 * each time the likeliest. One copy of the model serves all threads.
 */
final class Moonshine implements Recogniser, AutoCloseable {

    private static final String NAME = "moonshine-tiny-en";
    private static final int LAYERS = 6;
    private static final int HEADS = 8;
    private static final int HEAD_SIZE = 36;

    /** The model's own limit; more than that is a loop. */
    private static final double PIECES_PER_SECOND = 6.5;

    /** Below this the encoder has no frame. */
    private static final int LEAST_SAMPLES = SAMPLE_RATE / 10;

    /** No sample of speech is so quiet (40 dB below the loudest possible). */
    private static final float SILENCE = 0.01f;

    /** Silence put behind the stretch: without it the last sound is cut off. */
    private static final int PADDING = SAMPLE_RATE / 5;

    /** So many places are tried for a preferred word, at most. */
    private static final int MOST_TRIALS = 6;

    private static final List<String> MEMORIES =
            List.of("decoder.key", "decoder.value", "encoder.key", "encoder.value");

    private static final int MOST_SAMPLES = 15 * SAMPLE_RATE;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final Vocabulary vocabulary;
    private final EndMark endMark;

    private Moonshine(Path folder) throws OrtException, IOException {
        this.vocabulary = Vocabulary.read(folder.resolve("tokenizer.bin"));
        this.endMark = new EndMark(vocabulary);
        try (var options = options()) {
            this.encoder =
                    environment.createSession(
                            folder.resolve("encoder_model.ort").toString(), options);
            this.decoder =
                    environment.createSession(
                            folder.resolve("decoder_model_merged.ort").toString(), options);
        }
    }

    /**
     * Loads the model.
     *
     * @throws SpeechException if a file is missing or broken
     */
    static Moonshine load(Path folder) {
        try {
            return new Moonshine(folder);
        } catch (OrtException | IOException e) {
            throw new SpeechException("Moonshine could not be loaded from " + folder, e);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(false); // an arena never shrinks
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Recognition recognise(
            float[] samples, PreferredWords preferred, Cancellation cancellation) {
        if (samples.length < LEAST_SAMPLES || isSilent(samples)) {
            return Recognition.NOTHING; // of silence it would make words
        }
        if (cancellation.isCancelled()) {
            return Recognition.NOTHING;
        }
        if (samples.length > MOST_SAMPLES) {
            throw new SpeechException("A stretch of more than 15 s");
        }
        var sound = direct((samples.length + PADDING) * Float.BYTES).asFloatBuffer();
        try (var run = new OrtSession.RunOptions()) {
            cancellation.stopBy(() -> stop(run));
            sound.put(0, samples);
            var written = write(sound, samples.length, preferred, run, cancellation);
            return cancellation.isCancelled()
                    ? Recognition.NOTHING
                    : new WordReader(vocabulary).read(written, samples);
        } catch (OrtException e) {
            if (cancellation.isCancelled()) {
                return Recognition.NOTHING;
            }
            throw new SpeechException("Moonshine failed", e);
        } finally {
            cancellation.done();
            for (int i = 0; i < sound.capacity(); i++) {
                sound.put(i, 0);
            }
        }
    }

    private static boolean isSilent(float[] samples) {
        for (float sample : samples) {
            if (Math.abs(sample) > SILENCE) {
                return false;
            }
        }
        return true;
    }

    private static void stop(OrtSession.RunOptions run) {
        try {
            run.setTerminate(true);
        } catch (OrtException e) {
            throw new SpeechException("Moonshine could not be stopped", e);
        }
    }

    private List<Piece> write(
            FloatBuffer sound,
            int heard,
            PreferredWords preferred,
            OrtSession.RunOptions run,
            Cancellation cancellation)
            throws OrtException {
        int length = sound.capacity();
        var ones = direct(length * Long.BYTES).asLongBuffer();
        for (int i = 0; i < length; i++) {
            ones.put(i, 1);
        }
        try (var input = OnnxTensor.createTensor(environment, sound, new long[] {1, length});
                var mask = OnnxTensor.createTensor(environment, ones, new long[] {1, length});
                var encoded =
                        encoder.run(
                                Map.of("input_values", input, "attention_mask", mask),
                                encoder.getOutputNames(),
                                run)) {
            int most = (int) Math.ceil(PIECES_PER_SECOND * heard / SAMPLE_RATE) + 1;
            return decode((OnnxTensor) encoded.get(0), mask, most, preferred, run, cancellation);
        }
    }

    /**
     * Writes the likeliest text, then tries at each place where a preferred word was nearly as
     * likely what would have become of it.
     */
    private List<Piece> decode(
            OnnxTensor states,
            OnnxTensor mask,
            int most,
            PreferredWords preferred,
            OrtSession.RunOptions run,
            Cancellation cancellation)
            throws OrtException {
        var preference = new Preference(vocabulary, preferred);
        var sound = new Sound(states, mask, most, run, cancellation);
        var best = continued(List.of(), sound, preference);
        int tried = 0;
        var forks = new ArrayDeque<>(best.forks());
        while (!forks.isEmpty() && tried++ < MOST_TRIALS && !cancellation.isCancelled()) {
            var fork = forks.removeFirst();
            var prefix = new ArrayList<>(best.pieces().subList(0, fork.position()));
            prefix.add(fork.piece());
            var other = continued(prefix, sound, preference);
            if (preference.isBetter(other, best)) {
                best = other;
                forks.clear();
                other.forks().stream()
                        .filter(later -> later.position() > fork.position())
                        .forEach(forks::add);
            }
        }
        return best.pieces();
    }

    /** What is written after given pieces, to the end. */
    private Written continued(List<Piece> prefix, Sound sound, Preference preference)
            throws OrtException {
        var pieces = new ArrayList<>(prefix);
        var forks = new ArrayList<Fork>();
        var logits = new float[vocabulary.size()];
        var writing = preference.begin(prefix);
        boolean ended = false;
        double end = 0;
        OrtSession.@Nullable Result first = null;
        OrtSession.@Nullable Result last = null;
        try (var empty =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.allocate(0),
                                new long[] {1, HEADS, 0, HEAD_SIZE});
                var begin = OnnxTensor.createTensor(environment, new boolean[] {false});
                var goOn = OnnxTensor.createTensor(environment, new boolean[] {true})) {
            while (!ended && pieces.size() < sound.most() && !sound.cancellation().isCancelled()) {
                OrtSession.Result result;
                var ids = first == null ? whole(pieces) : new long[] {pieces.getLast().id()};
                try (var tokens =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(ids), new long[] {1, ids.length})) {
                    var inputs = new HashMap<String, OnnxTensorLike>(32);
                    inputs.put("input_ids", tokens);
                    inputs.put("encoder_hidden_states", sound.states());
                    inputs.put("encoder_attention_mask", sound.mask());
                    inputs.put("use_cache_branch", first == null ? begin : goOn);
                    remember(inputs, empty, first, last);
                    result = decoder.run(inputs, decoder.getOutputNames(), sound.run());
                }
                if (first == null) {
                    first = result;
                } else {
                    if (last != null) {
                        last.close();
                    }
                    last = result;
                }
                ((OnnxTensor) result.get(0))
                        .getFloatBuffer()
                        .position((ids.length - 1) * logits.length)
                        .get(logits);
                int piece = endMark.instead(writing.choose(logits, pieces.size(), forks), logits);
                double probability = endMark.probability(piece, logits);
                if (piece == Vocabulary.END) {
                    ended = true;
                    end = Math.log(Math.max(probability, Piece.LEAST));
                } else {
                    pieces.add(new Piece(piece, probability));
                    int keep = Loop.keep(pieces);
                    if (keep >= 0) {
                        pieces.subList(keep, pieces.size()).clear();
                        ended = true;
                    }
                }
            }
            return new Written(pieces, end, forks);
        } finally {
            if (last != null) {
                last.close();
            }
            if (first != null) {
                first.close();
            }
            Arrays.fill(logits, 0);
        }
    }

    private static long[] whole(List<Piece> pieces) {
        var ids = new long[pieces.size() + 1];
        ids[0] = Vocabulary.START;
        for (int i = 0; i < pieces.size(); i++) {
            ids[i + 1] = pieces.get(i).id();
        }
        return ids;
    }

    /**
     * What the decoder remembers: of the sound as at its first step, of the text as at its last.
     */
    private static void remember(
            Map<String, OnnxTensorLike> inputs,
            OnnxTensor empty,
            OrtSession.@Nullable Result first,
            OrtSession.@Nullable Result last) {
        for (int layer = 0; layer < LAYERS; layer++) {
            for (var part : MEMORIES) {
                var source = last == null || part.startsWith("encoder") ? first : last;
                var name = layer + "." + part;
                inputs.put(
                        "past_key_values." + name,
                        source == null
                                ? empty
                                : (OnnxTensor) source.get("present." + name).orElseThrow());
            }
        }
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() throws OrtException {
        encoder.close();
        decoder.close();
    }

    /** A stretch as the encoder has left it, and how far to go with it. */
    private record Sound(
            OnnxTensor states,
            OnnxTensor mask,
            int most,
            OrtSession.RunOptions run,
            Cancellation cancellation) {}
}
