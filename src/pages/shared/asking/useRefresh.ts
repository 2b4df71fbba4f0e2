import { rangeUtil } from '@grafana/data';
import { useEffect, useRef } from 'react';

const shortestMs = 5000;

/** Calls `readAgain` every interval, except while an answer is still awaited or nobody is looking. */
export function useRefresh(interval: string, isReading: boolean, readAgain: () => void): void {
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
        readAgain();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [interval, readAgain]);
}
