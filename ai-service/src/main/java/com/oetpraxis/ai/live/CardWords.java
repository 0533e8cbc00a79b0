package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.speech.PreferredWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The words a learner is likely to say with a card and seldom otherwise: names, medicines, what the
 * tasks and the patient's questions are about. Common words need no preference.
 */
@Component
class CardWords {

    /** Words up to this rank of the frequency list are common. */
    private static final int COMMON = 8_000;

    private static final int LEAST_LETTERS = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}'’-]+\\*?");

    private final Set<String> common;

    CardWords() {
        var file = CardWords.class.getResourceAsStream("/scoring/words-en.txt");
        if (file == null) {
            throw new IllegalStateException("scoring/words-en.txt is missing");
        }
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            common =
                    lines.lines()
                            .filter(line -> !line.startsWith("#"))
                            .limit(COMMON)
                            .collect(Collectors.toCollection(HashSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a card; they give away nothing, since they are only preferred when heard. */
    PreferredWords of(Card card) {
        var words = new TreeSet<String>();
        var persona = card.persona();
        read(persona.name(), words);
        read(persona.title(), words);
        var candidate = card.candidateCard();
        read(candidate.role(), words);
        candidate.tasks().forEach(task -> read(task, words));
        var complaint = candidate.complaint();
        if (complaint != null) {
            read(complaint, words);
        }
        card.ask().forEach(intent -> intent.p().forEach(pattern -> read(pattern, words)));
        card.tell()
                .forEach(intent -> {
                    intent.p().forEach(pattern -> read(pattern, words));
                    read(intent.tb(), words);
                });
        return PreferredWords.of(words);
    }

    /** Beginnings of words, as patterns have them, are no words. */
    private void read(String text, Set<String> words) {
        var found = WORD.matcher(text);
        while (found.find()) {
            var word = found.group().toLowerCase(Locale.ROOT);
            if (word.length() >= LEAST_LETTERS && !word.endsWith("*") && !common.contains(word)) {
                words.add(word);
            }
        }
    }
}
