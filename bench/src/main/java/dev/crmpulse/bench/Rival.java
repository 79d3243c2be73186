package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import java.util.Map;

/** Another way to compute the three metrics. */
interface Rival extends Contender {
    /** Reads the whole topic and returns the facts that hold at last, by what they are about. */
    Map<String, String> facts(LocalStack stack) throws Exception;
}
