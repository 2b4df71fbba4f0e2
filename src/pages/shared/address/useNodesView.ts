import { useCallback, useMemo } from 'react';
import { defaultSpan, nodeSpan } from '../../../data/timeSpan';
import { isOfOneNode } from './paths';
import { useUrlQuery } from './useUrlQuery';
import { type NodesView, parseView, viewChange } from './nodesView';

export type ChangeView = (change: Partial<NodesView>, options?: { replace?: boolean }) => void;

export function useNodesView(): { view: NodesView; search: string; changeView: ChangeView } {
  const { pathname, search, change } = useUrlQuery();
  const span = isOfOneNode(pathname) ? nodeSpan : defaultSpan;
  const view = useMemo(() => parseView(search, span), [search, span]);
  const changeView = useCallback<ChangeView>(
    (changes, options) => change(viewChange(changes, span), options),
    [change, span]
  );
  return { view, search, changeView };
}
