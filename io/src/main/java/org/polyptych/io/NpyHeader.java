package org.polyptych.io;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;

/**
 * What stands in front of the numbers of an npy file: a Python dictionary as text, after a magic string, the version
 * (1 to 3) and the text's length. See {@code numpy.lib.format}.
 *
 * @param type of the numbers
 * @param order of their bytes
 * @param fortran whether the first index is the fastest
 * @param shape sizes of the dimensions
 */
public record NpyHeader(NpyType type, ByteOrder order, boolean fortran, int[] shape) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int LARGEST_ELEMENT = 16;
    private static final int LONGEST_OF_VERSION_1 = 0xffff;
    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*(['\"]([^'\"]*)['\"]|\\[)");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    /** Text encoding of the header: Latin-1, since version 3 UTF-8. */
    static Charset charset(int version) {
        return version >= 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /** Number of elements; more than an array of Java's can hold, perhaps. */
    public long size() {
        return NpyArray.size(shape);
    }

    /** The shape as people write it, such as 516 x 128 x 128. */
    public String shapeText() {
        return shape.length == 0
                ? "a single value"
                : Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }

    /** @param label of the file, for messages */
    static NpyHeader parse(String text, String label) {
        Matcher descr = DESCR.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !fortran.find() || !shape.find()) {
            throw new BadInputException(label + ": the npy header is damaged");
        }
        String code = descr.group(2) == null ? "[...]" : descr.group(2);
        if (code.endsWith("O")) {
            throw new BadInputException(label + ": holds pickled Python objects, which are never executed; save plain"
                    + " numbers instead");
        }
        NpyType type = (code.length() < 2 ? java.util.Optional.<NpyType>empty() : NpyType.of(code.substring(1)))
                .orElseThrow(() -> new BadInputException(label + ": numbers of NumPy type '" + code
                        + "' are not supported; known: "
                        + Arrays.stream(NpyType.values()).map(t -> t.code).collect(Collectors.joining(", "))));
        ByteOrder order =
                switch (code.charAt(0)) {
                    case '<', '|' -> ByteOrder.LITTLE_ENDIAN;
                    case '>' -> ByteOrder.BIG_ENDIAN;
                    case '=' -> ByteOrder.nativeOrder();
                    default -> throw new BadInputException(label + ": unknown byte order in '" + code + "'");
                };
        return new NpyHeader(type, order, fortran.group(1).equals("True"), sizes(shape.group(1), label));
    }

    private static int[] sizes(String text, String label) {
        try {
            int[] sizes = Arrays.stream(text.split(","))
                    .map(size -> size.replace("L", "").strip())
                    .filter(size -> !size.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            // the bytes too must be a number
            Math.multiplyExact(NpyArray.size(sizes), (long) LARGEST_ELEMENT);
            return sizes;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadInputException(label + ": the array (" + text + ") is too large", e);
        }
    }

    /** The whole header, magic string included, padded so that the numbers begin at a multiple of 64 bytes. */
    byte[] encode() {
        String sizes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String tuple = shape.length > 1 ? sizes.substring(0, sizes.length() - 1) : sizes;
        char mark = type.bytes == 1 ? '|' : order == ByteOrder.BIG_ENDIAN ? '>' : '<';
        String text = "{'descr': '" + mark + type.code + "', 'fortran_order': " + (fortran ? "True" : "False")
                + ", 'shape': (" + tuple + "), }";
        int version = text.length() + ALIGNMENT > LONGEST_OF_VERSION_1 ? 2 : 1;
        int front = MAGIC.length + 2 + (version == 1 ? 2 : 4);
        int whole = (front + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        int length = whole - front;
        byte[] header = new byte[whole];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = (byte) version;
        for (int b = 0; b < front - MAGIC.length - 2; b++) {
            header[MAGIC.length + 2 + b] = (byte) (length >>> 8 * b);
        }
        Arrays.fill(header, front, whole, (byte) ' ');
        byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(body, 0, header, front, body.length);
        header[whole - 1] = '\n';
        return header;
    }
}
