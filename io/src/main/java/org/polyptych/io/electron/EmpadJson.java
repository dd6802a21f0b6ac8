package org.polyptych.io.electron;

import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.physics.Positions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that describes EMPAD frames to reconstruction programs (file_type {@code empad_metadata}, or
 * {@code pyMultislicer_metadata} for simulated ones): {@code raw_filename, empad_version, voltage} (V),
 * {@code diff_step} (mrad a pixel), {@code scan_shape} (x, y), {@code scan_step} (m; x, y), {@code scan_positions} (m; x,
 * y), {@code camera_length} (m).
 */
final class EmpadJson implements EmpadFacts {
    private static final int LONGEST = 1 << 26;

    private final Path path;
    private final JsonNode root;

    private EmpadJson(Path path, JsonNode root) {
        this.path = path;
        this.root = root;
    }

    /** The text, if it is one that names EMPAD frames. */
    static Optional<EmpadJson> of(Path path) {
        String text = EmpadFacts.text(path, LONGEST);
        if (!text.stripLeading().startsWith("{") || !text.contains("raw_filename")) {
            return Optional.empty();
        }
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            return root.path("raw_filename").isString() ? Optional.of(new EmpadJson(path, root)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public String rawFile() {
        return root.path("raw_filename").asString();
    }

    @Override
    public int extraRows() {
        return root.path("empad_version").asInt(1) == 2 ? 0 : 2;
    }

    @Override
    public void tell(Metadata metadata) {
        if (root.path("voltage").asDouble(0) > 0) {
            metadata.energy(root.path("voltage").asDouble());
        }
        double step = root.path("diff_step").asDouble(0) * 1e-3;
        if (step > 0) {
            metadata.detectorAngle(step, step);
        }
        JsonNode shape = root.path("scan_shape");
        if (isPair(shape) && shape.get(0).isIntegralNumber() && shape.get(1).isIntegralNumber()) {
            metadata.scanShape(shape.get(1).asInt(), shape.get(0).asInt());
        }
        JsonNode scan = root.path("scan_step");
        if (isPair(scan) && scan.get(0).asDouble() > 0 && scan.get(1).asDouble() > 0) {
            metadata.scanStep(scan.get(1).asDouble(), scan.get(0).asDouble());
        }
        positions(metadata);
        noteUnused(metadata, "scan_rotation", "degrees; file.scanRotation sets the rotation from scan to detector");
        noteUnused(metadata, "scan_correction", "a matrix; file.positions gives corrected positions");
        noteUnused(metadata, "det_flips", "(y, x, transpose); file.flipY, file.flipX, file.swap turn the positions");
    }

    private void noteUnused(Metadata metadata, String key, String what) {
        JsonNode value = root.path(key);
        if (!value.isMissingNode() && !value.isNull() && !(value.isNumber() && value.asDouble() == 0)) {
            metadata.note(key + ": " + value + " is not used (" + what + ")");
        }
    }

    private void positions(Metadata metadata) {
        JsonNode list = root.path("scan_positions");
        if (!list.isArray() || list.isEmpty()) {
            return;
        }
        double[] y = new double[list.size()];
        double[] x = new double[list.size()];
        for (int j = 0; j < y.length; j++) {
            if (!isPair(list.get(j))) {
                throw new BadInputException(path + ": scan_positions[" + j + "] must be two numbers, x and y in m");
            }
            x[j] = list.get(j).get(0).asDouble();
            y[j] = list.get(j).get(1).asDouble();
        }
        metadata.positions(new Positions(y, x));
        metadata.note("positions: scan_positions of the JSON, (x, y) in m");
    }

    private static boolean isPair(JsonNode node) {
        return node.isArray()
                && node.size() == 2
                && node.get(0).isNumber()
                && node.get(1).isNumber();
    }
}
