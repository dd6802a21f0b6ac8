package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;

/** What amplitude of the object a network means by 1 where no object is known. */
record Unit(
        @Setting(
                value = "3",
                doc = "the largest amplitude that the network can say at first, in units of the root mean square of the"
                        + " object in the light, above 0")
        double headroom,

        @Setting(value = "0.001", doc = "rate at which that unit is learned, 0 to 1; 0: it stays as it is")
        double scaleRate) {
    Unit {
        Teaching.require(
                headroom > 0 && headroom < 1e6, "headroom must be above 0 and below a million, got " + headroom);
        Teaching.require(scaleRate >= 0 && scaleRate <= 1, "scaleRate must be 0 to 1, got " + scaleRate);
    }
}
