import { rangeUtil } from '@grafana/data';
import { useCallback, useEffect, useState } from 'react';
import { isIdle } from '../api/client';

/**
 * A number that changes each interval while the page is in sight, and whenever a reader asks for it. It waits for answers that are
 * still on their way: with a slow database a board would otherwise ask for ever and show nothing.
 */
export function useTick(interval: string): [number, () => void] {
  const [tick, setTick] = useState(0);
  const next = useCallback(() => setTick((before) => before + 1), []);
  useEffect(() => {
    if (interval === '') {
      return undefined;
    }
    const every = rangeUtil.intervalToMs(interval);
    let timer = 0;
    // at whole multiples of the interval, so that all who look at a board ask the same at the same time and the server asks once
    const wait = () => {
      timer = window.setTimeout(() => {
        if (document.visibilityState === 'visible' && isIdle()) {
          next();
        }
        wait();
      }, every - (Date.now() % every));
    };
    wait();
    return () => window.clearTimeout(timer);
  }, [interval, next]);
  return [tick, next];
}
