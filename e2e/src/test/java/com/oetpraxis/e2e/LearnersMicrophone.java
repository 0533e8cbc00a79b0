package com.oetpraxis.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A learner's open microphone: frames of 20 ms in real time, a faint noise while nobody speaks. */
final class LearnersMicrophone implements AutoCloseable {

    static final int RATE = 16_000;
    private static final int FRAME = RATE / 50;

    private final Random random = new Random(7);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::send);
    private final PracticeStream stream;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private short[] saying = new short[0];
    private int said;
    private volatile boolean closed;

    private LearnersMicrophone(PracticeStream stream) {
        this.stream = stream;
    }

    static LearnersMicrophone open(PracticeStream stream) {
        var microphone = new LearnersMicrophone(stream);
        microphone.thread.start();
        return microphone;
    }

    /** Says this from now on; what was being said is broken off. */
    synchronized void say(short[] sound) {
        saying = sound.clone();
        said = 0;
    }

    synchronized boolean isHalfSaid() {
        return said >= saying.length / 2;
    }

    /** A cough: a quarter of a second of noise that swells and fades. */
    void cough() {
        var burst = new short[RATE / 4];
        for (var i = 0; i < burst.length; i++) {
            var swell = Math.sin(Math.PI * i / burst.length);
            burst[i] = (short) Math.clamp(random.nextGaussian() * 6_000 * swell, -32_000, 32_000);
        }
        say(burst);
    }

    private void send() {
        var begun = System.nanoTime();
        for (var frame = 1L; !closed; frame++) {
            var due = begun + frame * 20_000_000L;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (!closed) {
                var bytes = next();
                sent.writeBytes(bytes);
                if (!stream.trySendAudio(bytes)) {
                    return; // whoever waits for an answer learns of it
                }
            }
        }
    }

    private synchronized byte[] next() {
        var samples = Arrays.copyOfRange(saying, said, said + FRAME);
        said = Math.min(said + FRAME, saying.length);
        var bytes = ByteBuffer.allocate(FRAME * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var sample : samples) {
            bytes.putShort(
                    (short) Math.clamp(sample + random.nextGaussian() * 20, -32_768, 32_767));
        }
        return bytes.array();
    }

    /** All bytes that were sent. */
    byte[] sent() {
        return sent.toByteArray();
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
