package com.oetpraxis.devstack.server;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Makes a role and a schema for each service; run again, it changes nothing but the passwords. */
public final class Schemas {

    private Schemas() {}

    /**
     * @param superuser a connection that may create roles
     * @param password of the role of this schema
     */
    public static void create(DataSource superuser, Function<Schema, String> password)
            throws SQLException {
        try (var connection = superuser.getConnection();
                var sql = connection.createStatement()) {
            sql.execute("revoke all on schema public from public");
            for (var extension : new String[] {"citext", "pg_trgm", "pgcrypto", "unaccent"}) {
                sql.execute("create schema if not exists extensions");
                sql.execute("create extension if not exists " + extension + " schema extensions");
            }
            sql.execute("grant usage on schema extensions to public");
            for (var schema : Schema.values()) {
                sql.execute(
                        """
                        do $$ begin
                            create role %s login;
                        exception when duplicate_object then null;
                        end $$
                        """
                                .formatted(schema.role()));
                sql.execute(
                        "alter role %s password '%s'"
                                .formatted(
                                        schema.role(), password.apply(schema).replace("'", "''")));
                sql.execute(
                        "create schema if not exists %s authorization %s"
                                .formatted(schema.schemaName(), schema.role()));
                sql.execute(
                        "alter role %s set search_path = %s, extensions"
                                .formatted(schema.role(), schema.schemaName()));
            }
        }
    }
}
