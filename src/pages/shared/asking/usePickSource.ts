import { useCallback } from 'react';
import { rememberSource } from '../../../data/dataSources';
import { useUrlQuery } from '../address/useUrlQuery';

/** Puts the reader's choice of data source into the address, and remembers it for the next visit without one. */
export function usePickSource({ forgetsCluster }: { forgetsCluster: boolean }): (uid: string) => void {
  const { change } = useUrlQuery();
  return useCallback(
    (uid: string) => {
      rememberSource(uid);
      change(forgetsCluster ? { ds: uid, cluster: undefined } : { ds: uid });
    },
    [change, forgetsCluster]
  );
}
