package com.oetpraxis.content.library;

import com.oetpraxis.content.event.ContentTopic;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.id.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the library into the database before the service answers. A card whose content has not
 * been seen becomes the next version; otherwise nothing changes. The cards passed linter, robots
 * and an editorial check and are published by the recorded decision {@code library import} (BR-08);
 * a clinician has not signed them yet.
 */
@Component
class LibraryImport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(LibraryImport.class);

    static final String DECISION = "library import";

    /** Stands where a person would, in {@code created_by_admin_id}. */
    private static final UUID LIBRARY = UUID.fromString("019b3f6a-2c00-7000-8000-000000000000");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    LibraryImport(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Outbox outbox,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        run(Library.read());
    }

    /** Imports the whole library in one transaction, one instance at a time. */
    void run(Library library) {
        var published =
                transaction.execute(status -> {
                    jdbc.sql(
                                    """
                                    select pg_advisory_xact_lock(
                                        hashtext(current_schema()), hashtext('library-import'))
                                    """)
                            .query((rs, n) -> true)
                            .single();
                    var professions = professions();
                    return library.cards().stream()
                            .filter(card -> bring(library, card, professions))
                            .toList()
                            .size();
                });
        log.info("Published {} of {} cards of the library", published, library.cards().size());
    }

    /** Whether a version was published. */
    private boolean bring(Library library, CardFile card, Map<String, String> professions) {
        var id = library.idOf(card);
        var profession = professions.get(card.examProfession());
        if (profession == null) {
            throw new IllegalStateException(
                    "The card " + card.code() + " is for no profession of the exam");
        }
        var versions = hashes(id);
        var isNew = versions.isEmpty() || !versions.getLast().equals(card.hash());
        var version = versions.size() + (isNew ? 1 : 0);
        save(library, card, id, profession, version);
        if (isNew) {
            addVersion(card, id, profession, version);
            outbox.publish(
                    new EventMessage(
                            ContentTopic.NAME,
                            "content.published",
                            id.toString(),
                            new ContentPublished(id, version, profession)));
            log.info("Published {} as version {} of scenario {}", card.code(), version, id);
        }
        return isNew;
    }

    /** Hashes of the scenario's versions, the first one first. */
    private List<String> hashes(UUID id) {
        return jdbc.sql(
                        """
                        select card_hash from scenario_versions
                        where scenario_id = ? order by version
                        """)
                .param(id)
                .query((rs, n) -> rs.getString("card_hash"))
                .list();
    }

    private void save(Library library, CardFile card, UUID id, String profession, int version) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql(
                        """
                        insert into scenarios (
                            id, code, title, description, patient_persona, candidate_card,
                            clinical_area, topic, target_profession, difficulty_level,
                            duration_minutes, required_plan, learning_objectives, prerequisites,
                            instructions, is_ai_generated, clinical_review, created_by_admin_id,
                            status, version, created_at, updated_at, published_at)
                        values (
                            :id, :code, :title, :description, :persona::jsonb, :candidate::jsonb,
                            :category, :topic, :profession, :difficulty,
                            :duration, :plan, :objectives, :prerequisites,
                            :instructions::jsonb, true, 'pending', :library,
                            'published', :version, :now, :now, :now)
                        on conflict (id) do update set
                            title = excluded.title, description = excluded.description,
                            patient_persona = excluded.patient_persona,
                            candidate_card = excluded.candidate_card,
                            clinical_area = excluded.clinical_area, topic = excluded.topic,
                            target_profession = excluded.target_profession,
                            difficulty_level = excluded.difficulty_level,
                            duration_minutes = excluded.duration_minutes,
                            required_plan = excluded.required_plan,
                            learning_objectives = excluded.learning_objectives,
                            prerequisites = excluded.prerequisites,
                            instructions = excluded.instructions,
                            version = excluded.version, updated_at = excluded.updated_at
                        where scenarios.version <> excluded.version
                           or scenarios.prerequisites <> excluded.prerequisites
                           or scenarios.instructions <> excluded.instructions
                        """)
                .param("id", id)
                .param("code", card.code())
                .param("title", card.title())
                .param("description", card.description())
                .param("persona", card.persona().toString())
                .param(
                        "candidate",
                        json.writeValueAsString(
                                new CandidateCard(
                                        card.setting(),
                                        card.role(),
                                        card.complaint(),
                                        card.tasks())))
                .param("category", card.category())
                .param("topic", card.topic())
                .param("profession", profession)
                .param("difficulty", card.difficulty())
                .param("duration", card.duration())
                .param("plan", card.requiredPlan())
                .param("objectives", card.tasks().toArray(String[]::new))
                .param("prerequisites", library.texts().prerequisites().toArray(String[]::new))
                .param(
                        "instructions",
                        json.writeValueAsString(
                                library.texts().instructions().forMinutes(card.duration())))
                .param("library", LIBRARY)
                .param("version", version)
                .param("now", now)
                .update();
    }

    private record CandidateCard(
            String setting, String role, String complaint, List<String> tasks) {}

    private void addVersion(CardFile card, UUID id, String profession, int version) {
        jdbc.sql(
                        """
                        insert into scenario_versions (
                            id, scenario_id, version, target_profession, duration_minutes, card,
                            card_hash, decision, created_at)
                        values (?, ?, ?, ?, ?, ?::json, ?, ?, ?)
                        """)
                .params(
                        ids.next(),
                        id,
                        version,
                        profession,
                        card.duration(),
                        card.json(),
                        card.hash(),
                        DECISION,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** API codes by the exam's names. */
    private Map<String, String> professions() {
        var codes = new java.util.HashMap<String, String>();
        jdbc.sql("select exam_name, code from professions")
                .query(rs -> {
                    codes.put(rs.getString("exam_name"), rs.getString("code"));
                });
        return codes;
    }
}
