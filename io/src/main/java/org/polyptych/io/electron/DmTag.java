package org.polyptych.io.electron;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tag of a DM file: a group of others, or a value. */
sealed interface DmTag {
    /** Other tags by their names; those without a name have their number in the group, from 0. */
    record Group(Map<String, DmTag> tags) implements DmTag {
        /** The tag at a path such as {@code ImageData.Dimensions.0}. */
        Optional<DmTag> at(String... path) {
            DmTag here = this;
            for (String name : path) {
                here = here instanceof Group group ? group.tags.get(name) : null;
            }
            return Optional.ofNullable(here);
        }

        Optional<Group> group(String... path) {
            return at(path).filter(Group.class::isInstance).map(Group.class::cast);
        }

        Optional<Double> number(String... path) {
            return at(path).filter(Number.class::isInstance).map(tag -> ((Number) tag).value());
        }

        Optional<String> text(String... path) {
            return at(path).filter(Text.class::isInstance).map(tag -> ((Text) tag).value());
        }

        /** The groups in this one, in the order of the file. */
        List<Group> groups() {
            return tags.values().stream()
                    .filter(Group.class::isInstance)
                    .map(Group.class::cast)
                    .toList();
        }
    }

    record Number(double value) implements DmTag {}

    record Text(String value) implements DmTag {}

    /**
     * Numbers that stay in the file.
     *
     * @param type the number of their type in the format
     * @param offset where they begin
     * @param count how many
     */
    record Numbers(int type, long offset, long count) implements DmTag {}

    /** What scans do not need: structures, and arrays of them. */
    record Other() implements DmTag {}
}
