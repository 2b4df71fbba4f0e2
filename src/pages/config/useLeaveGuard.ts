import { locationService } from '@grafana/runtime';
import { useEffect } from 'react';

/**
 * Asks before unsaved changes are lost: the browser when the tab is closed or reloaded, Grafana's history when a link
 * leads to another page. Its `block` is that of history 4, which all supported versions of Grafana share; the router's own
 * blocker needs a data router, which none of them has.
 */
export function useLeaveGuard(isDirty: boolean, question: string): void {
  useEffect(() => {
    if (!isDirty) {
      return;
    }
    const hold = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Older browsers ask only when this is set.
      event.returnValue = '';
    };
    window.addEventListener('beforeunload', hold);
    const history = locationService.getHistory();
    const unblock = history.block((next: Place) =>
      isSamePage(next, history.location) || window.confirm(question) ? undefined : false
    );
    return () => {
      window.removeEventListener('beforeunload', hold);
      unblock();
    };
  }, [isDirty, question]);
}

interface Place {
  pathname: string;
  search: string;
}

/** The tabs of a plugin's page share one path: the query tells them apart. */
function isSamePage(next: Place, here: Place): boolean {
  return next.pathname === here.pathname && next.search === here.search;
}
