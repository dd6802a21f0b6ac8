package org.polyptych.app.report;

import java.awt.image.BufferedImage;
import java.util.Base64;

/** A page in the making; all text given to it is escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Markup written by this package, as it is. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    Html element(String tag, String text) {
        return markup("<" + tag + ">").text(text).markup("</" + tag + ">\n");
    }

    Html section(String id, String heading) {
        return markup("<section id=\"" + id + "\">\n").element("h2", heading);
    }

    Html endSection() {
        return markup("</section>\n");
    }

    /** A row of a table of names and values. */
    Html row(String name, String value) {
        return markup("<tr><th scope=\"row\">")
                .text(name)
                .markup("</th><td>")
                .text(value)
                .markup("</td></tr>\n");
    }

    /** The picture inside the page, with a caption whose first words are what it shows. */
    Html figure(String kind, BufferedImage picture, String shows, String caption) {
        String data = Base64.getEncoder().encodeToString(PngFile.bytes(picture));
        return markup("<figure class=\"" + kind + "\"><img alt=\"" + escaped(shows) + "\" width=\""
                        + picture.getWidth() + "\" height=\"" + picture.getHeight()
                        + "\" src=\"data:image/png;base64," + data + "\">\n<figcaption><b>")
                .text(shows + ".")
                .markup("</b> ")
                .text(caption)
                .markup("</figcaption></figure>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
