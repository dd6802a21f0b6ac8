package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.ScanExtent;

/** What is odd about a scan, but may be meant: said, not refused. */
public final class ScanDoubts {
    private static final double LINE = 1.5;

    private ScanDoubts() {}

    /** A line a doubt. */
    public static List<String> of(Scan scan) {
        List<String> doubts = new ArrayList<>();
        int frames = scan.frames().count();
        if (frames == 1) {
            doubts.add("one frame only: ptychography lives on the overlap of several");
        }
        int repeated = repeated(scan.positions());
        if (repeated > 0) {
            doubts.add(repeated + " of " + frames + " frames lie at exactly the position of another one");
        }
        ScanExtent extent = ScanExtent.of(scan);
        boolean flat = extent.rows() < LINE;
        boolean narrow = extent.columns() < LINE;
        if (frames > 1 && flat != narrow) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the positions lie on a line along %s: they span %.3g x %.3g pixels (y, x); if the scan was an area,"
                            + " check their unit along %s",
                    flat ? "x" : "y",
                    extent.rows(),
                    extent.columns(),
                    flat ? "y" : "x"));
        }
        return doubts;
    }

    /** Positions that were there before. */
    private static int repeated(Positions positions) {
        record Place(double y, double x) {}
        Set<Place> places = new HashSet<>();
        for (int j = 0; j < positions.count(); j++) {
            places.add(new Place(positions.y()[j] + 0.0, positions.x()[j] + 0.0));
        }
        return positions.count() - places.size();
    }
}
