package com.oetpraxis.ai.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PronunciationTest {

    private static final Pronunciation PRONUNCIATION = Pronunciation.load();

    @ParameterizedTest
    @CsvSource({
        "teacher, tˈiːtʃɚ",
        "nervous, nˈɜːvəs",
        "happy, hˈæpi",
        "the, ðə",
        "don't, dˈoʊnt",
        "paracetamol, pˌæɹəsˈiːɾəmˌɔl",
        "mum's, mˈʌmz",
        "dentist's, dˈɛntəsts",
        "nurse's, nˈɜːsᵻz",
        "do, dˈuː",
        "colours, kˈʌlɚz",
        "antibiotics, ˌæntɪbaɪˈɑːɾɪks",
        "an x-ray, ɐn ˈɛks ɹˈeɪ",
        "GP, dʒˈiː pˈiː"
    })
    void saysWords(String written, String sounds) {
        assertThat(PRONUNCIATION.of(written)).isEqualTo(sounds);
    }

    /** A word that no lexicon knows is swallowed where nothing in it is stressed. */
    @ParameterizedTest
    @CsvSource({"throbs, θɹˈʌbz", "unhelpful, ˈʌnhəlpfəl"})
    void stressesWhatRulesLeaveWithoutStress(String written, String sounds) {
        assertThat(PRONUNCIATION.of(written)).isEqualTo(sounds);
    }

    @Test
    void keepsThePunctuationThatGivesASentenceItsTune() {
        assertThat(PRONUNCIATION.of("Well, no... Is it - bad?"))
                .matches("w[^,]+, n[^.]+\\. ɪz ɪt ,? ?b[^?]+\\?");
    }

    @Test
    void findsASoundForEveryWordThatPatientsSay() {
        var silent = new HashSet<String>();
        for (var code : Cards.codes()) {
            for (var line : Cards.read(code).lines()) {
                for (var word : line.text().split("[^\\p{L}']+", -1)) {
                    if (!word.isBlank()
                            && !word.matches("'+")
                            && PRONUNCIATION.of(word).isBlank()) {
                        silent.add(word);
                    }
                }
            }
        }

        assertThat(silent).isEqualTo(Set.of());
    }
}
