package com.oetpraxis.devstack.rehearse;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;

/** Where the patient's voice goes: s16le, one channel. */
interface Speaker extends AutoCloseable {

    /** Plays a piece behind what is being played; does not wait for it. */
    void play(byte[] pcm, int rate);

    /** Falls silent at once. */
    void stop();

    @Override
    void close();

    /** The machine's own; opened with the first piece, whose rate it takes. */
    static Speaker ofMachine() {
        return new OfMachine();
    }

    /** A file, written at the end. */
    static Speaker toFile(Path file) {
        return new Speaker() {
            private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
            private int rateOfAll;

            @Override
            public synchronized void play(byte[] pcm, int rate) {
                heard.writeBytes(pcm);
                rateOfAll = rate;
            }

            @Override
            public void stop() {
                // what was sent before stays in the file: it was sent at the pace of speech
            }

            @Override
            public synchronized void close() {
                if (heard.size() > 0) {
                    Wav.write(file, new Wav.Sound(heard.toByteArray(), rateOfAll));
                }
            }
        };
    }

    /** Plays on a thread of its own. */
    final class OfMachine implements Speaker {

        private final BlockingQueue<Wav.Sound> waiting = new LinkedBlockingQueue<>();
        private final Thread player = Thread.ofPlatform().daemon().start(this::playAll);
        private volatile @Nullable SourceDataLine line;

        @Override
        public void play(byte[] pcm, int rate) {
            waiting.add(new Wav.Sound(pcm, rate));
        }

        @Override
        public void stop() {
            waiting.clear();
            SourceDataLine playing = line;
            if (playing != null) {
                playing.flush();
            }
        }

        private void playAll() {
            try {
                while (true) {
                    Wav.Sound next = waiting.take();
                    SourceDataLine open = line;
                    if (open == null) {
                        open = open(next.rate);
                        line = open;
                    }
                    open.write(next.pcm, 0, next.pcm.length);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (LineUnavailableException | IllegalArgumentException e) {
                System.err.println("No speaker can be used here; the patient is only to be read.");
            }
        }

        private static SourceDataLine open(int rate) throws LineUnavailableException {
            var format = new AudioFormat(rate, 16, 1, true, false);
            SourceDataLine opened = AudioSystem.getSourceDataLine(format);
            opened.open(format, rate / 5 * 2); // 200 ms, so that an interruption is soon heard
            opened.start();
            return opened;
        }

        @Override
        public void close() {
            player.interrupt();
            SourceDataLine open = line;
            if (open != null) {
                open.close();
            }
        }
    }
}
