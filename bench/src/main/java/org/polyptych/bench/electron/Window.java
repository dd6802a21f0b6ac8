package org.polyptych.bench.electron;

import java.util.List;
import org.polyptych.core.Units;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/** The rectangle that the positions of a scan span, in Å: within it columns are counted. */
record Window(Extent y, Extent x) {
    static Window of(Positions positions) {
        return new Window(inAngstroms(positions.y()), inAngstroms(positions.x()));
    }

    private static Extent inAngstroms(double[] metres) {
        Extent extent = Extent.of(metres);
        return new Extent(extent.least() / Units.METRES_PER_ANGSTROM, extent.most() / Units.METRES_PER_ANGSTROM);
    }

    boolean holds(Column column) {
        return column.y() > y.least() && column.y() < y.most() && column.x() > x.least() && column.x() < x.most();
    }

    /** Those within, and so many Å around. */
    List<Column> around(List<Column> columns, double more) {
        Window wider = new Window(
                new Extent(y.least() - more, y.most() + more), new Extent(x.least() - more, x.most() + more));
        return columns.stream().filter(wider::holds).toList();
    }
}
