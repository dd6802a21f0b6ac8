package org.polyptych.bench.cells;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * Part i of n of a list, so that n processes may share it: every n-th item from the i-th on.
 *
 * @param index from 1
 * @param count of parts
 */
public record Shard(int index, int count) {
    public static final Shard WHOLE = new Shard(1, 1);

    /** @throws BadInputException unless the text is like {@code 1/2} */
    public static Shard parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            int index = Integer.parseInt(parts[0]);
            int count = Integer.parseInt(parts[parts.length - 1]);
            if (parts.length == 2 && index >= 1 && index <= count) {
                return new Shard(index, count);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException("--shard: expected i/n with i from 1 to n, such as 1/2, got '" + text + "'");
    }

    public <T> List<T> of(List<T> all) {
        List<T> mine = new ArrayList<>();
        for (int i = index - 1; i < all.size(); i += count) {
            mine.add(all.get(i));
        }
        return mine;
    }
}
