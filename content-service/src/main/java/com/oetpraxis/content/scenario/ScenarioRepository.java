package com.oetpraxis.content.scenario;

import com.oetpraxis.shared.web.PageQuery;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads scenarios, their versions and the professions; the library writes them. */
@Repository
class ScenarioRepository {

    /**
     * The words asked for in any of their forms, or a text that looks like them (typing errors).
     */
    private static final String FOUND =
            "(search @@ websearch_to_tsquery('english', ?) or word_similarity(?, search_text) >= 0.5)";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScenarioRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What the published scenarios of a profession are like, for the filters of a list. */
    record Summary(
            List<String> difficulties,
            List<String> categories,
            @Nullable Integer shortest,
            @Nullable Integer longest,
            int total) {}

    private record Condition(String sql, List<Object> parameters) {}

    Optional<Scenario> find(UUID id) {
        return jdbc.sql("select * from scenarios where id = ?")
                .param(id)
                .query((rs, n) -> scenario(rs))
                .optional();
    }

    Optional<ScenarioVersion> findVersion(UUID id, int version) {
        return jdbc.sql(
                        """
                        select s.code, v.* from scenario_versions v
                        join scenarios s on s.id = v.scenario_id
                        where v.scenario_id = ? and v.version = ?
                        """)
                .params(id, version)
                .query((rs, n) ->
                        new ScenarioVersion(
                                id,
                                rs.getString("code"),
                                version,
                                rs.getString("target_profession"),
                                rs.getInt("duration_minutes"),
                                rs.getString("card")))
                .optional();
    }

    /** One page of the published scenarios: the best match first, else the newest. */
    List<Scenario> findPublished(ScenarioFilter filter, PageQuery page) {
        var where = where(filter);
        var parameters = new ArrayList<>(where.parameters());
        var order = "created_at desc, id desc";
        if (filter.search() != null) {
            order =
                    "ts_rank(search, websearch_to_tsquery('english', ?))"
                            + " + word_similarity(?, search_text) desc, "
                            + order;
            parameters.add(filter.search());
            parameters.add(filter.search());
        }
        parameters.add(page.limit());
        parameters.add(page.offset());
        return jdbc.sql(
                        "select * from scenarios where "
                                + where.sql()
                                + " order by "
                                + order
                                + " limit ? offset ?")
                .params(parameters)
                .query((rs, n) -> scenario(rs))
                .list();
    }

    long countPublished(ScenarioFilter filter) {
        var where = where(filter);
        return jdbc.sql("select count(*) from scenarios where " + where.sql())
                .params(where.parameters())
                .query(Long.class)
                .single();
    }

    Summary summary(ScenarioFilter filter) {
        var where = where(filter);
        return jdbc.sql(
                        """
                        select coalesce(array_agg(distinct difficulty_level), '{}') as difficulties,
                               coalesce(array_agg(distinct clinical_area), '{}') as categories,
                               min(duration_minutes) as shortest, max(duration_minutes) as longest,
                               count(*) as total
                        from scenarios where
                        """
                                + where.sql())
                .params(where.parameters())
                .query((rs, n) ->
                        new Summary(
                                texts(rs.getArray("difficulties")),
                                texts(rs.getArray("categories")),
                                (Integer) rs.getObject("shortest"),
                                (Integer) rs.getObject("longest"),
                                rs.getInt("total")))
                .single();
    }

    boolean isProfession(String code) {
        return jdbc.sql("select exists (select 1 from professions where code = ?)")
                .param(code)
                .query(Boolean.class)
                .single();
    }

    private static Condition where(ScenarioFilter filter) {
        var sql = new StringBuilder("status = 'published'");
        var parameters = new ArrayList<>();
        equal(sql, parameters, "target_profession", filter.profession());
        equal(sql, parameters, "difficulty_level", filter.difficulty());
        equal(sql, parameters, "clinical_area", filter.category());
        if (filter.search() != null) {
            sql.append(" and ").append(FOUND);
            parameters.add(filter.search());
            parameters.add(filter.search());
        }
        return new Condition(sql.toString(), parameters);
    }

    private static void equal(
            StringBuilder sql, List<Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = ?");
            parameters.add(value);
        }
    }

    private Scenario scenario(ResultSet rs) throws SQLException {
        return new Scenario(
                rs.getObject("id", UUID.class),
                rs.getString("code"),
                rs.getString("title"),
                rs.getString("description"),
                rs.getString("target_profession"),
                rs.getString("difficulty_level"),
                rs.getString("clinical_area"),
                rs.getString("topic"),
                rs.getInt("duration_minutes"),
                rs.getString("required_plan"),
                texts(rs.getArray("learning_objectives")),
                texts(rs.getArray("prerequisites")),
                json.readValue(rs.getString("instructions"), Scenario.Instructions.class),
                json.readValue(rs.getString("candidate_card"), Scenario.CandidateCard.class),
                json.readValue(rs.getString("patient_persona"), Scenario.Persona.class),
                rs.getString("status"),
                rs.getInt("version"),
                new Scenario.Ratings(rs.getInt("rating_sum"), rs.getInt("rating_count")),
                rs.getTimestamp("created_at").toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
