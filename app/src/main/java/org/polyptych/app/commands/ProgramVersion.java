package org.polyptych.app.commands;

import org.polyptych.engines.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Version.program(), "Java " + Runtime.version()};
    }
}
