package org.polyptych.physics.simulation.probes;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.XrayGeometry;

/** The beam of a Fresnel zone plate with a central stop, near its focus: on the detector a ring. */
public record ZonePlate(
        @Setting(value = "27", doc = "width of the outermost zone in nm, about the width of the focus")
        double zone,

        @Setting(value = "0.3", doc = "diameter of the central stop, as a part of the lens's, 0 to below 1")
        double stop,

        @Setting(value = "70", doc = "specimen behind the focus in um")
        double defocus)
        implements TestProbe {

    public ZonePlate {
        if (!(zone > 0)) {
            throw new IllegalArgumentException("zone must be larger than 0, got " + zone);
        }
        if (!(stop >= 0 && stop < 1)) {
            throw new IllegalArgumentException("stop must be 0 or more and below 1, got " + stop);
        }
    }

    @Override
    public ComplexImage image(XrayGeometry geometry) {
        double width = zone * Units.METRES_PER_NANOMETRE;
        double z = defocus * Units.METRES_PER_MICROMETRE;
        double ry = Pupil.radius(width, geometry.pixelHeight(), geometry.rows(), "zoneplate");
        double rx = Pupil.radius(width, geometry.pixelWidth(), geometry.columns(), "zoneplate");
        double array = Math.min(geometry.rows() * geometry.pixelHeight(), geometry.columns() * geometry.pixelWidth());
        Pupil.checkWidth(geometry.wavelength(), width, z, array, "zoneplate");
        double mean = Math.sqrt(ry * rx);
        return Pupil.focused(geometry, z, z, (y, x) -> {
            // in parts of the radius; the edge is a pixel wide
            double r = Math.hypot(y / ry, x / rx);
            return Math.clamp((1 - r) * mean + 0.5, 0, 1) * (stop == 0 ? 1 : Math.clamp((r - stop) * mean + 0.5, 0, 1));
        });
    }
}
