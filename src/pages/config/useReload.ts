import { useCallback, useEffect, useState } from 'react';

const savedKey = 'memcg-kmemleak-app.saved';

/**
 * Reloads Grafana: it keeps the settings that it was loaded with, shows them on the next visit of this page, and its own
 * buttons write them back. What was said before the reload is said after it.
 */
export function useReload(reloadPage: () => void): { hasSaved: boolean; reloadAfterSave: () => void } {
  const [hasSaved] = useState(isMarked);
  const [isDue, setDue] = useState(false);
  // Not while rendering: what is rendered first may be thrown away, and the mark with it.
  useEffect(removeMark, []);
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

function isMarked(): boolean {
  try {
    return sessionStorage.getItem(savedKey) !== null;
  } catch {
    return false;
  }
}

function removeMark(): void {
  try {
    sessionStorage.removeItem(savedKey);
  } catch {
    // Nothing was left there either.
  }
}
