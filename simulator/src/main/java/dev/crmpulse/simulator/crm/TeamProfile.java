package dev.crmpulse.simulator.crm;

/**
 * A team.
 *
 * @param size people in it, the one who leads it included
 */
public record TeamProfile(String id, String region, int size) {
    public TeamProfile {
        if (size < 2) {
            throw new IllegalArgumentException("team " + id + " needs at least two people");
        }
    }
}
