package org.polyptych.electron.optics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Length;

/**
 * One aberration C_nm of a round lens, n the order and m the symmetry about the axis (notation of O. L. Krivanek and others,
 * Ultramicroscopy 78, 1, 1999): C10 is minus the defocus, C12 twofold astigmatism, C21 axial coma, C30 the spherical
 * aberration Cs.
 *
 * @param order n, 1 to 5
 * @param symmetry m: n + 1, n - 1, ..., down to 0 or 1
 * @param metres the coefficient
 * @param angle phi_nm in radians, counted from +x (right) towards +y (down); 0 where m is 0
 */
public record Aberration(int order, int symmetry, double metres, double angle) {
    /** The highest order there is. */
    public static final int HIGHEST = 5;

    private static final Pattern FORM = Pattern.compile("C([0-9])([0-9])=([^@]+)(?:@(.+))?");

    public Aberration {
        boolean possible = order >= 1
                && order <= HIGHEST
                && symmetry >= 0
                && symmetry <= order + 1
                && (order + 1 - symmetry) % 2 == 0;
        if (!possible) {
            throw new BadInputException("there is no aberration C" + order + symmetry
                    + "; known are C10, C12, C21, C23, C30, C32, C34, C41, C43, C45, C50, C52, C54, C56");
        }
        if (!Double.isFinite(metres) || !Double.isFinite(angle)) {
            throw new BadInputException("C" + order + symmetry + " must be finite, got " + metres + " m at " + angle);
        }
        if (symmetry == 0 && angle != 0) {
            throw new BadInputException("C" + order + "0 is round and has no angle");
        }
    }

    /**
     * From text such as {@code C30=1.3mm} or {@code C12=5nm@30}, with the angle in degrees.
     *
     * @throws BadInputException if the text is not of this form
     */
    public static Aberration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new BadInputException(
                    "an aberration is written C30=1.3mm or C12=5nm@30 (degrees), got '" + text + "'");
        }
        double degrees = 0;
        if (form.group(4) != null) {
            try {
                degrees = Double.parseDouble(form.group(4));
            } catch (NumberFormatException e) {
                throw new BadInputException(
                        "aberration '" + text + "': the angle behind @ must be a number of degrees");
            }
        }
        return new Aberration(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Length.metres("aberration C" + form.group(1) + form.group(2), form.group(3)),
                Math.toRadians(degrees));
    }

    /** Such as {@code C30}. */
    public String name() {
        return "C" + order + symmetry;
    }

    /**
     * Where it takes a ray that the lens lets through at an angle: the derivatives of {@link #path}, in metres.
     *
     * @return along the ray's direction from the axis, and across it, towards larger phi
     */
    double[] displacement(double alpha, double phi) {
        double length = Math.pow(alpha, order) * metres;
        double turned = symmetry * (phi - angle);
        return new double[] {length * Math.cos(turned), -length * symmetry / (order + 1) * Math.sin(turned)};
    }

    /**
     * The path difference alpha^(n+1) / (n+1) C_nm cos m(phi - phi_nm), in metres.
     *
     * @param alpha angle to the axis in radians
     * @param phi direction in radians, from +x towards +y
     */
    double path(double alpha, double phi) {
        return Math.pow(alpha, order + 1) / (order + 1) * metres * Math.cos(symmetry * (phi - angle));
    }
}
