package org.polyptych.electron.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.electron.calibration.BrightFieldDisc;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.FramePass;
import org.polyptych.physics.Scan;

/**
 * Images with one value a frame. Angles count from the middle of the bright-field disc, so that a zero beam beside the middle
 * of the detector does no harm. Masked pixels count for nothing.
 */
public final class VirtualImages {
    private VirtualImages() {}

    /**
     * One image.
     *
     * @param name for titles and files
     * @param unit of the values
     * @param values one a frame
     */
    public record Image(String name, String unit, double[] values) {}

    /**
     * Bright field (counts within the disc), dark field (beyond it), centre of mass in mrad down and to the right, and the
     * counts of annular detectors.
     *
     * @throws BadInputException if the scan is none of electrons with a known voltage, or has no disc, or a detector lies beyond
     *     the frames
     */
    public static List<Image> of(Scan scan, List<AnnularDetector> annuli) {
        if (!(scan.geometry() instanceof ElectronGeometry geometry) || !(geometry.wavelength() > 0)) {
            throw new BadInputException(scan.source()
                    + ": virtual images need electrons of a known voltage; set file.beam and file.energy");
        }
        BrightFieldDisc disc = BrightFieldDisc.of(scan);
        double pixelY = geometry.wavelength() / (geometry.rows() * geometry.pixelHeight());
        double pixelX = geometry.wavelength() / (geometry.columns() * geometry.pixelWidth());
        int rows = geometry.rows();
        int columns = geometry.columns();
        // which images each pixel counts for: bit 0 bright, bit 1 dark, then the annuli
        int[] counted = new int[rows * columns];
        int[] pixels = new int[annuli.size()];
        for (int i = 0; i < counted.length; i++) {
            double y = i / columns - disc.centreY();
            double x = i % columns - disc.centreX();
            if (!scan.mask()[i]) {
                continue;
            }
            counted[i] = Math.hypot(y, x) <= disc.radius() ? 1 : 2;
            double angle = Math.hypot(y * pixelY, x * pixelX);
            for (int a = 0; a < annuli.size(); a++) {
                if (angle >= annuli.get(a).from() && angle < annuli.get(a).to()) {
                    counted[i] |= 4 << a;
                    pixels[a]++;
                }
            }
        }
        for (int a = 0; a < pixels.length; a++) {
            if (pixels[a] == 0) {
                throw new BadInputException(String.format(
                        Locale.ROOT,
                        "%s: no good pixel of its frames lies in %s; they reach to %.4g mrad",
                        scan.source(),
                        annuli.get(a).name(),
                        1e3 * Math.hypot(rows * pixelY, columns * pixelX) / 2));
            }
        }
        int frames = scan.frames().count();
        double[][] sums = new double[2 + annuli.size()][frames];
        double[] down = new double[frames];
        double[] right = new double[frames];
        FramePass.each(scan.frames(), (j, frame) -> {
            double all = 0;
            for (int i = 0; i < frame.length; i++) {
                if (counted[i] == 0) {
                    continue;
                }
                double counts = (double) frame[i] * frame[i];
                all += counts;
                down[j] += counts * (i / columns - disc.centreY());
                right[j] += counts * (i % columns - disc.centreX());
                for (int a = 0; a < sums.length; a++) {
                    sums[a][j] += (counted[i] >> a & 1) == 1 ? counts : 0;
                }
            }
            down[j] = all > 0 ? 1e3 * pixelY * down[j] / all : Double.NaN;
            right[j] = all > 0 ? 1e3 * pixelX * right[j] / all : Double.NaN;
        });
        List<Image> images = new ArrayList<>();
        images.add(new Image("bright-field", "counts", sums[0]));
        images.add(new Image("dark-field", "counts", sums[1]));
        images.add(new Image("centre-of-mass-y", "mrad", down));
        images.add(new Image("centre-of-mass-x", "mrad", right));
        for (int a = 0; a < annuli.size(); a++) {
            images.add(new Image(annuli.get(a).name(), "counts", sums[2 + a]));
        }
        return images;
    }
}
