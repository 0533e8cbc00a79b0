package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * espeak-ng as a library in this process. Not one of its functions is safe to be called by two
 * threads, so one sentence is spoken at a time.
 */
@SuppressWarnings("restricted") // foreign functions are what this class is for
final class EspeakLibrary implements EspeakEngine {

    // constants of speak_lib.h
    private static final int SYNCHRONOUS = 2;
    private static final int DO_NOT_EXIT = 0x8000;
    private static final int UTF8 = 1;
    private static final int RATE = 1;
    private static final int PITCH = 3;
    private static final int OK = 0;
    private static final int GO_ON = 0;
    private static final int STOP = 1;

    /** How much sound comes at once, in ms: after each the work can be stopped. */
    private static final int BUFFER = 100;

    private static final Object LOCK = new Object();

    private final MethodHandle setVoice;
    private final MethodHandle setParameter;
    private final MethodHandle synthesise;
    private final int sampleRate;
    private short[] spoken = new short[0];
    private int length;
    private @Nullable Cancellation current;

    private EspeakLibrary(Path library, Path folder) throws Throwable {
        var functions = SymbolLookup.libraryLookup(library, Arena.global());
        var linker = Linker.nativeLinker();
        var address = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        this.setVoice =
                linker.downcallHandle(
                        functions.findOrThrow("espeak_SetVoiceByName"),
                        FunctionDescriptor.of(number, address));
        this.setParameter =
                linker.downcallHandle(
                        functions.findOrThrow("espeak_SetParameter"),
                        FunctionDescriptor.of(number, number, number, number));
        this.synthesise =
                linker.downcallHandle(
                        functions.findOrThrow("espeak_Synth"),
                        FunctionDescriptor.of(
                                number,
                                address,
                                ValueLayout.JAVA_LONG,
                                number,
                                number,
                                number,
                                number,
                                address,
                                address));
        var initialise =
                linker.downcallHandle(
                        functions.findOrThrow("espeak_Initialize"),
                        FunctionDescriptor.of(number, number, number, address, number));
        var setCallback =
                linker.downcallHandle(
                        functions.findOrThrow("espeak_SetSynthCallback"),
                        FunctionDescriptor.ofVoid(address));
        var take =
                MethodHandles.lookup()
                        .bind(
                                this,
                                "take",
                                MethodType.methodType(
                                        int.class,
                                        MemorySegment.class,
                                        int.class,
                                        MemorySegment.class));
        var callback =
                linker.upcallStub(
                        take,
                        FunctionDescriptor.of(number, address, number, address),
                        Arena.global());
        try (var arena = Arena.ofConfined()) {
            this.sampleRate =
                    (int)
                            initialise.invokeExact(
                                    SYNCHRONOUS,
                                    BUFFER,
                                    arena.allocateFrom(folder.toString()),
                                    DO_NOT_EXIT);
        }
        if (sampleRate <= 0) {
            throw new SpeechException("espeak-ng's data cannot be read from " + folder);
        }
        setCallback.invokeExact(callback);
    }

    /**
     * Loads the library.
     *
     * @throws SpeechException if it or its data are broken
     */
    static EspeakLibrary load(Path library, Path folder) {
        try {
            requireWhole(library);
            synchronized (LOCK) {
                return new EspeakLibrary(library, folder);
            }
        } catch (SpeechException e) {
            throw e;
        } catch (Throwable e) { // what a foreign function may throw
            throw new SpeechException(library + " cannot be loaded", e);
        }
    }

    /** A library cut short would end the whole process when it is mapped. */
    private static void requireWhole(Path library) throws IOException {
        try (var file = FileChannel.open(library)) {
            var header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            file.read(header, 0);
            if (header.getInt(0) != 0x464c457f) { // not ELF; the system's loader checks the others
                return;
            }
            long end = header.getLong(0x28) + (long) header.getShort(0x3a) * header.getShort(0x3c);
            if (file.size() < end) {
                throw new SpeechException(library + " is cut short");
            }
        }
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public short[] speak(
            String text, String voice, int speed, int pitch, Cancellation cancellation) {
        synchronized (LOCK) {
            try (var arena = Arena.ofConfined()) {
                current = cancellation;
                length = 0;
                require((int) setVoice.invokeExact(arena.allocateFrom(voice)));
                require((int) setParameter.invokeExact(RATE, speed, 0));
                require((int) setParameter.invokeExact(PITCH, pitch, 0));
                var said = arena.allocateFrom(text);
                require(
                        (int)
                                synthesise.invokeExact(
                                        said,
                                        said.byteSize(),
                                        0,
                                        0,
                                        0,
                                        UTF8,
                                        MemorySegment.NULL,
                                        MemorySegment.NULL));
                return cancellation.isCancelled() ? new short[0] : Arrays.copyOf(spoken, length);
            } catch (SpeechException e) {
                throw e;
            } catch (Throwable e) { // what a foreign function may throw
                throw new SpeechException("espeak-ng failed", e);
            } finally {
                current = null;
                Arrays.fill(spoken, (short) 0);
            }
        }
    }

    private static void require(int result) {
        if (result != OK) {
            throw new SpeechException("espeak-ng answered " + result);
        }
    }

    /** Called by the library with each piece of sound; nothing may be thrown into it. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by its handle
    private int take(MemorySegment samples, int count, MemorySegment events) {
        var wanted = current;
        if (wanted == null || wanted.isCancelled()) {
            return STOP;
        }
        if (count > 0 && !samples.equals(MemorySegment.NULL)) {
            if (length + count > spoken.length) {
                var before = spoken;
                spoken = Arrays.copyOf(before, Math.max(2 * before.length, length + count));
                Arrays.fill(before, (short) 0);
            }
            MemorySegment.copy(
                    samples.reinterpret(2L * count),
                    ValueLayout.JAVA_SHORT,
                    0,
                    spoken,
                    length,
                    count);
            length += count;
        }
        return GO_ON;
    }
}
