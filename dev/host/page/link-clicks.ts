import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';

function navigate(event: MouseEvent): void {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const href = anchor?.getAttribute('href') ?? '';
  const staysHere =
    anchor !== null && href !== '' && !anchor.hasAttribute('target') && !anchor.hasAttribute('download');
  if (!staysHere || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
    return;
  }
  const path = locationUtil.stripBaseFromUrl(href);
  if (!/^[a-z][a-z\d+.-]*:|^#/i.test(path)) {
    event.preventDefault();
    locationService.push(path.startsWith('/') ? path : `/${path}`);
  }
}

/** Plain anchors, LinkButton's among them, change pages without a reload in Grafana. */
export function interceptLinkClicks(): void {
  document.addEventListener('click', navigate);
}
