package com.oetpraxis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that the suite under test has on the disk: PostgreSQL with its log, Kafka, the logs. */
final class SuiteFiles {

    /** 3 ms at 16 kHz; a multiple of 3, so that Base64 has it whole. */
    private static final int SAMPLE_BYTES = 96;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_OF_EACH = 24;
    private static final int LOUD = 1_000;

    private SuiteFiles() {}

    /**
     * Pieces by which sound would be known again, from all over each, raw and in Base64 at its
     * three alignments; none of silence, which is anywhere.
     */
    static List<byte[]> samplesOf(List<byte[]> sounds) {
        var samples = new ArrayList<byte[]>();
        for (var sound : sounds) {
            int step = Math.max(SAMPLE_BYTES, sound.length / MOST_OF_EACH & ~1);
            for (int at = 0; at + SAMPLE_BYTES <= sound.length; at += step) {
                if (isLoud(sound, at)) {
                    samples.add(Arrays.copyOfRange(sound, at, at + SAMPLE_BYTES));
                    for (int shift = 0; shift < 3; shift++) {
                        int from = at + shift;
                        samples.add(
                                Base64.getEncoder()
                                        .encode(
                                                Arrays.copyOfRange(
                                                        sound, from, from + SAMPLE_BYTES - 3)));
                    }
                }
            }
        }
        return samples;
    }

    private static boolean isLoud(byte[] sound, int at) {
        for (int i = at; i < at + SAMPLE_BYTES; i += 2) {
            if (Math.abs((sound[i + 1] << 8) | (sound[i] & 0xff)) > LOUD) {
                return true;
            }
        }
        return false;
    }

    /** The files in which one of these is; each of them is longer than 7 bytes. */
    static List<Path> holding(List<byte[]> pieces) {
        var byStart = new HashMap<Long, List<byte[]>>();
        for (var piece : pieces) {
            byStart.computeIfAbsent(start(piece, 0), _ -> new ArrayList<>()).add(piece);
        }
        try (var files = Files.walk(Suite.home())) {
            return files.filter(Files::isRegularFile).filter(file -> holds(file, byStart)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path file, Map<Long, List<byte[]>> byStart) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return false; // a server has tidied up meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int at = 0; at + Long.BYTES <= content.length; at++) {
            for (var piece : byStart.getOrDefault(start(content, at), List.of())) {
                int end = at + piece.length;
                if (end <= content.length
                        && Arrays.equals(content, at, end, piece, 0, piece.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long start(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
