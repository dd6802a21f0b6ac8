package org.polyptych.electron.direct;

import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.electron.calibration.BeamImages;
import org.polyptych.electron.calibration.BeamModel;
import org.polyptych.electron.calibration.BeamSearch;
import org.polyptych.electron.calibration.BrightFieldDisc;
import org.polyptych.electron.calibration.ScanAxes;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * The beam that explains a scan's bright-field images best, as {@link BeamSearch} finds it. Of the two that do so equally well,
 * turned by 180 degrees with opposite signs, it is the one that needs the scan turned less, since positions are taken to be
 * right.
 *
 * @param images of all frames
 * @param model what was found
 * @param note what is odd about it, if anything is
 */
record FittedBeam(BeamImages images, BeamModel model, Optional<String> note) {
    /** Radians of phase that the edge of the disc has against its middle, from which on a beam is out of focus. */
    private static final double DEFOCUSED = 1;

    /** Degrees by which positions may be turned before a word is said. */
    private static final double TURNED = 5;

    private static final int FEWEST = 36;

    /**
     * Fitted to a scan; where nothing is found it is taken as in focus, with a note.
     *
     * @throws BadInputException if the scan has no bright disc, or too few frames
     */
    static FittedBeam of(Scan scan, Parallel parallel) {
        BeamImages all = images(scan);
        BeamImages few =
                all.frames() <= BeamImages.MOST_FRAMES ? all : BeamImages.of(scan, all.disc(), BeamImages.MOST_FRAMES);
        Optional<BeamModel> found = new BeamSearch(few, parallel).run().map(BeamSearch.Found::model);
        if (found.isEmpty()) {
            return new FittedBeam(
                    all,
                    BeamModel.defocused(ScanAxes.NONE, 0),
                    Optional.of("the frames do not tell rotation and defocus; taken as in focus and not turned"));
        }
        BeamModel model = found.get();
        if (Math.abs(model.axes().degrees()) > 90) {
            model = model.conjugate();
        }
        double degrees = model.axes().degrees();
        boolean right = !model.axes().transposed() && Math.abs(degrees) < TURNED;
        return new FittedBeam(
                all,
                model,
                right
                        ? Optional.empty()
                        : Optional.of(String.format(
                                Locale.ROOT,
                                "the positions are turned by %.1f degrees%s against the detector, or by 180 degrees more;"
                                        + " 'inspect --calibrate' says what to set, and other engines need it",
                                degrees,
                                model.axes().transposed() ? " and transposed" : "")));
    }

    /** Whether images of different directions are moved against each other so that it can be seen. */
    boolean defocused() {
        double alpha = images.convergence();
        return Math.PI * model.strongest() * alpha * alpha / images.wavelength() > DEFOCUSED;
    }

    /** The images of all frames. */
    static BeamImages images(Scan scan) {
        BeamImages images = BeamImages.of(scan, BrightFieldDisc.of(scan), Integer.MAX_VALUE);
        if (images.frames() < FEWEST || !(images.step() > 0)) {
            throw new BadInputException(scan.source() + ": " + images.frames()
                    + " frames; a direct reconstruction needs at least " + FEWEST + " at different positions");
        }
        return images;
    }

    /** The probe of the lens, its disc where the scan's is. */
    Probe probe(ElectronGeometry geometry) {
        Aberrations aberrations = model.aberrations();
        ComplexImage wave = new Lens(images.convergence(), aberrations).probe(geometry);
        double y = images.disc().centreY() - geometry.rows() / 2;
        double x = images.disc().centreX() - geometry.columns() / 2;
        for (int i = 0; i < wave.size(); i++) {
            double phase = 2
                    * Math.PI
                    * (y * (i / geometry.columns() - geometry.rows() / 2) / geometry.rows()
                            + x * (i % geometry.columns() - geometry.columns() / 2) / geometry.columns());
            double cos = Math.cos(phase);
            double sin = Math.sin(phase);
            double re = wave.re()[i] * cos - wave.im()[i] * sin;
            wave.im()[i] = (float) (wave.re()[i] * sin + wave.im()[i] * cos);
            wave.re()[i] = (float) re;
        }
        return Probe.of(wave);
    }
}
