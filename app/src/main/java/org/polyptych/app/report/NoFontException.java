package org.polyptych.app.report;

/** This machine cannot draw letters, hence no pictures; the message is one line that says what to install. */
public final class NoFontException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoFontException(Throwable cause) {
        super(
                "pictures need a font and Java finds none on this machine (" + cause.getMessage()
                        + "): install fontconfig and a font, on Debian the packages fontconfig and fonts-dejavu-core",
                cause);
    }
}
