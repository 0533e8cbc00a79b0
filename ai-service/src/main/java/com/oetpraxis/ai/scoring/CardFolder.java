package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.CardReader;
import com.oetpraxis.ai.card.InvalidCardException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The cards of a folder, one in each file, by the file's name. */
final class CardFolder {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final @Nullable Path folder;
    private final Map<String, Card> read = new HashMap<>();

    /**
     * @param folder null where there is none, and then no card is known
     */
    CardFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The card of that code; null where there is none or it cannot be read. */
    @Nullable Card find(@Nullable String code) {
        if (code == null || folder == null || !CODE.matcher(code).matches()) {
            return null;
        }
        var known = read.get(code);
        var file = folder.resolve(code + ".yaml");
        if (known != null || !Files.isRegularFile(file)) {
            return known;
        }
        try (var in = Files.newInputStream(file)) {
            var card = CardReader.read(in);
            read.put(code, card);
            return card;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException | InvalidCardException e) {
            return null;
        }
    }
}
