package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * espeak-ng as an installed program, a process for each sentence.
 *
 * @param program its path
 */
record EspeakProgram(Path program) implements EspeakEngine {

    private static final int SAMPLE_RATE = 22_050;

    /** A WAV file's beginning. */
    private static final int HEADER = 44;

    @Override
    public int sampleRate() {
        return SAMPLE_RATE;
    }

    @Override
    public int atOnce() {
        return Integer.MAX_VALUE;
    }

    @Override
    public short[] speak(
            String text, String voice, int speed, int pitch, Cancellation cancellation) {
        var command =
                new ProcessBuilder(
                        program.toString(),
                        "--stdin",
                        "--stdout",
                        "-v",
                        voice,
                        "-s",
                        String.valueOf(speed),
                        "-p",
                        String.valueOf(pitch));
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            var process = command.start();
            cancellation.stopBy(process::destroyForcibly);
            try (var out = process.getOutputStream()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            byte[] wave;
            try (var in = process.getInputStream()) {
                wave = in.readAllBytes();
            }
            if (cancellation.isCancelled()) {
                return new short[0];
            }
            if (process.waitFor() != 0 || wave.length < HEADER) {
                throw new SpeechException("The program espeak-ng failed");
            }
            var pcm = new short[(wave.length - HEADER) / 2];
            ByteBuffer.wrap(wave, HEADER, pcm.length * 2)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(pcm);
            Arrays.fill(wave, (byte) 0);
            return pcm;
        } catch (IOException e) {
            if (cancellation.isCancelled()) {
                return new short[0];
            }
            throw new SpeechException("The program espeak-ng failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new short[0];
        } finally {
            cancellation.done();
        }
    }
}
