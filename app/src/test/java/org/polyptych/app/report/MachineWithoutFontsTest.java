package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, with a fontconfig that knows no font, as in a minimal container. */
class MachineWithoutFontsTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysInOneLineWhatToInstall(@TempDir Path folder) throws Exception {
        Path fonts = Files.writeString(
                folder.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><fontconfig><cachedir>" + folder + "</cachedir></fontconfig>");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                // Java remembers fonts in the home folder
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                MachineWithoutFontsTest.class.getName());
        java.environment().put("FONTCONFIG_FILE", fonts.toString());

        Process process = java.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isZero();
        assertThat(said.strip())
                .startsWith("pictures need a font")
                .contains("fontconfig and fonts-dejavu-core")
                .doesNotContain("\n");
    }

    public static void main(String[] arguments) {
        try {
            Pictures.probe(MadeUpResult.result());
            System.out.println("drawn");
        } catch (NoFontException e) {
            System.out.println(e.getMessage());
        }
    }
}
