package co.getanswers.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.OnDeleteAction;

/**
 * The foreign key of a field that holds another row's id: entities refer to one another by id, not by association, and
 * so the object-relational mapper knows of none. It is named {@code fk_<table>_<column>}.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface References {
    String table();

    String column() default "id";

    /** What becomes of this row when the row it refers to is deleted. */
    OnDeleteAction onDelete() default OnDeleteAction.CASCADE;
}
