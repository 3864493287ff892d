package co.getanswers.schema.dev.generate;

import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.mapping.Index;
import org.hibernate.tool.schema.internal.StandardIndexExporter;
import org.hibernate.tool.schema.spi.Exporter;

/** Hibernate's PostgreSQL dialect without the indexes that {@link DeclaredIndex} creates. */
final class IndexSkippingDialect extends PostgreSQLDialect {
    private final Set<String> names;

    IndexSkippingDialect(Set<String> names) {
        super(DatabaseVersion.make(15));
        this.names = names;
    }

    @Override
    public Exporter<Index> getIndexExporter() {
        return new StandardIndexExporter(this) {
            @Override
            public String[] getSqlCreateStrings(Index index, Metadata metadata, SqlStringGenerationContext context) {
                return names.contains(index.getName())
                        ? NO_COMMANDS
                        : super.getSqlCreateStrings(index, metadata, context);
            }
        };
    }
}
