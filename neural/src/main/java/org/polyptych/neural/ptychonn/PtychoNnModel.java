package org.polyptych.neural.ptychonn;

import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.answers.TaughtFrames;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.Patterns;

/**
 * A trained network with what must be known to use it.
 *
 * @param taught the frames with which it was taught
 * @param preparation of the patterns
 * @param unit amplitude of the object where the network says 1
 * @param radius in pixels of the disc about the middle in which it was taught
 */
record PtychoNnModel(TaughtFrames taught, PtychoNn network, PatternPreparation preparation, double unit, double radius)
        implements AutoCloseable {
    static final String KIND = "ptychonn";

    /** @throws BadInputException if there is no such file, it is damaged or of something else */
    static PtychoNnModel read(Path file) {
        Model model = ModelFile.read(file, KIND);
        Facts facts = new Facts(file.toString(), model.facts());
        TaughtFrames taught = TaughtFrames.of(facts, KIND);
        PatternPreparation preparation = PatternPreparation.of(facts);
        double unit = facts.number("amplitude unit", Double.MIN_NORMAL, 1e30);
        double radius = facts.number("radius", 0.5, taught.side());
        return new PtychoNnModel(taught, PtychoNn.of(facts.source(), model.weights()), preparation, unit, radius);
    }

    /**
     * The prepared patterns.
     *
     * @throws BadInputException if they cannot be prepared, would be of another size than the object under them, or of one
     *     that the network does not take
     */
    Patterns prepared(Patterns patterns) {
        Patterns prepared = preparation.apply(patterns);
        if (prepared.rows() != patterns.rows() || prepared.columns() != patterns.columns()) {
            throw new BadInputException(
                    taught.source() + ": its preparation makes patterns of " + prepared.rows() + " x "
                            + prepared.columns() + " pixels of " + patterns.rows() + " x " + patterns.columns()
                            + ", so that its answers have other pixels than the scan's object; such networks cannot be stitched");
        }
        int multiple = network.settings().multiple();
        if (prepared.rows() % multiple != 0 || prepared.columns() % multiple != 0) {
            throw new BadInputException("patterns of " + prepared.rows() + " x " + prepared.columns()
                    + " pixels: the network in " + taught.source() + " takes sides that are a multiple of " + multiple);
        }
        return prepared;
    }

    /**
     * The object that an answer means.
     *
     * @param said the network's maps, one after the other
     * @param from where those of the answer begin
     */
    void toComplex(float[] said, int from, float[] re, float[] im) {
        Learned learned = network.settings().learned();
        int phaseFrom = from + (learned.amplitude() ? re.length : 0);
        for (int i = 0; i < re.length; i++) {
            double a = learned.amplitude() ? unit * said[from + i] : 1;
            double p = learned.phase() ? said[phaseFrom + i] : 0;
            re[i] = (float) (a * Math.cos(p));
            im[i] = (float) (a * Math.sin(p));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
