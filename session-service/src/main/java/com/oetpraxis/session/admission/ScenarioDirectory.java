package com.oetpraxis.session.admission;

import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What content-service says of single scenarios. */
@Component
public class ScenarioDirectory {

    private final ContentClient scenarios;

    ScenarioDirectory(ContentClient scenarios) {
        this.scenarios = scenarios;
    }

    /**
     * @param profession the API code
     * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
     * @param category the clinical area
     * @param minutes after which the patient closes
     * @param requiredPlan {@code free} or {@code paid}
     */
    public record Entry(
            UUID id,
            String title,
            String profession,
            @Nullable String difficulty,
            @Nullable String category,
            int minutes,
            String requiredPlan,
            boolean published) {}

    /**
     * A scenario of any status; empty where there is none.
     *
     * @throws UpstreamUnavailableException if content-service does not answer
     */
    public Optional<Entry> find(UUID id) {
        try {
            var found = scenarios.scenario(id);
            return Optional.of(
                    new Entry(
                            found.id(),
                            found.title(),
                            found.profession(),
                            found.difficulty(),
                            found.category(),
                            found.duration(),
                            found.requiredPlan(),
                            found.status().equals("published")));
        } catch (UpstreamException e) {
            if (e.status() == HttpStatus.NOT_FOUND.value()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
