package co.getanswers.platform;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;

/** Stores an enum by its {@link EnumValue}. An unknown value fails the read; CHECK constraints keep such values out. */
public abstract class EnumValueConverter<E extends Enum<E>> implements AttributeConverter<E, String> {
    private final Class<E> type;

    protected EnumValueConverter(Class<E> type) {
        this.type = type;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable E value) {
        return value == null ? null : EnumValue.of(value);
    }

    @Override
    public @Nullable E convertToEntityAttribute(@Nullable String stored) {
        return EnumValue.parseNullable(type, stored);
    }
}
