package org.polyptych.app.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they are printed: rounded, without an exponent where they are neither huge nor tiny, with a true minus. */
final class Quantity {
    private static final double HUGE = 1e7;
    private static final double TINY = 1e-3;

    private Quantity() {}

    /** @param digits number of significant digits */
    static String text(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= TINY && size < HUGE) {
            return rounded(value, digits).toPlainString().replace('-', '−');
        }
        int exponent = (int) Math.floor(Math.log10(size));
        String mantissa = rounded(value / Math.pow(10, exponent), digits).toPlainString();
        return (mantissa + " × 10").replace('-', '−') + Ticks.superscript(exponent);
    }

    /**
     * A length with the unit that suits it, Å to mm.
     *
     * @param metres finite
     * @param digits number of significant digits
     */
    static String length(double metres, int digits) {
        if (Math.abs(metres) < 1e-9) {
            return text(1e10 * metres, digits) + " Å";
        }
        if (Math.abs(metres) < 1e-6) {
            return text(1e9 * metres, digits) + " nm";
        }
        return Math.abs(metres) < 1e-3 ? text(1e6 * metres, digits) + " µm" : text(1e3 * metres, digits) + " mm";
    }

    private static BigDecimal rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    }
}
