import { useCallback, useEffect, useState } from 'react';

const savedKey = 'memcg-kmemleak-app.saved';

/**
 * Loads Grafana anew: it keeps the settings that it was loaded with, shows them on the next visit of this page, and its own
 * buttons write them back. What was said before the reload is said after it.
 */
export function useReload(reloadPage: () => void): { hasSaved: boolean; reloadAfterSave: () => void } {
  const [hasSaved] = useState(takeMark);
  const [isDue, setDue] = useState(false);
  // Once what asks before leaving has seen that nothing is unsaved.
  useEffect(() => {
    if (isDue) {
      leaveMark();
      reloadPage();
    }
  }, [isDue, reloadPage]);
  return { hasSaved, reloadAfterSave: useCallback(() => setDue(true), []) };
}

function leaveMark(): void {
  try {
    sessionStorage.setItem(savedKey, '1');
  } catch {
    // Storage may be forbidden; then the reload alone tells.
  }
}

function takeMark(): boolean {
  try {
    const isThere = sessionStorage.getItem(savedKey) !== null;
    sessionStorage.removeItem(savedKey);
    return isThere;
  } catch {
    return false;
  }
}
