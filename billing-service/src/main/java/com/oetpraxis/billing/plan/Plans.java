package com.oetpraxis.billing.plan;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plans on offer; they come with the migrations. */
@Repository
public class Plans {

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All plans, the free one first. */
    public List<Plan> all() {
        return jdbc.sql("select * from plans order by product, price_minor")
                .query((rs, n) -> plan(rs))
                .list();
    }

    /** The plan of every account of this product that has bought none. */
    public Optional<Plan> free(String product) {
        return jdbc.sql("select * from plans where product = ? and tier = 'free'")
                .param(product)
                .query((rs, n) -> plan(rs))
                .optional();
    }

    /**
     * @throws org.springframework.dao.EmptyResultDataAccessException if there is none
     */
    public Plan get(UUID id) {
        return jdbc.sql("select * from plans where id = ?")
                .param(id)
                .query((rs, n) -> plan(rs))
                .single();
    }

    /** The plan of this stable code. */
    public Optional<Plan> findByCode(String code) {
        return jdbc.sql("select * from plans where code = ?")
                .param(code)
                .query((rs, n) -> plan(rs))
                .optional();
    }

    private static Plan plan(ResultSet rs) throws SQLException {
        return new Plan(
                rs.getObject("id", UUID.class),
                rs.getString("code"),
                rs.getString("product"),
                rs.getString("name"),
                Tier.of(rs.getString("tier")),
                rs.getLong("price_minor"),
                Currency.getInstance(rs.getString("currency")),
                rs.getString("interval"),
                rs.getString("unit"),
                rs.getInt("session_limit"),
                texts(rs.getArray("features")),
                texts(rs.getArray("limitations")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
