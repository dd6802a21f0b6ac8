package org.polyptych.io;

/**
 * What a format's documentation says of it; the table in {@code docs/formats/README.md} is made from it.
 *
 * @param page name of its page in {@code docs/formats}, without ending; empty if it has none
 * @param checkedWith which other programs wrote what the tests read, or read what they wrote, such as "h5py"
 */
public record Support(String page, String checkedWith) {
    /** A format that says nothing of itself. */
    public static final Support NONE = new Support("", "");
}
