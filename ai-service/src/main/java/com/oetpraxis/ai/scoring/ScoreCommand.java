package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.transcript.InvalidTranscriptException;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.TranscriptReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores transcripts in the golden format without the suite: {@code make -s score FILE=path}.
 *
 * <p>One file prints one report. A folder, or {@code -} for standard input with one transcript a
 * line, prints one report a line, each with its {@code id}. What is wrong with the input is one
 * sentence on standard error and exit 2; then nothing is on standard output.
 */
public final class ScoreCommand {

    private static final int BAD_INPUT = 2;

    private final Scorer scorer;
    private final CardFolder cards;
    private final TranscriptReader reader = new TranscriptReader();
    private final boolean explain;
    private final PrintStream err;

    private ScoreCommand(Scorer scorer, CardFolder cards, boolean explain, PrintStream err) {
        this.scorer = scorer;
        this.cards = cards;
        this.explain = explain;
        this.err = err;
    }

    static void main(String[] args) {
        var cards = System.getProperty("praxis.cards");
        int status =
                run(
                        List.of(args),
                        callerFolder(),
                        cards == null || cards.isBlank() ? null : Path.of(cards),
                        System.in,
                        System.out,
                        System.err);
        System.exit(status);
    }

    private static Path callerFolder() {
        var folder = System.getenv("PRAXIS_CALLER_DIR");
        return Path.of(folder == null || folder.isBlank() ? "" : folder).toAbsolutePath();
    }

    /**
     * Runs the command.
     *
     * @param args the path, and {@code --explain} for the workings on standard error
     * @param from the folder that paths are relative to
     * @param cards the folder of the cards; null where there is none
     * @return the exit status
     */
    static int run(
            List<String> args,
            Path from,
            @Nullable Path cards,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        var paths = args.stream().filter(arg -> !arg.equals("--explain")).toList();
        try {
            if (paths.size() != 1 || paths.getFirst().isBlank()) {
                throw new InvalidTranscriptException(
                        "Name one transcript, for example: make -s score FILE=talk.json");
            }
            var command =
                    new ScoreCommand(
                            Scorer.load(), new CardFolder(cards), args.contains("--explain"), err);
            var printed = command.score(paths.getFirst(), from, in);
            out.write(printed.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return 0;
        } catch (InvalidTranscriptException e) {
            err.println(e.sentence());
            return BAD_INPUT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String score(String path, Path from, InputStream in) throws IOException {
        if (path.equals("-")) {
            return scoreLines(in.readAllBytes());
        }
        var file = resolve(path, from);
        if (Files.isDirectory(file)) {
            return scoreFolder(file, path);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidTranscriptException("There is no file " + path + ".");
        }
        var transcript = named(path, () -> reader.read(text(Files.readAllBytes(file))));
        return ReportWriter.page(report(transcript));
    }

    /**
     * By the caller's folder, else by the one this runs in: a caller may have moved without a
     * shell.
     */
    private static Path resolve(String path, Path from) {
        try {
            var file = from.resolve(path);
            return Files.exists(file) ? file : Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidTranscriptException("There is no file " + path + ".");
        }
    }

    private String scoreFolder(Path folder, String path) throws IOException {
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files =
                    listed.filter(file -> file.getFileName().toString().endsWith(".json"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
        }
        var lines = new StringBuilder();
        int scored = 0;
        for (var file : files) {
            var name = file.getFileName().toString();
            var text = text(Files.readAllBytes(file));
            if (named(name, () -> reader.isOfAnotherFormat(text))) {
                continue; // such as the list of expected orders
            }
            var transcript = named(name, () -> reader.read(text));
            var id =
                    Optional.ofNullable(transcript.id())
                            .orElse(name.substring(0, name.length() - ".json".length()));
            lines.append(ReportWriter.line(id, report(transcript)));
            scored++;
        }
        if (scored == 0) {
            throw new InvalidTranscriptException("There is no transcript in " + path + ".");
        }
        return lines.toString();
    }

    private String scoreLines(byte[] input) {
        var lines = lines(text(input));
        if (lines.isEmpty()) {
            throw new InvalidTranscriptException("There is no transcript on standard input.");
        }
        var reports = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var name = "line " + (i + 1);
            var transcript = named(name, () -> reader.read(line));
            var id = transcript.id();
            if (id == null) {
                throw new InvalidTranscriptException(name + ": the transcript has no id.");
            }
            reports.append(ReportWriter.line(id, report(transcript)));
        }
        return reports.toString();
    }

    /** One transcript a line; a single one may go over several. */
    private List<String> lines(String input) {
        var lines = input.lines().filter(line -> !line.isBlank()).toList();
        try {
            reader.read(input);
            return List.of(input);
        } catch (InvalidTranscriptException e) {
            return lines;
        }
    }

    private ScoreReport report(Transcript transcript) {
        var assessment = scorer.score(transcript, cards.find(transcript.scenarioId()));
        if (explain) {
            assessment.sheet().lines().forEach(err::println);
        }
        return assessment.report();
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidTranscriptException("The text is not UTF-8.");
        }
    }

    private static <T> T named(String name, Reading<T> reading) throws InvalidTranscriptException {
        try {
            return reading.read();
        } catch (InvalidTranscriptException e) {
            throw new InvalidTranscriptException(name + ": " + e.sentence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
