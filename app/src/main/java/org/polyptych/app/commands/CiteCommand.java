package org.polyptych.app.commands;

import org.polyptych.engines.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the paper behind an engine. */
@Command(name = "cite", description = "Print the BibTeX of an engine's paper.")
final class CiteCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ENGINE", description = "Name of the engine, as 'polyptych engines' lists it.")
    private String engine;

    @Override
    public void run() {
        spec.commandLine().getOut().println(Engines.named(engine).bibtex().strip());
    }
}
