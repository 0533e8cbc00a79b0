package com.oetpraxis.user.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A profession that learners may choose; null and blank are for other constraints to refuse. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OnOffer.Check.class)
public @interface OnOffer {

    String message() default "is not one of the active professions";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the table of professions. */
    class Check implements ConstraintValidator<OnOffer, String> {

        private final Professions professions;

        Check(Professions professions) {
            this.professions = professions;
        }

        @Override
        public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
            return code == null || code.isBlank() || professions.isActive(code);
        }
    }
}
