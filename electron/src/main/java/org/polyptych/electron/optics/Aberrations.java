package org.polyptych.electron.optics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * What a lens does to the phase of a wave: chi = (2 pi / lambda) sum alpha^(n+1) / (n+1) C_nm cos m(phi - phi_nm). The wave is
 * multiplied by exp(-i chi). Immutable.
 *
 * @param all each kind at most once
 */
public record Aberrations(List<Aberration> all) {
    /** Rays looked at from the axis to the edge of an aperture, and around. */
    private static final int RINGS = 16;

    private static final int DIRECTIONS = 72;

    /** A perfect lens in focus. */
    public static final Aberrations NONE = new Aberrations(List.of());

    public Aberrations {
        all = List.copyOf(all);
        if (all.stream().map(Aberration::name).distinct().count() < all.size()) {
            throw new BadInputException("an aberration is given twice: "
                    + String.join(", ", all.stream().map(Aberration::name).toList()));
        }
    }

    /**
     * From text such as {@code C30=1.3mm,C12=5nm@30}.
     *
     * @throws BadInputException if the text is not of this form
     */
    public static Aberrations parse(String text) {
        return new Aberrations(
                Arrays.stream(text.split(",", -1)).map(Aberration::parse).toList());
    }

    /** Defocus alone, in metres; positive is underfocus: the beam is in focus so far behind the entrance plane. */
    public static Aberrations defocused(double metres) {
        return NONE.withDefocus(metres);
    }

    /** The same with C10 = -defocus, in metres. */
    public Aberrations withDefocus(double metres) {
        List<Aberration> others = new ArrayList<>(
                all.stream().filter(a -> !a.name().equals("C10")).toList());
        others.addFirst(new Aberration(1, 0, -metres, 0));
        return new Aberrations(others);
    }

    /** -C10, in metres. */
    public double defocus() {
        return -all.stream()
                .filter(a -> a.name().equals("C10"))
                .mapToDouble(Aberration::metres)
                .sum();
    }

    /**
     * How far from the axis the outermost ray passes, in metres.
     *
     * @param convergence semi-angle of the aperture in radians
     */
    public double farthest(double convergence) {
        double farthest = 0;
        for (int ring = 1; ring <= RINGS; ring++) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                double along = 0;
                double across = 0;
                for (Aberration one : all) {
                    double[] moved = one.displacement(convergence * ring / RINGS, 2 * Math.PI * direction / DIRECTIONS);
                    along += moved[0];
                    across += moved[1];
                }
                farthest = Math.max(farthest, Math.hypot(along, across));
            }
        }
        return farthest;
    }

    /**
     * chi in radians, for a wave that travels at an angle.
     *
     * @param alphaY angle downwards in radians, wavelength times spatial frequency
     * @param alphaX angle to the right
     * @param wavelength in metres
     */
    public double chi(double alphaY, double alphaX, double wavelength) {
        double alpha = Math.hypot(alphaY, alphaX);
        double phi = Math.atan2(alphaY, alphaX);
        double path = 0;
        for (Aberration one : all) {
            path += one.path(alpha, phi);
        }
        return 2 * Math.PI / wavelength * path;
    }
}
