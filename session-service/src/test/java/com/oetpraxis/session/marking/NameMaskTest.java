package com.oetpraxis.session.marking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Hello, my name is Amara and I am the nurse | Hello, my name is [name] and I am the nurse
                    hello my name is amara okafor and im the nurse | hello my name is [name] [name] and im the nurse
                    Good morning, I'm Dr Okafor from the clinic | Good morning, I'm Dr [name] from the clinic
                    I am Nurse O'Brien | I am Nurse [name]
                    My name's Zoë-Marie. How are you? | My name's [name]. How are you?
                    I am sorry to hear that, I'm glad you came | I am sorry to hear that, I'm glad you came
                    I'm one of the nurses here | I'm one of the nurses here
                    """)
    void takesTheNameOut(String said, String masked) {
        assertThat(NameMask.of(List.of(said), List.of()).apply(said)).isEqualTo(masked);
    }

    @Test
    void takesItOutOfThePatientsWordsToo() {
        var mask =
                NameMask.of(
                        List.of("My name is Amara Okafor."),
                        List.of("Thank you, Nurse Adichie. Is Amara your first name?"));

        assertThat(mask.apply("Thank you, Nurse Adichie. Is Amara your first name?"))
                .isEqualTo("Thank you, Nurse [name]. Is [name] your first name?");
        assertThat(mask.apply("Okafor, okafor's amaranth")).isEqualTo("[name], [name]'s amaranth");
    }
}
