package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;

/** What a file is refused with: one line that begins with its folder. */
public final class Refused {
    private Refused() {}

    public static AbstractStringAssert<?> line(Path file) {
        return line(file, ReaderSettings.NONE);
    }

    public static AbstractStringAssert<?> line(Path file, ReaderSettings settings) {
        return assertThatThrownBy(() -> {
                    var scan = ScanFiles.open(file, settings);
                    for (int j = 0; j < scan.frames().count(); j++) {
                        scan.frames().frame(j);
                    }
                })
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.getParent().toString())
                .doesNotContain("\n");
    }
}
