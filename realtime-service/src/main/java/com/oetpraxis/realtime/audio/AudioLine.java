package com.oetpraxis.realtime.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One learner's microphone: frames in, speech and quality out. Sound is erased as soon as it has
 * been heard, and {@link #close()} erases the rest (BR-01).
 *
 * <p>{@link #offer} may run on another thread than the rest.
 */
public final class AudioLine implements AutoCloseable {

    private final AudioFormat format;
    private final AudioDecoder decoder;
    private final AudioIntake intake = new AudioIntake();
    private final VoiceActivityDetector detector;
    private final SpeechSegmenter segmenter = new SpeechSegmenter();
    private final QualityJudge judge = new QualityJudge();
    private final short[] frame = new short[VoiceActivityDetector.FRAME];
    private int filled;
    private boolean anySpeech;
    private long totalFrames;

    /** A line for audio of this format. */
    public AudioLine(AudioFormat format, VoiceActivityDetectors detectors) {
        this.format = format;
        this.decoder = AudioDecoder.of(format);
        this.detector = detectors.create();
    }

    /** The format declared by the client. */
    public AudioFormat format() {
        return format;
    }

    /**
     * Takes a frame in; its array is ours from now on and will be erased.
     *
     * @param now milliseconds of a clock that does not go back
     * @return how many older frames were dropped because nobody had heard them for 2 s
     * @throws AudioFault AUDIO002 for what is no frame, AUDIO003 for what comes too fast
     */
    public int offer(byte[] data, long now) throws AudioFault {
        return intake.offer(data, decoder.durationMs(data), now);
    }

    /** Listens to everything that has come in. */
    public List<Heard> listen() {
        List<Heard> heard = new ArrayList<>();
        for (byte[] data = intake.poll(); data != null; data = intake.poll()) {
            try {
                short[] samples = decoder.decode(data);
                hear(samples, heard);
                Arrays.fill(samples, (short) 0);
            } catch (AudioFault fault) {
                heard.add(new Heard.Undecodable(fault));
            } finally {
                Arrays.fill(data, (byte) 0);
            }
        }
        return heard;
    }

    /** Milliseconds heard since the last judgement. */
    public long heardMs() {
        return judge.heardMs();
    }

    /** The quality of what was heard since the last judgement, which goes on. */
    public AudioQuality quality() {
        return judge.judge();
    }

    /** Milliseconds heard on this line in all. */
    public long totalMs() {
        return totalFrames * 10;
    }

    /** Whether any speech has been heard on this line. */
    public boolean anySpeech() {
        return anySpeech;
    }

    /** How many frames were dropped unheard. */
    public long dropped() {
        return intake.dropped();
    }

    /** The quality of what was heard since the last judgement; begins a new stretch. */
    public AudioQuality judge() {
        AudioQuality quality = judge.judge();
        judge.reset();
        return quality;
    }

    private void hear(short[] samples, List<Heard> heard) {
        for (short sample : samples) {
            frame[filled++] = sample;
            if (filled == frame.length) {
                filled = 0;
                totalFrames++;
                boolean speech = detector.isSpeech(frame);
                judge.take(frame, speech);
                List<Heard> found = segmenter.take(speech);
                anySpeech |= !found.isEmpty();
                heard.addAll(found);
            }
        }
    }

    @Override
    public void close() {
        intake.close();
        decoder.clear();
        judge.clear();
        Arrays.fill(frame, (short) 0);
        filled = 0;
        detector.close();
    }
}
