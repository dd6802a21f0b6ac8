package org.polyptych.app.commands;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.bytedeco.javacpp.Loader;
import org.polyptych.app.Main;
import org.polyptych.neural.torch.Libtorch;

/** Runs commands in a process of its own and says after each whether libtorch is loaded: arguments are commands. */
final class LoadedLibraries {
    /** The word that loads it, so that one sees that this would show. */
    static final String LOAD = "load-it";

    private LoadedLibraries() {}

    public static void main(String[] commands) {
        PrintStream out = System.out;
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        for (String command : commands) {
            int code = 0;
            if (command.equals(LOAD)) {
                Libtorch.load();
            } else {
                code = Main.run(nowhere, nowhere, command.split(" "));
            }
            boolean loaded = Loader.getLoadedLibraries().keySet().stream().anyMatch(name -> name.contains("torch"));
            out.println(command + ": " + code + (loaded ? " loaded" : " not loaded"));
        }
        out.flush();
        Runtime.getRuntime().halt(Arrays.asList(commands).isEmpty() ? 1 : 0);
    }
}
