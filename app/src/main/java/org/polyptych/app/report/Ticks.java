package org.polyptych.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round values to write at a scale. */
record Ticks(List<Tick> ticks) {
    private static final String SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    record Tick(double value, String label) {}

    /** About the wanted number of round values, 1, 2 or 5 times a power of ten apart. */
    static Ticks linear(Limits limits, int wanted) {
        double raw = (limits.high() - limits.low()) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw <= power * 1.0001
                ? power
                : raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (double k = Math.ceil(limits.low() / step - 1e-9); k * step <= limits.high() + 1e-9 * step; k++) {
            ticks.add(new Tick(k * step, number(k * step, digits)));
        }
        return new Ticks(ticks);
    }

    /** -π to π in halves. */
    static Ticks turn() {
        return new Ticks(List.of(
                new Tick(-Math.PI, "−π"),
                new Tick(-Math.PI / 2, "−π/2"),
                new Tick(0, "0"),
                new Tick(Math.PI / 2, "π/2"),
                new Tick(Math.PI, "π")));
    }

    /** Powers of ten; the limits are decimal logarithms. */
    static Ticks decades(Limits logarithms) {
        int first = (int) Math.ceil(logarithms.low() - 1e-9);
        int last = (int) Math.floor(logarithms.high() + 1e-9);
        if (last - first < 1) {
            List<Tick> ticks = new ArrayList<>();
            for (Tick tick : linear(logarithms, 3).ticks()) {
                ticks.add(new Tick(tick.value(), String.format(Locale.ROOT, "%.3g", Math.pow(10, tick.value()))));
            }
            return new Ticks(ticks);
        }
        int step = Math.max(1, (last - first + 7) / 8);
        List<Tick> ticks = new ArrayList<>();
        for (int e = first; e <= last; e += step) {
            ticks.add(new Tick(e, e == 0 ? "1" : e == 1 ? "10" : "10" + superscript(e)));
        }
        return new Ticks(ticks);
    }

    private static String number(double value, int digits) {
        if (digits > 5 || Math.abs(value) >= 1e5) {
            return String.format(Locale.ROOT, "%.2g", value).replace('-', '−');
        }
        String text = String.format(Locale.ROOT, "%." + digits + "f", value + 0.0);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text.replace('-', '−');
    }

    static String superscript(int exponent) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : SUPERSCRIPT.charAt(c - '0'));
        }
        return text.toString();
    }
}
