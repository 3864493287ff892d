package co.getanswers.schema.dev.generate;

import co.getanswers.platform.References;
import co.getanswers.schema.MigrationFailure;
import jakarta.persistence.Entity;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** Creates the schema that entities describe: Hibernate's part of it, and what Hibernate can't express. */
final class EntitySchema {
    private EntitySchema() {}

    /**
     * Creates the schema of the entities beside a migrated one: what they can't describe is as it is there.
     *
     * @return what can't be as it is there
     */
    static List<String> create(
            ScratchDatabase database, Supplier<EntityModel> entities, ScratchDatabase migrated, Exclusions exclusions)
            throws SQLException {
        var handMade = new HandMadeObjects(migrated, database, exclusions);
        if (!handMade.exist()) {
            create(database, entities.get());
            return List.of();
        }
        handMade.copyBeforeTables();
        create(database, entities.get());
        return handMade.copy();
    }

    static void create(ScratchDatabase database, EntityModel entities) {
        var metadata = entities.metadata();
        try {
            database.run(sequences(metadata));
            entities.createTables(database);
            database.run(timesWithDefaultPrecision(database));
            database.run(primaryKeys(database));
            database.run(entities.indexes().stream()
                    .flatMap(DeclaredIndex::statements)
                    .toList());
            database.run(foreignKeys(metadata, entities.classes()));
        } catch (SQLException failed) {
            throw ScratchServer.failure("The schema of the entities can't be created", failed);
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
