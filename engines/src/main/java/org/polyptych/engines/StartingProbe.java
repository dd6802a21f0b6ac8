package org.polyptych.engines;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.FramePass;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * The probe a reconstruction begins with: the one given, else the scan's, else one made from the data. Its power is set
 * to the mean counts of a frame, unless it is declared known.
 */
public final class StartingProbe {
    /** Power of an added mode relative to the first. */
    private static final double ADDED_POWER = 0.05;

    /** Below this power relative to the first mode, a polynomial of it has vanished with its width. */
    private static final double NO_WIDTH = 1e-12;

    /** Share of the counts that a background, which may be a little too large, leaves to the specimen. */
    private static final double LEAST_LEFT = 0.01;

    private StartingProbe() {}

    /**
     * @param settings how many modes there are, and whether the scan's own may be used
     * @param given a probe that replaces the scan's own, if any
     * @throws BadInputException if the probe asked for is not there or does not fit the scan
     */
    public static Probe of(Scan scan, RunSettings.ProbeSettings settings, Optional<Probe> given) {
        if (scan.beams().isPresent()) {
            given.ifPresent(probe -> checkBeams(scan, probe));
            return Probe.ofVariations(IntStream.range(0, scan.beamCount())
                    .mapToObj(beam -> of(scan.ofBeam(beam), settings, ofBeam(given, beam)))
                    .toList());
        }
        Optional<Probe> found = chosen(scan, settings, given);
        found.ifPresent(probe -> check(scan, probe));
        if (settings.known()) {
            return known(scan, settings, found);
        }
        if (found.isEmpty() && settings.start() == RunSettings.Start.FILE) {
            throw new BadInputException(
                    scan.source() + ": probe.start is 'file', but there is no probe; give one or use 'data'");
        }
        if (settings.knownDefocus().isPresent()
                && (found.isPresent() || scan.geometry().near().isPresent())) {
            throw new BadInputException(scan.source()
                    + ": probe.defocus is of a probe that is made from the data of a far field; set probe.start=data and give"
                    + " no probe, or leave probe.defocus out");
        }
        Probe start = found.orElseGet(() -> scan.geometry().near().isPresent()
                ? NearFieldProbe.of(scan)
                : ProbeFromData.of(scan, settings.knownDefocus()));
        return withModes(start, settings.modes()).withPower(meanCounts(scan));
    }

    private static void checkBeams(Scan scan, Probe probe) {
        if (probe.variations() != 1 && probe.variations() != scan.beamCount()) {
            throw new BadInputException(scan.source() + ": the probe given has " + probe.variations()
                    + " variations for " + scan.beamCount() + " scans; give one probe, or one for each scan");
        }
    }

    /** The probe given for one of several beams; one of a single variation is given for all. */
    private static Optional<Probe> ofBeam(Optional<Probe> given, int beam) {
        return given.map(probe -> probe.variations() == 1 ? probe : probe.variation(beam));
    }

    /** The one that is started from, before anything is done to it; empty where one is made from the data. */
    static Optional<Probe> chosen(Scan scan, RunSettings.ProbeSettings settings, Optional<Probe> given) {
        return given.or(() -> settings.start() == RunSettings.Start.DATA ? Optional.empty() : scan.probe());
    }

    private static Probe known(Scan scan, RunSettings.ProbeSettings settings, Optional<Probe> found) {
        Probe probe = found.orElseThrow(() -> new BadInputException(scan.source() + ": probe.known is true, but "
                + (settings.start() == RunSettings.Start.DATA
                        ? "probe.start is 'data' and no probe was given; use 'file' or give one"
                        : "no probe was given and the scan holds none")));
        if (probe.modes() != settings.modes()) {
            throw new BadInputException("probe.known is true and the probe has " + probe.modes()
                    + " modes, but probe.modes is " + settings.modes() + "; set probe.modes=" + probe.modes());
        }
        // variations without weights are of no frame
        return probe.variations() == 1 ? probe : probe.variation(0);
    }

    private static void check(Scan scan, Probe probe) {
        if (probe.rows() != scan.frames().rows()
                || probe.columns() != scan.frames().columns()) {
            throw new BadInputException(scan.source() + ": the probe has " + probe.rows() + " x " + probe.columns()
                    + " pixels, the frames have " + scan.frames().rows() + " x "
                    + scan.frames().columns() + "; they must be equal");
        }
        for (int m = 0; m < probe.modes(); m++) {
            if (!probe.mode(m).isFinite()) {
                throw new BadInputException(
                        scan.source() + ": mode " + m + " of the probe holds NaN or infinite values");
            }
        }
        if (probe.power() == 0) {
            throw new BadInputException(
                    scan.source() + ": the probe is zero everywhere; give another or set probe.start=data");
        }
    }

    /** Mean over all frames of the counts on good pixels, less a measured background; at least a hundredth is left. */
    static double meanCounts(Scan scan) {
        double[] sum = new double[1];
        FramePass.inOrder(scan.frames(), (j, frame) -> sum[0] = added(sum[0], frame, scan.mask()));
        double counts = sum[0] / scan.frames().count();
        double mean = Math.max(counts - background(scan), LEAST_LEFT * counts);
        if (!(mean > 0) || Double.isInfinite(mean)) {
            throw new BadInputException(scan.source() + ": the mean counts of a frame are " + mean
                    + "; expected a number above 0 (all-zero frames, or NaN on an unmasked pixel)");
        }
        return mean;
    }

    private static double background(Scan scan) {
        double sum = 0;
        float[] counts = scan.background().orElseGet(() -> new float[0]);
        for (int i = 0; i < counts.length; i++) {
            sum += scan.mask()[i] ? counts[i] : 0;
        }
        return sum;
    }

    private static double added(double before, float[] frame, boolean[] mask) {
        double sum = before;
        for (int i = 0; i < frame.length; i++) {
            sum += mask[i] ? (double) frame[i] * frame[i] : 0;
        }
        return sum;
    }

    /**
     * The strongest modes of a probe that has too many; a probe that has too few is given weak ones: the first mode
     * times x, y, x^2, xy, y^2, ... in units of its width, made orthogonal; or, where it has
     * no width, the first mode moved by whole pixels.
     */
    private static Probe withModes(Probe probe, int modes) {
        Probe ordered = probe.orthogonalised();
        ComplexImage[] images = new ComplexImage[modes];
        double firstPower = ordered.mode(0).power();
        double[] moments = moments(ordered.mode(0));
        int order = 1;
        int powerOfX = 1;
        for (int m = 0; m < modes; m++) {
            if (m < ordered.modes() && ordered.mode(m).power() > 0) {
                images[m] = ordered.mode(m);
                continue;
            }
            images[m] = polynomial(ordered.mode(0), moments, order - powerOfX, powerOfX);
            if (images[m].power() < NO_WIDTH * firstPower) {
                images[m] = moved(ordered.mode(0), m);
            }
            images[m].scale(Math.sqrt(ADDED_POWER * firstPower / images[m].power()));
            powerOfX--;
            if (powerOfX < 0) {
                order++;
                powerOfX = order;
            }
        }
        return Probe.of(images).orthogonalised();
    }

    private static ComplexImage polynomial(ComplexImage mode, double[] moments, int powerOfY, int powerOfX) {
        ComplexImage image = mode.copy();
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                double factor = Math.pow((y - moments[0]) / moments[2], powerOfY)
                        * Math.pow((x - moments[1]) / moments[2], powerOfX);
                int i = y * image.columns() + x;
                image.re()[i] *= (float) factor;
                image.im()[i] *= (float) factor;
            }
        }
        return image;
    }

    /** The image moved down and to the right by as many pixels, cyclically. */
    private static ComplexImage moved(ComplexImage image, int pixels) {
        ComplexImage out = ComplexImage.zeros(image.rows(), image.columns());
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                int to = (y + pixels) % image.rows() * image.columns() + (x + pixels) % image.columns();
                out.re()[to] = image.re()[y * image.columns() + x];
                out.im()[to] = image.im()[y * image.columns() + x];
            }
        }
        return out;
    }

    /** {centre y, centre x, rms radius} of an image's intensity, in pixels. */
    static double[] moments(ComplexImage image) {
        double power = 0;
        double sumY = 0;
        double sumX = 0;
        double square = 0;
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                int i = y * image.columns() + x;
                double p = (double) image.re()[i] * image.re()[i] + (double) image.im()[i] * image.im()[i];
                power += p;
                sumY += p * y;
                sumX += p * x;
                square += p * ((double) y * y + (double) x * x);
            }
        }
        double cy = sumY / power;
        double cx = sumX / power;
        double variance = square / power - cy * cy - cx * cx;
        return new double[] {cy, cx, Math.sqrt(Math.max(variance, 1))};
    }
}
