package co.getanswers.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Refuses JSON that the database can't store or that Jackson would convert silently: NUL characters and lone surrogates in
 * any text, numbers for texts, texts for numbers, empty texts for anything else, anything after the end.
 */
@Singleton
public class StrictJsonCustomizer implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        var texts = new SimpleModule("texts");
        texts.addDeserializer(String.class, new Text());
        texts.addDeserializer(JsonNode.class, new Tree());
        texts.addDeserializer(Integer.class, new Whole());
        mapper.registerModule(texts);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        for (var type : new LogicalType[] {LogicalType.Integer, LogicalType.Float, LogicalType.Boolean}) {
            mapper.coercionConfigFor(type)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert);
        }
        for (var type :
                new LogicalType[] {LogicalType.DateTime, LogicalType.OtherScalar, LogicalType.Enum, LogicalType.POJO}) {
            mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        }
        mapper.coercionConfigFor(LogicalType.Float).setCoercion(CoercionInputShape.Float, CoercionAction.TryConvert);
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static String requireStorable(String text, DeserializationContext context) throws IOException {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\0') {
                return (String) context.handleWeirdStringValue(String.class, "", "a text holds a NUL character");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return (String) context.handleWeirdStringValue(String.class, "", "a text holds half a character");
            }
        }
        return text;
    }

    private static final class Text extends StdDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, json);
            }
            return requireStorable(json.getText(), context);
        }
    }

    /** Reads whole numbers, also such as 993.0, which JSON Schema counts as whole. */
    private static final class Whole extends StdDeserializer<Integer> {
        Whole() {
            super(Integer.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Integer;
        }

        @Override
        public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return json.getIntValue();
            }
            if (!json.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
                return (Integer) context.handleUnexpectedToken(Integer.class, json);
            }
            var number = json.getDoubleValue();
            return number == (int) number
                    ? (Integer) (int) number
                    : (Integer) context.handleWeirdNumberValue(Integer.class, number, "is not a whole number");
        }
    }

    /** Checks every text and every name of a tree, whose texts no other deserializer reads. */
    private static final class Tree extends StdDeserializer<JsonNode> {
        Tree() {
            super(JsonNode.class);
        }

        @Override
        public JsonNode deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var tree = (JsonNode)
                    JsonNodeDeserializer.getDeserializer(JsonNode.class).deserialize(json, context);
            check(tree, context);
            return tree;
        }

        @Override
        public JsonNode getNullValue(DeserializationContext context) {
            return context.getNodeFactory().nullNode();
        }

        private static void check(JsonNode node, DeserializationContext context) throws IOException {
            if (node.isTextual()) {
                requireStorable(node.textValue(), context);
            }
            for (var names = node.fieldNames(); names.hasNext(); ) {
                requireStorable(names.next(), context);
            }
            for (var child : node) {
                check(child, context);
            }
        }
    }
}
