package co.getanswers.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;
import org.hibernate.validator.spi.nodenameprovider.PropertyNodeNameProvider;

/** Names an invalid field as in the JSON of the client, where an annotation may rename it. */
@ApplicationScoped
public class JsonFieldNameProvider implements PropertyNodeNameProvider {
    @Override
    public String getName(Property property) {
        return property instanceof JavaBeanProperty field
                ? name(field.getDeclaringClass(), field.getName())
                : property.getName();
    }

    private static String name(Class<?> type, String field) {
        try {
            var renamed = type.getDeclaredField(field).getAnnotation(JsonProperty.class);
            return renamed == null || renamed.value().isEmpty() ? field : renamed.value();
        } catch (NoSuchFieldException computed) {
            return field;
        }
    }
}
