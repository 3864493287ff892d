package co.getanswers.mailbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.stream.Stream;

/** Servers on free ports of this machine, which may take long to start where it is busy. */
final class PatientGreenMail {
    private static final long LONGEST_START = 60_000;

    private PatientGreenMail() {}

    /** @param protocols the names that {@link ServerSetup} has for them */
    static GreenMail of(String... protocols) {
        return new GreenMail(Stream.of(protocols).map(PatientGreenMail::setup).toArray(ServerSetup[]::new));
    }

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(LONGEST_START);
        return setup;
    }
}
