package co.getanswers.platform.database;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Statements of one connection that are sent without waiting for one another's answers; the server runs them in order. */
public final class Pipeline {
    private Pipeline() {}

    /**
     * The answers in the order of the statements. It fails when all are answered, with the failure of the first that failed:
     * in a transaction, the server refuses those after it on its account.
     */
    public static <T> Uni<List<T>> of(List<Uni<T>> statements) {
        return statements.size() == 1
                ? statements.get(0).map(List::of)
                : Uni.combine()
                        .all()
                        .unis(statements)
                        .collectFailures()
                        .<List<T>>with(Pipeline::answers)
                        .onFailure(CompositeException.class)
                        .transform(failures -> failures.getCauses().get(0));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> answers(List<?> answers) {
        return (List<T>) answers;
    }
}
