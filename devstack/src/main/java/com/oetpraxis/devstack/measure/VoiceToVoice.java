package com.oetpraxis.devstack.measure;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks with patients by voice in real time through the gateway, as the peer does, and prints how
 * long they take to answer, from the last loud sample of the learner's line to the arrival of the
 * patient's first sound. Arguments: the folder of the lines, how many learners talk at once, how
 * many lines each.
 */
public final class VoiceToVoice {

    private VoiceToVoice() {}

    static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        var home = Path.of(System.getenv("PRAXIS_HOME"));
        var demo = JsonMapper.shared().readTree(Files.readString(home.resolve("demo.json")));
        var lines = VoicedLine.readAll(Path.of(args[0]));
        int learners = Integer.parseInt(args[1]);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var talks = new ArrayList<VoiceTalk>();
        for (int i = 0; i < learners; i++) {
            talks.add(VoiceTalk.connect(http, demo.path("baseUrl").asString()));
        }
        talks.getFirst().warmUp(lines.getFirst());
        measure(talks, lines, Integer.parseInt(args[2]), suite(home)).print();
        System.exit(0);
    }

    private static ProcessHandle suite(Path home) throws IOException {
        var pid = Files.readString(home.resolve("run/devstack.pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static VoiceFigures measure(
            List<VoiceTalk> talks, List<VoicedLine> lines, int each, ProcessHandle suite)
            throws InterruptedException, ExecutionException {
        var answers = new ArrayList<Answer>();
        double spentBefore = processorSeconds(suite);
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(talks.size())) {
            var all = new ArrayList<Future<List<Answer>>>();
            for (int i = 0; i < talks.size(); i++) {
                var talk = talks.get(i);
                int number = i;
                all.add(threads.submit(() -> talk.say(lines, number, each)));
            }
            for (var one : all) {
                answers.addAll(one.get());
            }
        }
        double minutes = (System.nanoTime() - began) / 60e9;
        double spent = processorSeconds(suite) - spentBefore;
        int dropped = talks.stream().mapToInt(VoiceTalk::refused).sum();
        talks.forEach(VoiceTalk::end);
        return new VoiceFigures(talks.size(), answers, dropped, spent / minutes / talks.size());
    }

    /** Of the suite: the launcher and all its descendants. */
    private static double processorSeconds(ProcessHandle suite) {
        return Stream.concat(Stream.of(suite), suite.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(spent -> spent.toMillis() / 1e3)
                .sum();
    }
}
