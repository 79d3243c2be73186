package dev.crmpulse.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.QueryFailure;
import dev.crmpulse.page.SharedQueries.Settings;
import dev.crmpulse.page.SharedQueries.Slot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One query for many askers, some at a time, and none that nobody waits for. */
class SharedQueriesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final ExecutorService askers = Executors.newCachedThreadPool();

    private byte[] slow(String sql) throws InterruptedException {
        asked.incrementAndGet();
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            open.await();
            return sql.getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException interrupted) {
            ended.incrementAndGet();
            throw interrupted;
        } finally {
            running.decrementAndGet();
        }
    }

    /** The answer, or the status of the refusal. */
    private CompletableFuture<String> ask(SharedQueries queries, String sql, Optional<Slot> slot) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(queries.answer(sql, slot).bytes(), StandardCharsets.UTF_8);
                    } catch (RefusedRequest refusal) {
                        return Integer.toString(refusal.status());
                    } catch (QueryFailure | InterruptedException failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                askers);
    }

    private static void await(AtomicInteger counter, int value) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> counter.get() == value);
    }

    @AfterEach
    void end() {
        open.countDown();
        askers.shutdownNow();
    }

    @Test
    void theSameQueryIsAskedOnceWhoeverWantsIt() throws Exception {
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(4, 100, LONG, LONG))) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int tab = 0; tab < 5; tab++) {
                for (int panel = 0; panel < 4; panel++) {
                    answers.add(ask(queries, "panel " + panel, Optional.of(new Slot("tab " + tab, "panel " + panel))));
                }
            }
            await(running, 4);
            open.countDown();

            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get()).startsWith("panel ");
            }
            assertThat(asked).hasValue(4);
            assertThat(queries.answer("panel 0", Optional.empty()))
                    .isSameAs(queries.answer("panel 0", Optional.empty()));
            assertThat(asked).as("an answer that has just come").hasValue(4);
        }
    }

    @Test
    void anAnswerIsNotKeptForLong() throws Exception {
        open.countDown();
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(1, 1, Duration.ZERO, LONG))) {
            queries.answer("a", Optional.empty());
            queries.answer("a", Optional.empty());

            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void someRunAtATimeAndNotTooManyWait() throws Exception {
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(2, 3, LONG, LONG))) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                answers.add(ask(queries, "query " + i, Optional.empty()));
            }
            await(running, 2);
            for (int i = 2; i < 6; i++) {
                answers.add(ask(queries, "query " + i, Optional.empty()));
            }
            // of four more, three wait and one is sent away at once
            CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).get();
            open.countDown();

            List<String> all = new ArrayList<>();
            for (CompletableFuture<String> answer : answers) {
                all.add(answer.get());
            }
            assertThat(all).filteredOn("503"::equals).hasSize(1);
            assertThat(mostRunning).hasValue(2);
        }
    }

    @Test
    void aNewerRequestEndsTheOneBefore() throws Exception {
        Slot slot = new Slot("tab", "panel");
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(2, 10, LONG, LONG))) {
            CompletableFuture<String> before = ask(queries, "last week", Optional.of(slot));
            await(running, 1);
            CompletableFuture<String> after = ask(queries, "this week", Optional.of(slot));

            assertThat(before.get()).isEqualTo("409");
            await(ended, 1);
            open.countDown();
            assertThat(after.get()).isEqualTo("this week");
        }
    }

    @Test
    void aQueryThatAnotherPageWaitsForGoesOn() throws Exception {
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(2, 10, LONG, LONG))) {
            CompletableFuture<String> one = ask(queries, "shared", Optional.of(new Slot("one", "panel")));
            await(running, 1);
            CompletableFuture<String> closed = ask(queries, "shared", Optional.of(new Slot("closed", "panel")));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                queries.leave("closed");
                return closed.isDone();
            });
            open.countDown();

            assertThat(closed.get()).isEqualTo("409");
            assertThat(one.get()).isEqualTo("shared");
            assertThat(ended).hasValue(0);
        }
    }

    @Test
    void aPageThatIsClosedLeavesNothingRunning() throws Exception {
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(1, 10, LONG, LONG))) {
            List<CompletableFuture<String>> answers = List.of(
                    ask(queries, "a", Optional.of(new Slot("tab", "a"))),
                    ask(queries, "b", Optional.of(new Slot("tab", "b"))));
            await(running, 1);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                queries.leave("tab");
                return answers.stream().allMatch(CompletableFuture::isDone);
            });

            await(running, 0);
            assertThat(ended.get()).isPositive();
        }
    }

    @Test
    void whoWaitsTooLongIsSentAwayAndTheQueryIsEnded() throws Exception {
        try (SharedQueries queries = new SharedQueries(this::slow, new Settings(1, 1, LONG, Duration.ofMillis(100)))) {
            assertThat(ask(queries, "a", Optional.empty()).get()).isEqualTo("504");
            await(ended, 1);
        }
    }
}
