import { useCallback, useEffect, useState } from 'react';

/** What was asked for: its newest data, which stay while newer are on their way, and what went wrong. */
export interface Loaded<T> {
  data: T | undefined;
  error: Error | undefined;
  loading: boolean;
  retry: () => void;
}

interface State<T> {
  /** The question that the data answer. */
  key: string | null;
  data?: T;
  error?: Error;
}

/**
 * Asks anew whenever the key changes, and forgets the answers to older questions.
 *
 * @param key says what is asked; null where nothing is
 */
export function useLoaded<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<State<T>>({ key: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) {
      return undefined;
    }
    const abort = new AbortController();
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ key, data }),
      (error: unknown) => !abort.signal.aborted && setState({ key, error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => abort.abort();
    // the key stands for everything that load reads
  }, [key, attempt]);
  const retry = useCallback(() => {
    setState({ key: null });
    setAttempt((before) => before + 1);
  }, []);
  return { data: state.data, error: state.error, loading: key !== null && state.key !== key, retry };
}
