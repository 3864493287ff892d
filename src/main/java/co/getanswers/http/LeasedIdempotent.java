package co.getanswers.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that takes an {@code Idempotency-Key} and waits for other servers: the key is leased for as long, and the
 * transaction begins when the operation calls {@code DeferredTransaction.begin}.
 */
@NameBinding
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LeasedIdempotent {}
