package org.polyptych.physics;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a scan reaches along each axis, from its first to its last position, and whether that can be true. Positions in
 * the wrong unit are the commonest mistake in scan files; it shows as a scan of a pixel or of a million.
 *
 * @param height from the least to the greatest y, in metres
 * @param width from the least to the greatest x, in metres
 * @param pixelHeight of the specimen, in metres
 * @param pixelWidth of the specimen, in metres
 * @param frames number of positions
 */
public record ScanExtent(double height, double width, double pixelHeight, double pixelWidth, int frames) {
    /** Along one axis, in pixels: 5 mm at 10 nm. */
    private static final double LARGEST = 5e5;

    /** Along both axes, in pixels: that many frames as good as in one place hold no ptychography. */
    private static final double SMALLEST = 1.5;

    private static final int MANY_FRAMES = 4;

    public static ScanExtent of(Scan scan) {
        return of(scan.positions(), scan.geometry());
    }

    public static ScanExtent of(Positions positions, Geometry geometry) {
        return new ScanExtent(
                Extent.of(positions.y()).length(),
                Extent.of(positions.x()).length(),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                positions.count());
    }

    /** The height in pixels of the specimen. */
    public double rows() {
        return height / pixelHeight;
    }

    /** The width in pixels of the specimen. */
    public double columns() {
        return width / pixelWidth;
    }

    /**
     * What is wrong with the positions, in one line that does not name the file; empty where the
     * extent can be true. A scan along a line is no mistake.
     */
    public Optional<String> mistake() {
        if (!(rows() < LARGEST) || !(columns() < LARGEST)) {
            return Optional.of(spans("more than any scan has"));
        }
        if (frames >= MANY_FRAMES && rows() < SMALLEST && columns() < SMALLEST) {
            return Optional.of(spans("so all " + frames + " frames lie in one place"));
        }
        return Optional.empty();
    }

    /** The extent, what to think of it, and what to check. */
    public String spans(String verdict) {
        return String.format(
                Locale.ROOT,
                "the positions span %.3g x %.3g m (y, x), which is %.3g x %.3g pixels, %s; check the unit of the"
                        + " positions and the pixel size (%.3g x %.3g m)",
                height,
                width,
                rows(),
                columns(),
                verdict,
                pixelHeight,
                pixelWidth);
    }
}
