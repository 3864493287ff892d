package co.getanswers.http;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the records what their schemas leave out: null may come where a component is {@link Nullable}, and a response
 * has every component that is not left out when it is null.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiSchemaFilter implements OASFilter {
    private static final String COMPONENTS = "#/components/schemas/";

    /** The pattern that the framework gives to a text that must not be blank. */
    private static final String NOT_BLANK = "\\S";

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName JSON_INCLUDE = DotName.createSimple(JsonInclude.class);
    private static final DotName JSON_PROPERTY = DotName.createSimple(JsonProperty.class);
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

    /** A type that is a text of some format: a schema of its own is more than clients can read. */
    private record Text(String format, String example) {}

    private static final Map<String, Text> TEXTS = Map.of(
            COMPONENTS + "UUID", new Text("uuid", "0198f2c4-5b1a-7c3d-9e2f-3a4b5c6d7e8f"),
            COMPONENTS + "Instant", new Text("date-time", "2026-11-20T10:00:00Z"));

    private final Map<String, List<ClassInfo>> records;
    private final List<ClassInfo> generics;

    /** Called by the framework. */
    public OpenApiSchemaFilter(IndexView index) {
        var known = index.getKnownClasses().stream().filter(ClassInfo::isRecord).toList();
        records = known.stream().collect(groupingBy(OpenApiSchemaFilter::schemaName));
        generics =
                known.stream().filter(type -> !type.typeParameters().isEmpty()).toList();
    }

    private static String schemaName(ClassInfo type) {
        var schema = type.declaredAnnotation(SCHEMA);
        var named = schema == null ? null : schema.value("name");
        return named == null ? type.simpleName() : named.asString();
    }

    @Override
    public Schema filterSchema(Schema schema) {
        var text = schema.getRef() == null ? null : TEXTS.get(schema.getRef());
        if (text != null) {
            schema.setRef(null);
            schema.setType(List.of(SchemaType.STRING));
            schema.setFormat(text.format);
            if (schema.getExamples() == null) {
                schema.setExamples(List.of(text.example));
            }
        }
        if (schema.getRef() != null) {
            // Keywords beside a reference hold as well as its target.
            schema.setType((List<SchemaType>) null);
            schema.setEnumeration(null);
        }
        if ("uuid".equals(schema.getFormat())) {
            schema.setPattern(null);
        }
        if (schema.getPattern() != null && !schema.getPattern().equals(NOT_BLANK)) {
            schema.setPattern(anchored(schema.getPattern()));
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        TEXTS.keySet().forEach(name -> api.getComponents().removeSchema(name.substring(COMPONENTS.length())));
        var schemas = api.getComponents().getSchemas();
        var answers = answers(api, schemas);
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                var properties = schema.getProperties();
                var components = components(name, properties.keySet(), answers.contains(name));
                components.forEach(component -> describe(schema, component, answers.contains(name)));
            }
        });
    }

    /** A constraint holds for a whole text, a pattern of a schema for any part of one. */
    private static String anchored(String pattern) {
        return pattern.startsWith("^") ? pattern : "^" + pattern + "$";
    }

    private static void describe(Schema schema, RecordComponentInfo component, boolean answer) {
        var name = jsonName(component);
        var nullable = component.type().hasAnnotation(NULLABLE);
        var omitted = nullable && answer && isOmittedWhenNull(component);
        if (nullable && !omitted) {
            schema.addProperty(
                    name, nullable(Objects.requireNonNull(schema.getProperties().get(name))));
        }
        if (answer
                && !omitted
                && (schema.getRequired() == null || !schema.getRequired().contains(name))) {
            schema.addRequired(name);
        }
    }

    private static Schema nullable(Schema schema) {
        if (schema.getRef() != null) {
            var reference = OASFactory.createSchema().ref(schema.getRef());
            schema.setRef(null);
            schema.setAnyOf(List.of(reference, OASFactory.createSchema().type(List.of(SchemaType.NULL))));
        } else if (schema.getType() != null && !schema.getType().contains(SchemaType.NULL)) {
            var types = new ArrayList<>(schema.getType());
            types.add(SchemaType.NULL);
            schema.setType(types);
        }
        return schema;
    }

    private static boolean isOmittedWhenNull(RecordComponentInfo component) {
        return Stream.of(
                        component.field().declaredAnnotation(JSON_INCLUDE),
                        component.declaringClass().declaredAnnotation(JSON_INCLUDE))
                .filter(inclusion -> inclusion != null)
                .findFirst()
                .map(AnnotationInstance::value)
                .filter(value -> value.asEnum().equals(JsonInclude.Include.NON_NULL.name()))
                .isPresent();
    }

    /**
     * The components of the record that a schema describes.
     *
     * @throws IllegalStateException if a response has no such record, for then nothing tells which of its fields may be null
     */
    private List<RecordComponentInfo> components(String schema, Set<String> properties, boolean answer) {
        var type = Stream.concat(
                        records.getOrDefault(schema, List.of()).stream(),
                        generics.stream().filter(generic -> schema.startsWith(generic.simpleName())))
                .filter(candidate -> names(candidate).equals(properties))
                .findFirst();
        if (type.isEmpty() && answer) {
            throw new IllegalStateException("No record has the properties of the schema " + schema + ": " + properties);
        }
        return type.map(ClassInfo::recordComponents).orElse(List.of());
    }

    private static Set<String> names(ClassInfo type) {
        return type.recordComponents().stream()
                .map(OpenApiSchemaFilter::jsonName)
                .collect(Collectors.toSet());
    }

    private static String jsonName(RecordComponentInfo component) {
        var renamed = component.field().declaredAnnotation(JSON_PROPERTY);
        return renamed == null || renamed.value() == null
                ? component.name()
                : renamed.value().asString();
    }

    /** The names of the schemas of responses, and of all that they refer to. */
    private static Set<String> answers(OpenAPI api, Map<String, Schema> schemas) {
        var names = new HashSet<String>();
        addReferences(OASFactory.createSchema().ref(Problem.SCHEMA), schemas, names);
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(response -> response.getContent())
                .filter(content -> content != null)
                .map(Content::getMediaTypes)
                .flatMap(types -> types.values().stream())
                .flatMap(type -> Stream.of(
                        type.getSchema(), OpenApiDocumentFilter.line(type).orElse(null)))
                .forEach(schema -> addReferences(schema, schemas, names));
        return names;
    }

    private static void addReferences(@Nullable Schema schema, Map<String, Schema> schemas, Set<String> names) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null && schema.getRef().startsWith(COMPONENTS)) {
            var name = schema.getRef().substring(COMPONENTS.length());
            if (names.add(name)) {
                addReferences(schemas.get(name), schemas, names);
            }
        }
        addReferences(schema.getItems(), schemas, names);
        for (var parts : new List<?>[] {schema.getAnyOf(), schema.getAllOf(), schema.getOneOf()}) {
            if (parts != null) {
                parts.forEach(part -> addReferences((Schema) part, schemas, names));
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> addReferences(property, schemas, names));
        }
    }
}
