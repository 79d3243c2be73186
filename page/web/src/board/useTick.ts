import { rangeUtil } from '@grafana/data';
import { useCallback, useEffect, useState } from 'react';

/** A number that changes each interval while the page is in sight, and whenever a reader asks for it. */
export function useTick(interval: string): [number, () => void] {
  const [tick, setTick] = useState(0);
  const next = useCallback(() => setTick((before) => before + 1), []);
  useEffect(() => {
    if (interval === '') {
      return undefined;
    }
    const timer = window.setInterval(() => document.visibilityState === 'visible' && next(), rangeUtil.intervalToMs(interval));
    return () => window.clearInterval(timer);
  }, [interval, next]);
  return [tick, next];
}
