package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's table of settings is the settings that there are. */
class ReadmeTest {
    static Stream<Method> settings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("co.getanswers").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsInTheTableWithItsDefault(Method setting) throws IOException {
        var prefix =
                setting.getDeclaringClass().getAnnotation(ConfigMapping.class).prefix();
        var variable = (prefix + "." + setting.getName().replaceAll("([A-Z])", "_$1"))
                .replaceAll("[.-]", "_")
                .toUpperCase(Locale.ROOT);
        var fallback = setting.getAnnotation(WithDefault.class).value();

        assertThat(Files.readAllLines(Path.of("README.md")))
                .anySatisfy(line -> assertThat(line).startsWith("| `" + variable + "` | `" + fallback + "` |"));
    }
}
