import { type RefCallback, useCallback, useEffect, useState } from 'react';

/** Width of an element as it changes; 0 until it is laid out. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);

  return [useCallback((found: HTMLElement | null) => setElement(found), []), width];
}
