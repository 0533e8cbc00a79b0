package com.oetpraxis.ai.recogniser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pieces of words that Moonshine writes with: {@code tokenizer.bin}, a list of byte strings,
 * each behind its length (one byte below 128, else two: the low 7 bits, then times 128).
 */
final class Vocabulary {

    static final int START = 1;
    static final int END = 2;

    /** Stands before a piece that begins a word. */
    private static final String WORD_START = "▁";

    private final byte[][] pieces;
    private final String[] texts;

    private Vocabulary(List<byte[]> pieces) {
        this.pieces = pieces.toArray(byte[][]::new);
        this.texts = new String[this.pieces.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new String(this.pieces[i], StandardCharsets.UTF_8).intern();
        }
    }

    static Vocabulary read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /**
     * Parses the file's bytes.
     *
     * @throws IOException if they end inside a piece
     */
    static Vocabulary parse(byte[] bytes) throws IOException {
        var pieces = new ArrayList<byte[]>();
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at++] & 0xff;
            if (length >= 128) {
                if (at == bytes.length) {
                    throw new IOException("The vocabulary ends inside a length");
                }
                length = (length & 0x7f) + 128 * (bytes[at++] & 0xff);
            }
            if (at + length > bytes.length) {
                throw new IOException("The vocabulary ends inside a piece");
            }
            var piece = new byte[length];
            System.arraycopy(bytes, at, piece, 0, length);
            pieces.add(piece);
            at += length;
        }
        return new Vocabulary(pieces);
    }

    int size() {
        return pieces.length;
    }

    /** The pieces with this text: some are there twice, as a letter and as a byte. */
    List<Integer> all(String text) {
        return IntStream.range(0, texts.length)
                .filter(piece -> texts[piece].equals(text))
                .boxed()
                .toList();
    }

    boolean beginsWord(int piece) {
        return texts[piece].startsWith(WORD_START);
    }

    /** The letters of a piece, without the mark before a word. */
    String letters(int piece) {
        return beginsWord(piece) ? texts[piece].substring(1) : texts[piece];
    }

    /** Whether a piece is a sign of the writing itself, such as the end, and no text. */
    boolean isControl(int piece) {
        return piece <= END || (texts[piece].startsWith("<") && texts[piece].endsWith(">"));
    }

    /** The text of pieces in order. */
    String text(List<Integer> written) {
        var bytes = new ByteArrayOutputStream();
        for (int piece : written) {
            if (!isControl(piece)) {
                bytes.writeBytes(pieces[piece]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(WORD_START, " ").strip();
    }
}
