package org.polyptych.core;

/**
 * Input or a setting that cannot be used. The message is one line for the person at the keyboard: what (file, dataset
 * or key), what was expected, what to do. The command line prints it and ends with exit code 2.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(inOneLine(message));
    }

    public BadInputException(String message, Throwable cause) {
        super(inOneLine(message), cause);
    }

    /** What is quoted from a file may have line breaks in it. */
    private static String inOneLine(String message) {
        return message == null ? "unknown" : message.replaceAll("\\R+", " ");
    }
}
