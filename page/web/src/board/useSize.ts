import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** Whether a reader sees an element, would after scrolling a little, or not. */
export type Sight = 'seen' | 'near' | 'far';

/** The size of an element in whole pixels, and whether it is in sight. */
export function useSize(ref: RefObject<HTMLElement | null>): Size & { sight: Sight } {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [seen, setSeen] = useState(false);
  const [near, setNear] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current!;
    const sizes = new ResizeObserver(() => setSize({ width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) }));
    const sights = new IntersectionObserver((entries) => setSeen(entries.at(-1)!.isIntersecting));
    const surroundings = new IntersectionObserver((entries) => setNear(entries.at(-1)!.isIntersecting), { rootMargin: '300px' });
    const observers = [sizes, sights, surroundings];
    observers.forEach((observer) => observer.observe(element));
    return () => observers.forEach((observer) => observer.disconnect());
  }, [ref]);
  return { ...size, sight: seen ? 'seen' : near ? 'near' : 'far' };
}
