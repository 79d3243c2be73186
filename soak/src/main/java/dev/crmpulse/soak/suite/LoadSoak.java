package dev.crmpulse.soak.suite;

import dev.crmpulse.page.PageServer;
import dev.crmpulse.page.browser.Chromium;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every board over a million facts, which are the past of a demo many times over. */
final class LoadSoak implements Soak {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public String shows() {
        return "a board over a million facts shows its figures within 2 s, one of scores within 5 s";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        try (SoakStack stack = SoakStack.start(Duration.ofSeconds(2));
                PageServer page = stack.stack().servePage(0);
                Chromium chromium = Chromium.start()) {
            try (RunningDemo demo = RunningDemo.start(stack.stack(), BoardsSoak.DEMO)) {
                demo.awaitPresent();
            }
            // words cost no time: one language
            List<URI> english = BoardsSoak.addresses(page.address()).stream()
                    .filter(address -> address.getPath().startsWith("/d/")
                            && address.getQuery().contains("lang=en"))
                    .toList();
            return new MillionFacts(stack.endpoint(), chromium).areShownAtOnce(english, out);
        }
    }
}
