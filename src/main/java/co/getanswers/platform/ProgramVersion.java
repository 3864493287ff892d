package co.getanswers.platform;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Prints the version of the program, which a checkout has none of. */
public final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var packaged = Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion());
        return new String[] {"getanswers " + packaged.orElse("(a checkout)")};
    }
}
