package com.oetpraxis.e2e;

import java.io.ByteArrayOutputStream;
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
import java.nio.file.Path;

/** espeak-ng's library, which voices what a learner says; not two threads at once. */
@SuppressWarnings({"restricted", "UnusedMethod", "UnusedVariable"}) // called by the library
final class Espeak {

    private static final int SYNCHRONOUS = 2;
    private static final int UTF8 = 1;

    private final Arena arena = Arena.global();
    private final MethodHandle setVoice;
    private final MethodHandle synth;
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private final int rate;

    /**
     * @param library {@code libespeak-ng.so}
     * @param data the folder that holds {@code espeak-ng-data}
     */
    Espeak(Path library, Path data) {
        var linker = Linker.nativeLinker();
        var lookup = SymbolLookup.libraryLookup(library, arena);
        var address = ValueLayout.ADDRESS;
        var integer = ValueLayout.JAVA_INT;
        try {
            MethodHandle initialize =
                    linker.downcallHandle(
                            lookup.findOrThrow("espeak_Initialize"),
                            FunctionDescriptor.of(integer, integer, integer, address, integer));
            rate =
                    (int)
                            initialize.invokeExact(
                                    SYNCHRONOUS, 0, arena.allocateFrom(data.toString()), 0);
            setVoice =
                    linker.downcallHandle(
                            lookup.findOrThrow("espeak_SetVoiceByName"),
                            FunctionDescriptor.of(integer, address));
            synth =
                    linker.downcallHandle(
                            lookup.findOrThrow("espeak_Synth"),
                            FunctionDescriptor.of(
                                    integer,
                                    address,
                                    ValueLayout.JAVA_LONG,
                                    integer,
                                    integer,
                                    integer,
                                    integer,
                                    address,
                                    address));
            MethodHandle setCallback =
                    linker.downcallHandle(
                            lookup.findOrThrow("espeak_SetSynthCallback"),
                            FunctionDescriptor.ofVoid(address));
            MethodHandle take =
                    MethodHandles.lookup()
                            .findVirtual(
                                    Espeak.class,
                                    "take",
                                    MethodType.methodType(
                                            int.class,
                                            MemorySegment.class,
                                            int.class,
                                            MemorySegment.class))
                            .bindTo(this);
            setCallback.invokeExact(
                    linker.upcallStub(
                            take,
                            FunctionDescriptor.of(integer, address, integer, address),
                            arena));
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("espeak-ng cannot be used", e);
        }
    }

    private int take(MemorySegment samples, int count, MemorySegment events) {
        if (samples.address() != 0 && count > 0) {
            byte[] bytes = samples.reinterpret(2L * count).toArray(ValueLayout.JAVA_BYTE);
            sound.write(bytes, 0, bytes.length);
        }
        return 0;
    }

    int rate() {
        return rate;
    }

    /** Speaks, in a voice such as {@code en-us+f3}. */
    synchronized short[] speak(String voice, String text) {
        sound.reset();
        choose(voice);
        try (var local = Arena.ofConfined()) {
            var words = local.allocateFrom(text);
            int result =
                    (int)
                            synth.invokeExact(
                                    words,
                                    words.byteSize(),
                                    0,
                                    0,
                                    0,
                                    UTF8,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL);
            if (result != 0) {
                throw new IllegalStateException("espeak_Synth " + result);
            }
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("espeak-ng did not speak", e);
        }
        byte[] bytes = sound.toByteArray();
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asShortBuffer().get(samples);
        return samples;
    }

    private void choose(String voice) {
        try (var local = Arena.ofConfined()) {
            int result = (int) setVoice.invokeExact(local.allocateFrom(voice));
            if (result != 0) {
                throw new IllegalStateException("espeak_SetVoiceByName " + result);
            }
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("espeak-ng has no voice " + voice, e);
        }
    }
}
