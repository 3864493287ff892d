package co.getanswers.schema.dev.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
            EntitySchema.create(fromEntities, EntityScanner.scan());
            CheckValueOrder.align(fromEntities, migrated);
            assertThat(Catalog.of(migrated).differenceTo(Catalog.of(fromEntities)))
                    .isEmpty();
        }
    }
}
