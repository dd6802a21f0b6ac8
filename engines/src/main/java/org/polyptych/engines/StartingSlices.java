package org.polyptych.engines;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;

/**
 * The slices and states of the object that a reconstruction begins with. Slices that are not there yet are 1 everywhere:
 * the light goes through them as through nothing. States that are not there yet are weak and random, since equal ones
 * would stay equal.
 */
final class StartingSlices {
    /** Far from the streams that engines take, which count iterations. */
    private static final long STREAM = -3;

    /** Root mean square of an added state relative to the first. */
    private static final double ADDED = 0.1;

    private StartingSlices() {}

    /**
     * @param start of one slice and state, or of as many as the settings say
     * @throws BadInputException if it has other numbers, nobody says how far apart the slices lie, or a single one is tilted
     */
    static Specimen of(Specimen start, RunSettings.ObjectSettings settings, long seed) {
        int slices = wanted("slices", start.slices(), settings.slices());
        int modes = wanted("modes", start.modes(), settings.modes());
        if (modes > 1 && settings.kind() != RunSettings.Kind.COMPLEX) {
            throw new BadInputException("the object that is started from has " + modes + " states, but "
                    + settings.limitsNamed() + " is for one: the amplitudes of several share the light");
        }
        if (slices == 1 && !settings.tilt(Tilt.NONE).none()) {
            throw new BadInputException(
                    "object.tiltY and object.tiltX are of objects of several slices, and this one has one;"
                            + " set object.slices and object.sliceSpacing, or leave them out");
        }
        if (slices == 1 && modes == 1) {
            return start;
        }
        ComplexImage[][] images = new ComplexImage[modes][slices];
        for (int m = 0; m < modes; m++) {
            for (int s = 0; s < slices; s++) {
                if (m < start.modes() && s < start.slices()) {
                    images[m][s] = start.images()[m][s];
                } else if (m >= start.modes() && s == 0) {
                    images[m][s] = random(start, seed, m);
                } else if (m >= start.modes() && s < start.slices()) {
                    images[m][s] = start.images()[0][s].copy();
                } else {
                    images[m][s] = ComplexImage.constant(start.rows(), start.columns(), 1, 0);
                }
            }
        }
        return new Specimen(
                images,
                start.pixelHeight(),
                start.pixelWidth(),
                start.centreY(),
                start.centreX(),
                spacing(start, slices, settings.sliceSpacing()),
                settings.tilt(start.tilt()));
    }

    private static int wanted(String what, int found, int asked) {
        if (found > 1 && asked > 1 && found != asked) {
            throw new BadInputException("the object that is started from has " + found + " " + what + ", but object."
                    + what + " is " + asked + "; set object." + what + "=" + found);
        }
        return Math.max(found, asked);
    }

    private static double[] spacing(Specimen start, int slices, double asked) {
        if (asked == 0 && start.slices() == slices) {
            return start.sliceSpacing().clone();
        }
        if (asked == 0) {
            throw new BadInputException("object.slices is " + slices
                    + ", but nothing says how far apart they lie; set object.sliceSpacing in metres, such as 1e-5");
        }
        double[] spacing = new double[slices - 1];
        Arrays.fill(spacing, asked);
        return spacing;
    }

    private static ComplexImage random(Specimen start, long seed, int mode) {
        ComplexImage image = start.image().copy();
        RandomStream random = new RandomStream(seed, STREAM - mode);
        double size = ADDED / Math.sqrt(2);
        for (int i = 0; i < image.size(); i++) {
            double re = size * random.gaussian();
            double im = size * random.gaussian();
            double was = image.re()[i];
            image.re()[i] = (float) (was * re - image.im()[i] * im);
            image.im()[i] = (float) (was * im + image.im()[i] * re);
        }
        return image;
    }
}
