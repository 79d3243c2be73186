/** How long to wait before looking again whose turn it is, ms; panels that are drawn together ask within it. */
const WAIT_MS = 50;

/** How many questions of what is in sight have no answer yet. */
let open = 0;

/**
 * Asks at once what is in sight, and anything else once that has its answers, so that readers see first what they look at.
 *
 * @param isSeen whether it is in sight now
 */
export async function inTurn<T>(isSeen: () => boolean, ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (!isSeen()) {
    do {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      signal.throwIfAborted();
    } while (open > 0 && !isSeen());
    return ask();
  }
  open++;
  try {
    return await ask();
  } finally {
    open--;
  }
}
