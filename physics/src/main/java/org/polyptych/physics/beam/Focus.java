package org.polyptych.physics.beam;

import org.polyptych.core.RealImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;

/**
 * Where a beam is sharpest, and how wide it is there and on the specimen. The sharpest plane is the one with the greatest
 * sum of squared intensities, the modes' intensities added; it is sought between the distances at which a beam focused there
 * would fill the frame, and up to eight times as far where it is not between them.
 *
 * @param distance of the sharpest plane from the specimen in metres; above 0 downstream, towards the detector
 * @param atSpecimen width on the specimen
 * @param atFocus width in the sharpest plane
 * @param depth in metres, along the beam: over this length the sum of squared intensities is above half of its greatest
 *     value. Of a Gaussian beam that is twice the Rayleigh length; NaN if it goes on to the end of the range
 * @param range in metres: the focus was sought from -range to range
 * @param inside false if the sharpest plane is the end of the range, which is then no focus
 */
public record Focus(
        double distance, BeamWidth atSpecimen, BeamWidth atFocus, double depth, double range, boolean inside) {
    /** Planes in the length over which a lens of the beam's angle is in focus, lambda / angle^2. */
    private static final double PLANES_IN_DEPTH = 4;

    private static final int DOUBLINGS = 3;
    private static final int MOST_PLANES = 401;
    private static final int LEAST_PLANES = 41;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int ROUNDS = 12;

    /**
     * Looks for the focus.
     *
     * @throws org.polyptych.core.BadInputException if the wavelength is not known or the probe is empty
     */
    public static Focus of(Probe probe, Geometry geometry) {
        try (BeamPropagation beam = new BeamPropagation(probe, geometry, false)) {
            return of(beam, probe, geometry);
        }
    }

    private static Focus of(BeamPropagation beam, Probe probe, Geometry geometry) {
        double angle = beam.halfAngle();
        double side = Math.min(probe.rows() * geometry.pixelHeight(), probe.columns() * geometry.pixelWidth());
        double range = side / (2 * angle);
        Focus found = within(beam, range, geometry.wavelength() / (angle * angle), geometry);
        // noise makes the cone look wider than it is, and the range too short
        for (int round = 0; round < DOUBLINGS && !found.inside(); round++) {
            range *= 2;
            found = within(beam, range, geometry.wavelength() / (angle * angle), geometry);
        }
        return found;
    }

    /** @param inFocus length over which a beam of this angle is sharp: four planes in it are tried */
    static Focus within(BeamPropagation beam, double range, double inFocus, Geometry geometry) {
        double wanted = 2 * range * PLANES_IN_DEPTH / inFocus;
        int half = (int) Math.ceil(Math.clamp(wanted, LEAST_PLANES, MOST_PLANES) / 2);
        double step = range / half;
        double[] sharp = new double[2 * half + 1];
        int best = half;
        for (int k = 0; k < sharp.length; k++) {
            sharp[k] = sharpness(beam, (k - half) * step);
            best = sharp[k] > sharp[best] ? k : best;
        }
        boolean inside = best > 0 && best < sharp.length - 1;
        double middle = (best - half) * step;
        double z = inside ? sharpest(beam, middle - step, middle + step) : middle;
        double depth =
                inside ? BeamDepth.of(sharp, best, Math.max(sharp[best], sharpness(beam, z))) * step : Double.NaN;
        return new Focus(z, width(beam, 0, geometry), width(beam, z, geometry), depth, range, inside);
    }

    private static BeamWidth width(BeamPropagation beam, double z, Geometry geometry) {
        return BeamWidth.of(beam.intensity(z), geometry.pixelHeight(), geometry.pixelWidth());
    }

    /** Golden section: the sharpness has one maximum between two planes whose middle is the sharpest of all. */
    private static double sharpest(BeamPropagation beam, double from, double to) {
        double low = from;
        double high = to;
        double a = high - GOLDEN * (high - low);
        double b = low + GOLDEN * (high - low);
        double atA = sharpness(beam, a);
        double atB = sharpness(beam, b);
        for (int round = 0; round < ROUNDS; round++) {
            if (atA > atB) {
                high = b;
                b = a;
                atB = atA;
                a = high - GOLDEN * (high - low);
                atA = sharpness(beam, a);
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + GOLDEN * (high - low);
                atB = sharpness(beam, b);
            }
        }
        return (low + high) / 2;
    }

    /** Sum of squared intensities. */
    static double sharpness(BeamPropagation beam, double z) {
        RealImage intensity = beam.intensity(z);
        double sum = 0;
        for (float value : intensity.values()) {
            sum += (double) value * value;
        }
        return sum;
    }
}
