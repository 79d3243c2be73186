package dev.crmpulse.bench.soak;

import java.time.Duration;

/** A process of the cluster that is killed (SIGKILL), and what replaces it. */
enum ClusterVictim {
    TASK_MANAGER("TaskManager") {
        @Override
        void kill(ClusterScene scene) {
            scene.cluster().flink().killTaskManager();
        }

        @Override
        void replace(ClusterScene scene) throws Exception {
            scene.cluster().flink().startTaskManager();
        }
    },
    BROKER("broker") {
        @Override
        void kill(ClusterScene scene) {
            scene.cluster().kafka().kill();
        }

        @Override
        void replace(ClusterScene scene) throws Exception {
            scene.cluster().kafka().start();
        }
    },
    CLICKHOUSE("ClickHouse") {
        @Override
        void kill(ClusterScene scene) {
            scene.cluster().clickHouseProcess().kill();
        }

        @Override
        void replace(ClusterScene scene) {
            // its supervisor does
        }
    },
    /** Nothing remembers the job, so it is submitted again from its last checkpoint. */
    JOB_MANAGER("JobManager") {
        @Override
        void kill(ClusterScene scene) {
            scene.cluster().flink().killJobManager();
        }

        @Override
        void replace(ClusterScene scene) throws Exception {
            scene.cluster().flink().startJobManager();
            scene.cluster().flink().awaitTaskManagers();
            scene.submitAgain(KillSoak.SUBTASKS);
        }
    },
    /** Away for longer than clients of Kafka wait for anything. */
    BROKER_FOR_LONG("broker, 210 s") {
        @Override
        void kill(ClusterScene scene) {
            scene.cluster().kafka().kill();
        }

        @Override
        void replace(ClusterScene scene) throws Exception {
            Thread.sleep(AWAY.toMillis());
            scene.cluster().kafka().start();
        }
    };

    private static final Duration AWAY = Duration.ofSeconds(210);

    private final String label;

    ClusterVictim(String label) {
        this.label = label;
    }

    abstract void kill(ClusterScene scene);

    abstract void replace(ClusterScene scene) throws Exception;

    @Override
    public String toString() {
        return label;
    }
}
