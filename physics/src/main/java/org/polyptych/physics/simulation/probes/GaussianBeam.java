package org.polyptych.physics.simulation.probes;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.XrayGeometry;

/** A Gaussian beam: in focus as wide as said, elsewhere wider and curved. */
public record GaussianBeam(
        @Setting(value = "100", doc = "width of the focus in nm: full width at half maximum of the intensity")
        double fwhm,

        @Setting(value = "0", doc = "specimen behind the focus in um")
        double defocus)
        implements TestProbe {
    private static final double WIDTHS_IN_ARRAY = 2;

    public GaussianBeam {
        if (!(fwhm > 0)) {
            throw new IllegalArgumentException("fwhm must be larger than 0, got " + fwhm);
        }
    }

    /** |P|^2 = exp(-4 ln 2 r^2 / fwhm^2); the spectrum's amplitude is exp(-(pi fwhm k)^2 / (2 ln 2)). */
    @Override
    public ComplexImage image(XrayGeometry geometry) {
        double width = fwhm * Units.METRES_PER_NANOMETRE;
        double z = defocus * Units.METRES_PER_MICROMETRE;
        double array = Math.min(geometry.rows() * geometry.pixelHeight(), geometry.columns() * geometry.pixelWidth());
        double pixel = Math.max(geometry.pixelHeight(), geometry.pixelWidth());
        // the intensity's divergence: 2 ln 2 lambda / (pi fwhm) at half maximum, in rad
        double spread = z == 0 ? 0 : 2 * Math.log(2) / Math.PI * geometry.wavelength() * Math.abs(z) / width;
        if (WIDTHS_IN_ARRAY * Math.hypot(width, spread) > array || width < pixel) {
            throw new BadInputException(String.format(
                    java.util.Locale.ROOT,
                    "gaussian: a beam of %.4g nm on the specimen does not fit an array of %.4g nm with pixels of %.4g nm"
                            + " (expected a pixel to half the array)",
                    Math.hypot(width, spread) * 1e9,
                    array * 1e9,
                    pixel * 1e9));
        }
        double stepY = 1 / (geometry.rows() * geometry.pixelHeight());
        double stepX = 1 / (geometry.columns() * geometry.pixelWidth());
        double factor = Math.PI * Math.PI * width * width / (2 * Math.log(2));
        return Pupil.focused(
                geometry, z, z, (y, x) -> Math.exp(-factor * (y * y * stepY * stepY + x * x * stepX * stepX)));
    }
}
