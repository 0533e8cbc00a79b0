package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.Word;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client may send (catalogue 8.3 and the design's additions). */
sealed interface ClientMessage {

    /**
     * @param format null for a typed session
     * @param resumeFrom the last sequence number seen, null on a first connection
     * @param batch whether messages may be grouped for 100 ms
     */
    record SessionStart(
            @Nullable Format format, @Nullable Long resumeFrom, Detection detection, boolean batch)
            implements ClientMessage {}

    /** An audio format as declared, not yet checked. */
    record Format(String encoding, int sampleRate, int channels) {}

    /** An audio chunk in JSON; the bytes are the reader's to erase. */
    final class Audio implements ClientMessage {
        final byte[] data;
        final boolean last;
        final @Nullable String encoding;
        final @Nullable Integer sampleRate;
        final @Nullable Long sequence;

        Audio(
                byte[] data,
                boolean last,
                @Nullable String encoding,
                @Nullable Integer sampleRate,
                @Nullable Long sequence) {
            this.sequence = sequence;
            this.data = data;
            this.last = last;
            this.encoding = encoding;
            this.sampleRate = sampleRate;
        }
    }

    record Text(String text, List<Word> words) implements ClientMessage {}

    record Ping(@Nullable Object timestamp) implements ClientMessage {}

    record Subscribe(Set<String> events) implements ClientMessage {}

    record EndOfTurn() implements ClientMessage {}

    record Played(int turn, int sequence, long offsetMs) implements ClientMessage {}

    /**
     * @param played how far the client had played by then, null if it does not say
     */
    record Interrupt(@Nullable Played played) implements ClientMessage {}

    record Pause(String reason) implements ClientMessage {}

    record Resume() implements ClientMessage {}

    record Stop(boolean confirm) implements ClientMessage {}
}
