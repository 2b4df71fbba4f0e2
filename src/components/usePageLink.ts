import { locationUtil } from '@grafana/data';
import { type MouseEvent, useCallback } from 'react';
import { useNavigate } from 'react-router';

/** Props of a link to a page of this Grafana: followed without a reload, opened in a tab where the reader asks for one. */
export function usePageLink(path: string) {
  const navigate = useNavigate();
  const onClick = useCallback(
    (event: MouseEvent) => {
      if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        navigate(path);
      }
    },
    [navigate, path]
  );
  return { href: locationUtil.assureBaseUrl(path), onClick };
}
