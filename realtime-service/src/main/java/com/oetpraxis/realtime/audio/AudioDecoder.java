package com.oetpraxis.realtime.audio;

/** Turns the frames of one stream, in order, into 16 kHz samples. */
interface AudioDecoder {

    /** The rate of everything behind the decoder, in Hz. */
    int RATE = 16_000;

    /**
     * How long a frame is, by its header alone.
     *
     * @throws AudioFault AUDIO002 if it is no frame of 10 to 200 ms
     */
    double durationMs(byte[] frame) throws AudioFault;

    /**
     * @throws AudioFault AUDIO002 if the frame cannot be decoded
     */
    short[] decode(byte[] frame) throws AudioFault;

    /** Forgets what earlier frames left behind. */
    void clear();

    static AudioDecoder of(AudioFormat format) {
        return switch (format.encoding()) {
            case PCM_S16LE -> new PcmDecoder(format.sampleRate());
            case OPUS -> new OpusAudioDecoder();
        };
    }
}
