package com.oetpraxis.ai.speech;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back to the system what models have freed: glibc keeps it otherwise, some hundred MiB after
 * long sentences. Does nothing with another C library.
 */
@SuppressWarnings("restricted") // a function of the C library
final class NativeMemory {

    private static final Logger log = LoggerFactory.getLogger(NativeMemory.class);

    private final Optional<MethodHandle> trim;

    NativeMemory() {
        var linker = Linker.nativeLinker();
        trim =
                linker.defaultLookup()
                        .find("malloc_trim")
                        .map(function ->
                                linker.downcallHandle(
                                        function,
                                        FunctionDescriptor.of(
                                                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));
    }

    void giveBack() {
        if (trim.isPresent()) {
            try {
                int freed = (int) trim.get().invokeExact(0L);
                log.debug("Gave native memory back: {}", freed);
            } catch (Throwable e) { // what a foreign function may throw
                throw new SpeechException("malloc_trim failed", e);
            }
        }
    }
}
