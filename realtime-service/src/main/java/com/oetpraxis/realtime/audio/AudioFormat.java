package com.oetpraxis.realtime.audio;

import java.util.Locale;

/**
 * How a client's audio is encoded (catalogue 8.5): one channel, {@code pcm_s16le} or {@code opus}.
 *
 * @param sampleRate in Hz, 8,000 to 48,000
 */
public record AudioFormat(Encoding encoding, int sampleRate) {

    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 48_000;
    private static final int LONGEST_FRAME_MS = 200;
    private static final int LARGEST_OPUS_PACKET = 4_000;

    /** The encodings that can be decoded. */
    public enum Encoding {
        PCM_S16LE,
        OPUS;

        /** The name on the wire. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A format as a client declares it.
     *
     * @throws AudioFault AUDIO001 for an encoding, rate or number of channels that is not taken
     */
    public static AudioFormat of(String encoding, int sampleRate, int channels) throws AudioFault {
        if (channels != 1) {
            throw AudioFault.format("audioFormat.channels must be 1.");
        }
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
            throw AudioFault.format("audioFormat.sampleRate must be 8000 to 48000.");
        }
        for (Encoding known : Encoding.values()) {
            if (known.wire().equals(encoding)) {
                return new AudioFormat(known, sampleRate);
            }
        }
        throw AudioFault.format("audioFormat.encoding must be pcm_s16le or opus.");
    }

    /** The most bytes one frame may have: 200 ms of PCM, or one Opus packet. */
    public int maxFrameBytes() {
        return switch (encoding) {
            case PCM_S16LE -> 2 * sampleRate / 1000 * LONGEST_FRAME_MS;
            case OPUS -> LARGEST_OPUS_PACKET;
        };
    }
}
