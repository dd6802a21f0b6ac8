package org.polyptych.app.commands;

import java.util.List;
import org.polyptych.app.Main;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** docs/commands.md, made from the commands themselves. */
final class CommandsPage {
    private CommandsPage() {}

    static String text(String regenerate) {
        CommandLine program = Main.commandLine();
        StringBuilder page = new StringBuilder();
        page.append("# Commands\n\n");
        page.append("<!-- Made from the commands. To write it anew: ")
                .append(regenerate)
                .append(" -->\n\n");
        page.append("`./polyptych COMMAND`, from any folder. Every command has `--help`, `--version` and `--debug`")
                .append(" (stack traces). Results go to standard output, progress and notes to standard error;")
                .append(" `--json` prints one JSON object.\n\n");
        page.append("Exit codes: 0 success; 2 bad input or settings, said in one line; 130 interrupted, with a valid")
                .append(" result so far; 1 anything else.\n\n");
        page.append("| command | does |\n|---|---|\n");
        program.getSubcommands()
                .forEach((name, command) -> page.append("| [`")
                        .append(name)
                        .append("`](#")
                        .append(name)
                        .append(") | ")
                        .append(String.join(
                                " ", command.getCommandSpec().usageMessage().description()))
                        .append(" |\n"));
        program.getSubcommands().values().forEach(command -> section(page, command));
        return page.toString();
    }

    private static void section(StringBuilder page, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        page.append("\n## ").append(spec.name()).append("\n\n");
        page.append("    ")
                .append(command.getHelp().synopsis(0).strip().replaceAll("\\s*\\R\\s*", " "))
                .append("\n\n");
        List.of(spec.usageMessage().description())
                .forEach(line -> page.append(line).append("\n\n"));
        page.append("| | |\n|---|---|\n");
        spec.positionalParameters().forEach(parameter -> row(page, parameter.paramLabel(), parameter.description()));
        for (OptionSpec option : spec.options()) {
            if (!option.inherited() && !option.usageHelp() && !option.versionHelp()) {
                String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                row(page, String.join(", ", option.names()) + label, option.description());
            }
        }
    }

    private static void row(StringBuilder page, String name, String[] description) {
        String text = Ansi.OFF
                .string(String.join(" ", description))
                .replace("%n", " ")
                .replace("|", "\\|");
        page.append("| `").append(name).append("` | ").append(text).append(" |\n");
    }
}
