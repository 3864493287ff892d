package co.getanswers.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The roles of this process: one in production, all of them in dev mode. */
@ApplicationScoped
public class Roles {
    /** The property that the commands set before the framework starts. */
    public static final String PROPERTY = "getanswers.roles";

    private final Set<Role> roles;

    Roles(@ConfigProperty(name = PROPERTY) List<Role> roles) {
        this.roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
