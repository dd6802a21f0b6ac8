package org.polyptych.app.report;

/**
 * Björn Ottosson's uniform colour space OKLab (2020), in which equal distances look equally different: lightness from
 * 0 (black) to 1 (white), chroma and hue around it.
 */
final class OkLab {
    private OkLab() {}

    /**
     * The sRGB colour 0xRRGGBB. Where the screen cannot show so much chroma, chroma is reduced; lightness and hue stay.
     *
     * @param lightness 0 to 1
     * @param chroma 0 (grey) to about 0.3
     * @param hue in radians
     */
    static int rgb(double lightness, double chroma, double hue) {
        double c = chroma;
        if (!shown(linear(lightness, c, hue))) {
            double low = 0;
            double high = chroma;
            for (int k = 0; k < 24; k++) {
                c = (low + high) / 2;
                if (shown(linear(lightness, c, hue))) {
                    low = c;
                } else {
                    high = c;
                }
            }
            c = low;
        }
        double[] rgb = linear(lightness, c, hue);
        return channel(rgb[0]) << 16 | channel(rgb[1]) << 8 | channel(rgb[2]);
    }

    /** Lightness, a, b of the colour 0xRRGGBB. */
    static double[] of(int rgb) {
        double r = decoded(rgb >> 16 & 255);
        double g = decoded(rgb >> 8 & 255);
        double b = decoded(rgb & 255);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    /** How different two colours look. */
    static double distance(int rgb, int other) {
        double[] p = of(rgb);
        double[] q = of(other);
        return Math.sqrt(Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
    }

    private static double[] linear(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        double m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        double s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static boolean shown(double[] rgb) {
        for (double value : rgb) {
            if (value < -1e-4 || value > 1.0001) {
                return false;
            }
        }
        return true;
    }

    private static int channel(double linear) {
        double v = Math.clamp(linear, 0.0, 1.0);
        double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * encoded);
    }

    private static double decoded(int channel) {
        double v = channel / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
