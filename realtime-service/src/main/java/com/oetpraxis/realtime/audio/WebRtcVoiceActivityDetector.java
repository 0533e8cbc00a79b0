package com.oetpraxis.realtime.audio;

import io.github.givimad.libfvadjni.VoiceActivityDetector.Mode;
import io.github.givimad.libfvadjni.VoiceActivityDetector.SampleRate;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The detector of WebRTC, by libfvad, in its strictest mode (catalogue 8.5).
 *
 * <p>The library looks its instances up in one table that it does not guard, so making and freeing
 * one shuts all others out for that moment.
 */
final class WebRtcVoiceActivityDetector implements VoiceActivityDetector {

    private static final ReentrantReadWriteLock INSTANCES = new ReentrantReadWriteLock();

    private final io.github.givimad.libfvadjni.VoiceActivityDetector library;
    private boolean closed;

    private WebRtcVoiceActivityDetector(
            io.github.givimad.libfvadjni.VoiceActivityDetector library) {
        this.library = library;
    }

    /** Loads the native library. */
    static void load() throws IOException {
        io.github.givimad.libfvadjni.VoiceActivityDetector.loadLibrary();
    }

    static WebRtcVoiceActivityDetector create() {
        INSTANCES.writeLock().lock();
        try {
            var library = io.github.givimad.libfvadjni.VoiceActivityDetector.newInstance();
            library.setMode(Mode.VERY_AGGRESSIVE);
            library.setSampleRate(SampleRate.S16000);
            return new WebRtcVoiceActivityDetector(library);
        } catch (IOException e) {
            throw new IllegalStateException("libfvad is loaded but gives no detector", e);
        } finally {
            INSTANCES.writeLock().unlock();
        }
    }

    @Override
    public boolean isSpeech(short[] frame) {
        INSTANCES.readLock().lock();
        try {
            return !closed && library.process(frame);
        } catch (IOException e) {
            throw new IllegalStateException("libfvad refused a frame of 10 ms at 16 kHz", e);
        } finally {
            INSTANCES.readLock().unlock();
        }
    }

    @Override
    public void close() {
        INSTANCES.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                library.close();
            }
        } finally {
            INSTANCES.writeLock().unlock();
        }
    }
}
