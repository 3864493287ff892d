package co.getanswers.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that takes an {@code Idempotency-Key}: repeated with the same key, it has one effect and one response. */
@NameBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
    String HEADER = "Idempotency-Key";
    int MAX_LENGTH = 255;
}
