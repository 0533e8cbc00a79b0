package com.oetpraxis.ai.recogniser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Test
    void readsPiecesBehindTheirLengths() throws IOException {
        var vocabulary = vocabulary("<unk>", "<s>", "</s>", "▁war", "far", "in", ".");

        assertThat(vocabulary.size()).isEqualTo(7);
        assertThat(vocabulary.text(List.of(1, 3, 4, 5, 6, 2))).isEqualTo("warfarin.");
        assertThat(vocabulary.beginsWord(3)).isTrue();
        assertThat(vocabulary.beginsWord(4)).isFalse();
        assertThat(vocabulary.letters(3)).isEqualTo("war");
    }

    @Test
    void readsLengthsOfTwoBytes() throws IOException {
        var longPiece = "x".repeat(300);

        var vocabulary = vocabulary("<unk>", "<s>", "</s>", longPiece, "y");

        assertThat(vocabulary.letters(3)).isEqualTo(longPiece);
        assertThat(vocabulary.letters(4)).isEqualTo("y");
    }

    @Test
    void putsLettersTogetherThatComeInBytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var piece : List.of("<unk>", "<s>", "</s>")) {
            bytes.write(piece.length());
            bytes.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(new byte[] {1, (byte) 0xc3, 1, (byte) 0xa9});

        assertThat(Vocabulary.parse(bytes.toByteArray()).text(List.of(3, 4))).isEqualTo("é");
    }

    @Test
    void refusesAFileThatWasCutShort() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Vocabulary.parse(new byte[] {5, 'a', 'b'}));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Vocabulary.parse(new byte[] {(byte) 0x82}));
    }

    static Vocabulary vocabulary(String... pieces) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var piece : pieces) {
            var content = piece.getBytes(StandardCharsets.UTF_8);
            if (content.length < 128) {
                bytes.write(content.length);
            } else {
                bytes.write(128 + content.length % 128);
                bytes.write(content.length / 128);
            }
            bytes.writeBytes(content);
        }
        return Vocabulary.parse(bytes.toByteArray());
    }
}
