package co.getanswers.auth;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An e-mail address of at most 255 characters; the quoted local parts of RFC 5321, which nobody uses, are refused. */
@NotNull @Email @Size(max = 255) @Pattern(regexp = "[^\\s@\"<>(),;:\\\\]+@[^\\s@\"<>(),;\\\\!#$%&'*+/=?^`{|}~]+")
@ReportAsSingleViolation
@Constraint(validatedBy = EmailAddress.Visible.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface EmailAddress {
    String message() default "must be an e-mail address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Refuses characters that nobody sees; the published pattern can't name them in every dialect of regular expressions. */
    final class Visible implements ConstraintValidator<EmailAddress, String> {
        private static final java.util.regex.Pattern INVISIBLE = java.util.regex.Pattern.compile("[\\p{C}\\p{Z}]");

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            return address == null || !INVISIBLE.matcher(address).find();
        }
    }
}
