package com.oetpraxis.devstack.rehearse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** Where the learner's voice comes from, in frames of 20 ms, as fast as it is spoken. */
interface Microphone extends AutoCloseable {

    int FRAME_MS = 20;

    /** Samples a second, 16 bit, one channel. */
    int rate();

    /** The next frame, waited for; nothing more once it is empty. */
    byte[] frame();

    @Override
    void close();

    /**
     * The machine's own, at 16 kHz.
     *
     * @throws RehearsalException if it has none, or may not use it
     */
    static Microphone ofMachine() {
        var format = new AudioFormat(16_000, 16, 1, true, false);
        TargetDataLine line;
        try {
            line = AudioSystem.getTargetDataLine(format);
            line.open(format);
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new RehearsalException(
                    "No microphone can be used here; send a recording instead: make rehearse-voice FILE=recording.wav");
        }
        return new Microphone() {
            private boolean started;

            @Override
            public int rate() {
                return 16_000;
            }

            @Override
            public byte[] frame() {
                if (!started) {
                    line.start(); // not before: what is said over the card is no part of the talk
                    started = true;
                }
                var frame = new byte[rate() * FRAME_MS / 1_000 * 2];
                return line.read(frame, 0, frame.length) == frame.length ? frame : new byte[0];
            }

            @Override
            public void close() {
                line.close();
            }
        };
    }

    /** A recording, in real time from the first frame on; silence follows until {@link #close}. */
    static Recording ofFile(Path file) {
        return new Recording(Wav.read(file));
    }

    /** A recording that is played as if it were spoken now. */
    final class Recording implements Microphone {

        private final Wav.Sound sound;
        private final int frameBytes;
        private long begun;
        private long frames;
        private volatile boolean closed;

        Recording(Wav.Sound sound) {
            this.sound = sound;
            this.frameBytes = sound.rate * FRAME_MS / 1_000 * 2;
        }

        /** Whether all of it has been sent. */
        boolean isOver() {
            return frames * frameBytes >= sound.pcm.length;
        }

        @Override
        public int rate() {
            return sound.rate;
        }

        @Override
        public byte[] frame() {
            if (frames == 0) {
                begun = System.nanoTime();
            }
            long due = begun + (frames + 1) * FRAME_MS * 1_000_000L;
            while (!closed && System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (closed) {
                return new byte[0];
            }
            long from = Math.min(frames++ * frameBytes, sound.pcm.length);
            return Arrays.copyOfRange(sound.pcm, (int) from, (int) from + frameBytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
