package co.getanswers.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;
import org.hibernate.validator.spi.nodenameprovider.PropertyNodeNameProvider;

/** A field that is not valid is named as in the JSON that the client sent, which annotations may spell differently. */
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
            var spelled = type.getDeclaredField(field).getAnnotation(JsonProperty.class);
            return spelled == null || spelled.value().isEmpty() ? field : spelled.value();
        } catch (NoSuchFieldException computed) {
            return field;
        }
    }
}
