package com.oetpraxis.shared.job;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets a job run on one instance at a time: an advisory lock of the database, held by a connection
 * of its own and so freed when the instance dies. No transaction is open meanwhile.
 */
public final class ClusterLock {

    private final DataSource database;

    ClusterLock(DataSource database) {
        this.database = database;
    }

    /**
     * Runs the job unless another instance does; tells whether it ran.
     *
     * @param name of the job, the same on all instances of the service
     * @throws DataAccessResourceFailureException if the database went away; the job may have run
     */
    public boolean run(String name, Runnable job) {
        try (var connection = database.getConnection()) {
            if (!call(connection, "pg_try_advisory_lock", name)) {
                return false;
            }
            try {
                job.run();
            } finally {
                call(connection, "pg_advisory_unlock", name);
            }
            return true;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the lock of " + name + " was lost", e);
        }
    }

    private static boolean call(Connection connection, String function, String name)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select " + function + "(hashtext(current_schema()), hashtext(?))")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
