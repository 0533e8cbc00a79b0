package com.oetpraxis.ai.recogniser;

import java.util.List;

/**
 * Finds where a decoder of this kind has lost the sound and writes the same words over and over, as
 * it does with speech in loud noise. People stammer, but not so often.
 */
final class Loop {

    private static final int LEAST_TIMES = 3;

    /** The repeated pieces together. */
    private static final int LEAST_PIECES = 16;

    private static final int NONE = -1;

    private Loop() {}

    /**
     * Looks at the end of what was written.
     *
     * @return how many pieces to keep, with what is repeated once; -1 if nothing is
     */
    static int keep(List<Piece> pieces) {
        int most = pieces.size() / LEAST_TIMES;
        for (int period = 1; period <= most; period++) {
            int times = Math.max(LEAST_TIMES, Math.ceilDiv(LEAST_PIECES, period));
            int from = pieces.size() - times * period;
            if (from >= 0 && isRepeated(pieces, from, period)) {
                return from + period;
            }
        }
        return NONE;
    }

    private static boolean isRepeated(List<Piece> pieces, int from, int period) {
        for (int i = from + period; i < pieces.size(); i++) {
            if (pieces.get(i).id() != pieces.get(i - period).id()) {
                return false;
            }
        }
        return true;
    }
}
