package org.polyptych.physics.simulation.probes;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.XrayGeometry;

/**
 * The beam of two crossed multilayer Laue lenses: a rectangular aperture, and a focus of its own for each direction
 * (astigmatism, where the two are not in the right places).
 */
public record LaueLens(
        @Setting(value = "35", doc = "thickness of the outermost layer of the lens that focuses vertically, in nm")
        double layerY,

        @Setting(value = "35", doc = "thickness of the outermost layer of the lens that focuses horizontally, in nm")
        double layerX,

        @Setting(value = "30", doc = "specimen behind the vertical focus in um")
        double defocusY,

        @Setting(value = "45", doc = "specimen behind the horizontal focus in um")
        double defocusX)
        implements TestProbe {

    public LaueLens {
        if (!(layerY > 0)) {
            throw new IllegalArgumentException("layerY must be larger than 0, got " + layerY);
        }
        if (!(layerX > 0)) {
            throw new IllegalArgumentException("layerX must be larger than 0, got " + layerX);
        }
    }

    @Override
    public ComplexImage image(XrayGeometry geometry) {
        double thickY = layerY * Units.METRES_PER_NANOMETRE;
        double thickX = layerX * Units.METRES_PER_NANOMETRE;
        double zy = defocusY * Units.METRES_PER_MICROMETRE;
        double zx = defocusX * Units.METRES_PER_MICROMETRE;
        double ry = Pupil.radius(thickY, geometry.pixelHeight(), geometry.rows(), "mll");
        double rx = Pupil.radius(thickX, geometry.pixelWidth(), geometry.columns(), "mll");
        double wavelength = geometry.wavelength();
        Pupil.checkWidth(wavelength, thickY, zy, geometry.rows() * geometry.pixelHeight(), "mll, vertically");
        Pupil.checkWidth(wavelength, thickX, zx, geometry.columns() * geometry.pixelWidth(), "mll, horizontally");
        return Pupil.focused(
                geometry,
                zy,
                zx,
                (y, x) -> Math.clamp(ry - Math.abs(y) + 0.5, 0, 1) * Math.clamp(rx - Math.abs(x) + 0.5, 0, 1));
    }
}
