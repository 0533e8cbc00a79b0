package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SoundFrameTest {

    @Test
    void readsAStretch() {
        var frame = SoundFrame.read(frame(1, 1, 3, 7, (short) -2, (short) 16_384));

        assertThat(frame.complete()).isTrue();
        assertThat(frame.stretch()).isEqualTo(3);
        assertThat(frame.utterance()).isEqualTo(7);
        assertThat(frame.floats()).containsExactly(-2 / 32_768f, 0.5f);
    }

    @Test
    void readsAnInterimLook() {
        assertThat(SoundFrame.read(frame(1, 0, 0, 0)).complete()).isFalse();
    }

    @Test
    void refusesWhatIsNoStretch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoundFrame.read(frame(2, 1, 0, 0, (short) 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoundFrame.read(ByteBuffer.allocate(9)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoundFrame.read(ByteBuffer.wrap(new byte[11]).put(0, (byte) 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SoundFrame.read(
                                ByteBuffer.wrap(new byte[SoundFrame.MOST_BYTES + 2])
                                        .put(0, (byte) 1)));
    }

    @Test
    void erasesItsSound() {
        var frame = SoundFrame.read(frame(1, 1, 3, 7, (short) 5));

        frame.erase();

        assertThat(frame.floats()).containsExactly(0f);
    }

    @Test
    void writesThePatientsSpeech() {
        var bytes = SoundFrame.speech(258, new short[] {1, 2, -1, 4}, 1, 3, true, false);

        var sent = new byte[bytes.remaining()];
        bytes.get(sent);
        assertThat(sent).containsExactly(2, 1, 0, 0, 1, 2, 2, 0, -1, -1);
        assertThat(SoundFrame.speech(1, new short[0], 0, 0, true, true).get(1)).isEqualTo((byte) 3);
    }

    static ByteBuffer frame(int kind, int flags, int stretch, int utterance, short... samples) {
        var frame = ByteBuffer.allocate(10 + 2 * samples.length);
        frame.put((byte) kind).put((byte) flags).putInt(stretch).putInt(utterance);
        frame.order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            frame.putShort(sample);
        }
        return frame.rewind();
    }
}
