import { rangeUtil } from '@grafana/data';
import { useEffect, useRef } from 'react';

const shortestMs = 5000;

/** Calls `askAgain` every interval, except while an answer is still awaited or nobody is looking. */
export function useRefresh(interval: string, isReading: boolean, askAgain: () => void): void {
  const reading = useRef(isReading);
  useEffect(() => {
    reading.current = isReading;
  }, [isReading]);

  useEffect(() => {
    if (interval === '') {
      return;
    }
    const everyMs = Math.max(shortestMs, rangeUtil.intervalToMs(interval));
    const timer = setInterval(() => {
      if (!reading.current && document.visibilityState === 'visible') {
        askAgain();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [interval, askAgain]);
}
