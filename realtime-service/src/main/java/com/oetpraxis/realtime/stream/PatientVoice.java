package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.stream.ServerMessage.SoundFormat;
import com.oetpraxis.realtime.stream.ServerMessage.TtsChunk;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speak;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sound of the patient's line that is on its way, in memory until the line is over; erased
 * then.
 */
final class PatientVoice {

    private final TreeMap<Integer, short[]> sentences = new TreeMap<>();
    private int turn;
    private int rate;

    /** The speaker's rate, in Hz. */
    void rate(int hertz) {
        rate = hertz;
    }

    /** Keeps a sentence; the sound is ours from now on. How long it lasts, in milliseconds. */
    long keep(int ofTurn, int sentence, short[] sound) {
        if (ofTurn != turn) {
            clear();
            turn = ofTurn;
        }
        short[] before = sentences.put(sentence, sound);
        if (before != null) {
            Arrays.fill(before, (short) 0);
        }
        return rate == 0 ? 0 : Math.ceilDiv(sound.length * 1_000L, rate);
    }

    /** The piece to send, null if its sound is not there any more. */
    @Nullable TtsChunk chunk(Speak piece) {
        short[] sound = piece.turn() == turn ? sentences.get(piece.sentence()) : null;
        if (sound == null) {
            return null;
        }
        int from = (int) Math.min(sound.length, piece.fromMs() * rate / 1_000);
        int to = (int) Math.min(sound.length, piece.toMs() * rate / 1_000);
        byte[] bytes = new byte[2 * (to - from)];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .put(sound, from, to - from);
        String data = Base64.getEncoder().encodeToString(bytes);
        Arrays.fill(bytes, (byte) 0);
        return new TtsChunk(
                turn,
                piece.sequence(),
                piece.sentence(),
                data,
                new SoundFormat("pcm_s16le", rate, 1),
                piece.last());
    }

    /** The line is over, or broken off. */
    void forget(int ofTurn) {
        if (ofTurn == turn) {
            clear();
        }
    }

    void clear() {
        sentences.values().forEach(sound -> Arrays.fill(sound, (short) 0));
        sentences.clear();
    }
}
