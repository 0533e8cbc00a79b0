package com.oetpraxis.devstack.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder {@code .praxis}: data, secrets, logs and who is running. */
public final class Home {

    private final Path root;

    private Home(Path root) {
        this.root = root;
    }

    /** {@code PRAXIS_HOME}; blank is unset and means {@code .praxis} of the project. */
    public static Path folder(Path project) {
        var named = System.getenv("PRAXIS_HOME");
        return named == null || named.isBlank() ? project.resolve(".praxis") : Path.of(named);
    }

    static Home at(Path root) {
        try {
            Files.createDirectories(root.resolve("logs"));
            Files.createDirectories(root.resolve("run"));
        } catch (IOException e) {
            throw new LaunchException("The folder " + root + " cannot be written.", e);
        }
        return new Home(root);
    }

    Path root() {
        return root;
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path pid(String name) {
        return root.resolve("run").resolve(name + ".pid");
    }

    /** Whether a launcher works in this folder, be it only starting. */
    public static boolean isHeld(Path root) {
        var file = root.resolve("run/lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = open(file);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // whoever may not open it does not know
        }
    }

    /** Held for as long as this process lives. */
    FileLock lock() {
        var file = root.resolve("run/lock");
        try {
            var channel = open(file);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                throw new LaunchException(
                        "Praxis is already running from this folder; stop that one first (Ctrl-C in its terminal).");
            }
            return lock;
        } catch (IOException e) {
            throw new LaunchException("The file " + file + " cannot be locked.", e);
        }
    }

    @SuppressWarnings("resource") // the lock lives as long as the process
    private static FileChannel open(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw").getChannel();
    }

    void requireSpace(long neededBytes) {
        try {
            var free = Files.getFileStore(root).getUsableSpace();
            if (free < neededBytes) {
                throw new LaunchException(
                        "The disk is nearly full: %d MiB are free where %s lies, %d MiB are needed."
                                .formatted(free >> 20, root, neededBytes >> 20));
            }
        } catch (IOException e) {
            throw new LaunchException("The free space at " + root + " cannot be read.", e);
        }
    }

    void writePid(String name, long pid) {
        try {
            Files.writeString(pid(name), pid + "\n");
        } catch (IOException e) {
            throw new LaunchException("The folder " + root + " cannot be written.", e);
        }
    }

    void forgetPid(String name) {
        try {
            Files.deleteIfExists(pid(name));
        } catch (IOException e) {
            System.err.println("The file " + pid(name) + " was not deleted.");
        }
    }

    /** The last lines of a log, to show why something ended. */
    @Nullable String lastLines(String name, int count) {
        try {
            var lines = Files.readString(log(name), StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return null;
        }
    }
}
