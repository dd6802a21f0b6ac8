package org.polyptych.bench.electron;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which columns of many lie near a place. */
final class NearColumns {
    private final double reach;
    private final List<Column> columns;
    private final Map<Long, List<Integer>> cells = new HashMap<>();

    /** @param reach the farthest that can be asked for, in Å */
    NearColumns(List<Column> columns, double reach) {
        this.columns = columns;
        this.reach = reach;
        for (int k = 0; k < columns.size(); k++) {
            cells.computeIfAbsent(
                            cell(index(columns.get(k).y()), index(columns.get(k).x())), cell -> new ArrayList<>())
                    .add(k);
        }
    }

    /** The numbers of those at most the reach away. */
    List<Integer> of(Column place) {
        List<Integer> near = new ArrayList<>();
        for (long row = index(place.y()) - 1; row <= index(place.y()) + 1; row++) {
            for (long across = index(place.x()) - 1; across <= index(place.x()) + 1; across++) {
                for (int k : cells.getOrDefault(cell(row, across), List.of())) {
                    if (columns.get(k).distance(place) <= reach) {
                        near.add(k);
                    }
                }
            }
        }
        return near;
    }

    private long index(double coordinate) {
        return (long) Math.floor(coordinate / reach);
    }

    private static long cell(long row, long across) {
        return row * 0x1_0000_0000L + across;
    }
}
