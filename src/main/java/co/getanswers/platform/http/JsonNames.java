package co.getanswers.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;
import org.hibernate.validator.spi.nodenameprovider.PropertyNodeNameProvider;

/** A field that is not valid is named as in the JSON that the client sent, which annotations may spell differently. */
@ApplicationScoped
public class JsonNames implements PropertyNodeNameProvider {
    /** Of its own: the framework asks for the names at build time, before the application's mapper is there. */
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String getName(Property property) {
        return property instanceof JavaBeanProperty field
                ? name(field.getDeclaringClass(), field.getName())
                : property.getName();
    }

    private static String name(Class<?> type, String field) {
        return JSON.getDeserializationConfig().introspect(JSON.constructType(type)).findProperties().stream()
                .filter(property -> property.getInternalName().equals(field))
                .findFirst()
                .map(BeanPropertyDefinition::getName)
                .orElse(field);
    }
}
