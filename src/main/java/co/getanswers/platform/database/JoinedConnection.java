package co.getanswers.platform.database;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import org.jspecify.annotations.Nullable;

/** The connection of a {@link RequestTransaction}, for code that takes one from the pool. Closing it leaves it open. */
final class JoinedConnection implements SqlConnectionInternal {
    private final RequestTransaction request;
    private @Nullable Transaction transaction;

    JoinedConnection(RequestTransaction request) {
        this.request = request;
    }

    private SqlConnection connection() {
        return request.connection().getDelegate();
    }

    @Override
    public Future<Transaction> begin() {
        var savepoint = new Savepoint(request.nextSavepoint());
        return savepoint.run("savepoint ").map(begun -> {
            transaction = savepoint;
            return savepoint;
        });
    }

    @Override
    public void begin(Handler<AsyncResult<Transaction>> handler) {
        begin().onComplete(handler);
    }

    @Override
    public @Nullable Transaction transaction() {
        return transaction;
    }

    /** A transaction within the request's. */
    private final class Savepoint implements Transaction {
        private final String name;
        private final Promise<Void> completion = Promise.promise();

        Savepoint(String name) {
            this.name = name;
        }

        private Future<Void> run(String statement) {
            return connection().query(statement + name).execute().mapEmpty();
        }

        private Future<Void> end(String statement) {
            transaction = null;
            return run(statement).onComplete(completion);
        }

        @Override
        public Future<Void> commit() {
            return end("release savepoint ");
        }

        @Override
        public void commit(Handler<AsyncResult<Void>> handler) {
            commit().onComplete(handler);
        }

        @Override
        public Future<Void> rollback() {
            return end("rollback to savepoint ");
        }

        @Override
        public void rollback(Handler<AsyncResult<Void>> handler) {
            rollback().onComplete(handler);
        }

        @Override
        public void completion(Handler<AsyncResult<Void>> handler) {
            completion.future().onComplete(handler);
        }

        @Override
        public Future<Void> completion() {
            return completion.future();
        }
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return connection().query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return connection().preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return connection().preparedQuery(sql, options);
    }

    @Override
    public Future<PreparedStatement> prepare(String sql) {
        return connection().prepare(sql);
    }

    @Override
    public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return connection().prepare(sql, options);
    }

    @Override
    public SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
        prepare(sql).onComplete(handler);
        return this;
    }

    @Override
    public SqlConnection prepare(String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
        prepare(sql, options).onComplete(handler);
        return this;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    @Override
    public boolean isSSL() {
        return connection().isSSL();
    }

    @Override
    public DatabaseMetadata databaseMetadata() {
        return connection().databaseMetadata();
    }

    @Override
    public Connection unwrap() {
        return ((SqlConnectionInternal) connection()).unwrap();
    }

    // Handlers belong to the connection, which outlives each part of the request.

    @Override
    public SqlConnection exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public SqlConnection closeHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public void handleEvent(Object event) {}

    @Override
    public void handleClosed() {}

    @Override
    public void handleException(Throwable failure) {}
}
