package com.oetpraxis.session.library;

import com.oetpraxis.session.admission.ScenarioDirectory;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code published_scenarios}. An event says that a scenario is there; its title and
 * level are asked for when somebody wants to see them, and again after an hour, since they change
 * and scenarios are archived. Where content-service does not answer, what was known is shown.
 */
@Component
public class ScenarioLibrary {

    private static final Logger log = LoggerFactory.getLogger(ScenarioLibrary.class);

    private static final Duration FRESH = Duration.ofHours(1);
    private static final int ASKED_AT_ONCE = 25;

    private final JdbcClient jdbc;
    private final ScenarioDirectory directory;
    private final Clock clock;

    ScenarioLibrary(JdbcClient jdbc, ScenarioDirectory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    /** Notes a publication; an older one than what is known changes nothing. */
    void published(UUID scenarioId, int version, String profession, Instant toldAt) {
        jdbc.sql(
                        """
                        insert into published_scenarios
                            (scenario_id, version, profession, published, told_at)
                        values (?, ?, ?, true, ?)
                        on conflict (scenario_id) do update
                            set version = excluded.version, profession = excluded.profession,
                                published = true, checked_at = null, told_at = excluded.told_at
                            where published_scenarios.version < excluded.version
                        """)
                .params(scenarioId, version, profession, Timestamp.from(toldAt))
                .update();
    }

    /** The published scenarios of a profession; asks content-service, so not in a transaction. */
    public List<PublishedScenario> of(String profession) {
        refresh(profession);
        return jdbc.sql(
                        """
                        select scenario_id, title, difficulty, category, duration_minutes,
                               required_plan
                        from published_scenarios
                        where profession = ? and published and title is not null
                        order by title, scenario_id
                        """)
                .param(profession)
                .query((row, n) ->
                        new PublishedScenario(
                                row.getObject("scenario_id", UUID.class),
                                row.getString("title"),
                                row.getString("difficulty"),
                                row.getString("category"),
                                row.getInt("duration_minutes"),
                                row.getString("required_plan")))
                .list();
    }

    private void refresh(String profession) {
        var stale =
                jdbc.sql(
                                """
                                select scenario_id from published_scenarios
                                where profession = ? and (checked_at is null or checked_at < ?)
                                order by checked_at nulls first limit ?
                                """)
                        .params(
                                profession,
                                Timestamp.from(clock.instant().minus(FRESH)),
                                ASKED_AT_ONCE)
                        .query(UUID.class)
                        .list();
        try {
            for (var id : stale) {
                directory.find(id).ifPresentOrElse(this::store, () -> gone(id));
            }
        } catch (UpstreamUnavailableException | UpstreamException e) {
            log.warn("Scenarios are shown as they were last known: {}", e.getMessage());
        }
    }

    private void store(ScenarioDirectory.Entry entry) {
        jdbc.sql(
                        """
                        update published_scenarios
                        set title = ?, difficulty = ?, category = ?, duration_minutes = ?,
                            required_plan = ?, published = ?, checked_at = ?
                        where scenario_id = ?
                        """)
                .params(
                        Arrays.asList(
                                entry.title(),
                                entry.difficulty() == null ? "intermediate" : entry.difficulty(),
                                entry.category() == null ? "general" : entry.category(),
                                entry.minutes(),
                                entry.requiredPlan(),
                                entry.published(),
                                Timestamp.from(clock.instant()),
                                entry.id()))
                .update();
    }

    private void gone(UUID id) {
        jdbc.sql(
                        """
                        update published_scenarios set published = false, checked_at = ?
                        where scenario_id = ?
                        """)
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }
}
