package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.junit.jupiter.api.Test;

/** The revisions and the entities describe the same tables: each makes a database of its own, and these are compared. */
class EntitiesFitTheSchemaTest {
    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type, udt_name,
                coalesce(character_maximum_length, numeric_precision, datetime_precision) AS length, is_nullable
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
            ORDER BY table_name, column_name""";

    @Test
    void theEntitiesFitTheMigratedSchemaColumnByColumn() {
        var fromEntities = Database.empty();
        createFromEntities(fromEntities);
        assertThat(Database.migrated().rows(COLUMNS))
                .isNotEmpty()
                .containsExactlyElementsOf(fromEntities.rows(COLUMNS));
    }

    private static void createFromEntities(Database database) {
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("jakarta.persistence.jdbc.url", database.source().getURL())
                .applySetting("jakarta.persistence.jdbc.user", database.source().getUser())
                .build();
        try {
            var sources = new MetadataSources(registry);
            mapped().forEach(sources::addAnnotatedClass);
            SchemaManagementToolCoordinator.process(
                    sources.buildMetadata(),
                    registry,
                    Map.of(
                            "jakarta.persistence.schema-generation.database.action", "create",
                            "hibernate.hbm2ddl.halt_on_error", "true"),
                    delayedDrop -> {});
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    private static List<Class<?>> mapped() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("co.getanswers").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(Converter.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
