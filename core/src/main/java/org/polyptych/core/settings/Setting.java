package org.polyptych.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a component of a settings record means, and its default as text. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The default, as it would be typed. */
    String value();

    /** One sentence, with the unit. */
    String doc();

    /**
     * Other defaults, by the value of the record's component {@code preset}: {@code fast=128}. What is not named here is {@link
     * #value}.
     */
    String[] presets() default {};
}
