/** How many questions of a page are open at once. The server runs two and answers the others in their order: of few, what comes into sight is soon the next. */
const MOST_OPEN = 3;

/** How long a question of what is out of sight waits for those of what is in sight, ms: panels that are drawn together ask within it. */
const COURTESY_MS = 50;

interface Waiting {
  isSeen: () => boolean;
  /** Says whether it was in sight when it began. */
  begin: (seen: boolean) => void;
}

const waiting = new Set<Waiting>();
let open = 0;
let openSeen = 0;

/**
 * Asks what is in sight first, and anything else once that has its answers, so that readers see first what they look at.
 *
 * @param isSeen whether it is in sight now
 */
export async function inTurn<T>(isSeen: () => boolean, ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (!isSeen()) {
    await new Promise((resolve) => setTimeout(resolve, COURTESY_MS));
  }
  const seen = await turn(isSeen, signal);
  try {
    return await ask();
  } finally {
    open--;
    openSeen -= Number(seen);
    lookAgain();
  }
}

function turn(isSeen: () => boolean, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const one: Waiting = { isSeen, begin: resolve };
    const leave = () => {
      waiting.delete(one);
      reject(signal.reason);
      lookAgain();
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    waiting.add(one);
    lookAgain();
  });
}

/** Begins what may begin now; to be called when something has come into sight. */
export function lookAgain() {
  while (open < MOST_OPEN) {
    const all = [...waiting];
    const seen = all.find((one) => one.isSeen());
    const next = seen ?? (openSeen === 0 ? all[0] : undefined);
    if (!next) {
      return;
    }
    waiting.delete(next);
    open++;
    openSeen += Number(next === seen);
    next.begin(next === seen);
  }
}
