package co.getanswers.schema.dev.generate;

import co.getanswers.platform.References;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;

/** Finds the mapped classes among the compiled ones. */
public final class EntityScanner {
    private static final List<Class<?>> MAPPED =
            List.of(Entity.class, Converter.class, Embeddable.class, MappedSuperclass.class);

    private EntityScanner() {}

    /** The entities, converters, embeddables and mapped superclasses of the program. */
    public static List<Class<?>> scan() {
        try {
            var folder = Path.of(References.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return in(folder);
        } catch (URISyntaxException noFolder) {
            throw new IllegalStateException(noFolder);
        }
    }

    private static List<Class<?>> in(Path folder) {
        var index = index(folder);
        return MAPPED.stream()
                .flatMap(annotation -> index.getAnnotations(annotation).stream())
                .map(instance -> instance.target().asClass().name().toString())
                .sorted()
                .<Class<?>>map(EntityScanner::load)
                .toList();
    }

    private static IndexView index(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            var indexer = new Indexer();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (var bytes = Files.newInputStream(file)) {
                    indexer.index(bytes);
                }
            }
            Index index = indexer.complete();
            return index;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, EntityScanner.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
