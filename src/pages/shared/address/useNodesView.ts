import { useCallback, useMemo } from 'react';
import { useUrlQuery } from './useUrlQuery';
import { type NodesView, parseView, viewChange } from './nodesView';

export type ChangeView = (change: Partial<NodesView>, options?: { replace?: boolean }) => void;

export function useNodesView(): { view: NodesView; search: string; changeView: ChangeView } {
  const { search, change } = useUrlQuery();
  const view = useMemo(() => parseView(search), [search]);
  const changeView = useCallback<ChangeView>((changes, options) => change(viewChange(changes), options), [change]);
  return { view, search, changeView };
}
