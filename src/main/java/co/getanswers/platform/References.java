package co.getanswers.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.OnDeleteAction;

/**
 * Declares the foreign key {@code fk_<table>_<column>} of a field that holds the id of another row. Entities refer to each
 * other by id, not by association, so the object-relational mapper knows no foreign keys.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface References {
    String table();

    String column() default "id";

    /** The action on this row when the referenced row is deleted. */
    OnDeleteAction onDelete() default OnDeleteAction.CASCADE;
}
