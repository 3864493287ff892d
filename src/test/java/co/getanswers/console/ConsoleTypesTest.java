package co.getanswers.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The types of the console's modules, those of requests and of answers held against the OpenAPI document. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsoleTypesTest extends BrowserTest {
    private static final Path MODULES = Path.of("src/main/resources/console");
    private static final Path SHARED = Path.of("src/test/resources/co/getanswers/console/page.d.ts");

    private static TypeScript compiler;

    @BeforeAll
    static void load() throws IOException {
        compiler = new TypeScript(browser.open());
    }

    @Test
    void theModulesAreRightByTheirTypes() throws IOException {
        assertThat(compiler.complaints(sources())).isEmpty();
    }

    @Test
    void aModuleThatIsWrongAboutTheInterfaceIsComplainedAbout() throws IOException {
        var sources = sources();
        sources.put("wrong.js", """
                import {call} from './api.js';
                /** @type {(id: string) => Promise<Api.Card>} */
                const read = id => call('GET', `/api/queue/${id}`);
                export const field = read('1').then(card => card.subjekt);
                export const value = read('1').then(card => card.status === 'done');
                export const absent = read('1').then(card => card.summary.length);
                export const body = read('1').then(card => call('POST', `/api/queue/${card.id}/override`, {reson: ''}));
                export const method = read('1').then(card => call('PUT', `/api/queue/${card.id}`));
                export const path = call('GET', '/api/queues');
                """);
        assertThat(compiler.complaints(sources))
                .zipSatisfy(
                        List.of(
                                "wrong.js:4: Property 'subjekt' does not exist on type 'Card'.",
                                "wrong.js:5: This comparison appears to be unintentional",
                                "wrong.js:6: 'card.summary' is possibly 'null'.",
                                "wrong.js:7: Object literal may only specify known properties, but 'reson' does not exist",
                                "wrong.js:8: Argument of type '\"PUT\"' is not assignable",
                                "wrong.js:9: Argument of type '\"GET\"' is not assignable to parameter of type 'never'."),
                        (complaint, expected) -> assertThat(complaint).startsWith(expected));
    }

    /** The modules as they are served, the declarations that they share, and those of the OpenAPI document. */
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var modules = Files.list(MODULES)) {
            for (var module :
                    modules.filter(file -> file.toString().endsWith(".js")).toList()) {
                sources.put(module.getFileName().toString(), Files.readString(module));
            }
        }
        sources.put("page.d.ts", Files.readString(SHARED));
        var document = given().get("/q/openapi?format=json").asByteArray();
        sources.put("openapi.d.ts", ApiTypes.declarations(new ObjectMapper().readTree(document)));
        return sources;
    }
}
