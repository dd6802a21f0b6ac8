package org.polyptych.neural.model;

/** What stands in a file, in a message: one line, and not all of it. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    public static String of(String text) {
        String line = text.substring(0, Math.min(LONGEST, text.length())).replaceAll("\\p{Cntrl}", " ");
        return text.length() > LONGEST ? line + "..." : line;
    }
}
