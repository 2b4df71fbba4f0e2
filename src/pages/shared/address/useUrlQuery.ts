import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

export type QueryChange = Readonly<Record<string, string | undefined>>;

/** The page's query string and a way to change some of its names; others, such as `orgId`, stay. */
export function useUrlQuery() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const change = useCallback(
    (changes: QueryChange, { replace = false } = {}) => {
      const changed = changedSearch(search, changes);
      // The same address once more would be a step in the history that leads nowhere.
      if (changed !== changedSearch(search, {})) {
        navigate({ pathname, search: changed }, { replace });
      }
    },
    [navigate, pathname, search]
  );
  return { pathname, search, change };
}

export function changedSearch(search: string, changes: QueryChange): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  return query.toString();
}
