package com.oetpraxis.realtime.audio;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The sound of the turn in progress at 16 kHz, kept in memory until its transcript is stored and
 * erased then: 61 s at most, the oldest goes first. Positions are milliseconds heard since the line
 * was opened, in steps of 10.
 */
public final class TurnAudio {

    /** Samples a millisecond. */
    public static final int PER_MS = AudioDecoder.RATE / 1000;

    /** The most that is kept, in milliseconds. */
    public static final long LONGEST_MS = 61_000;

    private static final int BLOCK_MS = 1_000;

    private final ArrayDeque<short[]> blocks = new ArrayDeque<>();
    private final ArrayDeque<boolean[]> marks = new ArrayDeque<>();
    private long firstBlock;
    private long fromMs;
    private long untilMs;

    /** Takes the next 10 ms in, with the decision whether they are speech. */
    void append(short[] frame, boolean speech) {
        int at = (int) (untilMs % BLOCK_MS);
        if (at == 0 || blocks.isEmpty()) {
            if (blocks.isEmpty()) {
                firstBlock = untilMs / BLOCK_MS;
            }
            blocks.addLast(new short[BLOCK_MS * PER_MS]);
            marks.addLast(new boolean[BLOCK_MS / 10]);
        }
        System.arraycopy(frame, 0, blocks.getLast(), at * PER_MS, frame.length);
        marks.getLast()[at / 10] = speech;
        untilMs += 10;
        if (untilMs - fromMs > LONGEST_MS) {
            forget(untilMs - LONGEST_MS);
        }
    }

    /** The first position that is still kept. */
    public long fromMs() {
        return fromMs;
    }

    /** How much has been heard. */
    public long untilMs() {
        return untilMs;
    }

    /** A copy of the sound between two positions, as far as it is kept; the caller erases it. */
    public short[] copy(long from, long until) {
        long start = Math.max(from, fromMs);
        long end = Math.max(start, Math.min(until, untilMs));
        short[] copy = new short[(int) (end - start) * PER_MS];
        long block = firstBlock;
        for (short[] samples : blocks) {
            long blockStart = block * BLOCK_MS;
            long a = Math.max(start, blockStart);
            long b = Math.min(end, blockStart + BLOCK_MS);
            if (a < b) {
                System.arraycopy(
                        samples,
                        (int) (a - blockStart) * PER_MS,
                        copy,
                        (int) (a - start) * PER_MS,
                        (int) (b - a) * PER_MS);
            }
            block++;
        }
        return copy;
    }

    /**
     * Where speech that goes on can best be cut: the middle of the longest pause between the two
     * positions, or the quieter end of it if there is none.
     */
    public long bestCut(long from, long until) {
        long best = until;
        long longest = 0;
        long length = 0;
        for (long at = from; at < until; at += 10) {
            length = isSpeech(at) ? 0 : length + 10;
            if (length > longest) {
                longest = length;
                best = at + 10 - length / 2 / 10 * 10;
            }
        }
        return longest > 0 ? best : quietest(Math.max(from, until - 1_000), until);
    }

    /** Erases what lies before this position. */
    public void forget(long beforeMs) {
        long before = Math.min(beforeMs, untilMs);
        if (before <= fromMs) {
            return;
        }
        fromMs = before;
        while (!blocks.isEmpty() && (firstBlock + 1) * BLOCK_MS <= before) {
            Arrays.fill(blocks.removeFirst(), (short) 0);
            marks.removeFirst();
            firstBlock++;
        }
        if (!blocks.isEmpty() && before > firstBlock * BLOCK_MS) {
            int kept = (int) (before - firstBlock * BLOCK_MS);
            Arrays.fill(blocks.getFirst(), 0, kept * PER_MS, (short) 0);
        }
    }

    /** Erases everything. */
    public void clear() {
        forget(untilMs);
        for (short[] block : blocks) {
            Arrays.fill(block, (short) 0);
        }
        blocks.clear();
        marks.clear();
    }

    private boolean isSpeech(long at) {
        long block = firstBlock;
        for (boolean[] decisions : marks) {
            if (at < (block + 1) * BLOCK_MS) {
                return at >= block * BLOCK_MS && decisions[(int) (at % BLOCK_MS) / 10];
            }
            block++;
        }
        return false;
    }

    private long quietest(long from, long until) {
        short[] sound = copy(from, until);
        long best = until;
        double lowest = Double.MAX_VALUE;
        for (int at = 0; at + 10 * PER_MS <= sound.length; at += 10 * PER_MS) {
            double level = Levels.rmsDb(sound, at, at + 10 * PER_MS);
            if (level < lowest) {
                lowest = level;
                best = Math.max(from, fromMs) + at / PER_MS;
            }
        }
        Arrays.fill(sound, (short) 0);
        return best;
    }
}
