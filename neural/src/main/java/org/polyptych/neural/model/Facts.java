package org.polyptych.neural.model;

import java.util.Map;
import org.polyptych.core.BadInputException;

/**
 * What a model file says of its network beside the weights, asked for by name: what lacks or is no such thing is told in one
 * line that names the file.
 *
 * @param source the file, for messages
 * @param facts as {@link Model#facts()} has them
 */
public record Facts(String source, Map<String, String> facts) {
    public boolean has(String name) {
        return facts.containsKey(name);
    }

    /** @throws BadInputException if it is not said */
    public String text(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new BadInputException(
                    source + ": does not say its '" + name + "' (fact." + name + " in its metadata)");
        }
        return value;
    }

    /** @throws BadInputException if it is not said, or no number from {@code least} to {@code most} */
    public double number(String name, double least, double most) {
        String text = text(name);
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw new BadInputException(source + ": its '" + name + "' must be a number from " + least + " to " + most
                    + ", got '" + Quoted.of(text) + "'");
        }
        return value;
    }

    /** The number, or NaN where it is not said. */
    public double numberIfSaid(String name, double least, double most) {
        return has(name) ? number(name, least, most) : Double.NaN;
    }
}
