package co.getanswers.schema.dev.generate;

import co.getanswers.schema.FailureTranslator;
import co.getanswers.schema.MigrationFailure;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;

/**
 * The mapped classes as Hibernate sees them, read without a database.
 *
 * @param classes the entities, and the converters, embeddables and superclasses that they need
 * @param indexes the declared ones, which Hibernate leaves to {@link DeclaredIndex}
 */
public record EntityModel(
        List<Class<?>> classes, List<DeclaredIndex> indexes, StandardServiceRegistry registry, Metadata metadata) {
    /** Begins to read the program's entities beside other work; the supplier waits for the end, and throws its failure. */
    public static Supplier<EntityModel> begin() {
        var reading = CompletableFuture.supplyAsync(() -> of(EntityScanner.scan()));
        return () -> {
            try {
                return reading.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failed;
            }
        };
    }

    public static EntityModel of(List<Class<?>> classes) {
        classes.forEach(EntityModel::requirePublic);
        var indexes = classes.stream().flatMap(EntityModel::indexes).toList();
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", "false")
                .applySetting("hibernate.connection.provider_class", new UserSuppliedConnectionProviderImpl())
                .applySetting("hibernate.hbm2ddl.halt_on_error", "true")
                .applySetting(
                        "hibernate.dialect",
                        new IndexSkippingDialect(
                                indexes.stream().map(DeclaredIndex::name).collect(Collectors.toSet())))
                .build();
        try {
            var sources = new MetadataSources(registry);
            classes.forEach(sources::addAnnotatedClass);
            var metadata = sources.buildMetadata();
            metadata.getEntityBindings().forEach(CheckConstraintNaming::apply);
            metadata.collectTableMappings().stream()
                    .flatMap(table -> table.getUniqueKeys().values().stream())
                    // A constraint can't have an index's WHERE; DeclaredIndex replaces it with the index.
                    .forEach(key -> key.setOptions(""));
            return new EntityModel(classes, indexes, registry, metadata);
        } catch (HibernateException refused) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw failure(refused);
        }
    }

    /** Creates what Hibernate describes: once, for its services end with it. */
    void createTables(ScratchDatabase database) throws SQLException {
        try (var connection = database.source().getConnection()) {
            SchemaManagementToolCoordinator.process(
                    metadata,
                    registry,
                    Map.of(
                            "jakarta.persistence.schema-generation.database.action",
                            "create",
                            "jakarta.persistence.schema-generation-connection",
                            connection),
                    delayedDrop -> {});
        } catch (HibernateException refused) {
            throw failure(refused);
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    private static MigrationFailure failure(HibernateException refused) {
        return new MigrationFailure(
                "The schema of the entities can't be created: " + FailureTranslator.sentence(refused), refused);
    }

    private static void requirePublic(Class<?> type) {
        var table = type.getAnnotation(Table.class);
        if (table != null
                && !(table.catalog().isEmpty() && List.of("", "public").contains(table.schema()))) {
            throw new MigrationFailure("The entity " + type.getSimpleName() + " lies in the schema "
                    + (table.schema().isEmpty() ? table.catalog() : table.schema())
                    + ": revisions are generated for public alone. Remove that from its @Table, or write the revision"
                    + " by hand and leave the entity out.");
        }
    }

    private static Stream<DeclaredIndex> indexes(Class<?> type) {
        var table = type.getAnnotation(Table.class);
        return table == null
                ? Stream.empty()
                : Arrays.stream(table.indexes()).map(index -> DeclaredIndex.of(table.name(), index));
    }
}
