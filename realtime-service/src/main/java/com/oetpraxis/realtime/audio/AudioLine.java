package com.oetpraxis.realtime.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One learner's microphone: frames in, speech and quality out. Frames are erased as soon as they
 * have been heard; the sound of the turn in progress is kept in {@link #recording()} until its
 * owner forgets it, and {@link #close()} erases the rest (BR-01).
 *
 * <p>{@link #offer} may run on another thread than the rest.
 */
public final class AudioLine implements AutoCloseable {

    private static final int MOST_FILLED = 10;

    private final AudioFormat format;
    private final AudioDecoder decoder;
    private final AudioIntake intake = new AudioIntake();
    private final VoiceActivityDetector detector;
    private final SpeechSegmenter segmenter = new SpeechSegmenter();
    private final QualityJudge judge = new QualityJudge();
    private final FrameOrder order = new FrameOrder();
    private final TurnAudio recording = new TurnAudio();
    private final short[] frame = new short[VoiceActivityDetector.FRAME];
    private int filled;
    private boolean anySpeech;
    private long totalFrames;
    private double lastFrameMs = 20;

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
        return offer(data, null, now);
    }

    /**
     * Takes a frame in that may have come out of order.
     *
     * @param sequence its number among the client's frames, null where they are not numbered
     */
    public int offer(byte[] data, @Nullable Long sequence, long now) throws AudioFault {
        return intake.offer(data, sequence, decoder.durationMs(data), now);
    }

    /** Listens to everything that has come in and is in order; times are seen from its end. */
    public List<Heard> listen(long now) {
        List<Found> found = new ArrayList<>();
        for (var next = intake.poll(); next != null; next = intake.poll()) {
            lastFrameMs = next.ms;
            hear(order.take(next.data, next.sequence, now), found);
        }
        hear(order.overdue(now, false), found);
        return seenFromNow(found);
    }

    /** Listens to what waits for a frame that is missing. */
    public List<Heard> listenToRest(long now) {
        List<Heard> heard = new ArrayList<>(listen(now));
        List<Found> found = new ArrayList<>();
        hear(order.overdue(now, true), found);
        heard.addAll(seenFromNow(found));
        return heard;
    }

    /** Whether a frame waits for a missing one before it. */
    public boolean isWaitingForFrame() {
        return order.isHolding();
    }

    /** How many frames the client numbered and that never came in time. */
    public long lost() {
        return order.lost();
    }

    /** How many frames came too late, or twice, and were dropped. */
    public long late() {
        return order.late();
    }

    /** The sound of the turn in progress. */
    public TurnAudio recording() {
        return recording;
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

    /** Something found when so many frames of 10 ms had been heard. */
    private record Found(Heard heard, long atFrame) {}

    private List<Heard> seenFromNow(List<Found> found) {
        return found.stream()
                .map(one -> one.heard().earlierBy((totalFrames - one.atFrame()) * 10))
                .toList();
    }

    private void hear(List<FrameOrder.Due> due, List<Found> found) {
        for (FrameOrder.Due next : due) {
            switch (next) {
                case FrameOrder.InOrder frameInOrder -> decode(frameInOrder.data, found);
                case FrameOrder.Lost lost -> {
                    // as much silence as was lost keeps the times right
                    double ms = Math.min(lost.frames(), MOST_FILLED) * lastFrameMs;
                    hear(new short[(int) (ms * TurnAudio.PER_MS)], found);
                }
            }
        }
    }

    private void decode(byte[] data, List<Found> found) {
        try {
            short[] samples = decoder.decode(data);
            hear(samples, found);
            Arrays.fill(samples, (short) 0);
        } catch (AudioFault fault) {
            found.add(new Found(new Heard.Undecodable(fault), totalFrames));
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    private void hear(short[] samples, List<Found> heard) {
        for (short sample : samples) {
            frame[filled++] = sample;
            if (filled == frame.length) {
                filled = 0;
                totalFrames++;
                boolean speech = detector.isSpeech(frame);
                judge.take(frame, speech);
                recording.append(frame, speech);
                List<Heard> found = segmenter.take(speech);
                anySpeech |= !found.isEmpty();
                found.forEach(one -> heard.add(new Found(one, totalFrames)));
            }
        }
    }

    @Override
    public void close() {
        intake.close();
        order.clear();
        recording.clear();
        decoder.clear();
        judge.clear();
        Arrays.fill(frame, (short) 0);
        filled = 0;
        detector.close();
    }
}
