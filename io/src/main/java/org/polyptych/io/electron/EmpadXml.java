package org.polyptych.io.electron;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.polyptych.io.Metadata;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The XML that EMPAD's program writes beside its frames: {@code raw_file} names them, {@code pix_x, pix_y} or
 * {@code scan_parameters} hold the shape of the scan, {@code iom_measurements} what the microscope said: high voltage
 * (V), full field of view of the scan (m), nominal camera length (m).
 */
final class EmpadXml implements EmpadFacts {
    private static final int LONGEST = 1 << 22;
    private static final double DETECTOR_PIXEL = 150e-6;
    private static final double LEAST_VOLTS = 1e3;
    private static final String NUMBER = "[-+0-9.eE]+";
    private static final Pattern PAIR = Pattern.compile("\\(\\s*(" + NUMBER + ")\\s*,\\s*(" + NUMBER + ")\\s*\\)");

    private final Element root;
    private final String rawFile;

    private EmpadXml(Element root, String rawFile) {
        this.root = root;
        this.rawFile = rawFile;
    }

    /** The text, if it is one that names EMPAD frames. */
    static Optional<EmpadXml> of(Path path) {
        String text = EmpadFacts.text(path, LONGEST);
        if (!text.stripLeading().startsWith("<") || !text.contains("raw_file")) {
            return Optional.empty();
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // nothing is fetched or expanded that such a text may name
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root =
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            Optional<Element> raw = find(root, name -> name.equals("raw_file"));
            return raw.map(element -> element.hasAttribute("filename")
                            ? element.getAttribute("filename")
                            : element.getTextContent().strip())
                    .filter(name -> !name.isEmpty())
                    .map(name -> new EmpadXml(root, name));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String rawFile() {
        return rawFile;
    }

    @Override
    public int extraRows() {
        return 2;
    }

    @Override
    public void tell(Metadata metadata) {
        int[] shape = shape();
        if (shape != null) {
            metadata.scanShape(shape[0], shape[1]);
        }
        number(name -> name.matches("(.*[._])?voltage")).stream()
                .filter(volts -> volts >= LEAST_VOLTS)
                .forEach(volts ->
                        metadata.energy(volts).note("energy: the XML's high voltage, " + volts + ", taken as V"));
        step(metadata, shape);
        number(name -> name.equals("nominal_camera_length")).stream()
                .filter(metres -> metres > 0)
                .forEach(metres -> metadata.distance(metres)
                        .detectorPixel(DETECTOR_PIXEL, DETECTOR_PIXEL)
                        .note("warning: the angle of a detector pixel follows from the nominal camera length, " + metres
                                + " m, and pixels of 150 um; nominal lengths are often off by some percent:"
                                + " file.detectorAngle=RADIANS says it better"));
        number(name -> name.equals("scan_rotation")).stream()
                .filter(radians -> radians != 0)
                .forEach(radians -> metadata.note("scan rotation: the XML's " + radians
                        + " rad is the microscope's, not that from scan to detector, and is not used;"
                        + " file.scanRotation=DEGREES sets the latter"));
    }

    private int[] shape() {
        int[] pixels = shape("pix_y", "pix_x");
        return pixels != null ? pixels : shape("scan_resolution_y", "scan_resolution_x");
    }

    private int[] shape(String rows, String columns) {
        OptionalDouble y = number(name -> name.equals(rows));
        OptionalDouble x = number(name -> name.equals(columns));
        boolean there = y.orElse(0) >= 1 && x.orElse(0) >= 1 && y.getAsDouble() < 1e6 && x.getAsDouble() < 1e6;
        return there ? new int[] {(int) y.getAsDouble(), (int) x.getAsDouble()} : null;
    }

    /** The field of view is of the whole scan, whose longer side has all its pixels. */
    private void step(Metadata metadata, int[] shape) {
        Optional<Element> view = find(root, name -> name.matches("(.*[._])?full_scan_field_of_view"));
        if (view.isEmpty() || shape == null) {
            return;
        }
        double size = number(name -> name.equals("scan_size")).orElse(1);
        double scale = number(view.get(), name -> name.equals("scale_factor")).orElse(1);
        double x = number(view.get(), name -> name.equals("x")).orElse(Double.NaN);
        double y = number(view.get(), name -> name.equals("y")).orElse(Double.NaN);
        Matcher pair = PAIR.matcher(view.get().getTextContent());
        if (Double.isNaN(x) && pair.find()) {
            x = parsed(pair.group(1)).orElse(Double.NaN);
            y = parsed(pair.group(2)).orElse(Double.NaN);
        }
        double share = size / scale / Math.max(shape[0], shape[1]);
        if (x * share > 0 && y * share > 0) {
            metadata.scanStep(y * share, x * share)
                    .note("scan: step from the full field of view in the XML, taken as m, over its longer side of "
                            + Math.max(shape[0], shape[1]) + " positions");
        }
    }

    private OptionalDouble number(Predicate<String> name) {
        return number(root, name);
    }

    private static OptionalDouble number(Element within, Predicate<String> name) {
        return find(within, name)
                .map(element -> parsed(element.getTextContent()))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble parsed(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** The first element of such a name below another, in the order of the text; those of searches are passed over. */
    private static Optional<Element> find(Element within, Predicate<String> name) {
        var all = within.getElementsByTagName("*");
        for (int k = 0; k < all.getLength(); k++) {
            Element element = (Element) all.item(k);
            if (name.test(element.getTagName()) && !isOfSearch(element)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Scan parameters are there twice: those of looking for a place, and those of the scan. */
    private static boolean isOfSearch(Element element) {
        for (Node node = element; node instanceof Element e; node = node.getParentNode()) {
            if (e.getTagName().equals("scan_parameters")
                    && e.getAttribute("mode").equals("search")) {
                return true;
            }
        }
        return false;
    }
}
