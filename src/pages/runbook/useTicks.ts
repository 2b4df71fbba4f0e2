import { store } from '@grafana/data';
import { useCallback, useState } from 'react';
import { type NodeKey } from '../../diagnosis';
import { type RunbookId } from '../../runbook/options';
import { type StepId, stepIds } from '../../runbook/steps';

const storePrefix = 'memcg-kmemleak-app.ticks.';

/** A runbook that was begun longer ago is another time. */
const keptMs = 3 * 86_400_000;

export interface Ticks {
  done: ReadonlySet<StepId>;
  setDone: (id: StepId, isDone: boolean) => void;
  startOver: () => void;
}

/** Which steps the reader has ticked off, for this runbook and node, in this browser. */
export function useTicks(option: RunbookId, nodeKey: NodeKey | undefined): Ticks {
  const storeKey = storePrefix + JSON.stringify([option, nodeKey?.cluster ?? '', nodeKey?.node ?? '']);
  const [state, setState] = useState(() => ({ storeKey, done: readTicks(storeKey) }));
  const done = state.storeKey === storeKey ? state.done : readTicks(storeKey);
  const keep = useCallback(
    (kept: ReadonlySet<StepId>) => {
      setState({ storeKey, done: kept });
      try {
        store.setObject(storeKey, { atMs: Date.now(), done: [...kept] });
      } catch {
        // Storage may be full or forbidden; the ticks then last as long as the page.
      }
    },
    [storeKey]
  );
  const setDone = (id: StepId, isDone: boolean) =>
    keep(new Set(stepIds.filter((each) => (each === id ? isDone : done.has(each)))));
  return { done, setDone, startOver: () => keep(new Set()) };
}

function readTicks(storeKey: string): ReadonlySet<StepId> {
  const stored: unknown = store.getObject(storeKey);
  if (!isKept(stored) || Date.now() - stored.atMs > keptMs) {
    return new Set();
  }
  return new Set(stepIds.filter((id) => stored.done.includes(id)));
}

function isKept(stored: unknown): stored is { atMs: number; done: unknown[] } {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'atMs' in stored &&
    typeof stored.atMs === 'number' &&
    'done' in stored &&
    Array.isArray(stored.done)
  );
}
