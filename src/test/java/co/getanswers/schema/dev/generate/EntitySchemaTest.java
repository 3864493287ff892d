package co.getanswers.schema.dev.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitySchemaTest {
    @Test
    void theEntitiesOfTheProgramDescribeTheMigratedSchemaInEverything() throws IOException, SQLException {
        try (var migrated = Scratch.SERVER.create();
                var fromEntities = Scratch.SERVER.create()) {
            try (var scripts = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
                for (var script : scripts.sorted().toList()) {
                    migrated.run(Files.readString(script));
                }
            }
            EntitySchema.create(fromEntities, EntityModel.of(EntityScanner.scan()));
            CheckValueOrder.align(fromEntities, migrated);
            assertThat(Catalog.of(migrated).differenceTo(Catalog.of(fromEntities)))
                    .isEmpty();
        }
    }

    @Test
    void anEnumWithOtherValuesKeepsTheCastsThatComeWithIt() throws SQLException {
        try (var migrated = Scratch.SERVER.create();
                var fromEntities = Scratch.SERVER.create()) {
            EntitySchema.create(migrated, EntityModel.of(List.of(Parcels.OfNamedKind.class)));
            migrated.run("CREATE VIEW heavy AS SELECT id FROM parcels WHERE weight > 10");

            var lost = EntitySchema.create(
                    fromEntities,
                    () -> EntityModel.of(List.of(Parcels.OfMoreNamedKinds.class)),
                    migrated,
                    Exclusions.NONE);

            assertThat(lost).isEmpty();
            assertThat(fromEntities.rows("SELECT viewname FROM pg_views WHERE schemaname = 'public'"))
                    .containsExactly("heavy");
        }
    }
}
