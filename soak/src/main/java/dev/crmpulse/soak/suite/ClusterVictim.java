package dev.crmpulse.soak.suite;

import java.time.Duration;

/** A process of the cluster that is killed (SIGKILL), and what replaces it. */
enum ClusterVictim {
    TASK_MANAGER("TaskManager") {
        @Override
        void kill(TestCluster testCluster) {
            testCluster.cluster().flink().killTaskManager();
        }

        @Override
        void replace(TestCluster testCluster) throws Exception {
            testCluster.cluster().flink().startTaskManager();
        }
    },
    BROKER("broker") {
        @Override
        void kill(TestCluster testCluster) {
            testCluster.cluster().kafka().kill();
        }

        @Override
        void replace(TestCluster testCluster) throws Exception {
            testCluster.cluster().kafka().start();
        }
    },
    CLICKHOUSE("ClickHouse") {
        @Override
        void kill(TestCluster testCluster) {
            testCluster.cluster().clickHouseProcess().kill();
        }

        @Override
        void replace(TestCluster testCluster) {
            // its supervisor does
        }
    },
    /** Nothing remembers the job, so it is submitted again from its last checkpoint. */
    JOB_MANAGER("JobManager") {
        @Override
        void kill(TestCluster testCluster) {
            testCluster.cluster().flink().killJobManager();
        }

        @Override
        void replace(TestCluster testCluster) throws Exception {
            testCluster.cluster().flink().startJobManager();
            testCluster.cluster().flink().awaitTaskManagers();
            testCluster.submitAgain(KillSoak.SUBTASKS);
        }
    },
    /** Away for longer than clients of Kafka wait for anything. */
    BROKER_FOR_LONG("broker, 210 s") {
        @Override
        void kill(TestCluster testCluster) {
            testCluster.cluster().kafka().kill();
        }

        @Override
        void replace(TestCluster testCluster) throws Exception {
            Thread.sleep(AWAY.toMillis());
            testCluster.cluster().kafka().start();
        }
    };

    private static final Duration AWAY = Duration.ofSeconds(210);

    private final String label;

    ClusterVictim(String label) {
        this.label = label;
    }

    abstract void kill(TestCluster testCluster);

    abstract void replace(TestCluster testCluster) throws Exception;

    @Override
    public String toString() {
        return label;
    }
}
