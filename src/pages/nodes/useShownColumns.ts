import { store } from '@grafana/data';
import { useCallback, useState } from 'react';
import { type ColumnId, columnIds, defaultColumnIds, fixedColumnIds } from '../shared/address/columnIds';

const storeKey = 'memcg-kmemleak-app.columns';

/** The columns that the reader chose in this browser; before a choice, what fits. */
export function useShownColumns() {
  const [shown, setState] = useState<readonly ColumnId[]>(() => stored() ?? defaultColumnIds);
  const setShown = useCallback((ids: readonly ColumnId[]) => {
    setState(ids);
    try {
      store.set(storeKey, ids.join(','));
    } catch {
      // Storage may be full or forbidden; the choice then lasts as long as the page.
    }
  }, []);
  return { shown, setShown };
}

function stored(): readonly ColumnId[] | undefined {
  const names: unknown = store.get(storeKey);
  return typeof names === 'string'
    ? columnIds.filter((id) => fixedColumnIds.includes(id) || names.split(',').includes(id))
    : undefined;
}
