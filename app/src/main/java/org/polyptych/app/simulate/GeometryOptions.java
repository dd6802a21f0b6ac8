package org.polyptych.app.simulate;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Probe;
import org.polyptych.physics.XrayGeometry;
import picocli.CommandLine.Option;

/** Detector and beam line. */
public final class GeometryOptions {
    private static final int DEFAULT_FRAME = 128;
    private static final int LARGEST_FRAME = 16384;

    @Option(
            names = "--frame",
            paramLabel = "N|RxC",
            description = "Pixels of a frame. Default: those of a probe from a file, else 128.")
    private String frame;

    @Option(names = "--pixel", paramLabel = "NM", description = "Pixel on the specimen. Default: 10.")
    private double pixel = 10;

    @Option(names = "--energy", paramLabel = "KEV", description = "Photon energy. Default: 8.8.")
    private double energy = 8.8;

    @Option(names = "--distance", paramLabel = "M", description = "Specimen to detector. Default: 2.")
    private double distance = 2;

    @Option(
            names = "--near-field",
            description = "The frames are of the near field, over the distance --distance / --magnification.")
    private boolean nearField;

    @Option(
            names = "--magnification",
            paramLabel = "M",
            description = "Of the near field of a cone beam: the detector's pixels are M times --pixel. Default: 1, a"
                    + " parallel beam.")
    private Double magnification;

    /** @param probe one from a file, which fixes the size of the frames unless they are said */
    XrayGeometry geometry(Optional<Probe> probe) {
        int[] size = size(probe);
        double metres = Typed.positive("--pixel", pixel) * Units.METRES_PER_NANOMETRE;
        if (magnification != null && !nearField) {
            throw new BadInputException("--magnification is of the near field; give --near-field too, or leave it out");
        }
        return new XrayGeometry(
                size[0],
                size[1],
                metres,
                metres,
                Typed.positive("--energy", energy) * 1000,
                Typed.positive("--distance", distance),
                nearField
                        ? Optional.of(new NearField(
                                magnification == null ? 1 : Typed.positive("--magnification", magnification)))
                        : Optional.empty());
    }

    /**
     * Of electrons.
     *
     * @param voltage in volts
     * @param maxAngle that the nearer edges of the detector see, in radians
     */
    ElectronGeometry electrons(double voltage, double maxAngle) {
        int[] size = size(Optional.empty());
        int least = Math.min(size[0], size[1]);
        double pixel = Sampling.pixel(voltage, maxAngle);
        // pixels of the detector are square
        return new ElectronGeometry(
                size[0],
                size[1],
                pixel * least / size[0],
                pixel * least / size[1],
                voltage,
                Typed.positive("--distance", distance));
    }

    private int[] size(Optional<Probe> probe) {
        int[] size = frame != null
                ? Typed.size("--frame", frame, true)
                : probe.map(p -> new int[] {p.rows(), p.columns()}).orElse(new int[] {DEFAULT_FRAME, DEFAULT_FRAME});
        if (size[0] < 2 || size[1] < 2 || size[0] > LARGEST_FRAME || size[1] > LARGEST_FRAME) {
            throw new BadInputException(
                    "--frame must be 2 to " + LARGEST_FRAME + " pixels wide, got " + size[0] + " x " + size[1]);
        }
        return size;
    }
}
