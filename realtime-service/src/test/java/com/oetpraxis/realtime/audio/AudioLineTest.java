package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.realtime.audio.AudioQuality.Status;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioLineTest {

    private static final VoiceActivityDetectors DETECTORS = VoiceActivityDetectors.choose();

    private static AudioLine pcm(int rate) throws AudioFault {
        return new AudioLine(AudioFormat.of("pcm_s16le", rate, 1), DETECTORS);
    }

    private static List<Heard> hears(AudioLine line, byte[][] frames, int ms) throws AudioFault {
        var heard = new ArrayList<Heard>();
        long now = 0;
        for (byte[] frame : frames) {
            line.offer(frame, now);
            heard.addAll(line.listen(now));
            now += ms;
        }
        return heard;
    }

    private static short[] scene(int rate) {
        return Sounds.mix(
                Sounds.join(
                        Sounds.silence(500, rate),
                        Sounds.voice(0.4, 1500, rate),
                        Sounds.silence(1000, rate)),
                Sounds.noise(0.001, 3000, rate, 9));
    }

    @ParameterizedTest
    @CsvSource({"16000, 20", "16000, 100", "48000, 10", "48000, 200", "44000, 100", "8000, 20"})
    void findsTheUtteranceAtAnyRateAndFrame(int rate, int frameMs) throws AudioFault {
        try (var line = pcm(rate)) {
            var heard = hears(line, Sounds.frames(scene(rate), frameMs, rate), frameMs);

            assertThat(heard).first().isInstanceOf(Heard.Speech.class);
            assertThat(heard).last().isInstanceOf(Heard.SpeechStopped.class);
            assertThat(line.judge().status()).isEqualTo(Status.GOOD);
        }
    }

    @Test
    void decodesOpus() throws Exception {
        var encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        short[] scene = scene(48_000);
        var frames = new ArrayList<byte[]>();
        byte[] packet = new byte[4_000];
        for (int i = 0; i + 960 <= scene.length; i += 960) {
            int length = encoder.encode(scene, i, 960, packet, 0, packet.length);
            frames.add(Arrays.copyOf(packet, length));
        }
        try (var line = new AudioLine(AudioFormat.of("opus", 48_000, 1), DETECTORS)) {
            var heard = hears(line, frames.toArray(byte[][]::new), 20);

            assertThat(heard).first().isInstanceOf(Heard.Speech.class);
            assertThat(heard).last().isInstanceOf(Heard.SpeechStopped.class);
            assertThat(line.heardMs()).isBetween(2980L, 3000L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 318, 319, 321, 6_402, 20_000})
    void refusesWhatIsNoFrame(int bytes) throws AudioFault {
        try (var line = pcm(16_000)) {
            assertThatExceptionOfType(AudioFault.class)
                    .isThrownBy(() -> line.offer(new byte[bytes], 0))
                    .extracting(AudioFault::code)
                    .isEqualTo("AUDIO002");
        }
    }

    @Test
    void tellsOfABrokenOpusPacketAndGoesOn() throws Exception {
        try (var line = new AudioLine(AudioFormat.of("opus", 48_000, 1), DETECTORS)) {
            byte[] broken = new byte[40];
            Arrays.fill(broken, (byte) 0xFF);
            broken[0] = (byte) 0x4B; // claims several frames of 20 ms that are not there
            broken[1] = (byte) 0x03;
            try {
                line.offer(broken, 0);
                assertThat(line.listen(0)).hasOnlyElementsOfType(Heard.Undecodable.class);
            } catch (AudioFault fault) {
                assertThat(fault.code()).isEqualTo("AUDIO002");
            }
        }
    }

    @Test
    void keepsNoByteOfWhatItHasHeard() throws Exception {
        byte[][] frames = Sounds.frames(Sounds.voice(0.5, 1000, 48_000), 100, 48_000);
        var line = pcm(48_000);
        hears(line, frames, 100);
        byte[] unheard = Sounds.bytes(Sounds.voice(0.5, 100, 48_000));
        line.offer(unheard, 1_000);

        line.close();

        for (byte[] frame : frames) {
            assertThat(frame).containsOnly(0);
        }
        assertThat(unheard).containsOnly(0);
        assertThat(soundLeftIn(line)).isZero();
    }

    /** Adds up every sample array reachable from the line. */
    private static long soundLeftIn(Object root) throws IllegalAccessException {
        long sum = 0;
        var seen = new java.util.IdentityHashMap<Object, Boolean>();
        var open = new java.util.ArrayDeque<Object>();
        open.add(root);
        while (!open.isEmpty()) {
            Object next = open.poll();
            if (seen.put(next, true) != null) {
                continue;
            }
            if (next instanceof short[] samples) {
                for (short sample : samples) {
                    sum += Math.abs(sample);
                }
            } else if (next instanceof byte[] bytes) {
                for (byte b : bytes) {
                    sum += Math.abs(b);
                }
            } else if (next.getClass().getName().startsWith("com.oetpraxis")) {
                for (var field : next.getClass().getDeclaredFields()) {
                    if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        Object value = field.get(next);
                        if (value != null) {
                            open.add(value);
                        }
                    }
                }
            } else if (next instanceof Iterable<?> items) {
                for (Object item : items) {
                    open.add(item);
                }
            }
        }
        return sum;
    }
}
