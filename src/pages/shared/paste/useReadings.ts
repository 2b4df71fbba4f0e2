import { useCallback, useEffect, useRef, useState } from 'react';
import { type PastedEvidence, type PastedSummary, summaryOf } from '../../../events';
import { fileText } from './fileText';
import { parseInSteps } from './parseInSteps';
import { type Places } from './linesRead';

/** Characters of a text that are kept to be shown line by line. */
const longestShown = 256 * 1024;

export type ReadingState =
  | { kind: 'reading'; share: number }
  | { kind: 'read'; evidence: PastedEvidence; summary: PastedSummary; places: Places; text: string }
  | { kind: 'failed'; why: 'noText' | 'unreadable' };

/** One text or file in the drawer. */
export interface Reading {
  id: string;
  name: string;
  state: ReadingState;
}

export interface Readings {
  readings: readonly Reading[];
  /** Reads a text, in the place of an earlier one with the same id. */
  read: (id: string, name: string, content: string | File) => void;
  /** Calls a reading off, or takes its result back. */
  forget: (id: string) => void;
}

/** Texts being read, each in steps; closing the drawer calls all of them off. */
export function useReadings(nowSeconds: number): Readings {
  const [readings, setReadings] = useState<readonly Reading[]>([]);
  const aborts = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const running = aborts.current;
    return () => running.forEach((abort) => abort.abort());
  }, []);

  const forget = useCallback((id: string) => {
    aborts.current.get(id)?.abort();
    setReadings((before) => before.filter((reading) => reading.id !== id));
  }, []);

  const read = useCallback(
    (id: string, name: string, content: string | File) => {
      aborts.current.get(id)?.abort();
      const abort = new AbortController();
      aborts.current.set(id, abort);
      const put = (state: ReadingState) => {
        if (!abort.signal.aborted) {
          setReadings((before) => replaced(before, { id, name, state }));
        }
      };
      put({ kind: 'reading', share: 0 });
      void stateOf(content, nowSeconds, abort.signal, put);
    },
    [nowSeconds]
  );

  return { readings, read, forget };
}

function replaced(readings: readonly Reading[], reading: Reading): Reading[] {
  return readings.some(({ id }) => id === reading.id)
    ? readings.map((each) => (each.id === reading.id ? reading : each))
    : [...readings, reading];
}

async function stateOf(
  content: string | File,
  nowSeconds: number,
  signal: AbortSignal,
  put: (state: ReadingState) => void
): Promise<void> {
  try {
    const text = typeof content === 'string' ? content : await fileText(content);
    if (text === undefined) {
      put({ kind: 'failed', why: 'noText' });
      return;
    }
    const read = await parseInSteps(text, {
      nowSeconds,
      signal,
      onProgress: (share) => put({ kind: 'reading', share }),
    });
    if (read) {
      put({ kind: 'read', ...read, summary: summaryOf(read.evidence), text: text.slice(0, longestShown) });
    }
  } catch {
    put({ kind: 'failed', why: 'unreadable' });
  }
}
