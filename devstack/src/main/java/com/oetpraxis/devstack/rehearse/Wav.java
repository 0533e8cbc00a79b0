package com.oetpraxis.devstack.rehearse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Recordings in files: 16-bit PCM, one channel. */
final class Wav {

    private static final double LEAST_RATE = 8_000;
    private static final double HIGHEST_RATE = 48_000;

    private Wav() {}

    /** Sound in s16le. */
    static final class Sound {
        final byte[] pcm;
        final int rate;

        Sound(byte[] pcm, int rate) {
            this.pcm = pcm;
            this.rate = rate;
        }
    }

    /**
     * Reads a recording; several channels become one.
     *
     * @throws RehearsalException if it is none, or of a rate below 8 or above 48 kHz
     */
    static Sound read(Path file) {
        try (AudioInputStream recording = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = recording.getFormat();
            if (format.getSampleRate() < LEAST_RATE || format.getSampleRate() > HIGHEST_RATE) {
                throw new RehearsalException(file + " has not between 8 and 48 kHz.");
            }
            int channels = format.getChannels();
            var wanted = new AudioFormat(format.getSampleRate(), 16, channels, true, false);
            try (var pcm = AudioSystem.getAudioInputStream(wanted, recording)) {
                return new Sound(mono(pcm.readAllBytes(), channels), (int) format.getSampleRate());
            }
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new RehearsalException(file + " is not a recording that can be read; use WAV.");
        } catch (IOException e) {
            throw new RehearsalException(file + " cannot be read.");
        }
    }

    /** Writes 16-bit sound of one channel. */
    static void write(Path file, Sound sound) {
        var format = new AudioFormat(sound.rate, 16, 1, true, false);
        try (var stream =
                new AudioInputStream(
                        new ByteArrayInputStream(sound.pcm), format, sound.pcm.length / 2)) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        } catch (IOException e) {
            throw new RehearsalException(file + " cannot be written.");
        }
    }

    private static byte[] mono(byte[] pcm, int channels) {
        if (channels == 1) {
            return pcm;
        }
        var mono = new byte[pcm.length / channels / 2 * 2];
        for (int i = 0; i < mono.length / 2; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                int at = (i * channels + c) * 2;
                sum += (short) ((pcm[at] & 0xff) | pcm[at + 1] << 8);
            }
            int sample = sum / channels;
            mono[2 * i] = (byte) sample;
            mono[2 * i + 1] = (byte) (sample >> 8);
        }
        return mono;
    }
}
