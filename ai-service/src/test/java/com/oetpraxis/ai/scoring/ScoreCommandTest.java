package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ScoreCommandTest {

    private static final String TINY =
            "{\"format\": \"oet-golden/1\", %s\"turns\": [{\"i\": 0, \"speaker\": \"candidate\","
                    + " \"text\": \"Hello, I'm the nurse.\"}]}";

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsOneReportForOneFile() throws IOException {
        Files.copy(Talks.GOLDEN.resolve("g5-cough-good.json"), folder.resolve("talk.json"));

        assertThat(run("talk.json")).isZero();

        var report = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(report.propertyNames())
                .containsExactly(
                        "criteria",
                        "categories",
                        "overall",
                        "estimate",
                        "notices",
                        "evidence",
                        "model");
        assertThat(report.path("criteria").propertyNames())
                .containsExactly(
                        "intelligibility",
                        "fluency",
                        "appropriateness",
                        "resources",
                        "relationship",
                        "perspective",
                        "structure",
                        "gathering",
                        "giving");
        assertThat(report.path("categories").propertyNames())
                .containsExactly(
                        "pronunciation",
                        "grammar",
                        "vocabulary",
                        "clinicalCommunication",
                        "empathy",
                        "patientEducation");
        assertThat(report.path("estimate").propertyNames())
                .containsExactly("value", "low", "high", "raw", "grade");
        assertThat(report.path("evidence").get(0).propertyNames())
                .containsExactly("criterion", "measure", "effect", "turn", "start", "end", "quote");
        assertThat(report.path("model").propertyNames()).containsExactly("version", "hash");
        assertThat(report.path("notices")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void printsALineForEachFileOfAFolderAndPassesOverOtherFormats() {
        assertThat(run(Talks.GOLDEN.toAbsolutePath().toString())).isZero();

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(6).allSatisfy(line -> assertThat(line).startsWith("{\"id\":\"g"));
    }

    @Test
    void printsALineForEachLineOfStandardInput() {
        var input =
                TINY.formatted("\"id\": \"a\", ")
                        + "\n\n"
                        + TINY.formatted("\"id\": \"b\", ")
                        + "\n";

        assertThat(run(input, "-")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"id\":\"a\","),
                        line -> assertThat(line).startsWith("{\"id\":\"b\","));
    }

    @Test
    void scoresOneTranscriptOverSeveralLinesOfStandardInput() throws IOException {
        var input = Files.readString(Talks.GOLDEN.resolve("g4-inhalers-poor.json"));
        var pretty = JsonMapper.shared().readTree(input).toPrettyString();

        assertThat(run(pretty, "-")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"id\":\"g4-inhalers-poor\",");
    }

    @Test
    void givesTheSameBytesForTheSameFile() {
        var file =
                Talks.GOLDEN
                        .resolve("g2-inhalers-kind-but-halting.json")
                        .toAbsolutePath()
                        .toString();
        run(file);
        var once = out.toByteArray();
        out.reset();

        run(file);

        assertThat(out.toByteArray()).isEqualTo(once);
    }

    @Test
    void looksInItsOwnFolderWhereTheCallersHasNoSuchFile() {
        assertThat(run("src/test/resources/golden/g5-cough-good.json")).isZero();
    }

    @Test
    void refusesABadFileInOneSentence() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{\"format\": \"other\"}");
        Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xE9, '"'});
        Files.createDirectory(folder.resolve("empty"));

        assertRefused("bad.json", "bad.json: The member format must be \"oet-golden/1\".");
        assertRefused("latin.json", "latin.json: The text is not UTF-8.");
        assertRefused("none.json", "There is no file none.json.");
        assertRefused("empty", "There is no transcript in empty.");
        assertRefused("", "Name one transcript, for example: make -s score FILE=talk.json");
    }

    @Test
    void printsNothingWhereOneOfManyIsBad() {
        var input = TINY.formatted("\"id\": \"a\", ") + "\n{\"format\": \"oet-golden/1\"}\n";

        assertThat(run(input, "-")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("line 2: The member turns must be a list." + System.lineSeparator());
    }

    @Test
    void asksForAnIdOnStandardInput() {
        assertThat(run(TINY.formatted("") + "\n" + TINY.formatted(""), "-")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("line 1: the transcript has no id.");
    }

    @Test
    void explainsOnStandardErrorOnly() {
        var file = Talks.GOLDEN.resolve("g1-inhalers-excellent.json").toAbsolutePath().toString();

        assertThat(run("", file, "--explain")).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("words_per_minute", "coverage of the card");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{");
    }

    private void assertRefused(String path, String sentence) {
        out.reset();
        err.reset();

        assertThat(run(path)).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(sentence + System.lineSeparator());
    }

    private int run(String path) {
        return run("", path);
    }

    private int run(String input, String... args) {
        return ScoreCommand.run(
                List.of(args),
                folder,
                Talks.CARDS,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
