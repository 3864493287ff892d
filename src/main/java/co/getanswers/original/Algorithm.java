package co.getanswers.original;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import jakarta.persistence.Converter;

/** The compression of an original. */
public enum Algorithm {
    /** RFC 1951, without a header. */
    DEFLATE;

    /** The value in the database. */
    String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<Algorithm> {
        ValueConverter() {
            super(Algorithm.class);
        }
    }
}
