package co.getanswers.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Revisions of the kinds that a schema grows by: a table, a column, an index and a constraint in turn, written for both
 * tools.
 *
 * @param jar with the service's, found on the class path before its own
 * @param alembic the folder of Alembic's configuration
 */
record GeneratedRevisions(int count, Path jar, Path alembic) {
    static GeneratedRevisions write(int count) throws IOException {
        var folder = Files.createDirectories(Bench.OUTPUT.resolve("revisions"));
        var revisions =
                new GeneratedRevisions(count, folder.resolve(count + ".jar"), folder.resolve("alembic-" + count));
        try (var jar = new JarOutputStream(Files.newOutputStream(revisions.jar))) {
            revisions.writeJar(jar);
        }
        revisions.writeAlembic();
        return revisions;
    }

    private void writeJar(JarOutputStream jar) throws IOException {
        var names = new ArrayList<String>();
        for (var number = 1; number <= count; number++) {
            names.add(add(jar, "db/migration/V%04d__step.sql".formatted(number), up(number)));
            names.add(add(jar, "db/undo/U%04d__step.sql".formatted(number), down(number)));
        }
        add(jar, "db/revisions.txt", String.join("\n", names));
    }

    private static String add(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        write(jar, text + "\n");
        jar.closeEntry();
        return name;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void writeAlembic() throws IOException {
        var versions = Files.createDirectories(alembic.resolve("versions"));
        for (var number = 1; number <= count; number++) {
            Files.writeString(versions.resolve("%04d_step.py".formatted(number)), """
                    from alembic import op
                    import sqlalchemy as sa

                    revision = "%04d"
                    down_revision = %s


                    def upgrade():
                        %s


                    def downgrade():
                        %s
                    """.formatted(
                            number,
                            number == 1 ? "None" : "\"%04d\"".formatted(number - 1),
                            upInPython(number),
                            downInPython(number)));
        }
        Files.writeString(alembic.resolve("alembic.ini"), "[alembic]\nscript_location = %(here)s\n");
        Files.writeString(alembic.resolve("env.py"), """
                import os
                from alembic import context
                from sqlalchemy import create_engine, pool

                url = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:", 1)
                if context.is_offline_mode():
                    context.configure(url=url, literal_binds=True)
                    with context.begin_transaction():
                        context.run_migrations()
                else:
                    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
                        context.configure(connection=connection)
                        with context.begin_transaction():
                            context.run_migrations()
                """);
    }

    /** Four revisions change a table; its first may be missing where the count begins within four. */
    private static String up(int number) {
        var table = table(number);
        return switch (number % 4) {
            case 0 -> "create table %s (id uuid primary key, name text not null);".formatted(table);
            case 1 ->
                ("create table if not exists %1$s (id uuid primary key, name text not null);\n"
                                + "alter table %1$s add column noted_at timestamptz;")
                        .formatted(table);
            case 2 -> "create index ix_%1$s_name on %1$s (name);".formatted(table);
            default -> "alter table %1$s add constraint ck_%1$s_name check (name <> '');".formatted(table);
        };
    }

    private static String down(int number) {
        var table = table(number);
        return switch (number % 4) {
            case 0 -> "drop table %s;".formatted(table);
            case 1 -> "alter table %s drop column noted_at;".formatted(table);
            case 2 -> "drop index ix_%s_name;".formatted(table);
            default -> "alter table %1$s drop constraint ck_%1$s_name;".formatted(table);
        };
    }

    private static String upInPython(int number) {
        var table = table(number);
        var create = "op.create_table(\"%s\", sa.Column(\"id\", sa.Uuid(), primary_key=True),".formatted(table)
                + " sa.Column(\"name\", sa.Text(), nullable=False)";
        return switch (number % 4) {
            case 0 -> create + ")";
            case 1 ->
                create + ", if_not_exists=True)\n    op.add_column(\"%s\", sa.Column(\"noted_at\",".formatted(table)
                        + " sa.DateTime(timezone=True)))";
            case 2 -> "op.create_index(\"ix_%1$s_name\", \"%1$s\", [\"name\"])".formatted(table);
            default -> "op.create_check_constraint(\"ck_%1$s_name\", \"%1$s\", \"name <> ''\")".formatted(table);
        };
    }

    private static String downInPython(int number) {
        var table = table(number);
        return switch (number % 4) {
            case 0 -> "op.drop_table(\"%s\")".formatted(table);
            case 1 -> "op.drop_column(\"%s\", \"noted_at\")".formatted(table);
            case 2 -> "op.drop_index(\"ix_%1$s_name\", \"%1$s\")".formatted(table);
            default -> "op.drop_constraint(\"ck_%1$s_name\", \"%1$s\")".formatted(table);
        };
    }

    private static String table(int number) {
        return "things_" + number / 4;
    }
}
