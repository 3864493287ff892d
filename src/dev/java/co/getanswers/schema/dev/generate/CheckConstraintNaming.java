package co.getanswers.schema.dev.generate;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.type.descriptor.converter.spi.JpaAttributeConverter;

/**
 * Names the CHECK constraints that Hibernate derives {@code ck_<table>_<column>}, and lists an enum's values in the
 * order of its constants: Hibernate's order changes from run to run.
 */
final class CheckConstraintNaming {
    private CheckConstraintNaming() {}

    static void apply(PersistentClass entity) {
        EntitySchema.properties(entity)
                .forEach(property -> property.getColumns()
                        .forEach(column -> apply(entity.getTable().getName(), property, column)));
    }

    private static void apply(String table, Property property, Column column) {
        for (var check : column.getCheckConstraints()) {
            if (check.isAnonymous()) {
                check.setName("ck_" + table + "_" + column.getName());
                storedValues(property)
                        .filter(storedValues -> check.getConstraint().contains("'"))
                        .ifPresent(
                                storedValues -> check.setConstraint(column.getName() + " IN (" + storedValues + ")"));
            }
        }
    }

    /** The quoted values that the column holds for the constants of an enum; empty for other types. */
    private static Optional<String> storedValues(Property property) {
        if (!(property.getValue() instanceof BasicValue value)
                || !value.resolve().getDomainJavaType().getJavaTypeClass().isEnum()) {
            return Optional.empty();
        }
        var constants = value.resolve().getDomainJavaType().getJavaTypeClass().getEnumConstants();
        return Optional.of(Arrays.stream(constants)
                .map(constant -> "'" + stored(value, (Enum<?>) constant).replace("'", "''") + "'")
                .collect(Collectors.joining(", ")));
    }

    @SuppressWarnings("unchecked") // The converter converts the constants' own type.
    private static String stored(BasicValue value, Enum<?> constant) {
        return value.resolve().getValueConverter() instanceof JpaAttributeConverter<?, ?> converter
                ? ((JpaAttributeConverter<Object, Object>) converter)
                        .toRelationalValue(constant)
                        .toString()
                : constant.name();
    }
}
