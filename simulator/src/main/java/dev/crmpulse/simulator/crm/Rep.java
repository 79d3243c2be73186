package dev.crmpulse.simulator.crm;

/** Somebody in sales, who may move, grow and leave. */
final class Rep {
    private final String id;

    /** How much more often than others this person answers within the hour: -0.1 to 0.1. */
    private final double quickness;

    private Team team;
    private Role role;
    private Status status = Status.ACTIVE;

    enum Role {
        NEWCOMER("newcomer"),
        MATURE("mature"),
        LEAD("lead");

        private final String contractName;

        Role(String contractName) {
            this.contractName = contractName;
        }

        String contractName() {
            return contractName;
        }
    }

    enum Status {
        ACTIVE("active"),
        LEAVING("leaving"),
        LEFT("left");

        private final String contractName;

        Status(String contractName) {
            this.contractName = contractName;
        }

        String contractName() {
            return contractName;
        }
    }

    Rep(String id, double quickness, Team team, Role role) {
        this.id = id;
        this.quickness = quickness;
        this.team = team;
        this.role = role;
    }

    String id() {
        return id;
    }

    double quickness() {
        return quickness;
    }

    Team team() {
        return team;
    }

    Role role() {
        return role;
    }

    Status status() {
        return status;
    }

    boolean hasLeft() {
        return status == Status.LEFT;
    }

    void moveTo(Team newTeam) {
        team = newTeam;
    }

    void mature() {
        role = Role.MATURE;
    }

    void become(Status newStatus) {
        status = newStatus;
    }
}
