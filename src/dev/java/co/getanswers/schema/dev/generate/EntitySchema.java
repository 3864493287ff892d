package co.getanswers.schema.dev.generate;

import co.getanswers.platform.References;
import co.getanswers.schema.FailureTranslator;
import co.getanswers.schema.MigrationFailure;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;

/** Creates the schema that entities describe: Hibernate's part of it, and what Hibernate can't express. */
final class EntitySchema {
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    static {
        // Hibernate logs a description of each database.
        HIBERNATE.setLevel(Level.WARNING);
    }

    private EntitySchema() {}

    /**
     * Creates the schema of the entities beside a migrated one: what they can't describe is as it is there.
     *
     * @return what can't be as it is there
     */
    static List<String> create(
            ScratchDatabase database, List<Class<?>> classes, ScratchDatabase migrated, Exclusions exclusions)
            throws SQLException {
        var handMade = new HandMadeObjects(migrated, database, exclusions);
        if (!handMade.exist()) {
            create(database, classes);
            return List.of();
        }
        handMade.copyBeforeTables();
        create(database, classes);
        return handMade.copy();
    }

    /** @param classes the entities, and the converters, embeddables and superclasses that they need */
    static void create(ScratchDatabase database, List<Class<?>> classes) {
        classes.forEach(EntitySchema::requirePublic);
        var indexes = classes.stream().flatMap(EntitySchema::indexes).toList();
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("jakarta.persistence.nonJtaDataSource", database.source())
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
            database.run(sequences(metadata));
            SchemaManagementToolCoordinator.process(
                    metadata,
                    registry,
                    Map.of("jakarta.persistence.schema-generation.database.action", "create"),
                    delayedDrop -> {});
            database.run(timesWithDefaultPrecision(database));
            database.run(primaryKeys(database));
            database.run(indexes.stream().flatMap(DeclaredIndex::statements).toList());
            database.run(foreignKeys(metadata, classes));
        } catch (SQLException failed) {
            throw ScratchServer.failure("The schema of the entities can't be created", failed);
        } catch (HibernateException refused) {
            throw new MigrationFailure(
                    "The schema of the entities can't be created: " + FailureTranslator.sentence(refused), refused);
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
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

    /** Makes room for the sequences that Hibernate creates, where a copied one has the name already. */
    private static List<String> sequences(Metadata metadata) {
        var drops = new ArrayList<String>();
        for (var namespace : metadata.getDatabase().getNamespaces()) {
            for (var sequence : namespace.getSequences()) {
                drops.add("DROP SEQUENCE IF EXISTS "
                        + sequence.getName().getSequenceName().render());
            }
        }
        return drops;
    }

    /** Removes the precision of six digits, which is PostgreSQL's default and not written in the revisions. */
    private static List<String> timesWithDefaultPrecision(ScratchDatabase database) {
        return database.rows("""
                SELECT format('ALTER TABLE %I ALTER COLUMN %I TYPE %s', relname, attname, atttypid::regtype)
                FROM pg_attribute
                JOIN pg_class ON pg_class.oid = attrelid
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND atttypmod = 6
                  AND atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype, 'time'::regtype, 'timetz'::regtype)""");
    }

    private static List<String> primaryKeys(ScratchDatabase database) {
        return database.rows("""
                SELECT format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', relname, conname, 'pk_' || relname)
                FROM pg_constraint
                JOIN pg_class ON pg_class.oid = conrelid
                WHERE contype = 'p' AND pg_class.relnamespace = 'public'::regnamespace""");
    }

    private static Stream<DeclaredIndex> indexes(Class<?> type) {
        var table = type.getAnnotation(Table.class);
        return table == null
                ? Stream.empty()
                : Arrays.stream(table.indexes()).map(index -> DeclaredIndex.of(table.name(), index));
    }

    private static List<String> foreignKeys(Metadata metadata, List<Class<?>> classes) {
        var statements = new ArrayList<String>();
        for (var type : classes) {
            if (type.isAnnotationPresent(Entity.class)) {
                var entity = metadata.getEntityBinding(type.getName());
                fields(type)
                        .filter(field -> field.isAnnotationPresent(References.class))
                        .forEach(field -> statements.add(foreignKey(entity, field)));
            }
        }
        return statements;
    }

    private static String foreignKey(PersistentClass entity, Field field) {
        var references = field.getAnnotation(References.class);
        var table = entity.getTable().getName();
        var column = properties(entity)
                .filter(property -> property.getName().equals(field.getName()))
                .map(property -> property.getColumns().get(0).getName())
                .findFirst()
                .orElseThrow(() -> new MigrationFailure("The field " + field.getName() + " of " + entity.getClassName()
                        + " has @References and is not mapped: map it, or remove that."));
        return "ALTER TABLE %s ADD CONSTRAINT fk_%s_%s FOREIGN KEY (%s) REFERENCES %s (%s) ON DELETE %s"
                .formatted(
                        table,
                        table,
                        column,
                        column,
                        references.table(),
                        references.column(),
                        references.onDelete().toSqlString());
    }

    /** All properties, including those of the key. */
    static Stream<Property> properties(PersistentClass entity) {
        var key = entity.getIdentifierMapper() != null
                ? entity.getIdentifierMapper().getProperties().stream()
                : Stream.ofNullable(entity.getIdentifierProperty());
        return Stream.concat(key, entity.getPropertyClosure().stream());
    }

    private static Stream<Field> fields(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(fields(type.getSuperclass()), Arrays.stream(type.getDeclaredFields()));
    }
}
