package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.app.doctor.Doctor;
import org.polyptych.app.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine offers and whether it works. */
@Command(
        name = "doctor",
        description = "Try everything this program needs on this machine, and say what works. Exit code 1 if something"
                + " that is needed does not.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** What is printed. */
    record Report(boolean healthy, List<Finding> findings) {}

    @Override
    public Integer call() {
        List<Finding> findings = Doctor.examine();
        boolean healthy = findings.stream().allMatch(f -> f.ok() || !f.needed());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(new Report(healthy, findings)));
        } else {
            for (Finding finding : findings) {
                out.printf(
                        Locale.ROOT,
                        "%-6s %-18s %s%n",
                        finding.ok() ? "OK" : "FAILED",
                        finding.name(),
                        finding.detail());
            }
            out.println(healthy ? "All that is needed works." : "Something that is needed does not work, see FAILED.");
        }
        return healthy ? 0 : 1;
    }
}
