import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** The size of an element in whole pixels, and whether it is in sight or about to be. */
export function useSize(ref: RefObject<HTMLElement | null>): Size & { inSight: boolean } {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [inSight, setInSight] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current!;
    const sizes = new ResizeObserver(() => setSize({ width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) }));
    const sights = new IntersectionObserver((entries) => setInSight(entries.at(-1)!.isIntersecting), { rootMargin: '300px' });
    sizes.observe(element);
    sights.observe(element);
    return () => {
      sizes.disconnect();
      sights.disconnect();
    };
  }, [ref]);
  return { ...size, inSight };
}
