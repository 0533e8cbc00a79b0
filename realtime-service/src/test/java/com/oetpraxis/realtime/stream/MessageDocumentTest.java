package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.MessageDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The practice stream is described in docs/api/asyncapi.yaml as it is. */
class MessageDocumentTest {

    /** Where the name on the wire is not the record's. */
    private static final Map<String, String> NAMES =
            Map.of("quality", "audio_quality", "stream_error", "error");

    private MessageDocument document;

    @BeforeEach
    void read() throws IOException {
        document = MessageDocument.read();
    }

    private static String name(Class<?> message) {
        var name =
                message.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(name, name);
    }

    @Test
    void namesWhatClientsMaySend() {
        var read = Arrays.stream(ClientMessage.class.getPermittedSubclasses());

        assertThat(document.messagesOf("listenToClient"))
                .containsExactlyInAnyOrderElementsOf(read.map(MessageDocumentTest::name).toList());
    }

    @Test
    void namesWhatIsSent() {
        var both = document.messagesOf("tellClient");

        assertThat(both).containsExactlyInAnyOrderElementsOf(ServerMessage.TYPES);
        assertThat(Arrays.stream(ServerMessage.class.getPermittedSubclasses()))
                .extracting(MessageDocumentTest::name)
                .isSubsetOf(both);
        both.addAll(document.messagesOf("listenToClient"));
        assertThat(document.messages("practiceStream")).isEqualTo(both);
    }

    @Test
    void describesEveryMemberThatIsSent() {
        for (var message : ServerMessage.class.getPermittedSubclasses()) {
            var expected =
                    new TreeMap<>(MessageDocument.membersOf(message.asSubclass(Record.class)));
            var described = document.members(name(message));

            assertThat(described).as(name(message)).containsKeys("type", "seq");
            described.keySet().removeAll(Set.of("type", "seq"));
            expected.replace("echo", "string"); // whatever the ping had
            assertThat(described).as(name(message)).isEqualTo(expected);
        }
    }
}
