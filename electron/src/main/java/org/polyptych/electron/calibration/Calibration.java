package org.polyptych.electron.calibration;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

/**
 * What a 4D-STEM scan says of the microscope that took it, without a reconstruction: the aperture, how scan and detector lie,
 * defocus and astigmatism, descan.
 *
 * @param disc the image of the aperture
 * @param convergence semi-angle, the disc's radius times the angle of a detector pixel, radians
 * @param descan how the zero beam wanders
 * @param curl rotation by the curl of the centres of mass
 * @param beams rotation and aberrations by the images of the beams; absent where the scan does not tell
 */
public record Calibration(BrightFieldDisc disc, double convergence, Descan descan, Curl curl, Optional<Beams> beams) {
    /** The curl of one handedness must be less than the other's by this factor to count. */
    private static final double CLEAR_CURL = 0.85;

    /** Frames. */
    private static final int FEWEST = 36;

    private static final int MOST_FREQUENCIES = 2000;

    /** A bending of the beams below this many times its uncertainty is none. */
    private static final double CERTAIN = 3;

    /**
     * Rotation by the curl, up to 180 degrees.
     *
     * @param axes with the least curl
     * @param share of the field that is curl: 0 for a gradient, one half for noise
     * @param otherShare the least share of the other handedness
     * @param eight shares of the eight orientations, in the order of {@link org.polyptych.physics.Orientation#all()}
     */
    public record Curl(ScanAxes axes, double share, double otherShare, double[] eight) {
        /** Whether it tells. */
        public boolean clear() {
            return share < CLEAR_CURL * otherShare;
        }
    }

    /**
     * Rotation and aberrations by the parallax of the bright-field images.
     *
     * @param axes how the scan lies against the detector
     * @param aberrations C10 and C12, where C10 = -defocus
     * @param angleError half of the difference between fits to two halves of the frequencies, radians
     * @param defocusError the same of the defocus, metres
     * @param astigmatismError the same of C12, metres
     * @param significance of the match, in standard deviations of noise
     * @param handedness by how much better it matches than the best of the other handedness
     * @param sign what told it from the same turned by 180 degrees with the opposite defocus: {@code dark field}, {@code
     *     skewness}, or {@code none}, where it was taken as underfocus
     * @param signStrength how clearly, in standard deviations
     */
    public record Beams(
            ScanAxes axes,
            Aberrations aberrations,
            double angleError,
            double defocusError,
            double astigmatismError,
            double significance,
            double handedness,
            String sign,
            double signStrength) {
        /** Positive for underfocus, metres. */
        public double defocus() {
            return aberrations.defocus();
        }
    }

    /**
     * Measures a scan.
     *
     * @throws BadInputException if it is none of electrons, its voltage is not known, or its pattern has no disc
     */
    public static Calibration of(Scan scan, Parallel parallel) {
        ElectronGeometry geometry = electrons(scan);
        BrightFieldDisc disc = BrightFieldDisc.of(scan);
        BeamImages images = BeamImages.of(scan, disc, BeamImages.MOST_FRAMES);
        if (!(images.step() > 0) || images.frames() < FEWEST) {
            throw new BadInputException(scan.source() + ": " + images.frames()
                    + " frames at different positions are needed for a calibration, at least " + FEWEST);
        }
        double pixelY = geometry.wavelength() / (geometry.rows() * geometry.pixelHeight());
        double pixelX = geometry.wavelength() / (geometry.columns() * geometry.pixelWidth());
        ScanSpectrum whole = ScanSpectrum.of(
                images,
                ScanFrequencies.of(images.positions(), images.step(), 0.5 / images.step(), MOST_FREQUENCIES),
                parallel);
        CurlTest curl = CurlTest.of(whole);
        Optional<Beams> beams = new BeamSearch(images, parallel).run().map(found -> beams(found, parallel));
        return new Calibration(
                disc,
                images.convergence(),
                Descan.of(images, pixelY, pixelX),
                new Curl(curl.axes(), curl.curl(), curl.otherCurl(), curl.eight()),
                beams);
    }

    /** @throws BadInputException if the scan is none of electrons with a known voltage in the far field */
    static ElectronGeometry electrons(Scan scan) {
        if (!(scan.geometry() instanceof ElectronGeometry geometry)) {
            throw new BadInputException(scan.source()
                    + ": calibration is for electrons, and the scan is of X-rays; set file.beam=electron if it is not");
        }
        if (!(geometry.wavelength() > 0)) {
            throw new BadInputException(
                    scan.source() + ": calibration needs the acceleration voltage; set file.energy (eV)");
        }
        return geometry;
    }

    private static Beams beams(BeamSearch.Found found, Parallel parallel) {
        SignOfPhase sign =
                SignOfPhase.of(found.match().spectrum(), found.match().phase(found.model(), parallel));
        boolean underfocus = found.model().c10() < 0;
        boolean right = sign.decides() == 0 ? underfocus : sign.decides() > 0;
        BeamModel model = right ? found.model() : found.model().conjugate();
        return new Beams(
                new ScanAxes(
                        Math.IEEEremainder(model.axes().angle(), 2 * Math.PI),
                        model.axes().transposed()),
                model.aberrations(),
                found.apart().axes().angle(),
                found.apart().c10(),
                Math.hypot(found.apart().ca(), found.apart().cb()),
                found.significance(),
                found.quality() / found.otherQuality(),
                sign.witness(),
                Math.abs(sign.decides()));
    }

    /** Whether the defocus is told from none. */
    public boolean defocused() {
        return beams.filter(b -> Math.abs(b.defocus()) > CERTAIN * b.defocusError())
                .isPresent();
    }
}
