package com.oetpraxis.ai.recogniser;

import java.util.List;

/**
 * A whole text as the decoder wrote it.
 *
 * @param end log probability of ending there
 * @param forks where it might have gone on otherwise, in order
 */
record Written(List<Piece> pieces, double end, List<Fork> forks) {

    Written {
        pieces = List.copyOf(pieces);
        forks = List.copyOf(forks);
    }

    /** The text's log probability. */
    double score() {
        return end + pieces.stream().mapToDouble(Piece::logProbability).sum();
    }
}
